// Letters of ASCII, as what is compared without regard to case, and bytes as digits.
#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

namespace ramure::mail {

inline std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// "00ff": two for each byte.
inline std::string in_digits(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

}  // namespace ramure::mail
