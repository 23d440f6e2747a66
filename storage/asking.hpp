// One question of one member: one read transaction, and what he may read, loaded inside it. Internal to storage/.
//
//   Asking asking(connection, member_id);
//   const auto thread = asking.access_thread(query.thread_id());   // loads *and* judges: hidden and absent are nullopt
//
// Everything that a query answers goes through access_thread, access_message, or a loop over readable().places().
#pragma once

#include <cstdint>
#include <optional>

#include "ramure/v1/model.pb.h"
#include "storage/connection.hpp"
#include "storage/readable.hpp"

namespace ramure::storage {

// Everything that the member reads now; nothing once he has left.
Readable load_readable(Connection& db, std::uint64_t member_id);

std::uint64_t load_head_seq(Connection& db);

// A row of `threads`, with the place through which the asker reads it.
struct ThreadLine {
  std::uint64_t id = 0, channel_id = 0, theme_id = 0, territory_id = 0, author_id = 0;
  v1::ThreadKind kind = v1::THREAD_KIND_UNSPECIFIED;
  bool author_hidden = false, resolved = false, archived = false;
  std::int64_t opened_at_ms = 0, last_activity_at_ms = 0;
  std::uint64_t title_seq = 0, card_seq = 0, outcome_seq = 0, summary_seq = 0, last_message_id = 0;
  v1::ObstacleScope scope = v1::OBSTACLE_SCOPE_UNSPECIFIED;
  v1::ObstacleStatus status = v1::OBSTACLE_STATUS_UNSPECIFIED;
  std::uint32_t summary_version = 0;
  std::uint64_t merged_into_id = 0;
  std::int64_t merged_at_ms = 0;

  std::uint64_t reads_from_seq = 0;                        // of the asker, in this channel
  bool title_only() const { return id < reads_from_seq; }  // born before his entry
};

// A row of `messages`.
struct MessageLine {
  std::uint64_t id = 0, thread_id = 0, author_id = 0, body_seq = 0, kept_seq = 0, moved_from_id = 0;
  v1::MessageKind kind = v1::MESSAGE_KIND_UNSPECIFIED;
  bool author_hidden = false, redacted = false, pinned = false;
  std::int64_t posted_at_ms = 0, edited_at_ms = 0;
  std::uint32_t version = 0;
};

class Asking {
 public:
  Asking(Connection& connection, std::uint64_t member_id);

  Connection& db() { return connection_; }
  std::uint64_t member_id() const { return readable_.member_id(); }
  const Readable& readable() const { return readable_; }
  std::uint64_t head_seq() const { return head_seq_; }

  // A thread of a channel that the asker reads; it may be title_only().
  std::optional<ThreadLine> access_thread(std::uint64_t id);

  // A message that the asker may read, with its thread.
  struct Accessed {
    MessageLine message;
    ThreadLine thread;
  };
  std::optional<Accessed> access_message(std::uint64_t id);

  // 0 where the author is hidden from the asker.
  std::uint64_t shown_author(std::uint64_t author_id, bool hidden) const {
    return hidden && author_id != member_id() ? 0 : author_id;
  }

 private:
  Connection& connection_;
  Transaction transaction_;
  Readable readable_;
  std::uint64_t head_seq_;
};

// The columns in the order of MessageLine's reader, for queries over many messages.
#define RAMURE_MESSAGE_COLUMNS                                                                                        \
  "id, thread_id, author_id, body_seq, kept_seq, kind, author_hidden, redacted, pinned, posted_at_ms, edited_at_ms, " \
  "version, moved_from_id"
MessageLine message_line(const Statement& row);

}  // namespace ramure::storage
