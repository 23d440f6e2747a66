// People's words put into a Markdown text, so that they cannot be taken for its own. Pure: the rule rooms write
// Markdown with it too.
#pragma once

#include <string>
#include <string_view>

namespace ramure::files {

// Plain words for the middle of a Markdown text: nothing in them is markup, no line ends in them.
std::string escaped_markdown(std::string_view text);

// Every line with "> " before it: whatever stands in it, it is somebody's words and not the document's.
std::string quoted_markdown(std::string_view markdown);

// Without control characters (a line break becomes a space) and turned directions.
std::string one_line(std::string_view text);

}  // namespace ramure::files
