// Drafts lie in drafts.db, because they are rewritten with every pause of a typing hand: a file that is vacuumed when
// something is erased, so that no passing thought survives in a free page. The words of a notebook lie here too, and
// keep the same promises.
//
// Two files cannot be committed as one, so the order keeps the promise:
//
//   saved    drafts.db is committed before community.db: an accepted answer never names a draft that is not on disk
//            (a crash between leaves a draft that nobody was told of, which is what its author wrote anyhow)
//   cleared  noted in community.db (drafts_to_clear) with the batch, then carried out in drafts.db, then the note is
//            taken away with a later batch; a crash or a full disk between is made good by the next open or commit
//
// What is left of a notebook's words when an entry goes, or its member, is the scrubber's to take out of the file: it
// is noted in pending_scrubs under the thing `notes_thing_id`. An entry whose words came to the disk, and the rest not,
// was accepted by nobody: the next open takes it away.
//
// A draft row never goes back to an older revision, so that doing something twice, or late, harms nobody.
// Internal to storage/, one thread at a time: a part of Store.
#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "ramure/v1/private.pb.h"
#include "storage/connection.hpp"

namespace ramure::storage {

inline constexpr std::uint64_t notes_thing_id = 0;  // in pending_scrubs; things of the journal are numbered from 1

// Whether what the community's file notes of notebooks to be cleared is done in the other.
bool are_notes_carried_out(Connection& community, Connection& drafts);

class Drafts {
 public:
  Drafts(Connection& community, const std::filesystem::path& file, bool create, bool durable);

  // Within a batch; carried out when it is committed.
  void write(std::uint64_t member_id, const v1::Draft& draft, std::uint64_t revision);
  void write(std::uint64_t member_id, const v1::NotebookEntry& entry, std::uint64_t revision);
  bool holds_any_of(std::uint64_t member_id);  // a draft or an entry, also one that is gone
  void forget_member(std::uint64_t member_id, std::int64_t at_ms, std::uint64_t revision);  // all of these
  bool has_text(std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t channel_id) const;
  std::uint64_t last_revision(std::uint64_t member_id);  // of a draft or an entry; 0: there was none yet

  // Undoing a command: write() calls after the mark never happened.
  std::size_t mark() const { return waiting_.size(); }
  void return_to(std::size_t mark) {
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(mark), waiting_.end());
  }

  // Around the commit of community.db. before_commit() throws; then nothing of the batch is to be committed.
  // after_commit() comes too late to throw: what it cannot do is left for the next time (an uncertain fsync excepted).
  void before_commit();
  void after_commit();

  bool checkpoint(bool truncate) { return file_.checkpoint(truncate); }

  Connection& file() { return file_; }  // uploads wait in it too

 private:
  struct Waiting {
    std::uint64_t member_id, revision;
    v1::Draft draft;
    v1::NotebookEntry entry = {};  // with a key: this, and no draft

    bool is_entry() const { return !entry.entry_key().empty(); }
    bool is_of_all() const { return !is_entry() && draft.thread_id() == 0 && draft.channel_id() == 0; }
    bool has_words() const { return is_entry() ? !entry.text().empty() : !draft.text().empty(); }
  };
  struct Key {
    std::uint64_t member_id, thread_id, channel_id;
    auto operator<=>(const Key&) const = default;
  };
  static Key key_of(const Waiting& one) { return {one.member_id, one.draft.thread_id(), one.draft.channel_id()}; }
  void load_keys();
  std::int64_t newest_note() const;
  void upsert(const Waiting& waiting);
  void upsert_entry(const Waiting& waiting);
  void delete_all(const Waiting& waiting);
  void carry_out_notes();
  void drop_orphans();
  void note_for_scrubber(std::int64_t at_ms);

  Connection& community_;
  Connection file_;
  std::vector<Waiting> waiting_;
  std::set<Key> with_text_;  // drafts on disk: after every post we ask, and hardly ever is there one

  // Ids of drafts_to_clear: noted ≥ carried out ≥ taken away.
  std::int64_t noted_ = 0;
  std::int64_t carried_out_ = 0;
  std::int64_t taken_away_ = 0;
};

}  // namespace ramure::storage
