// Text laid out in lines of a width, with a margin that the lines below the first keep.
#pragma once

#include <string>
#include <string_view>

#include "client-cli/output/line.hpp"

namespace ramure::cli {

// `head` stands before the first line; the others are as far in. `text` is harmless already.
void put_text(const std::string& head, std::string_view text, int columns, Style style, Lines& lines);

// A passage on one line, harmless, cut where it is long.
std::string quoted(std::u16string_view passage);

}  // namespace ramure::cli
