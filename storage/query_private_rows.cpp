#include <algorithm>

#include "protocol/limits.hpp"
#include "storage/queries.hpp"
#include "storage/settings_row.hpp"

namespace ramure::storage {

namespace {

using Rows = std::vector<v1::PrivateRow>;

v1::PrivateRow& add(Rows& rows, std::uint64_t revision) {
  rows.emplace_back().set_revision(revision);
  return rows.back();
}

void add_read_cursors(Connection& db, std::uint64_t member_id, std::uint64_t since, std::int64_t limit, Rows& out) {
  auto rows = db.query(
      "SELECT revision, thread_id, read_up_to FROM read_cursors WHERE member_id = ? AND revision > ? ORDER BY revision "
      "LIMIT ?",
      member_id, since, limit);
  while (rows.step()) {
    v1::ReadCursor& cursor = *add(out, rows.id(0)).mutable_read_cursor();
    cursor.set_thread_id(rows.id(1));
    cursor.set_read_up_to(rows.id(2));
  }
}

void add_followings(Connection& db, std::uint64_t member_id, std::uint64_t since, std::int64_t limit, Rows& out) {
  auto rows = db.query(
      "SELECT revision, thread_id, channel_id, level FROM followings WHERE member_id = ? AND revision > ? ORDER BY "
      "revision LIMIT ?",
      member_id, since, limit);
  while (rows.step()) {
    v1::Following& following = *add(out, rows.id(0)).mutable_following();
    following.set_thread_id(rows.id(1));
    following.set_channel_id(rows.id(2));
    following.set_level(rows.as<v1::FollowLevel>(3));
  }
}

void add_last_visit(Connection& db, std::uint64_t member_id, std::uint64_t since, Rows& out) {
  auto rows =
      db.query("SELECT revision, seq, at_ms FROM last_visits WHERE member_id = ? AND revision > ?", member_id, since);
  while (rows.step()) {
    v1::LastVisit& visit = *add(out, rows.id(0)).mutable_last_visit();
    visit.set_seq(rows.id(1));
    visit.set_at_ms(rows.integer(2));
  }
}

void add_roadmap_visits(Connection& db, std::uint64_t member_id, std::uint64_t since, std::int64_t limit, Rows& out) {
  auto rows = db.query(
      "SELECT revision, roadmap_id, text_version, seq, at_ms FROM roadmap_visits WHERE member_id = ? AND revision > ? "
      "ORDER BY revision LIMIT ?",
      member_id, since, limit);
  while (rows.step()) {
    v1::RoadmapVisit& visit = *add(out, rows.id(0)).mutable_roadmap_visit();
    visit.set_roadmap_id(rows.id(1));
    visit.set_text_version(rows.id(2));
    visit.set_seq(rows.id(3));
    visit.set_at_ms(rows.integer(4));
  }
}

void add_bookmarks(Connection& db, std::uint64_t member_id, std::uint64_t since, std::int64_t limit, Rows& out) {
  auto rows = db.query(
      "SELECT revision, message_id, kept, at_ms FROM bookmarks WHERE member_id = ? AND revision > ? ORDER BY revision "
      "LIMIT ?",
      member_id, since, limit);
  while (rows.step()) {
    v1::Bookmark& bookmark = *add(out, rows.id(0)).mutable_bookmark();
    bookmark.set_message_id(rows.id(1));
    bookmark.set_kept(rows.boolean(2));
    bookmark.set_at_ms(rows.integer(3));
  }
}

void add_settings(Connection& db, std::uint64_t member_id, std::uint64_t since, Rows& out) {
  auto rows =
      db.query("SELECT " RAMURE_SETTINGS_COLUMNS ", revision FROM settings WHERE member_id = ? AND revision > ?",
               member_id, since);
  while (rows.step()) *add(out, rows.id(6)).mutable_settings() = settings_of(rows);
}

void add_acceptances(Connection& db, std::uint64_t member_id, std::uint64_t since, Rows& out) {
  auto rows = db.query("SELECT revision, kind, version, at_ms FROM acceptances WHERE member_id = ? AND revision > ?",
                       member_id, since);
  while (rows.step()) {
    v1::Acceptance& acceptance = *add(out, rows.id(0)).mutable_acceptance();
    acceptance.set_kind(rows.as<v1::AcceptanceKind>(1));
    acceptance.set_version(rows.as<std::uint32_t>(2));
    acceptance.set_at_ms(rows.integer(3));
  }
}

void add_fresh_start(Connection& db, std::uint64_t member_id, std::uint64_t since, Rows& out) {
  auto rows = db.query("SELECT revision, at_ms, last_visit_seq FROM fresh_starts WHERE member_id = ? AND revision > ?",
                       member_id, since);
  while (rows.step()) {
    v1::FreshStart& fresh = *add(out, rows.id(0)).mutable_fresh_start();
    fresh.set_at_ms(rows.integer(1));
    fresh.set_last_visit_seq(rows.id(2));
  }
}

void add_drafts(Connection& drafts, std::uint64_t member_id, std::uint64_t since, std::uint64_t up_to,
                std::int64_t limit, Rows& out) {
  auto rows = drafts.query(
      "SELECT revision, thread_id, channel_id, text, saved_at_ms FROM drafts WHERE member_id = ? AND revision > ? AND "
      "revision <= ? ORDER BY revision LIMIT ?",
      member_id, since, up_to, limit);
  std::size_t bytes = 0;
  while (rows.step()) {
    v1::Draft& draft = *add(out, rows.id(0)).mutable_draft();
    draft.set_thread_id(rows.id(1));
    draft.set_channel_id(rows.id(2));
    draft.set_text(std::string(rows.text(3)));
    draft.set_saved_at_ms(rows.integer(4));
    bytes += draft.text().size();
    if (bytes > 2 * limits::private_row_page_bytes_soft_max) return;  // more than a page already
  }
}

// Cleared in the community's file, and perhaps not yet in the drafts' own.
void add_cleared_drafts(Connection& db, std::uint64_t member_id, std::uint64_t since, std::int64_t limit, Rows& out) {
  auto rows = db.query(
      "SELECT revision, thread_id, channel_id, saved_at_ms FROM drafts_to_clear WHERE member_id = ? AND revision > ? "
      "AND entry_key = x'' ORDER BY revision LIMIT ?",
      member_id, since, limit);
  while (rows.step()) {
    v1::Draft& draft = *add(out, rows.id(0)).mutable_draft();
    draft.set_thread_id(rows.id(1));
    draft.set_channel_id(rows.id(2));
    draft.set_saved_at_ms(rows.integer(3));
  }
}

// The words come from the other file: they may be newer than the row, which is told again then; or gone already.
void add_notebook(Connection& db, Connection& drafts, std::uint64_t member_id, std::uint64_t since, std::int64_t limit,
                  Rows& out) {
  auto rows = db.query(
      "SELECT revision, entry_key, gathering_id, written_at_ms, edited_at_ms, gone FROM notebook WHERE member_id = ? "
      "AND revision > ? ORDER BY revision LIMIT ?",
      member_id, since, limit);
  std::size_t bytes = 0;
  while (rows.step()) {
    v1::NotebookEntry& entry = *add(out, rows.id(0)).mutable_notebook_entry();
    entry.set_entry_key(std::string(rows.blob(1)));
    entry.set_gathering_id(rows.id(2));
    entry.set_written_at_ms(rows.integer(3));
    entry.set_edited_at_ms(rows.integer(4));
    if (rows.boolean(5)) continue;
    auto words = drafts.query("SELECT text FROM notebook WHERE member_id = ? AND entry_key = ?", member_id,
                              Blob{entry.entry_key()});
    if (words.step()) entry.set_text(std::string(words.text(0)));
    bytes += entry.text().size();
    if (bytes > 2 * limits::private_row_page_bytes_soft_max) return;  // as for drafts
  }
}

}  // namespace

// Drafts lie in a file that is committed before the community's when saved and after it when cleared, so its rows may
// be newer than the revision that we answer with; those come with the next question.
void query_private_rows(Asking& asking, Connection& drafts, std::uint64_t since_revision, v1::PrivateRows& answer) {
  const std::uint64_t member_id = asking.member_id();
  auto revision = asking.db().query("SELECT revision FROM private_revisions WHERE member_id = ?", member_id);
  const std::uint64_t newest = revision.step() ? revision.id(0) : 0;
  const std::int64_t limit = limits::private_row_page_max + 1;
  Rows rows;
  add_read_cursors(asking.db(), member_id, since_revision, limit, rows);
  add_followings(asking.db(), member_id, since_revision, limit, rows);
  add_last_visit(asking.db(), member_id, since_revision, rows);
  add_bookmarks(asking.db(), member_id, since_revision, limit, rows);
  add_roadmap_visits(asking.db(), member_id, since_revision, limit, rows);
  add_settings(asking.db(), member_id, since_revision, rows);
  add_acceptances(asking.db(), member_id, since_revision, rows);
  add_fresh_start(asking.db(), member_id, since_revision, rows);
  add_notebook(asking.db(), drafts, member_id, since_revision, limit, rows);
  add_cleared_drafts(asking.db(), member_id, since_revision, limit, rows);
  add_drafts(drafts, member_id, since_revision, newest, limit, rows);
  std::ranges::stable_sort(rows, {}, &v1::PrivateRow::revision);
  const auto told_twice = std::ranges::unique(rows, {}, &v1::PrivateRow::revision);
  rows.erase(told_twice.begin(), told_twice.end());
  answer.set_revision(newest);
  std::size_t bytes = 0;
  for (auto& row : rows) {
    bytes += row.ByteSizeLong();
    const bool full =
        answer.rows_size() == limits::private_row_page_max || bytes > limits::private_row_page_bytes_soft_max;
    if (full && answer.rows_size() > 0) {
      answer.set_revision(answer.rows(answer.rows_size() - 1).revision());  // a page: ask on from here
      return;
    }
    answer.add_rows()->Swap(&row);
  }
}

}  // namespace ramure::storage
