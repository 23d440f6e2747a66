// A text as office documents need it: one block after the other, none inside another. Lists and quotes say how deep
// they stand. Made from Markdown, as harmless as the HTML of it (parsed_markdown.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::files {

// Words of one look. `address`: where they lead, "https:" or "mailto:"; empty: nowhere.
struct Span {
  std::string text;
  std::string address;
  bool is_bold = false, is_italic = false, is_struck = false, is_code = false;
  bool ends_line = false;  // a line ends after it, inside the paragraph
};
using Spans = std::vector<Span>;

struct RichBlock {
  enum class Kind { paragraph, heading, item, table, rule };
  Kind kind = Kind::paragraph;
  unsigned level = 0;        // of a heading, from 1; of an item, from 0
  unsigned quote_depth = 0;  // of lines that are somebody else's words
  bool is_ordered = false;   // of an item: counted
  bool begins_item = true;   // false: another paragraph of the item before
  std::size_t list = 0;      // of an item: which list counts it, in order of appearance from 1
  int begins_at = 1;         // of an item: where its list begins to count
  Spans spans;
  std::vector<std::vector<Spans>> rows;  // of a table; the first is its head
};

// Items deeper than this stand at it.
inline constexpr unsigned list_level_max = 7;

std::vector<RichBlock> rich_text_of_markdown(std::string_view markdown);

}  // namespace ramure::files
