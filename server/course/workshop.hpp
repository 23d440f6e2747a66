// « Atelier des freins » in the room: one sentence per person, by the code on the wall.
#pragma once

#include <cstddef>
#include <string>

#include "ramure/v1/course_commands.pb.h"
#include "server/clock.hpp"
#include "server/community/refuse.hpp"
#include "storage/course_state.hpp"

namespace ramure::course {

using community::Checked;

// A question, and an end within a day from `now`.
Checked check_opening(const std::string& path, const v1::OpenWorkshop& command, TimestampMs now);

// By hand, or because its time is over.
bool is_closed(const storage::WorkshopState& workshop, TimestampMs now);

// FORBIDDEN, cause "over"; TOO_LARGE with as many sentences as there may be.
Checked check_sentence(const std::string& path, const storage::WorkshopState& workshop, std::size_t sentence_count,
                       const std::string& text, TimestampMs now);

}  // namespace ramure::course
