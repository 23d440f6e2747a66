// How wide text is on a terminal, and fitting it: a letter with its accents takes one column, ideographs and emoji two.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ramure::cli {

int columns_of(std::string_view text);

// At most so many columns; what was cut is shown by « … ».
std::string cut_to(std::string_view text, int columns);

// The last columns that fit: the end of what is being typed.
std::string end_of(std::string_view text, int columns);

// Lines of at most so many columns, broken between words where it can be. Line feeds begin a new line.
std::vector<std::string> wrap(std::string_view text, int columns);

}  // namespace ramure::cli
