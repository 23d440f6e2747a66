// What the tables know of a community as a whole, by territory: from this the rules count for a dossier. Nobody's point
// of view, and no words of anybody but the names of themes and of gatherings.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "ramure/v1/model.pb.h"
#include "storage/course_state.hpp"

namespace ramure::storage {

class Connection;

struct DossierSource {
  std::set<std::uint64_t> engaged;  // territories
  std::set<std::uint64_t> writing;  // of which somebody has written where all may read, since a moment
  struct Obstacle {
    std::uint64_t territory_id = 0, theme_id = 0;  // the true territory, also where it is not shown; 0: none
    std::vector<v1::ObstacleNature> natures;
  };
  std::vector<Obstacle> obstacles;  // shown to the community, and not put away
  struct Theme {
    std::uint64_t id = 0;
    std::string title;
  };
  std::vector<Theme> themes;  // in their order
  struct Evaluated {
    std::uint64_t gathering_id = 0;
    std::string title;
    std::vector<Rating> ratings;  // all that were ever given, in their order
  };
  std::vector<Evaluated> evaluated;  // gatherings that took place, by their start
  std::vector<std::uint64_t> finished_rounds;
  std::vector<std::uint64_t> roadmaps;
  std::vector<std::string> earlier_bases;  // of the dossiers that were published, oldest first
};

// In the caller's transaction.
DossierSource load_dossier_source(Connection& db, std::int64_t written_since_ms);

}  // namespace ramure::storage
