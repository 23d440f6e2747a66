// A change of a text, and how it is moved over another one that was made at the same time.
//
//   « le chat », two people at once:   a = 7 kept, then "s"        b = 2 replaced by "un", then 5 kept
//   a first, then b moved over it:     apply_change(a, text); apply_change(map(b, a), text);          « un chats »
//   b first, then a moved over it:     apply_change(b, text); apply_change(map(a, b, true), text);    « un chats »
//
// A change is a list of sections over the whole old text, in UTF-16 code units, always in the canonical form that
// TextChange describes (roadmap_text.proto). Moving changes sections only: what is inserted, and in which order, stays.
// Changes are moved one at a time. They are never composed: a composed change sorts differently among others than its
// parts did, and editors that moved the parts end up with another text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/roadmap_text.pb.h"
#include "server/roadmap/refuse.hpp"

namespace ramure::roadmap {

struct Section {
  static constexpr std::int32_t kept = -1;

  std::uint32_t length = 0;      // of the old text
  std::int32_t inserted = kept;  // units that replace it, or `kept`

  bool is_kept() const { return inserted == kept; }
  bool operator==(const Section&) const = default;
};

using Sections = std::vector<Section>;

struct Change {
  Sections sections;
  std::u16string inserted;  // all that is inserted, one after the other

  bool is_empty() const { return sections.empty() || (sections.size() == 1 && sections[0].is_kept()); }
  std::size_t old_length() const;
  std::size_t new_length() const;
  bool operator==(const Change&) const = default;
};

// Appends a section and keeps the canonical form.
void add_section(Sections& sections, Section section);

// The change that replaces [from, to) of a text of `length` units.
Change replacement(std::size_t length, std::size_t from, std::size_t to, std::u16string inserted);

// --- Checks -----------------------------------------------------------------------------------------------------

// From what came off the wire: canonical, within the limits, no control characters but \n and \t.
std::expected<Change, v1::Refusal> read_change(std::string_view field, const v1::TextChange& wire);
v1::TextChange to_wire(const Change& change);

// Whether it can be applied to this text: lengths, no cut inside a surrogate pair, and the result within its limit.
Checked check_fits(std::string_view field, const Change& change, std::u16string_view text);

// --- Applying and moving ----------------------------------------------------------------------------------------

// Throws CheckFailed when the lengths do not match.
void apply_change(const Change& change, std::u16string& text);

// `own` as it has to be applied after `other`; both were made on the same text. `before`: of two insertions at one
// place `own` comes first. Exactly what ChangeSet.map of @codemirror/state gives (mapSet: what starts first goes first,
// then the shorter deletion, then the flag), which every editor runs too. Throws CheckFailed when the lengths do not
// match.
Sections map_sections(const Sections& own, const Sections& other, bool before = false);
Change map(Change own, const Change& other, bool before = false);

// Where a position of the old text is in the new one. `assoc` says to which neighbour it holds: < 0 to the unit before
// it, so that text inserted there comes after it; > 0 to the one after it. Inside deleted text: where that was.
std::size_t map_position(const Sections& sections, std::size_t position, int assoc);

}  // namespace ramure::roadmap
