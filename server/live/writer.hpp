// The writer of one community: commands in, committed events out. This is the plain, synchronous core: no thread, no
// queue, no lock; WriterPool runs it, the simulation calls it directly.
//
// run_batch() does for a whole batch in one transaction, with one fsync at its end:
//   seen before?   the answer that was kept, `repeated` set (a push to a text is known by its editor instead)
//   decide         against the tables as the previous commands of the batch left them
//   append, apply  a refused command has written nothing; when one fails half-way, the batch is run again one by one,
//                  each command inside its own SAVEPOINT (which costs too much to open for every post)
//   commit         and only then are there outcomes and an announcement
//
// Promises:
// 1. An outcome "accepted" is on disk when run_batch returns.
// 2. Nothing is announced that is not on disk, and everything that is gets announced, in the order of seq.
// 3. A command acts once per (member, key), for ever.
// 4. What goes wrong with one command (a failed check, an exception) is answered INTERNAL and touches no other.
// 5. When SQLite ends the whole transaction (disk full, read-only, I/O error) nothing of the batch has happened; its
//    commands run again one by one. What fails then too is answered STORAGE_UNAVAILABLE, retryable. There is no state
//    "disk full" to leave again: the next command tries.
// 6. When nobody can know whether the batch is on disk (an fsync failed) on_uncertain is called, which ends the
//    process; should it return (tests), everything is refused from then on and nothing is announced.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/clock.hpp"
#include "server/live/batch.hpp"
#include "server/live/remembered_roadmaps.hpp"
#include "storage/store.hpp"

namespace ramure::live {

struct WriterHooks {
  std::function<void(const std::string& what)> on_uncertain;  // must end the process
  std::function<void(const std::string& what)> on_internal;   // a bug or a broken disk: log it
  std::function<void()> on_undone = {};  // events that were decided will not be: forget what was made of them
};

using Decide = std::function<community::Decided(storage::View&, const v1::Command&, const community::Actor&,
                                                std::uint64_t next_seq, TimestampMs now)>;

// The rules, with the templates of rounds that are compiled in, and no round remembered.
community::Decided decide_anew(storage::View& view, const v1::Command& command, const community::Actor& actor,
                               std::uint64_t next_seq, TimestampMs now);

// As a piece of a frame: see Announcement::text_changes.
TextChange text_change(std::uint64_t roadmap_id, std::uint64_t version, std::string_view entry);

class Writer {
 public:
  // `store` and `clock` outlive the writer. One thread at a time.
  // `texts` are those that `decide` reads from: they are kept as the transaction leaves them.
  Writer(storage::Store& store, const Clock& clock, WriterHooks hooks, Decide decide = decide_anew,
         RememberedTexts* texts = nullptr);

  BatchOutcome run_batch(std::span<const PendingCommand> commands);

  storage::Store& store() { return store_; }

 private:
  using Undo = storage::Store::Undo;
  struct Batch;
  // The refusal for all of them when the transaction was abandoned: then nothing of it has happened.
  std::optional<v1::Refusal> run_transaction(std::span<const PendingCommand> commands, Undo undo, Batch& batch);
  void run_alone(const PendingCommand& command, Batch& batch);
  CommandOutcome run_command(const PendingCommand& pending, Batch& batch);
  CommandOutcome decide_and_apply(const PendingCommand& pending, Batch& own);
  CommandOutcome decide_without_key(const PendingCommand& pending, Batch& own);
  storage::KeptAnswer do_decision(const PendingCommand& pending, community::Decision decision, TimestampMs now,
                                  Batch& own);
  CommandOutcome undo_failed(const char* what);
  void write_text(const community::TextWork& work, Batch& own);
  void rewrite_text(std::uint64_t roadmap_id, const roadmap::Removal& removal, Batch& own);
  void forget_texts();
  static v1::Accepted accepted(const storage::KeptAnswer& answer, bool repeated);
  BatchOutcome finish(std::uint64_t head_before, Batch batch);
  v1::Refusal internal(const char* what);
  void abandon();
  void stop(const char* what);

  storage::Store& store_;
  const Clock& clock_;
  WriterHooks hooks_;
  Decide decide_;
  RememberedTexts* texts_;
  bool is_stopped_ = false;
};

}  // namespace ramure::live
