#include "server/mail/reply_lines.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "protocol/trimmed.hpp"
#include "protocol/utf8.hpp"

namespace ramure::mail {

namespace {

constexpr std::size_t attribution_lines_max = 5;
constexpr std::size_t attribution_bytes_max = 500;
constexpr std::size_t header_block_lines_max = 14;
constexpr std::size_t footer_bytes_max =
    120;  // of one that is known by how it begins; longer ones are somebody's words
constexpr std::size_t long_rule_characters_min = 10;

// Latin letters from U+00C0 to U+00FF without their accents.
constexpr std::string_view plain_letters = "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo/ouuuuypy";

void append_folded(std::string& out, char32_t c) {
  const bool is_mark = (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == '*';
  const bool is_space = c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
  if (is_mark) return;
  if (is_space) {
    if (!out.empty() && out.back() != ' ') out += ' ';
  } else if (c == 0x2018 || c == 0x2019) {
    out += '\'';
  } else if (c == 0x152 || c == 0x153) {
    out += "oe";
  } else if (c >= 0xC0 && c <= 0xFF) {
    out += plain_letters[c - 0xC0];
  } else if (c < 0x80) {
    out += static_cast<char>(std::tolower(static_cast<int>(c)));
  } else {
    append_utf8(out, c);
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <std::size_t Size>
bool starts_with_any(std::string_view text, const std::array<std::string_view, Size>& beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view each) { return text.starts_with(each); });
}

// "10:12", as programs write it; people write « 10 h 12 ».
bool has_time(std::string_view text) {
  for (std::size_t at = 1; at + 2 < text.size(); ++at) {
    if (text[at] == ':' && is_digit(text[at - 1]) && is_digit(text[at + 1]) && is_digit(text[at + 2])) return true;
  }
  return false;
}

bool says_wrote(std::string_view text) {
  if (!text.ends_with(':')) return false;
  const std::string_view words = trimmed(text.substr(0, text.size() - 1), " ");
  if (words.ends_with(" a ecrit") || words.ends_with(" wrote") || words.ends_with(" a ecrit ce qui suit")) return true;
  return words.contains(" a ecrit le ") && has_time(words);
}

// « Le mar. 3 mars », « Le 3 mars », "On Tue, Mar 3", "On 3 Mar".
bool begins_with_a_day(std::string_view line) {
  static constexpr std::array<std::string_view, 26> days{"lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mon", "tue",
                                                         "wed", "thu", "fri", "sun", "jan", "feb", "apr", "may", "jun",
                                                         "jul", "aug", "sep", "oct", "nov", "dec", "fev", "avr"};
  const bool is_french = line.starts_with("le ");
  if (!is_french && !line.starts_with("on ")) return false;
  const std::string_view rest = line.substr(3);
  return !rest.empty() && (is_digit(rest.front()) || starts_with_any(rest, days));
}

// The next line with something on it is part of a quote.
bool quote_follows(Lines lines, std::span<const bool> quoted, std::size_t at) {
  while (at < lines.size() && lines[at].empty() && !quoted[at]) ++at;
  return at < lines.size() && quoted[at];
}

enum class Label { none, from, sent, to, copy, subject };

Label label_of(std::string_view line) {
  struct Name {
    std::string_view text;
    Label label;
  };
  static constexpr std::array names{Name{"de", Label::from},
                                    Name{"from", Label::from},
                                    Name{"expediteur", Label::from},
                                    Name{"envoye", Label::sent},
                                    Name{"envoye le", Label::sent},
                                    Name{"date", Label::sent},
                                    Name{"date d'envoi", Label::sent},
                                    Name{"sent", Label::sent},
                                    Name{"a", Label::to},
                                    Name{"to", Label::to},
                                    Name{"destinataire", Label::to},
                                    Name{"pour", Label::to},
                                    Name{"cc", Label::copy},
                                    Name{"copie a", Label::copy},
                                    Name{"objet", Label::subject},
                                    Name{"subject", Label::subject},
                                    Name{"sujet", Label::subject}};
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return Label::none;
  const std::string_view before = trimmed(line.substr(0, colon), " ");
  const auto found = std::ranges::find(names, before, &Name::text);
  return found == names.end() ? Label::none : found->label;
}

// A sender and at least two more, near to each other.
bool is_header_block(Lines lines, std::size_t at) {
  if (label_of(lines[at]) == Label::none) return false;
  std::array<bool, 6> seen{};
  std::size_t count = 0, blank = 0;
  const std::size_t end = std::min(lines.size(), at + header_block_lines_max);
  for (; at < end && blank < 2; ++at) {
    blank = lines[at].empty() ? blank + 1 : 0;
    const auto label = static_cast<std::size_t>(label_of(lines[at]));
    if (label == 0 || seen.at(label)) continue;
    seen.at(label) = true;
    ++count;
  }
  return count >= 3 && seen.at(static_cast<std::size_t>(Label::from));
}

bool is_separator(std::string_view line) {
  static constexpr std::array<std::string_view, 8> words{"message d'origine", "message original", "original message",
                                                         "mail original",     "message initial",  "message transfere",
                                                         "forwarded message", "message precedent"};
  if (line.starts_with("debut du message ") || line.starts_with("begin forwarded message")) return line.ends_with(':');
  if (!line.starts_with("--") || !line.ends_with("-")) return false;
  return std::ranges::any_of(words, [&](std::string_view each) { return line.contains(each); });
}

}  // namespace

std::string folded_line(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint c = code_point_at(line, at);
    append_folded(out, c.value);
    at += c.bytes;
  }
  return std::string(trimmed(out));
}

bool is_quoted(std::string_view line) {
  if (line.starts_with(' ')) line.remove_prefix(1);
  return line.starts_with('>');
}

std::string_view without_quote_mark(std::string_view line) {
  if (line.starts_with(' ')) line.remove_prefix(1);
  if (line.starts_with('>')) line.remove_prefix(1);
  if (line.starts_with(' ') && !line.starts_with("  ")) line.remove_prefix(1);
  return line;
}

std::size_t attribution_lines(Lines lines, std::span<const bool> quoted, std::size_t at) {
  const bool has_day = begins_with_a_day(lines[at]);
  std::string joined;
  for (std::size_t count = 1; count <= attribution_lines_max && at + count <= lines.size(); ++count) {
    const std::size_t last = at + count - 1;
    if (lines[last].empty() || quoted[last]) return 0;
    if (count > 1 && begins_with_a_day(lines[last])) return 0;  // the words begin there
    joined += (joined.empty() ? "" : " ") + lines[last];
    if (joined.size() > attribution_bytes_max) return 0;
    if (says_wrote(joined)) {
      const bool is_signed = joined.contains('@') || (has_day && has_time(joined));
      return is_signed || quote_follows(lines, quoted, last + 1) ? count : 0;
    }
    // Without a day at their beginning, they are on one line, or broken before the address.
    const bool goes_on = has_day || (last + 1 < lines.size() && lines[last + 1].starts_with('<'));
    if (!goes_on) return 0;
  }
  return 0;
}

bool begins_original(Lines lines, std::size_t at) { return is_separator(lines[at]) || is_header_block(lines, at); }

bool is_long_rule(std::string_view line) {
  return line.size() >= long_rule_characters_min && line.find_first_not_of('_') == std::string_view::npos;
}

bool is_signature_mark(std::string_view line) { return line == "--"; }

bool is_footer(std::string_view line) {
  static constexpr std::array<std::string_view, 24> of_programs{"envoye de mon ",
                                                                "envoye de ma ",
                                                                "envoye de yahoo",
                                                                "envoye de outlook",
                                                                "envoye depuis mon ",
                                                                "envoye depuis ma ",
                                                                "envoye depuis l'application ",
                                                                "envoye depuis outlook",
                                                                "envoye depuis yahoo",
                                                                "envoye a partir de mon ",
                                                                "envoye a partir de l'application ",
                                                                "envoye a partir de outlook",
                                                                "envoye a partir d'outlook",
                                                                "envoye a partir de yahoo",
                                                                "envoye avec la messagerie ",
                                                                "envoye avec proton",
                                                                "provenance : courrier",
                                                                "telecharger outlook",
                                                                "obtenir outlook",
                                                                "get outlook for",
                                                                "sent from my ",
                                                                "sent from outlook",
                                                                "sent from mail for",
                                                                "sent with proton"};
  static constexpr std::array<std::string_view, 13> of_firms{"ce message et toutes les pieces jointes",
                                                             "ce message et ses pieces jointes",
                                                             "ce message et ses eventuelles pieces jointes",
                                                             "ce courriel et ses pieces jointes",
                                                             "ce courriel et les documents",
                                                             "ce message electronique et",
                                                             "avant d'imprimer",
                                                             "n'imprimez ce ",
                                                             "this message and any attach",
                                                             "this email and any ",
                                                             "l'absence de virus dans ce courr",
                                                             "garanti sans virus",
                                                             "sans virus."};
  // « Pensez à l’environnement » alone may be what somebody proposes.
  const bool is_about_paper = line.starts_with("pensez a l'environnement") && line.contains("imprim");
  return (line.size() <= footer_bytes_max && (is_about_paper || starts_with_any(line, of_programs))) ||
         starts_with_any(line, of_firms);
}

bool is_picture_mark(std::string_view line) {
  return line.ends_with(']') &&
         (line.starts_with("[cid:") || line.starts_with("[image:") || line.starts_with("[image :"));
}

}  // namespace ramure::mail
