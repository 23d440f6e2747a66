// The search index of one community: search.db, a file of its own with its own copy of the words, derived from the
// journal. This is its writing side; index_reader.hpp searches it.
//
//   auto index = SearchIndex::open(folder / "search.db", epoch);
//   for (;;) {
//     SearchBatch batch;
//     read journal rows after index->through_seq(); collect(event, batch) for each; batch.through_seq = …;
//     index->apply(batch);                                      // one transaction
//     while (index->scrub_step() == SearchIndex::Scrub::working) { apply what came meanwhile }
//   }
//
// Shelves. Documents stand on shelves of `shelf_documents_max`, in the order of their ids, each an FTS5 table. A search
// goes from the newest shelf back and stops when its page is full. Erasing something copies what is left of its shelf
// into a fresh table, in slices, and drops the old one: SQLite overwrites every page of a dropped table with zeros
// (secure_delete). Nothing of an erased word survives in B-tree slack, tombstones or segments, and the cost of an
// erasure does not grow with the community. See README.md for what else was tried.
//
// One thread at a time. Everything throws StorageError; after Kind::corrupt the file is to be discarded() and opened
// anew, which begins again at seq 0.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/events.pb.h"

namespace ramure::storage {

inline constexpr std::uint64_t shelf_documents_max = 8'192;
inline constexpr std::uint64_t scrub_slice_documents = 512;  // copied per scrub_step(), about 30 ms

// The parts that the words of a document come in; each is replaced on its own. A message has a body, a thread the rest.
enum class Field { title, body, card, summary, outcome };
inline constexpr std::size_t field_count = 5;

// A message (id: the message's) or a thread (id: the thread's). Who may read it is judged by channel and birth.
struct SearchDocument {
  std::uint64_t id = 0, thread_id = 0, channel_id = 0, birth_seq = 0;
  std::uint64_t author_id = 0;  // as shown
  std::int64_t at_ms = 0;
};

struct Wording {
  std::uint64_t document_id = 0;
  Field field = Field::body;
  std::string text;
};

// A message that stands in another thread now.
struct Move {
  std::uint64_t message_id = 0, thread_id = 0;
};

// What changed about a thread; nullopt leaves a fact as it is.
struct ThreadFacts {
  std::uint64_t id = 0;
  std::optional<v1::ThreadKind> kind{};
  std::optional<std::uint64_t> theme_id{}, territory_id{};
  std::optional<v1::ObstacleStatus> status{};
  std::optional<bool> resolved{}, archived{};
};

struct SearchBatch {
  std::vector<SearchDocument> documents;  // new ones
  std::vector<Wording> wordings;          // of new and of older documents, in order; unknown documents are passed over
  std::vector<Move> moves;                // in order
  std::vector<ThreadFacts> threads;
  std::vector<std::uint64_t> erased_ids;  // found no more from now on, and gone from the file after scrubbing
  std::uint64_t through_seq = 0;
};

// Adds what one journal event means for the index. Pure; events must come in order.
void collect(const v1::Event& event, SearchBatch& batch);

class SearchIndex {
 public:
  // Makes the file if there is none. A file of another epoch or tokenizer, and a damaged one, is replaced by an empty
  // index: through_seq() is 0 then. Open it before any reader.
  static std::unique_ptr<SearchIndex> open(const std::filesystem::path& file, std::string_view epoch);
  // Removes the file and what belongs to it; there must be no reader.
  static void discard(const std::filesystem::path& file);
  ~SearchIndex();

  std::uint64_t through_seq() const;

  // One transaction, all or nothing; applying the same batch twice is harmless. Not fsynced: what a power cut takes
  // away is read from the journal again.
  void apply(const SearchBatch& batch);

  enum class Scrub {
    working,             // call again, soon; applying batches in between is fine
    waiting_for_reader,  // a search is in the way of emptying the WAL: call again after a moment
    clean,               // nothing that was erased is left in search.db or search.db-wal
  };
  // Goes on removing what was erased. Whatever a crash interrupted is taken up again after open().
  Scrub scrub_step();

 private:
  struct State;
  explicit SearchIndex(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ramure::storage
