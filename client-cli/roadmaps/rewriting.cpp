#include "client-cli/roadmaps/rewriting.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "server/roadmap/difference.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

using roadmap::Change;
using roadmap::Section;

constexpr std::size_t units_max = 60'000;    // inserted by one change, and by one push
constexpr std::size_t sections_max = 5'000;  // of one change, and of one push
constexpr std::size_t bytes_per_unit_max = 3;
constexpr std::size_t bytes_per_section_max = 8;
static_assert(units_max * bytes_per_unit_max + sections_max * bytes_per_section_max + 4'096 <
              ramure::limits::client_frame_bytes_max);
static_assert(sections_max < roadmap::limits::change_sections_max);

// Cuts one change into several that follow each other.
class Cutter {
 public:
  explicit Cutter(const Change& change) : inserted_(change.inserted), ahead_(change.old_length()) { begin(); }

  Changes cut(const Change& change) {
    for (Section section : change.sections) {
      while (section.inserted > 0 && static_cast<std::size_t>(section.inserted) > room()) {
        const auto fits = static_cast<std::int32_t>(fitting(room()));
        put({section.length, fits});
        finish();
        section = {0, section.inserted - fits};
      }
      put(section);
      if (part_.sections.size() >= sections_max) finish();
    }
    finish();
    return std::move(parts_);
  }

 private:
  std::size_t room() const { return units_max - part_.inserted.size(); }

  // No part ends inside a character.
  std::size_t fitting(std::size_t units) const {
    return roadmap::cuts_pair(inserted_, at_ + units) ? units - 1 : units;
  }

  void begin() {
    part_ = {};
    add_section(part_.sections, {static_cast<std::uint32_t>(behind_), Section::kept});
    is_changing_ = false;
  }

  void put(Section section) {
    add_section(part_.sections, section);
    ahead_ -= section.length;
    behind_ += section.is_kept() ? section.length : static_cast<std::size_t>(section.inserted);
    if (section.is_kept()) return;
    is_changing_ = true;
    const auto units = static_cast<std::size_t>(section.inserted);
    part_.inserted += inserted_.substr(at_, units);
    at_ += units;
  }

  void finish() {
    if (!is_changing_) return;
    add_section(part_.sections, {static_cast<std::uint32_t>(ahead_), Section::kept});
    parts_.push_back(std::move(part_));
    begin();
  }

  std::u16string_view inserted_;
  std::size_t at_ = 0;      // of what is inserted
  std::size_t behind_ = 0;  // units of the new text before the place that was reached
  std::size_t ahead_;       // units of the old text after it
  Change part_;
  bool is_changing_ = false;
  Changes parts_;
};

// Units of the lines with which both begin.
std::size_t common_head(std::u16string_view one, std::u16string_view other) {
  const auto [end, ignored] = std::ranges::mismatch(one, other);
  const std::size_t line = one.substr(0, static_cast<std::size_t>(end - one.begin())).rfind(u'\n');
  return line == std::u16string_view::npos ? 0 : line + 1;
}

bool begins_line(std::u16string_view text, std::size_t at) { return at == 0 || text[at - 1] == u'\n'; }

// Units of the lines with which both end. Both begin with a line.
std::size_t common_tail(std::u16string_view one, std::u16string_view other) {
  const auto [end, ignored] = std::mismatch(one.rbegin(), one.rend(), other.rbegin(), other.rend());
  const std::u16string_view alike = one.substr(one.size() - static_cast<std::size_t>(end - one.rbegin()));
  if (begins_line(one, one.size() - alike.size()) && begins_line(other, other.size() - alike.size())) {
    return alike.size();
  }
  const std::size_t line = alike.find(u'\n');
  return line == std::u16string_view::npos ? 0 : alike.size() - line - 1;
}

}  // namespace

Change change_to(std::u16string_view before, std::u16string_view after) {
  const std::size_t head = common_head(before, after);
  before.remove_prefix(head);
  after.remove_prefix(head);
  const std::size_t tail = common_tail(before, after);
  Change between =
      roadmap::change_between(before.substr(0, before.size() - tail), after.substr(0, after.size() - tail));
  Change change;
  add_section(change.sections, {static_cast<std::uint32_t>(head), Section::kept});
  for (const Section& section : between.sections) add_section(change.sections, section);
  add_section(change.sections, {static_cast<std::uint32_t>(tail), Section::kept});
  change.inserted = std::move(between.inserted);
  return change;
}

Changes changes_between(std::u16string_view before, std::u16string_view after) {
  const Change change = change_to(before, after);
  return change.is_empty() ? Changes() : Cutter(change).cut(change);
}

std::u16string applied(const Changes& changes, std::u16string text) {
  for (const Change& change : changes) roadmap::apply_change(change, text);
  return text;
}

std::size_t pushable(const Changes& changes) {
  std::size_t count = 0, units = 0, sections = 0;
  for (const Change& change : changes) {
    units += change.inserted.size();
    sections += change.sections.size();
    const bool is_too_much = units > units_max || sections > sections_max;
    if (count > 0 && (is_too_much || count == roadmap::limits::push_changes_max)) break;
    ++count;
  }
  return count;
}

Changes moved_onto(std::u16string_view mine, std::u16string_view theirs, Changes own) {
  Change others = change_to(mine, theirs);
  for (Change& change : own) {
    Change moved = roadmap::map(change, others);
    others = roadmap::map(std::move(others), change, true);
    change = std::move(moved);
  }
  return own;
}

}  // namespace ramure::cli
