// Markdown as people write it here, made harmless: for documents in HTML and in Markdown itself.
#pragma once

#include <string>
#include <string_view>

namespace ramure::files {

// By cmark-gfm in its safe mode: raw HTML is dropped, addresses that the page would not follow lead nowhere, pictures
// from elsewhere are links. Headings begin at `top_heading`, so that
// they stay below those of the document.
std::string html_of_markdown(std::string_view markdown, int top_heading);

std::string escaped_html(std::string_view text);

// Plain words for the middle of a Markdown text: nothing in them is markup, no line ends in them.
std::string escaped_markdown(std::string_view text);

// Every line with "> " before it: whatever stands in it, it is somebody's words and not the document's.
std::string quoted_markdown(std::string_view markdown);

// Without control characters (a line break becomes a space) and turned directions.
std::string one_line(std::string_view text);

}  // namespace ramure::files
