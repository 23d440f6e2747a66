// The one door for queries: WebSocket, HTTP and tests all ask here.
//
//   v1::Reply reply = answer(reader, member_id, query);      // as_of_seq, and an answer or a refusal
//
// A query is checked first (INVALID_ARGUMENT with the path of the field), then answered by storage in one read
// transaction that judges reading. What is hidden and what is absent gets NOT_FOUND, in the same words; a query that
// this release does not know gets UNIMPLEMENTED. Runs on a reader thread; throws only what storage throws.
#pragma once

#include <cstdint>

#include "ramure/v1/frames.pb.h"
#include "ramure/v1/queries.pb.h"
#include "server/clock.hpp"
#include "server/community/round_book.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

// `now` is the day from which a search counts dates without a year, and the moment at which clocks of rounds are read;
// 0: that of the latest event.
v1::Reply answer(storage::Reader& reader, std::uint64_t member_id, const v1::Query& query, TimestampMs now = 0,
                 const RoundRules& rounds = {});

// The snapshot for Hello: as the query gives it. False: the member does not exist, or has left.
bool snapshot(storage::Reader& reader, std::uint64_t member_id, v1::Snapshot& snapshot, std::uint64_t& as_of_seq);

}  // namespace ramure::community
