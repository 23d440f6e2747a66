// Just enough of WebSocket (RFC 6455, section 5.2) and Protobuf's wire format to count events without parsing them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ramure::load {

struct WebSocketFrame {
  unsigned opcode = 0;
  std::string_view payload;
};

// Takes one whole frame off the front of `bytes`; nullopt when there is none yet.
std::optional<WebSocketFrame> next_websocket_frame(std::string_view& bytes);

// A client's frame: the mask is there, as it must be, and zero.
std::string masked_binary_frame(std::string_view payload);

// One field of a message; `bytes` is set for length-delimited ones.
struct Field {
  std::uint32_t number = 0;
  std::string_view bytes;
};
std::optional<Field> next_field(std::string_view& message);

template <typename Visit>
void for_each_event(std::string_view server_frame, Visit&& visit) {
  while (const auto field = next_field(server_frame)) {
    if (field->number == 1) visit(field->bytes);
  }
}

struct EventGlance {
  std::string_view command_key;
  double sent_at = 0;  // from "@seconds " at the beginning of the posted body; 0 when it is not there
};
EventGlance glance_at_event(std::string_view event);

}  // namespace ramure::load
