// What a person wrote in a reply, as it is posted: without the mail that she answers, signatures, and what her program
// or her firm put below. Pure; at worst it keeps too much.
//
//   own_words("Oui, jeudi.\n\nLe mar. 3 mars 2026 à 10:12, Jeanne <j@exemple.fr> a écrit :\n> Quel jour ?\n")
//     == "Oui, jeudi."
//
// Where answers stand between the lines that they answer, those lines stay, as quotes of Markdown:
//
//   "> Quel jour ?\nJeudi.\n> Où ?\nÀ la mairie.\n"   ==>   "> Quel jour ?\n\nJeudi.\n\n> Où ?\n\nÀ la mairie."
#pragma once

#include <string>
#include <string_view>

namespace ramure::mail {

inline constexpr std::size_t kept_quote_lines_max = 12;  // of one quote: its last lines, next to what answers them

// `text`: UTF-8, lines end with \n. The result has no control characters but \n and \t, and is empty when nothing of
// the text is the writer's own.
std::string own_words(std::string_view text);

}  // namespace ramure::mail
