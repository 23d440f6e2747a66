#include "client-cli/roadmaps/lines_of_text.hpp"

#include <algorithm>

#include "client-cli/output/columns.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

constexpr int readable_columns_max = 100;  // longer lines of prose tire the eye
constexpr int author_columns_max = 20;

// What the lines below an item keep clear: « - », « 1. », « > » and the blanks before them.
std::string item_margin(std::string_view line) {
  std::size_t at = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t mark = at;
  while (at < line.size() && line[at] >= '0' && line[at] <= '9') ++at;
  const bool is_numbered = at > mark && at < line.size() && (line[at] == '.' || line[at] == ')');
  const bool is_bullet = at == mark && at < line.size() && std::string_view("-*+>").find(line[at]) != std::string::npos;
  if (!is_numbered && !is_bullet) return std::string(line.substr(0, mark));
  const std::size_t end = std::min(line.find_first_not_of(' ', at + 1), line.size());
  return std::string(line.substr(0, end > at + 1 ? end : mark));
}

bool keeps_its_form(std::string_view line) {
  const std::size_t at = line.find_first_not_of(' ');
  return at != std::string_view::npos && line[at] == '|';  // a row of a table
}

template <typename Use>
void for_each_line(std::string_view text, Use use) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    use(text.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace

void put_text(const std::string& head, std::string_view text, int columns, Style style, Lines& lines) {
  const int used = columns_of(head);
  const int width = std::max(20, std::min(columns, readable_columns_max) - used);
  bool is_first = true;
  for (const std::string& line : wrap(text, width)) {
    lines.push_back({(is_first ? head : std::string(static_cast<std::size_t>(used), ' ')) + line, style});
    is_first = false;
  }
}

std::string quoted(std::u16string_view passage) {
  std::string words = harmless(roadmap::to_utf8(passage));
  std::ranges::replace(words, '\n', ' ');
  return cut_to(words, 60);
}

void tell_text(std::string_view markdown, int columns, Lines& lines) {
  const std::string clean = harmless(markdown);
  bool is_code = false;
  for_each_line(clean, [&](std::string_view line) {
    if (line.starts_with("```")) is_code = !is_code;
    if (is_code || keeps_its_form(line) || line.empty()) {
      lines.push_back({std::string(line)});
      return;
    }
    const std::string margin = item_margin(line);
    put_text(margin, line.substr(margin.size()), columns, line.starts_with("#") ? Style::bold : Style::plain, lines);
  });
}

void tell_authors(const v1::TextAnswer& answer, const Glance& glance, Lines& lines) {
  const std::u16string text = roadmap::to_utf16(answer.text());
  std::size_t at = 0;
  std::uint64_t last = 0;
  for (const v1::TextRun& run : answer.runs()) {
    if (at + run.units() > text.size()) return;
    std::string passage = harmless(roadmap::to_utf8(std::u16string_view(text).substr(at, run.units())));
    at += run.units();
    if (passage.ends_with('\n')) passage.pop_back();
    for_each_line(passage, [&](std::string_view line) {
      const std::string name = run.author_id() == last ? "" : cut_to(who(glance, run.author_id()), author_columns_max);
      if (!line.empty()) last = run.author_id();
      const auto blanks = static_cast<std::size_t>(author_columns_max - columns_of(line.empty() ? "" : name));
      put_text((line.empty() ? "" : name) + std::string(blanks, ' ') + "| ", line, glance.columns, Style::plain, lines);
    });
  }
}

}  // namespace ramure::cli
