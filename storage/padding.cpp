#include "storage/padding.hpp"

#include "protocol/check.hpp"

namespace ramure::storage {

namespace {

constexpr unsigned padding_field = 9;  // of Event and TextEntry

std::string varint(std::size_t value, std::size_t bytes_min) {
  std::string bytes;
  while (value >= 0x80 || bytes.size() + 1 < bytes_min) {
    bytes += static_cast<char>((value & 0x7f) | 0x80);
    value >>= 7;
  }
  return bytes + static_cast<char>(value);
}

bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0x80) != 0; }

// Field 1 is the number of the thing, which always has one: its last byte is followed by an empty one.
std::string one_longer(std::string payload) {
  constexpr char tag_of_number_1 = 1 << 3;
  CHECK(payload.size() >= 2 && payload[0] == tag_of_number_1, "what is padded begins with its number");
  std::size_t last = 1;
  while (goes_on(payload[last])) ++last;
  payload[last] = static_cast<char>(static_cast<unsigned char>(payload[last]) | 0x80);
  return payload.insert(last + 1, 1, '\0');
}

}  // namespace

std::string padded_to(std::string payload, std::size_t size) {
  CHECK(payload.size() <= size, "a row that loses words does not grow");
  const std::size_t gap = size - payload.size();
  if (gap == 0) return payload;
  if (gap == 1) return one_longer(std::move(payload));
  std::size_t head = 2;  // the tag is one byte long
  while ((gap - head) >> (7 * (head - 1)) != 0) ++head;
  payload += static_cast<char>(padding_field << 3 | 2);
  payload += varint(gap - head, head - 1);
  payload.append(gap - head, '\0');
  return payload;
}

}  // namespace ramure::storage
