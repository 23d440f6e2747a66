// « Pour chez nous »: a dated link by which somebody without an account reads one roadmap, or one dossier of a
// committee: ids are those of one community, so the id alone says which. Its token is in the address, shown once and
// kept as a hash; it opens nothing else, and nobody counts who follows it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "server/clock.hpp"

namespace ramure::identity {

struct RoadmapLink {
  std::uint64_t id = 0;  // given when it is made
  std::string community;
  std::string epoch;  // of the community's journal: in another one the ids mean other things, and nothing opens
  std::uint64_t roadmap_id = 0;  // or of the dossier
  std::uint64_t version_id = 0;  // a frozen or named version; 0: the text as it is when one looks
  std::string label;             // for whom, in the pair's words
  std::uint64_t made_by = 0;     // a member
  TimestampMs made_at_ms = 0;    // given
  TimestampMs expires_at_ms = 0;
};

struct MadeRoadmapLink {
  RoadmapLink link;
  std::string token;
};

inline constexpr std::size_t roadmap_links_max = 20;  // of one roadmap, those that have expired apart
inline constexpr TimestampMs roadmap_link_ms_max = TimestampMs{366} * 24 * 60 * 60 * 1000;
// So long after its end it is still in the list, so that the pair sees why somebody asks for another.
inline constexpr TimestampMs expired_roadmap_link_kept_ms = TimestampMs{30} * 24 * 60 * 60 * 1000;

}  // namespace ramure::identity
