// Any bytes as a client's binary frame: a value or a violation that can be sent, and what parses says the same after
// both encodings.
#include "protocol/check.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"

using namespace ramure;
using protocol::Encoding;

namespace {

constexpr std::size_t close_reason_bytes_max = 120;

void check_violation(const protocol::Violation& violation) {
  using enum protocol::CloseCode;
  const auto code = violation.close_code;
  CHECK(code == protocol_error || code == invalid_text || code == too_big, "a parse fault has one of three causes");
  CHECK(!violation.sentence.empty() && violation.sentence.size() <= close_reason_bytes_max, "it fits a close frame");
}

void check_round_trips(v1::ClientFrame frame) {
  frame.DiscardUnknownFields();
  const std::string bytes = frame.SerializeAsString();
  const auto again = protocol::parse_client_frame(bytes, Encoding::binary);
  CHECK(again && again->SerializeAsString() == bytes, "binary says the same again");
  const std::string json = protocol::to_json(frame);
  CHECK(is_utf8(json) && json.find('\n') == std::string::npos, "JSON is text on one line");
  if (json.size() > limits::client_frame_bytes_max) return;
  const auto from_json = protocol::parse_client_frame(json, Encoding::json);
  CHECK(from_json && from_json->SerializeAsString() == bytes, "JSON says the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto frame = protocol::parse_client_frame(bytes, Encoding::binary);
  frame ? check_round_trips(*frame) : check_violation(frame.error());
  return 0;
}
