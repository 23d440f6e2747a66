// Markdown as cmark-gfm reads it, with what is made harmless in every form that comes of it. Internal to this room.
#pragma once

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <memory>
#include <string_view>

namespace ramure::files {

struct FreeMarkdown {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
using MarkdownParser = std::unique_ptr<cmark_parser, FreeMarkdown>;
using MarkdownNode = std::unique_ptr<cmark_node, FreeMarkdown>;
using MarkdownIterator = std::unique_ptr<cmark_iter, FreeMarkdown>;

inline constexpr int markdown_options = CMARK_OPT_DEFAULT | CMARK_OPT_HARDBREAKS;  // a line that was ended stays ended

struct ParsedMarkdown {
  MarkdownParser parser;  // knows the extensions that rendering needs
  MarkdownNode document;  // goes first
};

// Tables, struck words, addresses and boxes to tick are understood. Addresses that the page would not follow lead
// nowhere, pictures from elsewhere are links. `is_tangled` texts must not come here.
ParsedMarkdown parse_markdown(std::string_view markdown);

}  // namespace ramure::files
