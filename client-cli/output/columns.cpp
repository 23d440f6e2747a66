#include "client-cli/output/columns.hpp"

#include <algorithm>

#include "protocol/utf8.hpp"

namespace ramure::cli {

namespace {

bool is_combining(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x20D0 && c <= 0x20FF) ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F) || c == 0x200B || c == 0x200C || c == 0x200D;
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

int columns_of(char32_t c) { return is_combining(c) ? 0 : is_wide(c) ? 2 : 1; }

// The bytes of the longest beginning that fits.
std::size_t bytes_fitting(std::string_view text, int columns) {
  std::size_t at = 0;
  for (int used = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    used += columns_of(c.value);
    if (used > columns) break;
    at += c.bytes;
  }
  return at;
}

}  // namespace

int columns_of(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    columns += columns_of(c.value);
    at += c.bytes;
  }
  return columns;
}

std::string cut_to(std::string_view text, int columns) {
  if (columns_of(text) <= columns) return std::string(text);
  if (columns < 1) return {};
  return std::string(text.substr(0, bytes_fitting(text, columns - 1))) + "…";
}

std::string end_of(std::string_view text, int columns) {
  int left = columns_of(text);
  std::size_t at = 0;
  while (left > columns && at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    left -= columns_of(c.value);
    at += c.bytes;
  }
  while (at < text.size() && is_combining(code_point_at(text, at).value)) at += code_point_at(text, at).bytes;
  return std::string(text.substr(at));
}

std::vector<std::string> wrap(std::string_view text, int columns) {
  columns = std::max(columns, 2);  // the widest character
  std::vector<std::string> lines(1);
  int used = 0;
  const auto begin_line = [&] {
    lines.emplace_back();
    used = 0;
  };
  const auto put = [&](std::string_view word) {
    const int wide = columns_of(word);
    if (used > 0 && used + 1 + wide > columns) begin_line();
    if (used > 0) lines.back() += ' ', ++used;
    while (columns_of(word) > columns) {
      const std::size_t bytes = bytes_fitting(word, columns);
      lines.back() += word.substr(0, bytes);
      word.remove_prefix(bytes);
      begin_line();
    }
    lines.back() += word;
    used += columns_of(word);
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
    if (end > 0) put(text.substr(0, end));
    if (end < text.size() && text[end] == '\n') begin_line();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace ramure::cli
