// Places in a text, as people name them: words that stand there, or a heading. Positions in UTF-16 units, as the
// protocol has them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "client-cli/failure.hpp"

namespace ramure::cli {

struct Stretch {
  std::size_t from = 0, to = 0;
  bool operator==(const Stretch&) const = default;
};

// Where these words stand; Exit::refused when they do not, or several times.
Result<Stretch> find_words(std::u16string_view text, std::string_view words);

// The heading that holds these words, folded: its line without the break.
Result<Stretch> find_heading(std::u16string_view text, std::string_view words);

// The lines that it touches, without the last break.
Stretch whole_lines(std::u16string_view text, Stretch stretch);

// The words of the last heading at or above this place; empty: there is none.
std::string heading_above(std::u16string_view text, std::size_t at);

}  // namespace ramure::cli
