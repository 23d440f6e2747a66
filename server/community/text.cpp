#include "server/community/text.hpp"

#include <algorithm>
#include <optional>

#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"
#include "server/community/line_characters.hpp"

namespace ramure::community {

namespace {

// Takes the first character off `rest`; nothing when it is not well-formed UTF-8.
std::optional<char32_t> take_character(std::string_view& rest) {
  const CodePoint c = code_point_at(rest, 0);
  if (is_damaged(c)) return std::nullopt;
  rest.remove_prefix(c.bytes);
  return c.value;
}

bool is_invisible(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0xAD || c == 0x034F || c == 0x061C ||
         c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
         (c >= 0x205F && c <= 0x206F) || c == 0x2800 || c == 0x3000 || c == 0x3164 || (c >= 0xFE00 && c <= 0xFE0F) ||
         c == 0xFEFF;
}

template <class Allowed>
Checked check_characters(std::string_view field, std::string_view text, Allowed allowed, std::string_view sentence) {
  while (!text.empty()) {
    const auto character = take_character(text);
    if (!character) return refuse::invalid(field, "it is not well-formed UTF-8");
    if (!allowed(*character)) return refuse::invalid(field, sentence);
  }
  return {};
}

}  // namespace

bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const auto character = take_character(text);
    if (!character || !is_invisible(*character)) return false;
  }
  return true;
}

bool is_utf16_boundary(std::string_view text, std::uint32_t units) {
  std::uint32_t at = 0;
  while (at < units && !text.empty()) {
    const auto character = take_character(text);
    if (!character) return false;
    at += *character >= 0x10000 ? 2 : 1;
  }
  return at == units;
}

Checked check_optional_line(std::string_view field, std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max) return refuse::too_large(field, bytes_max, "bytes");
  return check_characters(field, text, may_stand_in_line, "it must be one line without control characters");
}

Checked check_line(std::string_view field, std::string_view text, std::size_t bytes_min, std::size_t bytes_max) {
  if (auto checked = check_optional_line(field, text, bytes_max); !checked) return checked;
  if (is_blank(text)) return refuse::invalid(field, "it is required");
  if (text.size() < bytes_min) return refuse::invalid(field, "it is too short");
  return {};
}

Checked check_optional_text(std::string_view field, std::string_view text, std::size_t bytes_max) {
  if (text.size() > bytes_max) return refuse::too_large(field, bytes_max, "bytes");
  const auto allowed = [](char32_t c) { return !is_control(c) || c == '\n' || c == '\t'; };
  return check_characters(field, text, allowed, "it must not hold control characters other than line feed and tab");
}

Checked check_text(std::string_view field, std::string_view text, std::size_t bytes_max) {
  if (auto checked = check_optional_text(field, text, bytes_max); !checked) return checked;
  if (is_blank(text)) return refuse::invalid(field, "it is required");
  return {};
}

Checked check_key(std::string_view field, std::string_view key) {
  if (key.size() > limits::key_bytes_max) return refuse::too_large(field, limits::key_bytes_max, "bytes");
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  if (!std::ranges::all_of(key, allowed)) {
    return refuse::invalid(field, "only lower-case letters, digits and hyphens are allowed");
  }
  return {};
}

Checked check_title(std::string_view field, std::string_view title) {
  return check_line(field, title, limits::title_bytes_min, limits::title_bytes_max);
}

Checked check_body(std::string_view field, std::string_view body) {
  return check_text(field, body, limits::body_bytes_max);
}

}  // namespace ramure::community
