#include "server/mail/html_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <utility>

#include "protocol/trimmed.hpp"
#include "protocol/utf8.hpp"
#include "server/mail/lower_case.hpp"

namespace ramure::mail {

namespace {

constexpr std::size_t tag_bytes_max = 16 * 1024;
constexpr std::string_view blanks = " \t\r\n\f";

template <std::size_t Size>
bool is_one_of(std::string_view name, const std::array<std::string_view, Size>& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 6> skipped{"head", "style", "script", "title", "template", "svg"};
constexpr std::array<std::string_view, 20> blocks{
    "div", "p",  "ul", "ol",  "li",      "table",   "tr",     "h1",     "h2",         "h3",
    "h4",  "h5", "h6", "pre", "section", "article", "header", "footer", "blockquote", "address"};
constexpr std::array<std::string_view, 10> spaced{"p", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"};

struct Entity {
  std::string_view name;
  char32_t value;
};
constexpr std::array entities{
    Entity{"amp", '&'},       Entity{"lt", '<'},       Entity{"gt", '>'},       Entity{"quot", '"'},
    Entity{"apos", '\''},     Entity{"nbsp", 0xA0},    Entity{"eacute", 0xE9},  Entity{"Eacute", 0xC9},
    Entity{"egrave", 0xE8},   Entity{"Egrave", 0xC8},  Entity{"ecirc", 0xEA},   Entity{"euml", 0xEB},
    Entity{"agrave", 0xE0},   Entity{"Agrave", 0xC0},  Entity{"acirc", 0xE2},   Entity{"ccedil", 0xE7},
    Entity{"Ccedil", 0xC7},   Entity{"icirc", 0xEE},   Entity{"iuml", 0xEF},    Entity{"ocirc", 0xF4},
    Entity{"ugrave", 0xF9},   Entity{"ucirc", 0xFB},   Entity{"uuml", 0xFC},    Entity{"oelig", 0x153},
    Entity{"OElig", 0x152},   Entity{"laquo", 0xAB},   Entity{"raquo", 0xBB},   Entity{"rsquo", 0x2019},
    Entity{"lsquo", 0x2018},  Entity{"ldquo", 0x201C}, Entity{"rdquo", 0x201D}, Entity{"hellip", 0x2026},
    Entity{"ndash", 0x2013},  Entity{"mdash", 0x2014}, Entity{"euro", 0x20AC},  Entity{"deg", 0xB0},
    Entity{"middot", 0xB7},   Entity{"bull", 0x2022},  Entity{"copy", 0xA9},    Entity{"times", 0xD7},
    Entity{"thinsp", 0x2009}, Entity{"shy", 0xAD},     Entity{"ecute", 0xE9},   Entity{"shy", 0xAD}};

// "&eacute;" at `at`; nothing is read of what is no entity.
bool take_entity(std::string_view text, std::size_t& at, std::string& out) {
  const std::size_t end = text.substr(0, std::min(text.size(), at + 12)).find(';', at);
  if (end == std::string_view::npos || end == at + 1) return false;
  const std::string_view name = text.substr(at + 1, end - at - 1);
  char32_t value = 0;
  if (name.front() == '#') {
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t number = 0;
    const auto [stop, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number, is_hex ? 16 : 10);
    if (fault != std::errc() || stop != digits.data() + digits.size()) return false;
    const bool is_character = number > 0 && number <= 0x10FFFF && (number < 0xD800 || number > 0xDFFF);
    value = is_character ? static_cast<char32_t>(number) : invalid_code_point;
  } else {
    const auto found = std::ranges::find(entities, name, &Entity::name);
    if (found == entities.end()) return false;
    value = found->value;
  }
  append_utf8(out, value);
  at = end;
  return true;
}

std::string without_entities(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '&' || !take_entity(text, at, out)) out += text[at];
  }
  return out;
}

struct Tag {
  std::string name;  // lower case
  bool closes = false;
  std::string_view attributes;
};

// The value of an attribute; empty when there is none. Good for what mail programs write.
std::string attribute(const Tag& tag, std::string_view name) {
  const std::string all = lower(tag.attributes);
  for (std::size_t at = all.find(name); at != std::string::npos; at = all.find(name, at + 1)) {
    const bool begins = at == 0 || blanks.contains(all[at - 1]);
    std::size_t value = all.find_first_not_of(blanks, at + name.size());
    if (!begins || value == std::string::npos || all[value] != '=') continue;
    value = all.find_first_not_of(blanks, value + 1);
    if (value == std::string::npos) return {};
    const char quote = all[value];
    const bool is_in_quotes = quote == '"' || quote == '\'';
    if (is_in_quotes) ++value;
    const std::size_t end = is_in_quotes ? all.find(quote, value) : all.find_first_of(blanks, value);
    return without_entities(tag.attributes.substr(value, std::min(end, all.size()) - value));
  }
  return {};
}

class Writer {
 public:
  void text(std::string_view words) {
    for (std::size_t at = 0; at < words.size(); ++at) {
      const char c = words[at];
      if (blanks.contains(c) && pre_ == 0) {
        blank_ = true;
      } else if (c == '\n') {
        end_line();
      } else {
        put_blank();
        if (c != '&' || !take_entity(words, at, line_)) line_ += c;
      }
    }
  }

  void open(const Tag& tag) {
    if (tag.name == "br") return end_line();
    if (tag.name == "hr") return break_block();
    if (tag.name == "td" || tag.name == "th") blank_ = true;
    if (is_one_of(tag.name, blocks)) break_block();
    const std::string id = lower(attribute(tag, "id")), classes = lower(attribute(tag, "class"));
    if (tag.name == "p") is_tight_ = classes.contains("msonormal");  // Outlook's paragraphs are lines
    if (is_one_of(tag.name, spaced) && !(tag.name == "p" && is_tight_)) blank_line();
    if (tag.name == "blockquote") ++quotes_;
    if (tag.name == "pre") ++pre_;
    if (tag.name == "li") line_ = "- ";
    if (tag.name == "a") link_ = attribute(tag, "href"), link_from_ = line_.size();
    if (id == "signature" || classes.contains("gmail_signature") || classes.contains("moz-signature")) {
      break_block();
      line_ = "--";
      break_block();
    }
  }

  void close(const Tag& tag) {
    if (tag.name == "a") end_link();
    if (is_one_of(tag.name, blocks)) break_block();
    if (tag.name == "blockquote" && quotes_ > 0) --quotes_;
    if (is_one_of(tag.name, spaced) && !(tag.name == "p" && is_tight_)) blank_line();
    if (tag.name == "pre" && pre_ > 0) --pre_;
  }

  std::string finish() {
    break_block();
    return std::move(out_);
  }

 private:
  void put_blank() {
    if (blank_ && !line_.empty() && line_.back() != ' ') line_ += ' ';
    blank_ = false;
  }

  void end_line() {
    const std::string_view words = trimmed(line_, " ");
    std::string marks;
    for (int i = 0; i < std::min(quotes_, quote_depth_max); ++i) marks += "> ";
    out_ += words.empty() ? std::string(trimmed(marks, " ")) : marks + std::string(words);
    out_ += '\n';
    is_spaced_ = words.empty();
    line_.clear();
    link_from_ = 0;
    blank_ = false;
  }
  void break_block() {
    if (!trimmed(line_, " ").empty()) end_line();
    line_.clear();
    blank_ = false;
  }
  void blank_line() {
    if (!out_.empty() && !is_spaced_) end_line();
  }

  // Where the link leads, unless its words say so.
  void end_link() {
    const std::string address = std::exchange(link_, {});
    if (!address.starts_with("http") || link_from_ > line_.size()) return;
    const std::string words(trimmed(std::string_view(line_).substr(link_from_), " "));
    if (!words.empty() && !address.contains(words) && !words.contains(address)) line_ += " (" + address + ")";
  }

  std::string out_, line_, link_;
  std::size_t link_from_ = 0;
  int quotes_ = 0, pre_ = 0;
  bool blank_ = false, is_spaced_ = false, is_tight_ = false;
};

// Behind the ">" of the tag that begins at `at`; the end when there is none.
std::size_t take_tag(std::string_view html, std::size_t at, Tag& tag) {
  std::size_t name = at + 1;
  tag.closes = name < html.size() && html[name] == '/';
  if (tag.closes) ++name;
  std::size_t end = name;
  const std::size_t farthest = std::min(html.size(), name + tag_bytes_max);
  for (char quote = 0; end < farthest && (quote != 0 || html[end] != '>'); ++end) {
    if (quote != 0) quote = html[end] == quote ? '\0' : quote;
    else if (html[end] == '"' || html[end] == '\'') quote = html[end];
  }
  // A quote that is never closed: the tag ends at its first ">".
  if (end == farthest) end = std::min(html.find('>', name), html.size());
  const std::string_view inside = html.substr(name, end - name);
  const std::size_t name_end = std::min(inside.find_first_of(" \t\r\n\f/"), inside.size());
  tag.name = lower(inside.substr(0, name_end));
  tag.attributes = inside.substr(name_end);
  return std::min(end + 1, html.size());
}

bool begins_tag(std::string_view html, std::size_t at) {
  if (at + 1 >= html.size()) return false;
  const auto next = static_cast<unsigned char>(html[at + 1]);
  return std::isalpha(next) != 0 || next == '/' || next == '!' || next == '?';
}

}  // namespace

std::string text_of_html(std::string_view html) {
  Writer writer;
  std::string skipping;  // the element whose inside is nobody's words
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] != '<' || !begins_tag(html, at)) {
      const std::size_t end = std::min(html.find('<', at + 1), html.size());
      if (skipping.empty()) writer.text(html.substr(at, end - at));
      at = end;
      continue;
    }
    if (html.substr(at).starts_with("<!--")) {
      const std::size_t end = html.find("-->", at + 4);
      at = end == std::string_view::npos ? html.size() : end + 3;
      continue;
    }
    Tag tag;
    at = take_tag(html, at, tag);
    if (!skipping.empty()) {
      if (tag.closes && tag.name == skipping) skipping.clear();
    } else if (!tag.closes && is_one_of(tag.name, skipped)) {
      if (!tag.attributes.ends_with('/')) skipping = tag.name;
    } else if (tag.closes) {
      writer.close(tag);
    } else {
      writer.open(tag);
    }
  }
  return writer.finish();
}

}  // namespace ramure::mail
