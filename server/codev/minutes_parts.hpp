// The parts of minutes that can be shared by themselves, as they stand in a text that people have worked on: found
// again by the headings under which minutes.hpp draws them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/files/words.hpp"

namespace ramure::codev {

inline constexpr files::Words kept_heading = {"Ce que garde la cliente ou le client", "What the client keeps"};
inline constexpr files::Words plan_heading = {"Le plan d’action", "The action plan"};
inline constexpr files::Words help_column = {"Aide", "Help"};
inline constexpr files::Words help_heading = {"Aide proposée\u00A0:", "Help offered:"};

// What stands under this heading, in either language; nothing where the text has no such heading.
std::optional<std::string> part_of(std::string_view minutes, files::Words heading);

// The part of the plan without the words of those who offered their help: its column of the table, and what follows
// « Aide proposée ».
std::string without_help(std::string_view plan);

}  // namespace ramure::codev
