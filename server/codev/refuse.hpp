// Refusals of a round, one name per cause. The code is the protocol's; data["cause"] tells clients which rule stands in
// the way, so that they can say it in their language; the sentence teaches the method. Words that somebody wrote are
// never repeated, and who is waited for is told to the facilitator's desk alone.
#pragma once

#include <string_view>
#include <vector>

#include "ramure/v1/round_template.pb.h"
#include "server/community/refuse.hpp"

namespace ramure::codev {

using community::Checked;
using community::pass_on;
using community::Refused;

namespace refuse {

using community::refuse::already_done;
// FORBIDDEN, always with a cause: "rights", "facilitator", "client", "floor", "frame", "suspended", "over", "method",
// "time".
using community::refuse::forbidden;
using community::refuse::invalid;
using community::refuse::not_found;
using community::refuse::too_large;
using community::refuse::unknown_command;

// FORBIDDEN, cause "lock": data["missing"] names the conditions.
Refused locked(std::string_view field, const std::vector<v1::RoundCondition>& missing);
// CONFLICT, cause "opening": another step is open than the sender saw.
Refused moved_on(std::uint32_t opening);
// CONFLICT, cause "version": of the request.
Refused other_version(std::string_view field, std::uint32_t version);

}  // namespace refuse

}  // namespace ramure::codev
