#include "server/files/rich_text.hpp"

#include <algorithm>
#include <cstring>

#include "server/files/markdown_cost.hpp"
#include "server/files/parsed_markdown.hpp"

namespace ramure::files {

namespace {

using Kind = RichBlock::Kind;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool stands_in_uri(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '%') return at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
  const bool is_letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_letter_or_digit || std::string_view("-._~:/?#@!$&'()*+,;=").contains(c);
}

// Paths of this server mean nothing in a document that has left it. Word opens no file with an address that is no URI
// (RFC 3986).
std::string address_outside(const char* address) {
  const std::string_view text = address == nullptr ? "" : address;
  std::string uri;
  if (text.starts_with('/')) return uri;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (stands_in_uri(text, i)) {
      uri += text[i];
      continue;
    }
    uri += '%';
    for (const int digit : {(text[i] >> 4) & 15, text[i] & 15}) uri += "0123456789ABCDEF"[digit];
  }
  return uri;
}

const char* type_name(cmark_node* node) { return cmark_node_get_type_string(node); }
bool is_called(cmark_node* node, const char* name) { return std::strcmp(type_name(node), name) == 0; }

// Walks once through the tree, without recursion: how deep it is costs nothing but what stands open.
class Reader {
 public:
  std::vector<RichBlock> read(cmark_node* document) {
    const MarkdownIterator iterator(cmark_iter_new(document));
    for (cmark_event_type event; (event = cmark_iter_next(iterator.get())) != CMARK_EVENT_DONE;) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER) enter(node);
      else leave(node);
    }
    return std::move(blocks_);
  }

 private:
  struct List {
    std::size_t number = 0;
    bool is_ordered = false, has_begun_item = false;
    int begins_at = 1;
    std::string_view box;  // to tick, before the words of the item
  };

  void enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_BLOCK_QUOTE: ++quote_depth_; return;
      case CMARK_NODE_LIST: open_list(node); return;
      case CMARK_NODE_ITEM: open_item(node); return;
      case CMARK_NODE_PARAGRAPH: begin(lists_.empty() ? Kind::paragraph : Kind::item, 0); return;
      case CMARK_NODE_HEADING: begin(Kind::heading, static_cast<unsigned>(cmark_node_get_heading_level(node))); return;
      case CMARK_NODE_THEMATIC_BREAK: begin(Kind::rule, 0); return;
      case CMARK_NODE_CODE_BLOCK: code(node); return;
      case CMARK_NODE_TEXT: say(cmark_node_get_literal(node), false); return;
      case CMARK_NODE_CODE: say(cmark_node_get_literal(node), true); return;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK: end_line(); return;
      case CMARK_NODE_EMPH: ++italic_; return;
      case CMARK_NODE_STRONG: ++bold_; return;
      case CMARK_NODE_LINK: addresses_.push_back(address_outside(cmark_node_get_url(node))); return;
      default: enter_extension(node);
    }
  }

  void enter_extension(cmark_node* node) {
    if (is_called(node, "strikethrough")) ++struck_;
    else if (is_called(node, "table")) begin(Kind::table, 0);
    else if (is_called(node, "table_row") || is_called(node, "table_header")) blocks_.back().rows.emplace_back();
    else if (is_called(node, "table_cell")) cell_ = &blocks_.back().rows.back().emplace_back();
  }

  void leave(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_BLOCK_QUOTE: --quote_depth_; return;
      case CMARK_NODE_LIST: lists_.pop_back(); return;
      case CMARK_NODE_EMPH: --italic_; return;
      case CMARK_NODE_STRONG: --bold_; return;
      case CMARK_NODE_LINK: addresses_.pop_back(); return;
      default: break;
    }
    if (is_called(node, "strikethrough")) --struck_;
    else if (is_called(node, "table_cell")) cell_ = nullptr;
  }

  void open_list(cmark_node* node) {
    lists_.push_back({.number = ++lists_seen_,
                      .is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
                      .has_begun_item = false,
                      .begins_at = std::max(0, cmark_node_get_list_start(node)),
                      .box = {}});
  }

  void open_item(cmark_node* node) {
    lists_.back().has_begun_item = false;
    if (is_called(node, "tasklist")) {
      lists_.back().box = cmark_gfm_extensions_get_tasklist_item_checked(node) ? "☑ " : "☐ ";
    }
  }

  RichBlock& begin(Kind kind, unsigned level) {
    RichBlock& block = blocks_.emplace_back();
    block.kind = kind;
    block.level = level;
    block.quote_depth = quote_depth_;
    if (kind != Kind::item) return block;
    List& list = lists_.back();
    block.level = std::min<unsigned>(list_level_max, static_cast<unsigned>(lists_.size() - 1));
    block.is_ordered = list.is_ordered;
    block.begins_item = !list.has_begun_item;
    block.list = list.number;
    block.begins_at = list.begins_at;
    list.has_begun_item = true;
    if (!list.box.empty()) block.spans.push_back({.text = std::string(list.box), .address = {}});
    list.box = {};
    return block;
  }

  void code(cmark_node* node) {
    begin(Kind::paragraph, 0);
    std::string_view text = cmark_node_get_literal(node);
    if (text.ends_with('\n')) text.remove_suffix(1);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      blocks_.back().spans.push_back(
          {.text = std::string(text.substr(0, end)), .address = {}, .is_code = true, .ends_line = end < text.size()});
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  Spans* open_spans() {
    if (cell_ != nullptr) return cell_;
    return blocks_.empty() ? nullptr : &blocks_.back().spans;
  }

  void say(const char* words, bool is_code) {
    Spans* spans = open_spans();
    if (spans == nullptr || words == nullptr) return;
    spans->push_back({.text = words,
                      .address = addresses_.empty() ? std::string() : addresses_.back(),
                      .is_bold = bold_ > 0,
                      .is_italic = italic_ > 0,
                      .is_struck = struck_ > 0,
                      .is_code = is_code});
  }

  void end_line() {
    Spans* spans = open_spans();
    if (spans != nullptr && !spans->empty()) spans->back().ends_line = true;
  }

  std::vector<RichBlock> blocks_;
  std::vector<List> lists_;  // open, from the outside in
  std::size_t lists_seen_ = 0;
  unsigned quote_depth_ = 0, bold_ = 0, italic_ = 0, struck_ = 0;
  std::vector<std::string> addresses_;
  Spans* cell_ = nullptr;  // the last one of the last row of the last block
};

std::vector<RichBlock> lines_of_tangled(std::string_view text) {
  std::vector<RichBlock> blocks;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) blocks.emplace_back().spans.push_back({.text = std::string(text.substr(0, end)), .address = {}});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return blocks;
}

}  // namespace

std::vector<RichBlock> rich_text_of_markdown(std::string_view markdown) {
  if (is_tangled(markdown)) return lines_of_tangled(markdown);
  const ParsedMarkdown parsed = parse_markdown(markdown);
  return Reader().read(parsed.document.get());
}

}  // namespace ramure::files
