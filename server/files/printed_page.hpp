// A text as a page that one hands to somebody: it stands alone, and prints on A4.
#pragma once

#include <string>
#include <string_view>

#include "server/files/words.hpp"

namespace ramure::files {

// `title`: plain words, and the page's only title unless the text brings its own. `below`: a line under it, the day for
// instance.
struct PrintedPage {
  std::string title, below;
  std::string_view markdown;
  std::string_view appendix = {};  // more Markdown, on paper a page of its own
  std::string_view ending = {};    // a line at the end
  bool is_for_outside = false;     // for whoever holds a link: not to be indexed, and no page hears where he came from
};

std::string printed_page(Language language, const PrintedPage& page);

}  // namespace ramure::files
