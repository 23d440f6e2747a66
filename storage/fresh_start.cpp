#include "protocol/limits.hpp"
#include "storage/fresh_start_rows.hpp"
#include "storage/moved_reads.hpp"
#include "storage/private_rows.hpp"

namespace ramure::storage {

namespace {

void move_cursors(Connection& db, Drafts& drafts, std::uint64_t member_id, std::span<const CursorMove> moves) {
  std::uint64_t revision = take_revisions(db, drafts, member_id, moves.size()) - moves.size();
  v1::ReadCursor cursor;
  for (const CursorMove& move : moves) {
    forget_marks(db, member_id, {.thread_id = move.thread_id});
    cursor.set_thread_id(move.thread_id);
    cursor.set_read_up_to(move.to);
    write_read_cursor(db, member_id, cursor, ++revision);
  }
}

void drop_way_back(Connection& db, std::uint64_t member_id) {
  db.run("DELETE FROM fresh_start_cursors WHERE member_id = ?", member_id);
  db.run("DELETE FROM fresh_start_marks WHERE member_id = ?", member_id);
}

void keep_way_back(Connection& db, std::uint64_t member_id, std::span<const CursorMove> moves) {
  drop_way_back(db, member_id);
  for (const CursorMove& move : moves) {
    db.run("INSERT INTO fresh_start_cursors (member_id, thread_id, moved_from, moved_to) VALUES (?, ?, ?, ?)",
           member_id, move.thread_id, move.from, move.to);
  }
  db.run(
      "INSERT INTO fresh_start_marks (member_id, thread_id, message_id, is_read) SELECT member_id, thread_id, "
      "message_id, is_read FROM moved_reads WHERE member_id = ?",
      member_id);
}

// Of messages that are where they were: those that were moved on since have their state there.
void bring_marks_back(Connection& db, std::uint64_t member_id, std::span<const CursorMove> ways_back) {
  for (const CursorMove& move : ways_back) {
    db.run(
        "INSERT INTO moved_reads (member_id, thread_id, message_id, is_read) SELECT f.member_id, f.thread_id, "
        "f.message_id, f.is_read FROM fresh_start_marks f JOIN messages m ON m.id = f.message_id AND m.thread_id = "
        "f.thread_id WHERE f.member_id = ? AND f.thread_id = ?",
        member_id, move.thread_id);
  }
}

void write_row(Connection& db, std::uint64_t member_id, const FreshStart& fresh, std::uint64_t revision) {
  db.run(
      "INSERT INTO fresh_starts (member_id, at_ms, last_visit_seq, last_visit_at_ms, last_visit_moved_to, revision) "
      "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (member_id) DO UPDATE SET at_ms = excluded.at_ms, "
      "last_visit_seq = excluded.last_visit_seq, last_visit_at_ms = excluded.last_visit_at_ms, "
      "last_visit_moved_to = excluded.last_visit_moved_to, revision = excluded.revision",
      member_id, fresh.at_ms, fresh.visit_before.seq(), fresh.visit_before.at_ms(), fresh.visit_moved_to, revision);
}

}  // namespace

std::uint64_t write_fresh_start(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                const FreshStart& fresh) {
  keep_way_back(community, member_id, fresh.moves);
  move_cursors(community, drafts, member_id, fresh.moves);
  const std::uint64_t revision = take_revisions(community, drafts, member_id, 1);
  write_row(community, member_id, fresh, revision);
  return revision;
}

std::uint64_t undo_fresh_start(Connection& community, Drafts& drafts, std::uint64_t member_id,
                               std::span<const CursorMove> ways_back) {
  move_cursors(community, drafts, member_id, ways_back);
  bring_marks_back(community, member_id, ways_back);
  const std::uint64_t revision = take_revisions(community, drafts, member_id, 1);
  drop_fresh_start(community, member_id, revision);
  return revision;
}

void drop_fresh_start(Connection& community, std::uint64_t member_id, std::uint64_t revision) {
  drop_way_back(community, member_id);
  write_row(community, member_id, {}, revision);
}

void drop_expired_fresh_start(Connection& community, std::uint64_t member_id, std::int64_t now_ms) {
  Statement row = community.query("SELECT 1 FROM fresh_starts WHERE member_id = ? AND at_ms < ?", member_id,
                                  now_ms - limits::undo_fresh_start_ms);
  if (row.step()) drop_way_back(community, member_id);
}

}  // namespace ramure::storage
