// What a roadmap's enumerations are called, and how people type them.
#pragma once

#include <string>
#include <string_view>

#include "client-cli/failure.hpp"
#include "ramure/v1/roadmap.pb.h"

namespace ramure::cli {

const char* stage_text(v1::RoadmapStage stage);  // « Bilan »; empty: outside the sessions
const char* stage_key(v1::RoadmapStage stage);   // "v0"
const char* status_text(v1::RoadmapStatus status);
const char* sharing_text(v1::RoadmapSharing sharing);  // « avec le binôme seul »
const char* status_text(v1::RoadmapActionStatus status);
const char* box_text(v1::RoadmapCommentBox box);
const char* verdict_text(v1::RoadmapVerdict verdict);  // empty: not answered yet
const char* state_text(v1::RoadmapSuggestionState state);

// « v1 Plan de mise en œuvre » of a frozen version, the name of another.
std::string version_name(const v1::RoadmapVersion& version);

// From what people type: French or English words, folded. Exit::usage with the choices otherwise.
Result<v1::RoadmapStage> roadmap_stage(std::string_view text);  // also "v0" … "v3"
Result<v1::RoadmapStatus> roadmap_status(std::string_view text);
Result<v1::RoadmapSharing> roadmap_sharing(std::string_view text);
Result<v1::RoadmapActionStatus> roadmap_action_status(std::string_view text);
Result<v1::RoadmapCommentBox> comment_box(std::string_view text);
Result<v1::RoadmapVerdict> comment_verdict(std::string_view text);
Result<bool> suggestion_taken(std::string_view text);

}  // namespace ramure::cli
