#include "server/files/parsed_markdown.hpp"

#include <algorithm>
#include <string>

namespace ramure::files {

namespace {

// The same as the page follows (client-web/src/text/markdown.ts): the web, mail, and paths of this server.
bool is_safe_address(std::string_view address) {
  std::string scheme(address.substr(0, address.find(':') + 1));
  std::ranges::transform(scheme, scheme.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (scheme == "mailto:") return true;
  if (scheme == "http:" || scheme == "https:") return address.substr(scheme.size()).starts_with("//");
  return address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\");
}

bool is_in_link(cmark_node* node) {
  while ((node = cmark_node_parent(node)) != nullptr) {
    if (cmark_node_get_type(node) == CMARK_NODE_LINK) return true;
  }
  return false;
}

// A document loads nothing from elsewhere when it is opened: what would be a picture is a link to it, or its words
// where a link is already.
void link_instead(cmark_node* image) {
  const MarkdownNode freed(image);
  if (cmark_node_first_child(image) == nullptr) {
    cmark_node* text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, cmark_node_get_url(image));
    cmark_node_append_child(image, text);
  }
  cmark_node* link = cmark_node_new(is_in_link(image) ? CMARK_NODE_EMPH : CMARK_NODE_LINK);
  cmark_node_set_url(link, cmark_node_get_url(image));  // nothing for words that are only emphasised
  while (cmark_node* child = cmark_node_first_child(image)) cmark_node_append_child(link, child);
  cmark_node_replace(image, link);
}

// « <nom du maire> » reads like a tag, and is somebody's words: the page shows it as it was written, and so does every
// document. One with values of attributes is for machines, and stays out of them.
bool is_somebodys_words(cmark_node* tag) {
  return std::string_view(cmark_node_get_literal(tag)).find('=') == std::string_view::npos;
}

void show_as_typed(cmark_node* tag, cmark_node_type type) {
  const MarkdownNode freed(tag);
  cmark_node* text = cmark_node_new(CMARK_NODE_TEXT);
  const std::string_view written = cmark_node_get_literal(tag);
  const std::size_t end = written.find_last_not_of('\n');
  cmark_node_set_literal(text, std::string(written.substr(0, end == std::string_view::npos ? 0 : end + 1)).c_str());
  if (type == CMARK_NODE_HTML_INLINE) {
    cmark_node_replace(tag, text);
    return;
  }
  cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
  cmark_node_append_child(paragraph, text);
  cmark_node_replace(tag, paragraph);
}

void tame(cmark_node* document) {
  const MarkdownIterator iterator(cmark_iter_new(document));
  for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK) {
      if (is_somebodys_words(node)) show_as_typed(node, type);
      continue;
    }
    if (event != CMARK_EVENT_EXIT || (type != CMARK_NODE_LINK && type != CMARK_NODE_IMAGE)) continue;
    if (!is_safe_address(cmark_node_get_url(node))) cmark_node_set_url(node, "");
    if (type == CMARK_NODE_IMAGE) link_instead(node);
  }
}

}  // namespace

ParsedMarkdown parse_markdown(std::string_view markdown) {
  static const bool once = (cmark_gfm_core_extensions_ensure_registered(), true);
  static_cast<void>(once);
  MarkdownParser parser(cmark_parser_new(markdown_options));
  for (const char* name : {"table", "strikethrough", "autolink", "tasklist"}) {
    cmark_syntax_extension* extension = cmark_find_syntax_extension(name);
    if (extension != nullptr) cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  MarkdownNode document(cmark_parser_finish(parser.get()));
  tame(document.get());
  return {std::move(parser), std::move(document)};
}

}  // namespace ramure::files
