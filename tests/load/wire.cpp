#include "tests/load/wire.hpp"

#include <cstdlib>

#include "ramure/v1/events.pb.h"

namespace ramure::load {

namespace {

std::uint64_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

std::optional<std::uint64_t> take_varint(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; !bytes.empty() && shift < 64; shift += 7) {
    const std::uint64_t byte = byte_at(bytes, 0);
    bytes.remove_prefix(1);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<WebSocketFrame> next_websocket_frame(std::string_view& bytes) {
  if (bytes.size() < 2) return std::nullopt;
  std::size_t head = 2;
  std::uint64_t length = byte_at(bytes, 1) & 0x7f;
  const std::size_t length_bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
  if (bytes.size() < head + length_bytes) return std::nullopt;
  if (length_bytes > 0) {
    length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) length = (length << 8) | byte_at(bytes, head + i);
    head += length_bytes;
  }
  if (bytes.size() < head + length) return std::nullopt;
  const WebSocketFrame frame{static_cast<unsigned>(byte_at(bytes, 0) & 0x0f), bytes.substr(head, length)};
  bytes.remove_prefix(head + length);
  return frame;
}

std::string masked_binary_frame(std::string_view payload) {
  std::string frame = "\x82";
  if (payload.size() < 126) {
    frame += static_cast<char>(0x80 | payload.size());
  } else if (payload.size() < 65'536) {
    frame += static_cast<char>(0x80 | 126);
    frame += static_cast<char>(payload.size() >> 8);
    frame += static_cast<char>(payload.size());
  } else {
    frame += static_cast<char>(0x80 | 127);
    for (int shift = 56; shift >= 0; shift -= 8) frame += static_cast<char>(payload.size() >> shift);
  }
  frame.append(4, '\0');
  frame += payload;
  return frame;
}

std::optional<Field> next_field(std::string_view& message) {
  const auto tag = take_varint(message);
  if (!tag) return std::nullopt;
  Field field{static_cast<std::uint32_t>(*tag >> 3), {}};
  std::uint64_t length = 0;
  switch (*tag & 7) {
    case 0: return take_varint(message) ? std::optional(field) : std::nullopt;
    case 1: length = 8; break;
    case 2: length = take_varint(message).value_or(0); break;
    case 5: length = 4; break;
    default: return std::nullopt;
  }
  if (length > message.size()) return std::nullopt;
  field.bytes = message.substr(0, length);
  message.remove_prefix(length);
  return field;
}

EventGlance glance_at_event(std::string_view event) {
  EventGlance glance;
  while (const auto field = next_field(event)) {
    if (field->number == v1::Event::kCommandKeyFieldNumber) glance.command_key = field->bytes;
    if (field->number != v1::Event::kMessagePostedFieldNumber) continue;
    std::string_view posted = field->bytes;
    while (const auto inner = next_field(posted)) {
      if (inner->number == v1::MessagePosted::kBodyFieldNumber && inner->bytes.starts_with('@')) {
        glance.sent_at = std::strtod(std::string(inner->bytes.substr(1, 24)).c_str(), nullptr);
      }
    }
  }
  return glance;
}

}  // namespace ramure::load
