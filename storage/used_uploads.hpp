// The writer's side of uploads: finding one that waits, and using it up with the message that takes it.
//
// The upload waits in drafts.db, the message is written to community.db, and two files cannot be committed as one. So
// the batch notes in community.db (uploads_to_clear) which uploads it has used; then their rows are deleted in
// drafts.db; then the notes are taken away with a later batch. A crash between is made good by the next open. Until the
// end, something always refers to the file.
//
// Internal to storage/, one thread at a time: a part of Store.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "storage/connection.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

class UsedUploads {
 public:
  // Both connections are the store's own.
  UsedUploads(Connection& community, Connection& drafts);

  // One that waits, whoever's it is; nullopt also for one that was used, in this batch or before.
  std::optional<UploadState> find(std::string_view upload_id);

  // Within a batch: nobody finds it any more. Undone with its command, as any row of community.db.
  void note_used(std::string_view upload_id);

  // Around the commit of community.db. What after_commit() cannot do is left for the next time (an uncertain fsync
  // excepted, which throws).
  void before_commit();
  void after_commit();

 private:
  void carry_out_notes();

  Connection& community_;
  Connection& drafts_;
  bool may_have_notes_ = true;
  std::int64_t carried_out_ = 0;  // the last note whose upload is gone from drafts.db
};

}  // namespace ramure::storage
