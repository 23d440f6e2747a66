// Time in a round. It informs and never acts: nothing is closed, sent or erased because a step's time is over. Start
// and remainder are stored, so that a restart at any instant changes nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "server/codev/round.hpp"

namespace ramure::codev {

std::int64_t remaining_ms(const v1::StepClock& clock, TimestampMs now);  // negative: over for so long
bool is_over(const v1::StepClock& clock, TimestampMs now);               // false for a step without length

// When what is left no longer suffices for synthesis and learning; nothing where that is not looked at.
std::optional<TimestampMs> reserve_at(const Round& round);

// Whether the facilitator has been gone for as long as the plan says: then the deputy may take over.
bool is_left_alone(const Round& round, TimestampMs now);

// The next instant at which the server must send a Tick; nothing: not before something else happens. A Tick at that
// instant always brings an event, so that whoever obeys never turns in circles.
std::optional<TimestampMs> next_look_ms(const Round& round);

// What the client made his own: his plan, the minutes that he approved. It outlives the raw exchanges.
bool is_clients_own(const v1::RoundState& state, const v1::Contribution& said);

// When the raw exchanges are erased (and, where people went on after that, what they have said since), and when a
// forgotten round ends by itself; nothing: never.
std::optional<TimestampMs> erase_at(const Round& round);
std::optional<TimestampMs> lapse_at(const Round& round);

}  // namespace ramure::codev
