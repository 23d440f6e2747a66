// The parts of apply, by what they change. Internal to this room.
#pragma once

#include "ramure/v1/round_events.pb.h"
#include "server/codev/round.hpp"

namespace ramure::codev {

void apply_course(Round& round, const v1::RoundEvent& event);  // steps, clock, floor, hiding, the end
void apply_words(Round& round, const v1::RoundEvent& event);   // contributions and what they mean
void apply_observers(Round& round, const v1::RoundEvent& event);

void apply_frame_accepted(Round& round, std::uint64_t member_id, TimestampMs at);
void apply_client_answer(v1::RoundState& state, std::uint64_t member_id, bool accepts);

}  // namespace ramure::codev
