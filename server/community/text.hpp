// What the server accepts as text. It never normalises and never trims: what was written is what is kept, or refused.
//
//   line   titles, names, tags, reactions: no control characters, no line breaks, nothing that turns the direction of
//          the text around it (bidirectional overrides and isolates), never only blanks
//   text   bodies, cards, drafts, biographies: any character but controls other than \n and \t
//
// Lengths are counted in bytes of UTF-8, positions inside a body in UTF-16 code units, as editors do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "server/community/refuse.hpp"

namespace ramure::community {

Checked check_line(std::string_view field, std::string_view text, std::size_t bytes_min, std::size_t bytes_max);
Checked check_optional_line(std::string_view field, std::string_view text, std::size_t bytes_max);

Checked check_text(std::string_view field, std::string_view text, std::size_t bytes_max);  // required
Checked check_optional_text(std::string_view field, std::string_view text,
                            std::size_t bytes_max);  // may be empty or blank

// Short stable names: lower-case ASCII letters, digits and hyphens.
Checked check_key(std::string_view field, std::string_view key);

Checked check_title(std::string_view field, std::string_view title);
Checked check_body(std::string_view field, std::string_view body);

// Whether nothing of it can be seen: white space and invisible characters only. True of the empty text.
bool is_blank(std::string_view text);

// Whether a character of `text` begins, or the text ends, `units` UTF-16 code units from its start.
bool is_utf16_boundary(std::string_view text, std::uint32_t units);

}  // namespace ramure::community
