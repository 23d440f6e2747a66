// Any bytes as a client's JSON frame: a value or a violation that can be sent, and what parses says the same after
// being written as JSON again.
#include "protocol/check.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"

using namespace ramure;
using protocol::Encoding;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto frame = protocol::parse_client_frame(bytes, Encoding::json);
  if (!frame) {
    CHECK(is_utf8(bytes) == (frame.error().close_code != protocol::CloseCode::invalid_text), "the cause is right");
    CHECK(frame.error().sentence.size() <= 120, "it fits a close frame");
    return 0;
  }
  CHECK(is_utf8(bytes), "text that is not UTF-8 is refused");
  const std::string json = protocol::to_json(*frame);
  if (json.size() > limits::client_frame_bytes_max) return 0;
  const auto again = protocol::parse_client_frame(json, Encoding::json);
  CHECK(again && again->SerializeAsString() == frame->SerializeAsString(), "JSON says the same again");
  const auto binary = protocol::parse_client_frame(frame->SerializeAsString(), Encoding::binary);
  CHECK(binary && binary->SerializeAsString() == frame->SerializeAsString(), "binary says the same");
  return 0;
}
