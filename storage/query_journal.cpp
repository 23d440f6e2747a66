#include "protocol/limits.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

// The payload is the last column, and it is only touched (and its overflow pages only read) where it is wanted.
std::uint64_t query_journal(Connection& db, const Readable* readable, std::uint64_t after_seq, std::size_t limit,
                            std::size_t bytes_max, std::vector<JournalRow>& rows) {
  auto journal =
      db.query("SELECT seq, channel_id, member_id, birth_seq, payload FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
               after_seq, limits::journal_scan_rows_max);
  rows.clear();
  std::uint64_t through_seq = after_seq;
  std::size_t bytes = 0;
  while (rows.size() < limit && bytes < bytes_max && journal.step()) {
    through_seq = journal.id(0);
    const std::uint64_t channel_id = journal.id(1);
    const std::uint64_t member_id = journal.id(2);
    const std::uint64_t birth_seq = journal.id(3);
    if (readable != nullptr && !readable->may_read_event(channel_id, member_id, birth_seq)) continue;
    rows.push_back({through_seq, channel_id, member_id, birth_seq, std::string(journal.blob(4))});
    bytes += rows.back().payload.size();
  }
  return through_seq;
}

}  // namespace ramure::storage
