// Rounds of co-development as places of the community: who may plan one and be in one, who reads its channel and its
// desk, and what returns from it to the thread that it came from. The method itself is codev/.
#pragma once

#include "server/community/asked.hpp"

namespace ramure::community {

Decided decide_round(Asked& asked, const v1::RoundCommand& command);

// Somebody's place in a round ends with his place in the community; what he said stays.
void do_leave_round(Announcer& announce, Asked& asked, std::uint64_t member_id, std::uint64_t round_id);

}  // namespace ramure::community
