// The roadmaps of one community that are remembered (any thread), and the texts that its writer has in memory.
#pragma once

#include "protocol/limits.hpp"
#include "server/community/roadmap_book.hpp"
#include "server/live/remembered_things.hpp"

namespace ramure::live {

// A search, a list and catching up look at all that one reads: it is worth while to have those of a community at hand.
// Each some 10 KB, mostly. Lists and search go through all that one reads: with fewer places none would ever be found
// again.
inline constexpr std::size_t remembered_roadmaps_max = limits::roadmaps_listed_max;

class RememberedRoadmaps final : public community::RoadmapBook {
 public:
  community::RoadmapPointer open(std::uint64_t roadmap_id, std::uint64_t committed_seq,
                                 const community::LoadRoadmap& load) override {
    return roadmaps_.open(roadmap_id, committed_seq, load);
  }

 private:
  RememberedThings<roadmap::Roadmap, community::fold, remembered_roadmaps_max> roadmaps_;
};

inline constexpr std::size_t remembered_texts_max = 32;  // each a few MB at most, mostly some 100 KB

// The logs as the writer's transaction has left them: what is undone there is forgotten here, and read anew. On the
// writer's thread only.
class RememberedTexts final : public community::TextBook {
 public:
  TextPointer open(std::uint64_t roadmap_id, const LoadText& load) override;

  // What a command brought, after its rows were written.
  void apply(const community::TextWork& work);
  // The command, or the whole batch, never happened.
  void forget() { texts_.clear(); }
  void forget(std::uint64_t roadmap_id) { texts_.erase(roadmap_id); }

 private:
  std::unordered_map<std::uint64_t, std::shared_ptr<roadmap::TextLog>> texts_;
};

}  // namespace ramure::live
