// Between UTF-8, in which text is stored and sent, and UTF-16, in which editors count.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ramure::roadmap {

// Text is checked to be UTF-8 before it comes here; a damaged byte would read as U+FFFD.
std::u16string to_utf16(std::string_view text);

// Surrogates come in pairs here; a lone one would be written as U+FFFD.
std::string to_utf8(std::u16string_view text);

// Units that `text` has in UTF-16.
std::size_t utf16_units(std::string_view text);

// Whether a cut here would part the two halves of one character.
bool cuts_pair(std::u16string_view text, std::size_t at);

}  // namespace ramure::roadmap
