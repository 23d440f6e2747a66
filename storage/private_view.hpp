// What one member keeps for himself, as the rules may look at it: read from the tables inside the writer's transaction,
// each time anew. Nothing of it is anybody else's business, so nothing here asks what may be read, `unread()` excepted.
//
//   storage::PrivateView mine = asked.view.private_state(asked.me.id);
//   if (mine.keeps(message_id)) …
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/private.pb.h"
#include "storage/fresh_start.hpp"
#include "storage/readable.hpp"

namespace ramure::storage {

class Connection;

class PrivateView {
 public:
  PrivateView(Connection& connection, std::uint64_t member_id) : connection_(connection), member_id_(member_id) {}

  bool keeps(std::uint64_t message_id);  // a bookmark
  std::size_t bookmark_count();          // at most limits::bookmarks_max, by the rules
  std::vector<std::uint64_t> bookmarks_in_channel(std::uint64_t channel_id);

  struct EntryState {
    std::int64_t written_at_ms = 0;
    std::uint64_t gathering_id = 0;
    bool is_gone = false;
  };
  std::optional<EntryState> notebook_entry(std::string_view entry_key);
  std::size_t notebook_count();              // that are there; at most course::limits::notebook_entries_max
  std::vector<std::string> notebook_keys();  // of the same

  bool has_settings();                                      // that say something
  v1::Settings settings();                                  // empty: as the community does
  std::uint32_t accepted_version(v1::AcceptanceKind kind);  // 0: not yet

  v1::LastVisit last_visit();
  FreshStart fresh_start();  // with the cursors that it moved, as long as they are kept

  // The read cursors of threads that hold something unread, as lists count it, each with the thread's last message:
  // from → to. Looks at limits::fresh_start_threads_max threads at most, in each place the latest first; 2 µs each.
  std::vector<CursorMove> unread(const Readable& readable);

 private:
  Connection& connection_;
  std::uint64_t member_id_;
};

}  // namespace ramure::storage
