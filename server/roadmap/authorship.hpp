// Who wrote this sentence: the text as runs of one hand each. No amounts are drawn from it.
#pragma once

#include <cstdint>
#include <vector>

#include "server/clock.hpp"
#include "server/roadmap/anchors.hpp"

namespace ramure::roadmap {

struct Run {
  std::size_t units = 0;
  std::uint64_t author_id = 0;
  TimestampMs at = 0;  // when that sitting last added to it

  bool operator==(const Run&) const = default;
};

using Runs = std::vector<Run>;  // of the whole text, in order

// The runs after a change. Neighbours of one author and one sitting are one run.
Runs runs_after(const Runs& runs, const Sections& sections, std::uint64_t author_id, TimestampMs at);

// The part of them that a passage lies in, cut to it.
Runs who_wrote(const Runs& runs, Passage passage);

}  // namespace ramure::roadmap
