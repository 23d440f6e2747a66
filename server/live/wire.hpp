// The few lines of Protobuf's wire format that live/ writes by hand, so that stored bytes become frame bytes by
// copying.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ramure::live {

inline void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

// field: tag + value, for a uint64.
inline void append_number(std::string& out, int field_number, std::uint64_t value) {
  append_varint(out, static_cast<std::uint64_t>(field_number) << 3);
  append_varint(out, value);
}

// field: tag + length + bytes, for a message or string.
inline void append_bytes(std::string& out, int field_number, std::string_view bytes) {
  append_varint(out, static_cast<std::uint64_t>(field_number) << 3 | 2);
  append_varint(out, bytes.size());
  out.append(bytes);
}

}  // namespace ramure::live
