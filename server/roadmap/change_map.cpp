// Moving a change over another: the order of mapSet in @codemirror/state, which all editors share. A difference in one
// corner would let texts drift apart silently; tests/collab/ holds the two against each other.
#include <algorithm>

#include "protocol/check.hpp"
#include "server/roadmap/changes.hpp"

namespace ramure::roadmap {

namespace {

std::uint64_t length_of(const Sections& sections) {
  std::uint64_t length = 0;
  for (const Section& section : sections) length += section.length;
  return length;
}

// Walks over the sections of one change, a piece at a time.
class Walk {
 public:
  explicit Walk(const Sections& sections) : at_(sections.begin()), end_(sections.end()) { enter(); }

  bool is_done() const { return at_ == end_; }
  bool keeps() const { return !is_done() && at_->is_kept(); }
  bool changes() const { return !is_done() && !at_->is_kept(); }
  bool is_at_start() const { return is_done() || left_ == at_->length; }
  std::uint32_t left() const { return left_; }  // of this section of the old text; 0 at the end
  std::int32_t inserted() const { return at_->inserted; }

  void next() {
    ++at_;
    enter();
  }
  // A step over the whole rest, be it 0, leads into the next section.
  void step(std::uint32_t units) {
    left_ -= units;
    if (left_ == 0 && !is_done()) next();
  }

  // A section that is walked over in pieces inserts its text once.
  bool has_inserted() const { return has_inserted_; }
  std::int32_t insert_once() { return std::exchange(has_inserted_, true) ? 0 : inserted(); }

 private:
  void enter() {
    left_ = is_done() ? 0 : at_->length;
    has_inserted_ = false;
  }

  Sections::const_iterator at_, end_;
  std::uint32_t left_ = 0;
  bool has_inserted_ = false;
};

// Whether the other change comes before the next one of ours: what starts first, then the shorter deletion, then the
// flag. What remains of ours when its text is placed is only deletion, over which the other passes.
bool other_goes_first(const Walk& own, const Walk& other, bool before) {
  if (!own.changes() || own.has_inserted()) return true;
  if (!own.is_at_start()) return false;
  return other.left() < own.left() || (other.left() == own.left() && !before);
}

// The other change is there already: what it inserted is kept, what it deleted need not be deleted again; ours that
// lie wholly in its deletion still insert.
void pass_over_other(Walk& own, Walk& other, Sections& moved) {
  std::uint32_t deleted = other.left();
  add_section(moved, {static_cast<std::uint32_t>(other.inserted()), Section::kept});
  while (deleted > 0) {
    const std::uint32_t piece = std::min(own.left(), deleted);
    if (own.changes() && own.left() <= piece) add_section(moved, {0, own.insert_once()});
    own.step(piece);
    deleted -= piece;
  }
  other.next();
}

// Ours up to the next insertion of the other, without what the other deleted meanwhile.
void place_own(Walk& own, Walk& other, Sections& moved) {
  std::uint32_t deleted = 0, left = own.left();
  while (left > 0) {
    if (other.keeps()) {
      const std::uint32_t piece = std::min(left, other.left());
      deleted += piece;
      left -= piece;
      other.step(piece);
    } else if (other.inserted() == 0 && other.left() < left) {
      left -= other.left();
      other.next();
    } else {
      break;
    }
  }
  add_section(moved, {deleted, own.insert_once()});
  own.step(own.left() - left);
}

}  // namespace

Sections map_sections(const Sections& own_sections, const Sections& other_sections, bool before) {
  CHECK(length_of(own_sections) == length_of(other_sections), "both changes were made on the same text");
  Walk own(own_sections), other(other_sections);
  Sections moved;
  moved.reserve(own_sections.size() + 2);
  while (!own.is_done() || !other.is_done()) {
    if (own.keeps() && other.keeps()) {
      const std::uint32_t both = std::min(own.left(), other.left());
      add_section(moved, {both, Section::kept});
      own.step(both);
      other.step(both);
    } else if (other.changes() && other_goes_first(own, other, before)) {
      pass_over_other(own, other, moved);
    } else {
      place_own(own, other, moved);
    }
  }
  return moved;
}

}  // namespace ramure::roadmap
