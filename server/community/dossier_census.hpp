// Counting a community by territory (server/dossier/census.hpp), for whoever decides and for whoever answers: the two
// open rounds and roadmaps in their own ways. Actions and evaluations of rounds are not counted.
#pragma once

#include <functional>

#include "server/community/round_book.hpp"
#include "server/dossier/census.hpp"
#include "storage/dossier_source.hpp"
#include "storage/view.hpp"

namespace ramure::community {

inline constexpr TimestampMs participating_ms = TimestampMs{30} * 24 * 60 * 60 * 1'000;  // who wrote so lately

struct CensusSource {
  storage::DossierSource tables;
  std::vector<storage::MemberState> members;
  std::function<RoundPointer(std::uint64_t round_id)> round;        // nullptr: none
  std::function<RoadmapPointer(std::uint64_t roadmap_id)> roadmap;  // the same
};

dossier::Census take_census(const CensusSource& source);

}  // namespace ramure::community
