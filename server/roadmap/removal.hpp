// Removing a passage from the history, for good: everywhere it ever stood in full, in whatever version, its units are
// overwritten with as many filler units, in the log and in the snapshots. Versions, lengths and positions stay valid,
// so that editors that come late lose nothing, and the text in force stays as it is: first the passage is deleted from
// it as a normal change, and units of it that still stand there stay in the history too.
//
//   const Removal removal = prepare_removal(stored, passage, roadmap.removed_at);   // a second for 100,000 changes
//   if (removal.state != Removal::State::ready) refuse;
//   overwrite the rows removal.entries and removal.snapshots
//
// It is found by its words: also where it came back by undo or by pasting, and while it was written letter by letter.
// Another spelling of it is another passage.
#pragma once

#include "server/roadmap/stored_text.hpp"

namespace ramure::roadmap {

using UnitRanges = std::vector<Passage>;  // of Change::inserted; in order, apart from each other

class PassageTrace {
 public:
  // At least limits::passage_units_min units: the caller checks (check_passage).
  explicit PassageTrace(std::u16string passage) : passage_(std::move(passage)) {}

  void see(const Entry& entry);  // every one, from version 1 on
  const std::u16string& text() const { return text_; }
  bool stands_now() const { return text_.find(passage_) != std::u16string::npos; }
  const std::map<std::uint64_t, UnitRanges>& found() const { return found_; }  // by version
  // Those of the units found that are not in the text any more.
  std::map<std::uint64_t, UnitRanges> gone() const;

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

// One byte in UTF-8, so that no row grows: rows are overwritten where they lie (storage/padding.hpp).
inline constexpr char16_t filler = u'.';

// Line breaks are left: they say nothing, and the Markdown around them holds together.
void overwrite(Change& change, const UnitRanges& units);

// What a removal does to the stored text. Made beside the writer, where it may take its time; taken up by the writer,
// which has seen more changes by then: see is_valid().
struct Removal {
  enum class State : std::uint8_t { ready, never_stood, stands_now, stays };  // stays: its units stand elsewhere now

  State state = State::never_stood;
  std::u16string passage;
  std::uint64_t version = 0;     // of the text up to which it looked
  std::uint64_t removed_at = 0;  // Roadmap::removed_at: what was removed since then is in these rows still
  PassageTrace trace{std::u16string()};
  std::vector<TextRows::Row> entries, snapshots;  // anew, of these versions
};

Removal prepare_removal(const StoredText& stored, std::u16string passage, std::uint64_t removed_at);

// Whether nothing came since then that it would have to deal with.
bool is_valid(const Removal& removal, const StoredText& stored, std::uint64_t removed_at);

}  // namespace ramure::roadmap
