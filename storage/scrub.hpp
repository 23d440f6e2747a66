// Erased is erased. The redaction's own transaction has cleared the words in the journal's rows and noted
// pending_scrubs; this is the work that remains until no file holds them any more:
//
//   const ScrubWork work = scrubber->begin();           // the ledger knows; the rows are wordless; the files are gone
//   if (work.thing_ids.empty()) return;
//   for (const auto& [seq, payload] : work.events) replace the ring's entry;
//   follow the journal until index.through_seq() >= work.through_seq, then index.scrub_step() until it is clean;
//   while (!scrubber->finish(work)) wait a moment;      // drafts vacuumed, WALs emptied, note cleared
//
// Every step may be repeated, and the note goes last: whatever a crash interrupted begins again after the next start.
// Works from connections of its own, beside a store that writes; one thread at a time. It takes the writer's lock for
// moments only, and never waits for it longer than 200 ms: Kind::busy is thrown then (begin) or false returned
// (finish).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ramure::storage {

struct ScrubbedEvent {
  std::uint64_t seq = 0;
  std::uint64_t thing_id = 0;  // whose words it held
  std::string payload;         // as it stands in the journal now
};

struct ScrubWork {
  // Messages, contributions to rounds, rounds, comments and suggestions to roadmaps, removals from the history of their
  // texts, sentences of workshops, events of evaluations, and notes_thing_id for notebooks; at most scrub_things_max.
  // Empty: nothing is pending.
  std::vector<std::uint64_t> thing_ids;
  std::vector<ScrubbedEvent> events;              // every row that held their words
  std::vector<std::string> file_hashes;           // of the files that they carried; begin() has removed them
  std::optional<std::int64_t> notes_noted_at_ms;  // notebooks lost words (drafts.hpp)
  bool has_removals = false;                      // from the history of a text: snapshots are to be renewed
  std::uint64_t through_seq = 0;                  // the search index must have come this far before finish()
};

inline constexpr std::int64_t scrub_things_max = 1'000;  // of one round of work

class Scrubber {
 public:
  // `folder` is the community's. Throws StorageError.
  static std::unique_ptr<Scrubber> open(const std::filesystem::path& folder);
  ~Scrubber();

  ScrubWork begin();

  // False: a reader or the writer was in the way; call again. The search index is the caller's part.
  bool finish(const ScrubWork& work);

 private:
  struct State;
  explicit Scrubber(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ramure::storage
