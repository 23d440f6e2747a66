// What others did to the roadmaps that one reads, for catching up: in the text, by its log; around it, by the events.
// What cannot be seen any more (erased, withdrawn, of before one read it) is no news, nor is what one did oneself.
#pragma once

#include "ramure/v1/queries.pb.h"
#include "server/community/answer_roadmaps.hpp"

namespace ramure::community {

// Since answer.since_seq(); newest first. Also a roadmap that was shared with one since then, and did not change.
void add_roadmap_news(const RoadmapAsking& asking, v1::CatchUpAnswer& answer);

}  // namespace ramure::community
