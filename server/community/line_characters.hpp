// Which characters may stand in what somebody wrote, and in one line of it.
#pragma once

namespace ramure::community {

inline bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// No controls, no line breaks, nothing that turns the direction of reading.
inline bool may_stand_in_line(char32_t c) {
  const bool breaks = c == 0x2028 || c == 0x2029;
  const bool turns_direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return !is_control(c) && !breaks && !turns_direction;
}

}  // namespace ramure::community
