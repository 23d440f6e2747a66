// Markdown as people write it here, made harmless HTML.
#pragma once

#include <string>
#include <string_view>

namespace ramure::files {

// By cmark-gfm in its safe mode: raw HTML is dropped, words in angle brackets are shown, addresses that the page would not follow lead nowhere, pictures
// from elsewhere are links. Headings begin at `top_heading`, so that they stay below those of the document.
std::string html_of_markdown(std::string_view markdown, int top_heading);

std::string escaped_html(std::string_view text);

}  // namespace ramure::files
