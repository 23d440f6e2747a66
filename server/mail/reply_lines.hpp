// What the lines of a reply are, as mail programs write them: the words above a quote, blocks of headers, signatures.
// Pure functions over lines of UTF-8. French and English, since our people's programs speak one of them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace ramure::mail {

// As lines are compared: lower case, without accents and emphasis (*), spaces of every kind as one, none at the ends.
std::string folded_line(std::string_view line);

// "> …", whoever says it.
bool is_quoted(std::string_view line);
// A quoted line without one level of its marks.
std::string_view without_quote_mark(std::string_view line);

// All of the following take folded lines, of one mail in order; `at` is where one looks.
using Lines = std::span<const std::string>;

// How many lines, from `at` on, are words like « Le mar. 3 mars 2026 à 10:12, Jeanne <jeanne@exemple.fr> a écrit : ».
// 0: none. Without a time of the form 10:12 or an address they are such words only where a quote follows, since people
// write « Le 3 mars, le maire a écrit : », too. `quoted[i]`: line i is_quoted.
std::size_t attribution_lines(Lines lines, std::span<const bool> quoted, std::size_t at);

// « De : … Envoyé : … À : … Objet : … », or « -----Message d’origine----- »: nothing behind it is the writer's own.
bool begins_original(Lines lines, std::size_t at);

bool is_long_rule(std::string_view line);       // "________________"
bool is_signature_mark(std::string_view line);  // "--"
// « Envoyé de mon iPhone », notes of firms and of virus scanners: at the end of what somebody wrote.
bool is_footer(std::string_view line);
bool is_picture_mark(std::string_view line);  // "[cid:image001.png@01D…]", in the place of a picture

}  // namespace ramure::mail
