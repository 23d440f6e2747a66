// Who may see what of a round. Every door asks here: delivery, catching up, search, export.
#pragma once

#include "ramure/v1/round_events.pb.h"
#include "server/codev/round.hpp"

namespace ramure::codev {

// Whether this member may see the event, judged by who is in the round now: somebody who left sees nothing any more,
// an observer only while everybody agrees, nobody what came before his entry.
bool visible_to(const Round& round, const v1::RoundEvent& event, std::uint64_t member_id);

// What this member sees of the round, and what he may do now. An empty view (id 0) for whoever is not in it.
v1::RoundView view_for(const Round& round, std::uint64_t member_id, TimestampMs now);

// Whether the round waits for this member: it is his turn to speak, or he is asked what nobody else can answer.
bool awaits(const Round& round, std::uint64_t member_id);

}  // namespace ramure::codev
