// Actions of a roadmap as people type them, and as they come out of the plan of a round.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client-cli/failure.hpp"
#include "ramure/v1/roadmap.pb.h"
#include "ramure/v1/round.pb.h"

namespace ramure::cli {

// What was given; an empty word empties its field. The obstacle is whatever names a thread: the caller looks it up.
struct ActionWords {
  std::optional<std::string> title, owner, partners, means, indicator, axis, starts, due, status;
  std::string obstacle;
};

// Each field that was given, the obstacle apart.
Result<std::vector<v1::RoadmapActionField>> action_fields(const ActionWords& words);

// By its id, or words of its title. Exit::refused when there is none or several.
Result<std::uint64_t> find_action(const v1::RoadmapView& view, std::string_view text);

// « ~2 », 2 or the id of an action of the round's plan, as the words of one here: its first step is said in the means.
// What was typed besides comes first. Nothing of it leads back to the round.
Result<ActionWords> words_from_plan(const v1::RoundView& round, std::string_view action, ActionWords typed);

}  // namespace ramure::cli
