// The answer to Hello, composed on a reader thread: who one is, where the head is, and either "events follow from your
// cursor" or "here is a snapshot, go on from there". A restored server (another epoch), a cursor that is too far back
// or beyond the head, and a first start all take the same path: the snapshot.
#pragma once

#include <expected>

#include "ramure/v1/frames.pb.h"
#include "ramure/v1/refusals.pb.h"
#include "server/clock.hpp"
#include "server/live/hub.hpp"
#include "storage/reader.hpp"

namespace ramure::live {

struct Greeting {
  v1::Welcome welcome;  // request_id is the caller's to set
  Beginning beginning;  // for Hub::begin
};

// Refused: NOT_FOUND (no such member, or one who left), UNSUPPORTED_VERSION.
std::expected<Greeting, v1::Refusal> greet(storage::Reader& reader, std::uint64_t member_id, const v1::Hello& hello,
                                           TimestampMs now);

}  // namespace ramure::live
