// What an editor left in a file, as it can enter the text of a roadmap.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "client-cli/failure.hpp"

namespace ramure::cli {

struct SavedText {
  std::string text;
  std::size_t controls_removed = 0;  // NUL and other control characters, tabs and line feeds apart
};

// CRLF and CR become LF, a byte order mark and control characters go, and a line feed at the end that `base` does not
// have: editors add one. What is no UTF-8 (another encoding, a lone surrogate), and what is longer than a roadmap may
// be, is refused with a sentence.
Result<SavedText> read_saved(std::string_view bytes, std::string_view base);

}  // namespace ramure::cli
