#include "server/roadmap/changes.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/community/text.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/splice.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::roadmap {

namespace {

// Neighbours of which one section can be made: both kept, both deleted, both inserted.
bool are_alike(const Section& left, const Section& right) {
  const bool same_fate = right.inserted <= 0 && left.inserted == right.inserted;
  return same_fate || (left.length == 0 && right.length == 0);
}

bool is_nothing(const Section& section) { return section.length == 0 && section.inserted <= 0; }

// Sums in 64 bits: a hostile sender may name 10,000 sections of two thousand million units.
Checked check_sections(std::string_view field, const v1::TextChange& wire) {
  const auto& numbers = wire.sections();
  if (numbers.size() % 2 != 0) return refuse::invalid(field, "sections are pairs of a length and what becomes of it");
  if (static_cast<std::size_t>(numbers.size()) / 2 > limits::change_sections_max) {
    return refuse::too_large(field, limits::change_sections_max, "sections");
  }
  std::uint64_t before = 0, after = 0;
  for (int i = 0; i < numbers.size(); i += 2) {
    if (numbers[i] < 0 || numbers[i + 1] < Section::kept) return refuse::invalid(field, "a length is negative");
    before += static_cast<std::uint64_t>(numbers[i]);
    after += static_cast<std::uint64_t>(numbers[i + 1] == Section::kept ? numbers[i] : numbers[i + 1]);
  }
  if (std::max(before, after) > limits::text_units_max) {
    return refuse::too_large(field, limits::text_units_max, "UTF-16 units");
  }
  return {};
}

}  // namespace

std::size_t Change::old_length() const {
  std::size_t length = 0;
  for (const Section& section : sections) length += section.length;
  return length;
}

std::size_t Change::new_length() const {
  std::size_t length = 0;
  for (const Section& section : sections) {
    length += section.is_kept() ? section.length : static_cast<std::size_t>(section.inserted);
  }
  return length;
}

void add_section(Sections& sections, Section section) {
  if (is_nothing(section)) return;
  if (sections.empty() || !are_alike(sections.back(), section)) {
    sections.push_back(section);
  } else if (section.length == 0) {
    sections.back().inserted += section.inserted;
  } else {
    sections.back().length += section.length;
  }
}

Change replacement(std::size_t length, std::size_t from, std::size_t to, std::u16string inserted) {
  CHECK(from <= to && to <= length, "the passage lies in the text");
  Change change;
  add_section(change.sections, {static_cast<std::uint32_t>(from), Section::kept});
  add_section(change.sections, {static_cast<std::uint32_t>(to - from), static_cast<std::int32_t>(inserted.size())});
  add_section(change.sections, {static_cast<std::uint32_t>(length - to), Section::kept});
  change.inserted = std::move(inserted);
  return change;
}

std::expected<Change, v1::Refusal> read_change(std::string_view field, const v1::TextChange& wire) {
  if (auto checked = check_sections(field, wire); !checked) return pass_on(checked);
  constexpr std::size_t bytes_per_unit_max = 3;
  auto checked = community::check_optional_text(field, wire.inserted(), limits::text_units_max * bytes_per_unit_max);
  if (!checked) return pass_on(checked);
  Change change;
  std::size_t inserted = 0;
  for (int i = 0; i < wire.sections_size(); i += 2) {
    const Section section{static_cast<std::uint32_t>(wire.sections(i)), wire.sections(i + 1)};
    if (is_nothing(section) || (!change.sections.empty() && are_alike(change.sections.back(), section))) {
      return refuse::invalid(field, "a section is empty, or could be joined with the one before it");
    }
    change.sections.push_back(section);
    if (section.inserted > 0) inserted += static_cast<std::size_t>(section.inserted);
  }
  change.inserted = to_utf16(wire.inserted());
  if (change.inserted.size() != inserted) {
    return refuse::invalid(field, "the inserted text has another length than the sections say");
  }
  // Each insertion is whole characters: the next one may end up elsewhere.
  std::size_t at = 0;
  for (const Section& section : change.sections) {
    if (section.inserted > 0) at += static_cast<std::size_t>(section.inserted);
    if (cuts_pair(change.inserted, at)) return refuse::invalid(field, "an insertion ends inside a surrogate pair");
  }
  return change;
}

v1::TextChange to_wire(const Change& change) {
  v1::TextChange wire;
  wire.mutable_sections()->Reserve(static_cast<int>(2 * change.sections.size()));
  for (const Section& section : change.sections) {
    wire.add_sections(static_cast<std::int32_t>(section.length));
    wire.add_sections(section.inserted);
  }
  wire.set_inserted(to_utf8(change.inserted));
  return wire;
}

Checked check_fits(std::string_view field, const Change& change, std::u16string_view text) {
  if (change.old_length() != text.size()) return refuse::invalid(field, "it was made on a text of another length");
  if (change.new_length() > limits::text_units_max) {
    return refuse::too_large(field, limits::text_units_max, "UTF-16 units");
  }
  std::size_t at = 0;
  for (const Section& section : change.sections) {
    at += section.length;
    if (cuts_pair(text, at)) return refuse::invalid(field, "it cuts a surrogate pair");
  }
  return {};
}

void apply_change(const Change& change, std::u16string& text) {
  CHECK(change.old_length() == text.size(), "a change is applied to the text that it was made on");
  splice(change.sections, change.inserted, text);
}

Change map(Change own, const Change& other, bool before) {
  if (!other.is_empty()) own.sections = map_sections(own.sections, other.sections, before);
  return own;
}

std::size_t map_position(const Sections& sections, std::size_t position, int assoc) {
  std::size_t old_at = 0, new_at = 0;
  for (const Section& section : sections) {
    const std::size_t old_end = old_at + section.length;
    if (section.is_kept()) {
      if (old_end > position) return new_at + (position - old_at);
      new_at += section.length;
    } else {
      const auto units = static_cast<std::size_t>(section.inserted);
      const bool is_insertion_here = old_end == position && section.length == 0;
      if (old_end > position || (is_insertion_here && assoc < 0)) {
        return position == old_at || assoc < 0 ? new_at : new_at + units;
      }
      new_at += units;
    }
    old_at = old_end;
  }
  CHECK(position <= old_at, "a position lies in the text");
  return new_at;
}

}  // namespace ramure::roadmap
