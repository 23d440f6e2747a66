// « /suivante », « /parole Lucie », « /action Rencontrer les élus --due 2026-12-31 … »: an act as it is typed inside a
// round, by its name in either language.
#pragma once

#include <string>

#include "client-cli/rounds/acts.hpp"

namespace ramure::cli {

struct TypedAct {
  const Act* act = nullptr;
  ActWords words;
};

// Exit::usage for an act that does not exist, or words that it does not take. `line` is without the slash.
Result<TypedAct> parse_act(const std::string& line);

// Each act with what it does, one line each: the help inside a round.
std::vector<std::string> act_lines();

}  // namespace ramure::cli
