// Roadmaps as places of the community: whose they are, and who reads them. The rules themselves are roadmap/.
#pragma once

#include "server/community/asked.hpp"

namespace ramure::community {

Decided decide_roadmap(Asked& asked, const v1::RoadmapCommand& command);
Decided push_text(Asked& asked, const v1::PushText& command);
Decided mark_roadmap_seen(Asked& asked, const v1::MarkRoadmapSeen& command);

// The same person as seen from a territory, once what is being decided about him is so.
roadmap::Person person_in(const storage::StoredRoadmap& stored, const storage::MemberState& member,
                          std::uint64_t territory_id);

// Lets somebody into the roadmaps that he may read from now on, and out of those that he may not any more. `after`: as
// this decision leaves him; `advised_id`: a territory that it gives into his charge.
void do_settle_roadmaps(Announcer& announce, Asked& asked, const storage::MemberState& after,
                        std::uint64_t advised_id = 0);

}  // namespace ramure::community
