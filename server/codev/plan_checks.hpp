// What a plan must be like, when it is made and when it is made anew. Internal to this room.
#pragma once

#include <string>
#include <string_view>

#include "server/codev/asked.hpp"

namespace ramure::codev {

// Dates, mode, durations, link and texts; not who is in it.
Checked check_plan(const v1::RoundTemplate& form, const v1::RoundPlan& plan, TimestampMs now, const std::string& field);

// Of a practice round, whose times are set: it leads nowhere, and is forgotten.
Checked check_practice_plan(const v1::RoundPlan& plan, const std::string& field);

Checked check_words(std::string_view field, std::string_view text, std::size_t bytes_max);           // required
Checked check_optional_words(std::string_view field, std::string_view text, std::size_t bytes_max);  // may be empty

}  // namespace ramure::codev
