// Search: what was typed becomes conditions over ids that the asker may know, and hits become messages.
#pragma once

#include <expected>

#include "ramure/v1/queries.pb.h"
#include "ramure/v1/refusals.pb.h"
#include "server/clock.hpp"
#include "server/community/answer_roadmaps.hpp"

namespace ramure::community {

// The query's fields are checked already. A name that means nothing the asker may see is refused like a name that does
// not exist at all.
std::expected<v1::SearchAnswer, v1::Refusal> search(const RoadmapAsking& asking, const v1::Search& query,
                                                    TimestampMs now, std::uint64_t& as_of_seq);

}  // namespace ramure::community
