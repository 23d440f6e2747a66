#include "server/mail/reply_text.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <vector>

#include "protocol/trimmed.hpp"
#include "protocol/utf8.hpp"
#include "server/mail/reply_lines.hpp"

namespace ramure::mail {

namespace {

enum class Kind : std::uint8_t { own, quote };

struct Block {
  Kind kind = Kind::own;
  std::vector<std::string> lines;
};

// Lines as they are shown: no control characters, no blanks at the end; and no indentation, which Markdown would take
// for code, except before an item of a list.
std::string shown_line(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint c = code_point_at(line, at);
    const bool is_control =
        c.value < 0x20 || c.value == 0x7F || (c.value >= 0x80 && c.value < 0xA0) || c.value == 0xFEFF;
    if (c.value == '\t') out += ' ';
    else if (is_damaged(c)) append_utf8(out, invalid_code_point);
    else if (!is_control) out += line.substr(at, c.bytes);
    at += c.bytes;
  }
  const std::size_t end = out.find_last_not_of(' ');
  out.resize(end == std::string::npos ? 0 : end + 1);
  const std::size_t first = out.find_first_not_of(' ');
  if (first == std::string::npos || first == 0) return out;
  const std::string_view rest = std::string_view(out).substr(first);
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const bool is_item = rest.starts_with("- ") || rest.starts_with("* ") ||
                       (digits > 0 && digits < rest.size() && (rest[digits] == '.' || rest[digits] == ')'));
  return is_item ? out : std::string(rest);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(shown_line(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class Reading {
 public:
  explicit Reading(std::string_view text)
      : lines_(lines_of(text)), quoted_(std::make_unique<bool[]>(lines_.size() + 1)) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      quoted_[i] = is_quoted(lines_[i]);
      folded_.push_back(folded_line(lines_[i]));
    }
  }

  // Own words and quotes in turn, up to where the original begins.
  std::vector<Block> blocks() const {
    std::vector<Block> blocks;
    const std::span<const bool> quoted(quoted_.get(), lines_.size());
    for (std::size_t at = 0; at < lines_.size(); ++at) {
      if (!quoted_[at] && !folded_[at].empty()) {
        if (begins_original(folded_, at)) break;
        if (const std::size_t count = attribution_lines(folded_, quoted, at); count > 0) {
          at += count - 1;
          if (!quote_below(at + 1)) break;  // programs that mark no line of what they quote
          continue;
        }
      }
      const Kind kind = quoted_[at] ? Kind::quote : Kind::own;
      if (blocks.empty() || blocks.back().kind != kind) blocks.push_back({kind, {}});
      blocks.back().lines.push_back(lines_[at]);
    }
    return blocks;
  }

 private:
  bool quote_below(std::size_t at) const {
    while (at < lines_.size() && folded_[at].empty()) ++at;
    return at < lines_.size() && quoted_[at];
  }

  std::vector<std::string> lines_, folded_;
  std::unique_ptr<bool[]> quoted_;
};

void trim_blank(std::vector<std::string>& lines) {
  const auto is_blank = [](const std::string& line) { return folded_line(line).empty(); };
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  lines.erase(lines.begin(), std::ranges::find_if_not(lines, is_blank));
}

// A rule below which nothing stands, or what programs put there. People draw rules, too, between parts of what they
// write.
bool is_rule_of_program(const std::vector<std::string>& lines, std::size_t at) {
  if (!is_long_rule(folded_line(lines[at]))) return false;
  while (++at < lines.size()) {
    const std::string folded = folded_line(lines[at]);
    if (!folded.empty()) return is_footer(folded);
  }
  return true;
}

// A signature goes on to the next quote; what programs add stands at the end.
void drop_signature(std::vector<std::string>& lines) {
  std::size_t end = 0;
  while (end < lines.size() && !is_signature_mark(folded_line(lines[end])) && !is_rule_of_program(lines, end)) ++end;
  lines.resize(end);
  std::erase_if(lines, [](const std::string& line) { return is_picture_mark(folded_line(line)); });
  trim_blank(lines);
  // The footer of a firm is a paragraph of several lines: the one that begins the last paragraph decides.
  for (bool goes_on = true; goes_on && !lines.empty();) {
    auto last = lines.end() - 1;
    if (!is_footer(folded_line(*last))) {
      while (last != lines.begin() && !folded_line(*(last - 1)).empty()) --last;
    }
    goes_on = is_footer(folded_line(*last));
    if (goes_on) lines.erase(last, lines.end());
    trim_blank(lines);
  }
}

// The lines that are answered: not what they quote themselves, nor who had written it.
void shorten_quote(std::vector<std::string>& lines) {
  std::vector<std::string> kept, folded;
  for (const std::string& line : lines) {
    const std::string_view inner = without_quote_mark(line);
    if (is_quoted(inner)) continue;
    kept.emplace_back(inner);
    folded.push_back(folded_line(inner));
  }
  const auto none_quoted = std::make_unique<bool[]>(kept.size() + 1);
  for (std::size_t at = 0; at < kept.size(); ++at) {
    if (folded[at].empty()) continue;
    const std::size_t count = attribution_lines(folded, {none_quoted.get(), kept.size()}, at);
    for (std::size_t i = 0; i < count; ++i) kept[at + i].clear();
  }
  trim_blank(kept);
  if (kept.size() > kept_quote_lines_max) kept.erase(kept.begin(), kept.end() - kept_quote_lines_max);
  trim_blank(kept);
  lines.clear();
  for (const std::string& line : kept) lines.push_back(line.empty() ? ">" : "> " + line);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  bool was_blank = false;
  for (const std::string& line : lines) {
    const bool is_blank = folded_line(line).empty();
    if (is_blank && was_blank) continue;
    was_blank = is_blank;
    text += (is_blank ? std::string() : line) + "\n";
  }
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

std::string own_words(std::string_view text) {
  std::vector<Block> blocks = Reading(text).blocks();
  for (Block& block : blocks) {
    if (block.kind == Kind::own) drop_signature(block.lines);
    else shorten_quote(block.lines);
  }
  std::erase_if(blocks, [](const Block& block) { return block.lines.empty(); });
  while (!blocks.empty() && blocks.back().kind == Kind::quote) blocks.pop_back();
  // One quote above one answer is the mail that is answered; the thread shows it.
  const bool has_one_quote_above =
      std::ranges::count(blocks, Kind::quote, &Block::kind) == 1 && blocks.front().kind == Kind::quote;
  if (has_one_quote_above) blocks.erase(blocks.begin());
  std::string words;
  for (const Block& block : blocks) {
    if (!words.empty()) words += "\n\n";
    words += joined(block.lines);
  }
  return words;
}

}  // namespace ramure::mail
