#include "storage/moved_reads.hpp"

#include <algorithm>
#include <map>

#include "protocol/limits.hpp"

namespace ramure::storage {

namespace {

struct Moved {
  std::uint64_t id = 0, author_id = 0;
};

std::vector<Moved> load_moved(Connection& db, const v1::MessagesMoved& body) {
  std::vector<Moved> moved;
  for (const std::uint64_t id : body.message_ids()) {
    auto row = db.query("SELECT author_id FROM messages WHERE id = ?", id);
    CHECK(row.step(), "a moved message exists");
    moved.push_back({id, row.id(0)});
  }
  std::ranges::sort(moved, {}, &Moved::id);
  return moved;
}

std::uint64_t load_cursor(Connection& db, std::uint64_t member_id, std::uint64_t thread_id) {
  auto row =
      db.query("SELECT read_up_to FROM read_cursors WHERE member_id = ? AND thread_id = ?", member_id, thread_id);
  return row.step() ? row.id(0) : 0;
}

using Marks = std::map<std::uint64_t, bool>;  // message → read

Marks load_marks(Connection& db, std::uint64_t member_id, std::uint64_t thread_id) {
  Marks marks;
  auto rows = db.query("SELECT message_id, is_read FROM moved_reads WHERE member_id = ? AND thread_id = ?", member_id,
                       thread_id);
  while (rows.step()) marks.emplace(rows.id(0), rows.boolean(1));
  return marks;
}

// One member's side of one move.
class Carrying {
 public:
  Carrying(Connection& db, std::uint64_t member_id, const v1::MessagesMoved& body, const std::vector<Moved>& moved)
      : db_(db), member_id_(member_id), from_id_(body.from_thread_id()), to_id_(body.to_thread_id()), moved_(moved) {}

  // The new cursor of the thread that they came to; 0 leaves it as it is.
  std::uint64_t carry() {
    const std::uint64_t left = load_cursor(db_, member_id_, from_id_);
    const std::uint64_t found = load_cursor(db_, member_id_, to_id_);
    const Marks marks = load_marks(db_, member_id_, from_id_);
    if (left == 0 && found == 0 && marks.empty()) return 0;  // all was unread, and is
    sort_out(left, marks);
    drop_marks_left_behind(marks);
    const std::uint64_t raised = highest_without_gap(found);
    const std::uint64_t cursor = std::max(found, raised);
    for (const std::uint64_t id : read_) mark_unless(id <= cursor, id, true);
    for (const std::uint64_t id : unread_) mark_unless(id > cursor, id, false);
    return raised;
  }

 private:
  void sort_out(std::uint64_t cursor, const Marks& marks) {
    for (const Moved& message : moved_) {
      if (message.author_id == member_id_) continue;
      const auto mark = marks.find(message.id);
      const bool is_read = mark != marks.end() ? mark->second : message.id <= cursor;
      (is_read ? read_ : unread_).push_back(message.id);
    }
  }

  void drop_marks_left_behind(const Marks& marks) {
    if (marks.empty()) return;
    for (const Moved& message : moved_) {
      db_.run("DELETE FROM moved_reads WHERE member_id = ? AND thread_id = ? AND message_id = ?", member_id_, from_id_,
              message.id);
    }
  }

  // The newest read one of the moved messages beyond the cursor before which nothing is unread; 0: none.
  std::uint64_t highest_without_gap(std::uint64_t cursor) {
    if (read_.empty() || read_.back() <= cursor) return 0;
    const std::uint64_t gap = first_unread_after(cursor);
    const auto behind = std::ranges::lower_bound(read_, gap);
    if (behind == read_.begin()) return 0;
    const std::uint64_t highest = *std::prev(behind);
    return highest > cursor ? highest : 0;
  }

  std::uint64_t first_unread_after(std::uint64_t cursor) {
    const auto moved = std::ranges::upper_bound(unread_, cursor);
    const std::uint64_t first = moved != unread_.end() ? *moved : limits::id_max;
    auto rows = db_.query(
        "SELECT m.id FROM messages m WHERE m.thread_id = ?1 AND m.id > ?2 AND m.id < ?4 AND m.author_id <> ?3 AND NOT "
        "EXISTS (SELECT 1 FROM moved_reads r WHERE r.member_id = ?3 AND r.thread_id = ?1 AND r.message_id = m.id AND "
        "r.is_read) ORDER BY m.id",
        to_id_, cursor, member_id_, first);
    while (rows.step()) {
      if (!std::ranges::binary_search(read_, rows.id(0))) return rows.id(0);
    }
    return first;
  }

  void mark_unless(bool cursor_says_so, std::uint64_t message_id, bool is_read) {
    if (cursor_says_so) return;
    db_.run("INSERT INTO moved_reads (member_id, thread_id, message_id, is_read) VALUES (?, ?, ?, ?)", member_id_,
            to_id_, message_id, is_read);
  }

  Connection& db_;
  const std::uint64_t member_id_, from_id_, to_id_;
  const std::vector<Moved>& moved_;
  std::vector<std::uint64_t> read_, unread_;  // of the moved ones, ascending
};

}  // namespace

std::vector<CarriedCursor> carry_reads(Connection& db, const v1::MessagesMoved& body) {
  std::vector<CarriedCursor> carried;
  const std::vector<Moved> moved = load_moved(db, body);
  for (auto members = db.query("SELECT id FROM members ORDER BY id"); members.step();) {
    const std::uint64_t raised = Carrying(db, members.id(0), body, moved).carry();
    if (raised == 0) continue;
    CarriedCursor& one = carried.emplace_back(CarriedCursor{members.id(0), {}});
    one.cursor.set_thread_id(body.to_thread_id());
    one.cursor.set_read_up_to(raised);
  }
  return carried;
}

void drop_needless_marks(Connection& db, std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t read_up_to) {
  db.run("DELETE FROM moved_reads WHERE member_id = ?1 AND thread_id = ?2 AND is_read = (message_id <= ?3)", member_id,
         thread_id, read_up_to);
}

void settle_marks(Connection& db, std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t read_up_to) {
  const std::uint64_t before = load_cursor(db, member_id, thread_id);
  MovedMarks overridden{.thread_id = thread_id};
  if (read_up_to > before) overridden.through_id = read_up_to;
  if (read_up_to < before) overridden = {.thread_id = thread_id, .first_id = read_up_to + 1};
  if (read_up_to != before) forget_marks(db, member_id, overridden);
  drop_needless_marks(db, member_id, thread_id, read_up_to);
}

void forget_marks(Connection& db, std::uint64_t member_id, const MovedMarks& marks) {
  db.run("DELETE FROM moved_reads WHERE member_id = ? AND thread_id = ? AND message_id BETWEEN ? AND ?", member_id,
         marks.thread_id, marks.first_id, marks.through_id);
}

namespace {

// Answered by the index messages_by_thread alone; never reads more rows than the cap, one's own aside.
constexpr Sql count_without_marks =
    "SELECT COUNT(*), MIN(id) FROM (SELECT id FROM messages WHERE thread_id = ?1 AND id > ?2 AND id >= ?3 AND "
    "author_id <> ?4 ORDER BY id LIMIT ?5)";

// Unread ones up to the cursor first, then what is newer than it and not marked as read.
constexpr Sql count_with_marks =
    "SELECT COUNT(*), MIN(id) FROM (SELECT id FROM (SELECT message_id AS id FROM moved_reads WHERE member_id = ?4 AND "
    "thread_id = ?1 AND message_id >= ?3 AND NOT is_read UNION ALL SELECT id FROM messages m WHERE thread_id = ?1 AND "
    "id > ?2 AND id >= ?3 AND author_id <> ?4 AND NOT EXISTS (SELECT 1 FROM moved_reads r WHERE r.member_id = ?4 AND "
    "r.thread_id = ?1 AND r.message_id = m.id AND r.is_read)) ORDER BY id LIMIT ?5)";

}  // namespace

Unread load_unread(Connection& db, std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t read_up_to,
                   std::uint64_t reads_from_seq) {
  const bool has_marks =
      db.query("SELECT 1 FROM moved_reads WHERE member_id = ? AND thread_id = ? LIMIT 1", member_id, thread_id).step();
  auto unread = db.query(has_marks ? count_with_marks : count_without_marks, thread_id, read_up_to, reads_from_seq,
                         member_id, limits::unread_count_cap);
  if (!unread.step() || unread.integer(0) == 0) return {};
  return {static_cast<std::uint32_t>(unread.integer(0)), unread.id(1)};
}

}  // namespace ramure::storage
