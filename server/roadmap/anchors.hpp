// The passages on which comments and suggestions hang. They are moved with the text by the server alone, one change
// after the other, so that everybody sees them in the same place.
#pragma once

#include <cstdint>
#include <map>

#include "server/roadmap/changes.hpp"

namespace ramure::roadmap {

struct Passage {
  std::size_t from = 0;
  std::size_t to = 0;  // = from: it is gone, and this is where it was

  bool is_gone() const { return from == to; }
  bool operator==(const Passage&) const = default;
};

// Text inserted at its edges stays outside; what replaces it as a whole takes its place.
Passage map_passage(const Sections& sections, Passage passage);

using Anchors = std::map<std::uint64_t, Passage>;  // by the id of what hangs there

void move_anchors(Anchors& anchors, const Sections& sections);

}  // namespace ramure::roadmap
