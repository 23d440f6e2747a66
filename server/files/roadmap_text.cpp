#include "server/files/roadmap_text.hpp"

#include <algorithm>
#include <set>

#include "protocol/trimmed.hpp"

namespace ramure::files {

namespace {

std::string_view next_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  return line;
}

// 0: no heading.
unsigned heading_level(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  const bool is_heading = marks >= 1 && marks <= 6 && (marks == line.size() || line[marks] == ' ');
  return is_heading ? static_cast<unsigned>(marks) : 0;
}

// « ## 7. Prochaines étapes » → « Prochaines étapes »
std::string words_of_heading(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) {
    line.remove_prefix(digits + 1);
  }
  return std::string(trimmed(line));
}

}  // namespace

std::vector<Section> sections_of(std::string_view markdown) {
  struct Begun {
    Section section;
    std::size_t body = 0, before = 0;  // where its body begins; where its heading stands
  };
  std::vector<Begun> begun{{{}, 0, 0}};
  bool is_code = false;
  for (std::size_t at = 0; at < markdown.size();) {
    const std::size_t before = at;
    const std::string_view line = next_line(markdown, at);
    if (line.starts_with("```") || line.starts_with("~~~")) is_code = !is_code;
    const unsigned level = is_code ? 0 : heading_level(line);
    if (level > 0) begun.push_back({{.level = level, .heading = words_of_heading(line), .body = {}}, at, before});
  }
  std::vector<Section> sections;
  for (std::size_t i = 0; i < begun.size(); ++i) {
    std::size_t end = markdown.size();
    for (std::size_t next = i + 1; next < begun.size() && end == markdown.size(); ++next) {
      if (i == 0 || begun[next].section.level <= begun[i].section.level) end = begun[next].before;
    }
    begun[i].section.body = trimmed(markdown.substr(begun[i].body, end - begun[i].body));
    sections.push_back(std::move(begun[i].section));
  }
  return sections;
}

std::string without_advice(std::string_view text, std::string_view form) {
  std::set<std::string_view> advice;
  for (std::size_t at = 0; at < form.size();) {
    const std::string_view line = trimmed(next_line(form, at));
    if (line.size() > 2 && line.starts_with('*') && line.ends_with('*')) advice.insert(line);
  }
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const std::string_view line = next_line(text, at);
    if (!advice.contains(trimmed(line))) kept += text.substr(before, at - before);
  }
  return kept;
}

std::string_view beginning_of(std::string_view markdown, std::size_t bytes_max, bool& is_cut) {
  is_cut = markdown.size() > bytes_max;
  if (!is_cut) return markdown;
  for (const char* boundary : {"\n\n", "\n", " "}) {
    const std::size_t last = markdown.rfind(boundary, bytes_max);
    if (last != std::string_view::npos && last > 0) return markdown.substr(0, last);
  }
  std::size_t end = bytes_max;  // one word without an end: not in the middle of a character
  while (end > 0 && (markdown[end] & 0xC0) == 0x80) --end;
  return markdown.substr(0, end);
}

}  // namespace ramure::files
