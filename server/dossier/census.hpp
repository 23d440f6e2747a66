// A community counted by territory: what the figures of a dossier are drawn from. Nobody is shown it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ramure/v1/dossier.pb.h"

namespace ramure::dossier {

// What each territory adds to a figure; those that add nothing are not in it.
using Contributions = std::map<std::uint64_t, std::uint64_t>;

struct Count {
  std::uint32_t value = 0;
  Contributions by;
  // Of a figure that counts some of the engaged territories, the others: whoever knows how many are engaged knows how
  // many these are.
  Contributions rest;
};

// One of the cells of a margin, which together count every thing of a kind.
struct Cell {
  int number = 0;  // of the status or nature
  std::uint64_t theme_id = 0;
  std::string title;  // of the theme
  Count count;
};

struct Census {
  Count territories;    // engaged
  Count rounds_held;    // finished; a territory adds those in which somebody of its pair was
  Count participating;  // territories of which somebody wrote lately
  Count with_roadmap;   // territories that share one
  std::vector<Cell> actions, natures, themes;
  std::vector<v1::EvaluationFigure> evaluations;  // as they are shown elsewhere, by the rule of course/evaluation.hpp
};

}  // namespace ramure::dossier
