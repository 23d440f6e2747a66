// The one reader of UTF-8, which may be damaged: one code point at a time (RFC 3629).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ramure {

struct CodePoint {
  char32_t value = 0;
  std::uint32_t bytes = 0;  // 0 at the end of the text
};

inline constexpr char32_t invalid_code_point = 0xFFFD;

// The code point at `at`. A byte that begins no valid sequence (overlong forms, surrogates and values past U+10FFFF
// included) reads as U+FFFD, one byte long, so that a reader always advances and always ends.
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t first = byte(at);
  if (first < 0x80) return {first, 1};
  const std::uint32_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {invalid_code_point, 1};
  char32_t value = first & (0x7F >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {invalid_code_point, 1};
    value = (value << 6) | (byte(at + i) & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {invalid_code_point, 1};
  return {value, length};
}

// What code_point_at() gives for a byte that belongs to no character. A U+FFFD that was written takes three bytes.
inline bool is_damaged(CodePoint c) { return c.value == invalid_code_point && c.bytes == 1; }

// RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF.
inline bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_damaged(c)) return false;
    at += c.bytes;
  }
  return true;
}

inline void append_utf8(std::string& out, char32_t value) {
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | (value >> 6));
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | (value >> 12));
    out += static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (value >> 18));
    out += static_cast<char>(0x80 | ((value >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((value >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (value & 0x3F));
  }
}

// Whether a cut at this byte separates two characters (or lies at an end). Damaged bytes stand alone.
inline bool is_boundary(std::string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return at <= text.size();
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    if (code_point_at(text, at - back).bytes > back) return false;
  }
  return true;
}

}  // namespace ramure
