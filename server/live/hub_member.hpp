// What the hub knows of one connected member: shared by all the connections of that member on this thread.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "server/live/hub.hpp"
#include "storage/readable.hpp"

namespace ramure::live {

inline constexpr std::size_t recent_private_changes_max = 16;

struct Subscription::Member {
  explicit Member(std::uint64_t id) : readable(id) {}

  std::uint64_t id() const { return readable.member_id(); }

  // Known from the first begin() on; what the feed changes before that is kept, because the start that is being read
  // may be older.
  storage::Readable readable;
  std::uint64_t readable_as_of_seq = 0;
  bool is_known = false;
  std::vector<ReadingChange> early_changes;

  std::vector<Subscription*> subscriptions;

  // The newest private rows, revisions without a gap. Whoever holds an older revision reads the database.
  std::deque<PrivateChange> recent_private;
  std::uint64_t private_revision = 0;
};

}  // namespace ramure::live
