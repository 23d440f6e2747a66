// « Rencontre »: what one must carry, where each kind belongs, and until when one says whether one comes.
#pragma once

#include <string>

#include "ramure/v1/course.pb.h"
#include "server/clock.hpp"
#include "server/community/refuse.hpp"
#include "storage/course_state.hpp"

namespace ramure::course {

using community::Checked;

// Its words, times, programme and documents, each refusal with the path of the field below `path`
// ("plan_gathering.gathering"). Not asked here, since it needs the community: whether the time zone is known, and whose
// messages the documents are.
Checked check_gathering(const std::string& path, const v1::Gathering& gathering);

// Sessions, webinars, visits and testimonies are for all and stand in the plenary; a follow-up stands in one, a
// committee's meeting with the committee; any other wherever people gather.
Checked check_place(const std::string& path, v1::GatheringKind kind, v1::ChannelKind place);

// The steering, orientation and technical committees.
bool is_committee(v1::ChannelKind place);

Checked check_because(const std::string& path, const std::string& because);

// FORBIDDEN, cause "cancelled" or "over".
Checked check_takes_answers(const std::string& path, const storage::GatheringState& gathering, TimestampMs now);
bool takes_answers(const storage::GatheringState& gathering, TimestampMs now);

// Sessions, webinars, visits, testimonies.
bool is_evaluated(v1::GatheringKind kind);

// Evaluated are those for all, from their beginning until 60 days after their end, by catalysts. FORBIDDEN, cause
// "kind", "cancelled", "rights", "too_early" or "over".
Checked check_evaluable(const std::string& path, const storage::GatheringState& gathering, v1::Role asker,
                        TimestampMs now);

}  // namespace ramure::course
