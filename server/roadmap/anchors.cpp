#include "server/roadmap/anchors.hpp"

#include <algorithm>

namespace ramure::roadmap {

Passage map_passage(const Sections& sections, Passage passage) {
  if (passage.is_gone()) {
    const std::size_t at = map_position(sections, passage.from, -1);
    return {at, at};
  }
  const std::size_t to = map_position(sections, passage.to, -1);
  return {std::min(map_position(sections, passage.from, 1), to), to};
}

void move_anchors(Anchors& anchors, const Sections& sections) {
  for (auto& [id, passage] : anchors) passage = map_passage(sections, passage);
}

}  // namespace ramure::roadmap
