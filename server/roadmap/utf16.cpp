#include "server/roadmap/utf16.hpp"

#include "protocol/utf8.hpp"

namespace ramure::roadmap {

namespace {

bool is_high(char16_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(char16_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::u16string to_utf16(std::string_view text) {
  std::u16string units;
  units.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.bytes;
    if (c.value < 0x10000) {
      units += static_cast<char16_t>(c.value);
    } else {
      units += static_cast<char16_t>(0xD800 + ((c.value - 0x10000) >> 10));
      units += static_cast<char16_t>(0xDC00 + ((c.value - 0x10000) & 0x3FF));
    }
  }
  return units;
}

std::string to_utf8(std::u16string_view text) {
  std::string bytes;
  bytes.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char16_t unit = text[at];
    if (is_high(unit) && at + 1 < text.size() && is_low(text[at + 1])) {
      const auto high = static_cast<char32_t>(unit - 0xD800), low = static_cast<char32_t>(text[++at] - 0xDC00);
      append_utf8(bytes, 0x10000 + (high << 10) + low);
    } else {
      append_utf8(bytes, is_high(unit) || is_low(unit) ? invalid_code_point : unit);
    }
  }
  return bytes;
}

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    at += c.bytes;
    units += c.value < 0x10000 ? 1 : 2;
  }
  return units;
}

bool cuts_pair(std::u16string_view text, std::size_t at) {
  return at > 0 && at < text.size() && is_low(text[at]) && is_high(text[at - 1]);
}

}  // namespace ramure::roadmap
