// Two versions of a text beside each other, as people read: whole words, line by line first. And the change that leads
// from the one to the other, small where they are alike, so that comments keep their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/roadmap/changes.hpp"

namespace ramure::roadmap {

struct Piece {
  v1::DifferenceKind kind = v1::DIFFERENCE_KIND_SAME;
  std::u16string text;

  bool operator==(const Piece&) const = default;
};

// Never two neighbours of one kind; a removed piece before the one that takes its place. Passages that have too little
// in common (limits::edits_max) are shown as a whole. No piece ends inside a surrogate pair.
std::vector<Piece> difference(std::u16string_view before, std::u16string_view after);

v1::Difference to_wire(const std::vector<Piece>& pieces);

// Leads from `before` to `after`: to bring back a version, a passage, or what was written in another editor.
Change change_between(std::u16string_view before, std::u16string_view after);

}  // namespace ramure::roadmap
