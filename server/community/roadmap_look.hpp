// A roadmap as one reader sees it, inside one transaction: what he reads of it is judged, then filled in.
#pragma once

#include <functional>
#include <optional>

#include "ramure/v1/roadmap_queries.pb.h"
#include "server/community/answer_roadmaps.hpp"

namespace ramure::community {

struct RoadmapLook {
  storage::Reader& reader;
  const storage::StoredRoadmap& stored;
  RoadmapPointer roadmap;
  roadmap::StoredText text;
  roadmap::Person person;
  roadmap::Since since;  // from there on he reads it
};

// False: he does not read it, or there is none. Nothing was called then.
bool look_at_roadmap(const RoadmapAsking& asking, std::uint64_t roadmap_id, std::uint64_t& as_of_seq,
                     const std::function<void(const RoadmapLook&)>& use);

// Each of the first `limit` that he reads, by territory, in one transaction.
void look_at_roadmaps(const RoadmapAsking& asking, std::size_t limit, std::uint64_t& as_of_seq,
                      const std::function<void(const RoadmapLook&)>& use);

// A version of the text that there is, and that he is shown.
bool sees_version(const RoadmapLook& look, std::uint64_t version);
// When that version of the text was made.
TimestampMs made_at(const RoadmapLook& look, std::uint64_t version);

v1::RoadmapRow row_for(const RoadmapLook& look);
std::optional<v1::RoadmapView> view_for(const RoadmapLook& look);
// As it was when that version was frozen or named; nothing: there is no such version for him.
std::optional<v1::RoadmapView> view_at(const RoadmapLook& look, std::uint64_t version_id);

}  // namespace ramure::community
