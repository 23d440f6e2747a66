// The writing side of one community: its only writing connection. One thread at a time.
//
// Legal call order, and what is durable when:
//
//   store.begin(undo);                   // one SQLite transaction for the whole batch
//   for each command:
//     store.begin_command();             // with Undo::command: a SAVEPOINT, from the first write on
//     if (auto kept = store.kept_answer(member, key, hash)) …        // seen before: answer from it
//     decide against store.view() with store.next_seq(), store.last_event_ms()
//     for each event: store.append(event);        // journal row + apply, in order of seq
//                     store.take_carried_rows();  // private state that followed from it
//     for each row:   store.write_private(member, row);
//     store.clear_draft(…), store.use_upload(…) after a post
//     store.append_text(…), store.write_text_snapshot(…), store.drop_text_snapshot(…) after a change of a text
//     store.keep_answer(member, key, hash, answer);
//     store.end_command();               // or store.undo_command(): this command alone never happened
//   store.commit();                      // fsynced when it returns; only now may anything be announced
//
// Failures. Any call may throw StorageError. After one between begin() and commit(), or from commit() itself, call
// abandon(): SQLite may have ended the whole transaction already (full, read_only and io do), so nothing of the batch
// happened, and next_seq() and last_event_ms() are those from before. Kind::uncertain (an fsync failed) means that
// nobody knows whether the batch is on disk: the process must stop. Any other exception (a failed CHECK) concerns its
// command alone: undo_command().
//
// Drafts lie in a second file, committed before the journal when saved and after it when cleared, so that an accepted
// answer never promises more than the disk holds. What was to be cleared is noted in the journal's transaction, and
// made good by the next open() or commit(). Uploads wait in the same file and are used up in the same way.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "ramure/v1/events.pb.h"
#include "storage/error.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

// What is kept of an accepted command, for ever.
struct KeptAnswer {
  std::uint64_t first_seq = 0, last_seq = 0, private_revision = 0;
  bool same_content = true;  // false: the key was used for something else
};

// A row of private state that changed without its member's doing, under the revision that it was given.
struct CarriedRow {
  std::uint64_t member_id = 0;
  v1::PrivateRow row;
};

struct StoreOptions {
  bool durable = true;         // false only in simulations: no fsync
  bool create = false;         // make the files if there are none
  std::string new_epoch{};     // with create: 32 hex digits
  std::string new_hash_key{};  // with create: 32 random bytes, for content hashes
};

class Store {
 public:
  // `folder` is the community's folder: community.db, drafts.db, search.db. Throws StorageError.
  static std::unique_ptr<Store> open(const std::filesystem::path& folder, const StoreOptions& options);
  ~Store();

  const std::string& epoch() const;  // 32 hex digits
  std::uint64_t head_seq() const;    // last committed
  std::uint64_t next_seq() const;    // inside a batch: of the next event
  std::int64_t last_event_ms() const;

  View& view();

  // How a command that has written something can be taken back. A SAVEPOINT makes SQLite copy every page that the
  // command touches: 2 to 6 of the 25 µs of a post (measured), for what hardly ever happens. A refused command has
  // written nothing and costs nothing in either mode.
  enum class Undo {
    command,  // alone, through a SAVEPOINT
    batch,    // only with the whole batch: undo_command() throws Kind::other; abandon(), and run them one by one
  };

  void begin(Undo undo = Undo::command);
  void begin_command();
  void end_command();
  void undo_command();
  void commit();
  void abandon();

  // Keyed hash of a whole command: 16 bytes. The key of the database and the command's own key both go in, so that
  // nobody learns from the hash what was said, nor that the same was said twice.
  std::string content_hash(const v1::Command& command) const;
  std::optional<KeptAnswer> kept_answer(std::uint64_t member_id, std::string_view command_key, std::string_view hash);
  void keep_answer(std::uint64_t member_id, std::string_view command_key, std::string_view hash,
                   const KeptAnswer& answer);

  // event.seq must be next_seq(). Serialises, inserts into the journal, applies to the tables. Returns the stored
  // bytes, which live until the next append().
  const std::string& append(const v1::Event& event);

  // What the last append() changed of the private state of anybody: read cursors under which read messages were moved
  // (moved_reads.hpp).
  std::vector<CarriedRow> take_carried_rows();

  // The events that lost their words by the last append() without being of a thing that it names: evaluations.
  std::vector<std::uint64_t> take_erased_seqs();

  // The member's own marks of moved messages, before the cursor that goes with that is written.
  void forget_marks(std::uint64_t member_id, const MovedMarks& marks);

  // Writes one row of private state under a new revision of the member, which it returns. A draft without text is gone.
  std::uint64_t write_private(std::uint64_t member_id, const v1::PrivateRow& row);

  // « Repartir d'aujourd'hui », and back (fresh_start_rows.hpp). Each read cursor gets a revision of its own; returned
  // is that of the FreshStart row, the last. Whoever follows revisions reads those before it from the database.
  std::uint64_t start_afresh(std::uint64_t member_id, const FreshStart& fresh);
  std::uint64_t undo_fresh_start(std::uint64_t member_id, std::span<const CursorMove> ways_back);

  // As write_private, for the draft of a thread to which its author has just posted; 0 when there is none (the usual
  // case).
  std::uint64_t clear_draft(std::uint64_t member_id, std::uint64_t thread_id, std::int64_t at_ms);

  // When the server has to look at the round's clock again; 0: never by itself.
  void note_round_look(std::uint64_t round_id, std::int64_t at_ms);
  std::int64_t next_round_look_ms();  // the earliest; 0: none

  // What the next dossier is compared with; the rules' own bytes.
  void keep_dossier_basis(std::uint64_t dossier_id, std::string_view basis);

  // The text of a roadmap: the change that makes `version`, the next one, serialised; and what makes reading it quick.
  void append_text(std::uint64_t roadmap_id, std::uint64_t version, std::string_view entry);
  void write_text_snapshot(std::uint64_t roadmap_id, std::uint64_t version, std::string_view snapshot);
  void drop_text_snapshot(std::uint64_t roadmap_id, std::uint64_t version);
  // Words taken out of the text's history: the changes of these versions anew, in order, none longer than before; and
  // the snapshots after the first of them, all there are from now on. What is left in free places is the scrubber's
  // part.
  struct TextRow {
    std::uint64_t version = 0;
    std::string_view bytes;
  };
  void rewrite_text(std::uint64_t roadmap_id, std::span<const TextRow> entries, std::span<const TextRow> snapshots);

  // The upload waits no more: one of the events just appended carries its file. See used_uploads.hpp.
  void use_upload(std::string_view upload_id);

  // Moves the WALs into the databases, outside a batch. `truncate` also empties the WAL files (waits for readers, at
  // most 5 s). False: readers were in the way and something is left. See also Checkpointer.
  bool checkpoint(bool truncate);

  // For tests: the main database may grow to this many pages, then every write is Kind::full. 0: no limit.
  void limit_pages_for_test(std::uint32_t pages);

 private:
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Checkpoints from connections of its own, so that a maintenance thread can do it (PASSIVE) beside a store that writes.
class Checkpointer {
 public:
  static std::unique_ptr<Checkpointer> open(const std::filesystem::path& folder);
  ~Checkpointer();
  bool run(bool truncate);  // as Store::checkpoint

 private:
  struct State;
  explicit Checkpointer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ramure::storage
