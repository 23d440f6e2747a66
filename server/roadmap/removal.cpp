#include "server/roadmap/removal.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/splice.hpp"

namespace ramure::roadmap {

namespace {

void add_units(UnitRanges& ranges, std::size_t from, std::size_t to) {
  ranges.push_back({from, to});
  std::ranges::sort(ranges, {}, &Passage::from);
  UnitRanges apart;
  for (const Passage& range : ranges) {
    if (!apart.empty() && range.from <= apart.back().to) {
      apart.back().to = std::max(apart.back().to, range.to);
    } else {
      apart.push_back(range);
    }
  }
  ranges = std::move(apart);
}

}  // namespace

void PassageTrace::see(const Entry& entry) {
  CHECK(entry.version <= UINT32_MAX, "a text has fewer versions than that");
  std::vector<Origin> inserted(entry.change.inserted.size());
  for (std::size_t i = 0; i < inserted.size(); ++i) {
    inserted[i] = {static_cast<std::uint32_t>(entry.version), static_cast<std::uint32_t>(i)};
  }
  apply_change(entry.change, text_);
  splice(entry.change.sections, inserted, origins_);
  std::size_t at = 0;
  for (const Section& section : entry.change.sections) {
    const auto units = section.is_kept() ? std::size_t{section.length} : static_cast<std::size_t>(section.inserted);
    if (!section.is_kept()) look_between(at, at + units);
    at += units;
  }
}

// A passage that was not there before touches what was inserted, or the place where something was deleted.
void PassageTrace::look_between(std::size_t from, std::size_t to) {
  const std::size_t first = from - std::min(from, passage_.size() - 1);
  const std::size_t end = std::min(text_.size(), to + passage_.size() - 1);
  const std::u16string_view window = std::u16string_view(text_).substr(first, end - first);
  for (auto at = window.find(passage_); at != std::u16string_view::npos; at = window.find(passage_, at + 1)) {
    note(first + at);
  }
}

void PassageTrace::note(std::size_t at) {
  const std::size_t end = at + passage_.size();
  while (at < end) {
    const Origin origin = origins_[at];
    std::size_t units = 1;
    while (at + units < end && origins_[at + units].version == origin.version &&
           origins_[at + units].at == origin.at + units) {
      ++units;
    }
    add_units(found_[origin.version], origin.at, origin.at + units);
    at += units;
  }
}

Checked check_passage(std::string_view field, std::u16string_view passage) {
  if (passage.size() < limits::passage_units_min) return refuse::invalid(field, "the passage is too short");
  return {};
}

void overwrite(Change& change, const UnitRanges& units) {
  for (const Passage& range : units) {
    CHECK(range.to <= change.inserted.size(), "what is overwritten was inserted by this change");
    std::replace_if(
        change.inserted.begin() + static_cast<std::ptrdiff_t>(range.from),
        change.inserted.begin() + static_cast<std::ptrdiff_t>(range.to), [](char16_t c) { return c != u'\n'; }, filler);
  }
}

}  // namespace ramure::roadmap
