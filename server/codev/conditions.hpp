// What must hold before a step opens, and what is shown as missing before it is left. Somebody absent counts in none.
#pragma once

#include <cstdint>
#include <vector>

#include "server/codev/round.hpp"

namespace ramure::codev {

bool holds(const Round& round, v1::RoundCondition condition, TimestampMs now);

// Those of `conditions` that do not hold.
std::vector<v1::RoundCondition> missing(const Round& round, const google::protobuf::RepeatedField<int>& conditions,
                                        TimestampMs now);

// For whom it waits; empty where it waits for nobody in particular. For the facilitator's desk.
std::vector<std::uint64_t> waiting_for(const Round& round, v1::RoundCondition condition);

// « Pas encore entendu·e » in this step: neither contributed nor passed. No counts, nothing stored.
std::vector<std::uint64_t> not_yet_heard(const Round& round);

// Whether this meaning is heard as somebody's word in a step: notes, requests for the floor and the like are not.
bool is_speech(v1::ContributionMeaning meaning);

}  // namespace ramure::codev
