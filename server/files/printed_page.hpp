// A text as a page that one hands to somebody: it stands alone, and prints on A4.
#pragma once

#include <string>
#include <string_view>

#include "server/files/words.hpp"

namespace ramure::files {

// `title`: plain words; empty where the text brings its own. `below`: a line under it, the day for instance.
struct PrintedPage {
  std::string title, below;
  std::string_view markdown;
};

std::string printed_page(Language language, const PrintedPage& page);

}  // namespace ramure::files
