// Frames to bytes and back, under bounds. What comes off the wire is untrusted: parsing never throws and never costs
// more than the limits allow; a frame that breaks the contract is a Violation, a value that says how to close.
//
//   auto frame = protocol::parse_client_frame(message, Encoding::binary);
//   if (!frame) return close(frame.error().close_code, frame.error().sentence);
//
// Protobuf concatenation is the gathered write: a frame's bytes are its parts one behind the other, so an event is
// encoded once (event_part) and every frame that carries it borrows those bytes.
//
//   [event_part 4121][event_part 4125][frame_part: through_seq 4130, replies …]   is one ServerFrame
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "ramure/v1/frames.pb.h"

namespace ramure::protocol {

// The two sub-protocols, as they are named in the WebSocket handshake.
enum class Encoding { binary, json };
inline constexpr std::string_view binary_subprotocol = "ramure.v1";
inline constexpr std::string_view json_subprotocol = "ramure.v1.json";

// RFC 6455, section 7.4.1.
enum class CloseCode : std::uint16_t {
  normal = 1000,
  protocol_error = 1002,
  unsupported_data = 1003,  // a text message in the binary sub-protocol, or the other way round
  invalid_text = 1007,      // not UTF-8
  policy = 1008,            // the session was revoked, the member has left, or no Hello came in time
  too_big = 1009,
  internal_error = 1011,
  service_restart = 1012,
};

// A fault of the peer that ends the connection.
struct Violation {
  CloseCode close_code;
  std::string sentence;  // English, without anything that the peer sent; at most 120 bytes, to fit a close frame
};

template <typename T>
using Parsed = std::expected<T, Violation>;

// Over 256 KiB: too_big. Strings that are not UTF-8: invalid_text. Anything else that does not parse, or nests
// deeper than limits::protobuf_depth_max: protocol_error. Unknown fields are ignored.
Parsed<v1::ClientFrame> parse_client_frame(std::string_view bytes, Encoding encoding);

// The same bounds for any message: the body of an HTTP request. `message` is left half filled on failure.
std::expected<void, Violation> parse_json(std::string_view bytes, google::protobuf::Message& message);
std::expected<void, Violation> parse_binary(std::string_view bytes, google::protobuf::Message& message);

// Protobuf's JSON mapping on one line. Never fails: everything that we encode is valid.
std::string to_json(const google::protobuf::Message& message);

// "Tag, length, bytes" of one element of ServerFrame.events. `payload` is the serialised Event, as stored.
std::string event_part(std::string_view payload);

// How many bytes event_part() puts before a payload of that size; at most 6.
std::size_t event_part_overhead(std::size_t payload_bytes);

// Everything of a frame but its events. It may stand before or behind event parts.
std::string frame_part(const v1::ServerFrame& frame_without_events);

// Event parts and frame parts, joined, as one JSON message.
std::string json_frame(std::string_view parts);

}  // namespace ramure::protocol
