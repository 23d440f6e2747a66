#include "server/roadmap/removal.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/splice.hpp"
#include "server/roadmap/utf16.hpp"

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

std::map<std::uint64_t, UnitRanges> PassageTrace::gone() const {
  std::map<std::uint64_t, std::vector<bool>> goes;  // by unit of what the change inserted
  for (const auto& [version, ranges] : found_) {
    std::vector<bool>& units = goes[version];
    units.resize(ranges.back().to);
    for (const Passage& range : ranges) {
      for (std::size_t at = range.from; at < range.to; ++at) units[at] = true;
    }
  }
  for (const Origin& origin : origins_) {
    const auto known = goes.find(origin.version);
    if (known != goes.end() && origin.at < known->second.size()) known->second[origin.at] = false;
  }
  std::map<std::uint64_t, UnitRanges> gone;
  for (const auto& [version, units] : goes) {
    for (std::size_t at = 0; at < units.size(); ++at) {
      if (!units[at]) continue;
      UnitRanges& ranges = gone[version];
      if (ranges.empty() || ranges.back().to != at) ranges.push_back({at, at});
      ++ranges.back().to;
    }
  }
  return gone;
}

Checked check_passage(std::string_view field, std::u16string_view passage) {
  if (passage.size() < limits::passage_units_min) return refuse::invalid(field, "the passage is too short");
  const auto says_nothing = [](char16_t c) { return c == filler || c == u'\n'; };
  if (std::ranges::all_of(passage, says_nothing)) return refuse::invalid(field, "there are no words in it");
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

namespace {

constexpr std::uint64_t page = 1'024;

template <class See>
void see_entries(const StoredText& stored, std::uint64_t after, std::uint64_t through, See see) {
  for (std::uint64_t from = after; from < through; from += page) {
    for (Entry& entry : entries_between(stored, from, std::min(from + page, through))) see(std::move(entry));
  }
}

// Anchors and authors stay: no length has changed.
std::optional<TextRows::Row> rewritten_snapshot(const StoredText& stored, std::uint64_t version,
                                                const std::u16string& text) {
  v1::TextSnapshot snapshot;
  CHECK(snapshot.ParseFromString(stored.snapshot(version)), "what we stored is a snapshot");
  if (snapshot.version() != version) return std::nullopt;
  snapshot.DiscardUnknownFields();
  snapshot.set_text(to_utf8(text));
  return TextRows::Row{version, snapshot.SerializeAsString()};
}

// Goes through the log once more, as it will be. Says whether the passage is nowhere in it.
bool rewrite(const StoredText& stored, const std::map<std::uint64_t, UnitRanges>& gone, Removal& removal) {
  PassageTrace after(removal.passage);
  std::uint64_t first = gone.begin()->first;
  see_entries(stored, 0, stored.head, [&](Entry entry) {
    if (const auto units = gone.find(entry.version); units != gone.end()) {
      overwrite(entry.change, units->second);
      removal.entries.push_back({entry.version, to_wire(entry).SerializeAsString()});
    }
    after.see(entry);
    const bool may_be_kept = is_snapshot_due(entry.version) && is_snapshot_kept(entry.version, stored.head);
    if (entry.version < first || !may_be_kept) return;
    if (auto row = rewritten_snapshot(stored, entry.version, after.text())) removal.snapshots.push_back(*row);
  });
  return after.found().empty();
}

}  // namespace

Removal prepare_removal(const StoredText& stored, std::u16string passage, std::uint64_t removed_at) {
  Removal removal;
  removal.passage = passage;
  removal.version = stored.head;
  removal.removed_at = removed_at;
  removal.trace = PassageTrace(std::move(passage));
  see_entries(stored, 0, stored.head, [&](const Entry& entry) { removal.trace.see(entry); });
  if (removal.trace.found().empty()) return removal;
  removal.state = Removal::State::stands_now;
  if (removal.trace.stands_now()) return removal;
  const auto gone = removal.trace.gone();
  const bool is_removed = !gone.empty() && rewrite(stored, gone, removal);
  removal.state = is_removed ? Removal::State::ready : Removal::State::stays;
  return removal;
}

bool is_valid(const Removal& removal, const StoredText& stored, std::uint64_t removed_at) {
  if (removal.removed_at != removed_at || removal.version > stored.head) return false;
  PassageTrace trace = removal.trace;
  see_entries(stored, removal.version, stored.head, [&](const Entry& entry) { trace.see(entry); });
  // What was refused before is refused again, without another walk.
  return removal.state != Removal::State::stands_now && trace.found() == removal.trace.found() && !trace.stands_now();
}

}  // namespace ramure::roadmap
