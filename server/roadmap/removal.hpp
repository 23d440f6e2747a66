// Removing a passage from the history, for good: everywhere it ever stood in full, in whatever version, its units are
// overwritten with as many filler units, in the log and in the snapshots. Versions, lengths and positions stay valid,
// so that editors that come late lose nothing. First it is deleted from the text as a normal change.
//
//   PassageTrace trace(passage);                                // read in any version: who asks has seen it there
//   for (const Entry& entry : every_entry) trace.see(entry);    // from version 1 on
//   if (trace.stands_now()) refuse;                             // others have it on their screens
//   for (const auto& [version, units] : trace.found()) overwrite(entry_of(version).change, units);
//   then replay the log and store anew the snapshots from trace.found().begin()->first on.
//
// It is found by its words: also where it came back by undo or by pasting, and while it was written letter by letter.
// Another spelling of it is another passage.
#pragma once

#include "server/roadmap/text_log.hpp"

namespace ramure::roadmap {

using UnitRanges = std::vector<Passage>;  // of Change::inserted; in order, apart from each other

class PassageTrace {
 public:
  // At least limits::passage_units_min units: the caller checks (check_passage).
  explicit PassageTrace(std::u16string passage) : passage_(std::move(passage)) {}

  void see(const Entry& entry);
  bool stands_now() const { return text_.find(passage_) != std::u16string::npos; }
  const std::map<std::uint64_t, UnitRanges>& found() const { return found_; }  // by version

 private:
  // Which entry inserted a unit, and where in its `inserted`. Versions of one text stay below 2^32.
  struct Origin {
    std::uint32_t version = 0;
    std::uint32_t at = 0;
  };

  void look_between(std::size_t from, std::size_t to);
  void note(std::size_t at);

  std::u16string passage_;
  std::u16string text_;
  std::vector<Origin> origins_;  // of each unit of text_
  std::map<std::uint64_t, UnitRanges> found_;
};

Checked check_passage(std::string_view field, std::u16string_view passage);

inline constexpr char16_t filler = u'\u2591';  // ░

// Line breaks are left: they say nothing, and the Markdown around them holds together.
void overwrite(Change& change, const UnitRanges& units);

}  // namespace ramure::roadmap
