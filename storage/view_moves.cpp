// What the rules look at when messages are moved and threads merged.
#include "storage/compose.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

std::vector<std::uint64_t> View::thread_message_ids(std::uint64_t thread_id, std::size_t limit) {
  std::vector<std::uint64_t> ids;
  auto rows = connection_.query("SELECT id FROM messages WHERE thread_id = ? ORDER BY id LIMIT ?", thread_id, limit);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

// The MessagesMoved of a merge stands right before its ThreadMerged, of the same command; an empty thread has none.
std::vector<std::uint64_t> View::still_merged_ids(std::uint64_t thread_id) {
  auto row = connection_.query("SELECT merge_seq, merged_into_id FROM threads WHERE id = ?", thread_id);
  if (!row.step() || row.id(0) == 0) return {};
  const v1::Event merged = load_event(connection_, row.id(0));
  const v1::Event before = load_event(connection_, row.id(0) - 1);
  const v1::MessagesMoved& moved = before.messages_moved();
  const bool is_of_merge = before.command_key() == merged.command_key() && moved.from_thread_id() == thread_id &&
                           moved.to_thread_id() == row.id(1);
  std::vector<std::uint64_t> ids;
  if (!is_of_merge) return ids;
  for (const std::uint64_t id : moved.message_ids()) {
    const auto now = message(id);
    if (now && now->thread_id == row.id(1)) ids.push_back(id);
  }
  return ids;
}

bool View::has_marks(std::uint64_t member_id, const MovedMarks& marks, bool is_read) {
  auto row = connection_.query(
      "SELECT 1 FROM moved_reads WHERE member_id = ? AND thread_id = ? AND message_id BETWEEN ? AND ? "
      "AND is_read = ? LIMIT 1",
      member_id, marks.thread_id, marks.first_id, marks.through_id, is_read);
  return row.step();
}

}  // namespace ramure::storage
