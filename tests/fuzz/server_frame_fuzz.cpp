// Stored events as parts of a server's frame: whatever an event holds, the joined parts are the frame that a client
// reads, in both encodings.
#include "protocol/check.hpp"
#include "protocol/codec.hpp"

using namespace ramure;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string payload(reinterpret_cast<const char*>(data), size);
  const std::string part = protocol::event_part(payload);
  CHECK(part.size() == payload.size() + protocol::event_part_overhead(payload.size()), "the overhead is known before");
  v1::Event event;
  if (!event.ParseFromString(payload)) return 0;

  v1::ServerFrame rest;
  rest.set_through_seq(4130);
  const std::string parts = part + protocol::frame_part(rest) + part;
  v1::ServerFrame frame;
  CHECK(frame.ParseFromString(parts), "the parts make a frame");
  CHECK(frame.events_size() == 2 && frame.through_seq() == 4130, "it holds what was joined");
  CHECK(frame.events(1).SerializeAsString() == event.SerializeAsString(), "an event arrives as it was stored");

  v1::ServerFrame from_json;
  CHECK(protocol::parse_json(protocol::json_frame(parts), from_json).has_value() || size > 100'000, "so does its JSON");
  return 0;
}
