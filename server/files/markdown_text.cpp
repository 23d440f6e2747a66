#include "server/files/markdown_text.hpp"

#include <algorithm>

namespace ramure::files {

namespace {

// U+202A to U+202E and U+2066 to U+2069, as their three bytes.
bool turns_direction(std::string_view text) {
  if (text.size() < 3 || text[0] != '\xE2') return false;
  if (text[1] == '\x80') return text[2] >= '\xAA' && text[2] <= '\xAE';
  return text[1] == '\x81' && text[2] >= '\xA6' && text[2] <= '\xA9';
}

}  // namespace

std::string escaped_markdown(std::string_view text) {
  std::string escaped;
  for (const char c : one_line(text)) {
    if (std::string_view("\\`*_{}[]<>#|~&").contains(c)) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string quoted_markdown(std::string_view markdown) {
  std::string quoted;
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    quoted += "> ";
    quoted += markdown.substr(0, end);
    quoted += '\n';
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
  }
  return quoted;
}

std::string one_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    if (turns_direction(text)) {
      text.remove_prefix(3);
      continue;
    }
    const auto c = static_cast<unsigned char>(text.front());
    line += c < 0x20 || c == 0x7F ? ' ' : text.front();
    text.remove_prefix(1);
  }
  return line;
}

}  // namespace ramure::files
