#include "server/files/markdown.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "server/files/markdown_cost.hpp"
#include "server/files/parsed_markdown.hpp"

namespace ramure::files {

namespace {

constexpr int heading_max = 6;
using CText = std::unique_ptr<char, decltype([](char* text) { std::free(text); })>;

void lower_headings(cmark_node* document, int top_heading) {
  const MarkdownIterator iterator(cmark_iter_new(document));
  while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
    // Entering and leaving a heading are two events: the level is set from what was written, which is kept apart.
    if (cmark_node_get_user_data(node) != nullptr) continue;
    cmark_node_set_user_data(node, document);
    cmark_node_set_heading_level(node, std::min(heading_max, cmark_node_get_heading_level(node) + top_heading - 1));
  }
}

// Every line as it was typed, in one paragraph after the other.
std::string html_of_tangled(std::string_view text) {
  std::string html = "<p>";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    html += escaped_html(text.substr(0, end)) + "<br>\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return html + "</p>\n";
}

}  // namespace

std::string html_of_markdown(std::string_view markdown, int top_heading) {
  if (is_tangled(markdown)) return html_of_tangled(markdown);
  const ParsedMarkdown parsed = parse_markdown(markdown);
  lower_headings(parsed.document.get(), top_heading);
  const CText html(cmark_render_html(parsed.document.get(), markdown_options,
                                     cmark_parser_get_syntax_extensions(parsed.parser.get())));
  return html.get();
}

std::string escaped_html(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      default: html += c;
    }
  }
  return html;
}

}  // namespace ramure::files
