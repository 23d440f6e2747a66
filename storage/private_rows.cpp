#include "storage/private_rows.hpp"

#include <algorithm>

#include "storage/fresh_start_rows.hpp"
#include "storage/moved_reads.hpp"

namespace ramure::storage {

namespace {

void write(Connection& db, std::uint64_t member_id, const v1::Following& following, std::uint64_t revision) {
  db.run(
      "INSERT INTO followings (member_id, thread_id, channel_id, level, revision) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (member_id, thread_id, channel_id) DO UPDATE SET level = excluded.level, "
      "revision = excluded.revision",
      member_id, following.thread_id(), following.channel_id(), following.level(), revision);
}

void write(Connection& db, std::uint64_t member_id, const v1::LastVisit& visit, std::uint64_t revision) {
  db.run(
      "INSERT INTO last_visits (member_id, seq, at_ms, revision) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (member_id) DO UPDATE SET seq = excluded.seq, at_ms = excluded.at_ms, "
      "revision = excluded.revision",
      member_id, visit.seq(), visit.at_ms(), revision);
  drop_expired_fresh_start(db, member_id, visit.at_ms());
}

void write(Connection& db, std::uint64_t member_id, const v1::RoadmapVisit& visit, std::uint64_t revision) {
  db.run(
      "INSERT INTO roadmap_visits (member_id, roadmap_id, text_version, seq, at_ms, revision) VALUES (?, ?, ?, ?, ?, "
      "?) "
      "ON CONFLICT (member_id, roadmap_id) DO UPDATE SET text_version = excluded.text_version, seq = excluded.seq, "
      "at_ms = excluded.at_ms, revision = excluded.revision",
      member_id, visit.roadmap_id(), visit.text_version(), visit.seq(), visit.at_ms(), revision);
}

void write(Connection& db, std::uint64_t member_id, const v1::Bookmark& bookmark, std::uint64_t revision) {
  db.run(
      "INSERT INTO bookmarks (member_id, message_id, kept, at_ms, revision) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (member_id, message_id) DO UPDATE SET kept = excluded.kept, at_ms = excluded.at_ms, "
      "revision = excluded.revision",
      member_id, bookmark.message_id(), bookmark.kept(), bookmark.at_ms(), revision);
}

void write(Connection& db, std::uint64_t member_id, const v1::Settings& settings, std::uint64_t revision) {
  db.run(
      "INSERT INTO settings (member_id, locale, time_zone, notifications, digest, no_notices, away_until, revision) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (member_id) DO UPDATE SET locale = excluded.locale, time_zone = excluded.time_zone, "
      "notifications = excluded.notifications, digest = excluded.digest, no_notices = excluded.no_notices, "
      "away_until = excluded.away_until, revision = excluded.revision",
      member_id, settings.locale(), settings.time_zone(), settings.notifications(), settings.mail().digest(),
      settings.mail().no_notices(), settings.away_until(), revision);
}

void write(Connection& db, std::uint64_t member_id, const v1::Acceptance& acceptance, std::uint64_t revision) {
  db.run(
      "INSERT INTO acceptances (member_id, kind, version, at_ms, first_at_ms, revision) VALUES (?1, ?2, ?3, ?4, ?4, "
      "?5) "
      "ON CONFLICT (member_id, kind) DO UPDATE SET version = excluded.version, at_ms = excluded.at_ms, "
      "revision = excluded.revision",
      member_id, acceptance.kind(), acceptance.version(), acceptance.at_ms(), revision);
}

// What is known of the entry, here; its words, in the other file.
void write(Connection& db, std::uint64_t member_id, const v1::NotebookEntry& entry, std::uint64_t revision) {
  db.run(
      "INSERT INTO notebook (member_id, entry_key, gathering_id, written_at_ms, edited_at_ms, gone, revision) VALUES "
      "(?, ?, ?, ?, ?, ?, ?) ON CONFLICT (member_id, entry_key) DO UPDATE SET gathering_id = excluded.gathering_id, "
      "written_at_ms = excluded.written_at_ms, edited_at_ms = excluded.edited_at_ms, gone = excluded.gone, "
      "revision = excluded.revision",
      member_id, Blob{entry.entry_key()}, entry.gathering_id(), entry.written_at_ms(), entry.edited_at_ms(),
      entry.text().empty(), revision);
}

// The row that travels says that there is none any more; one that begins is written by write_fresh_start().
void write(Connection& db, std::uint64_t member_id, const v1::FreshStart& fresh, std::uint64_t revision) {
  CHECK(fresh.at_ms() == 0, "a fresh start is kept together with what it moved");
  drop_fresh_start(db, member_id, revision);
}

}  // namespace

// A crash may have left a draft with a revision that community.db never heard of: go on from the higher of the two,
// else two rows would share a number and a client could miss one of them.
std::uint64_t take_revisions(Connection& community, Drafts& drafts, std::uint64_t member_id, std::uint64_t count) {
  std::uint64_t last = drafts.last_revision(member_id);
  {
    Statement row = community.query("SELECT revision FROM private_revisions WHERE member_id = ?", member_id);
    if (row.step()) last = std::max(last, row.id(0));
  }
  community.run(
      "INSERT INTO private_revisions (member_id, revision) VALUES (?, ?) "
      "ON CONFLICT (member_id) DO UPDATE SET revision = excluded.revision",
      member_id, last + count);
  return last + count;
}

void write_read_cursor(Connection& community, std::uint64_t member_id, const v1::ReadCursor& cursor,
                       std::uint64_t revision) {
  community.run(
      "INSERT INTO read_cursors (member_id, thread_id, read_up_to, revision) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (member_id, thread_id) DO UPDATE SET read_up_to = excluded.read_up_to, "
      "revision = excluded.revision",
      member_id, cursor.thread_id(), cursor.read_up_to(), revision);
}

std::uint64_t write_private_row(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                const v1::PrivateRow& row) {
  const std::uint64_t revision = take_revisions(community, drafts, member_id, 1);
  switch (row.row_case()) {
    case v1::PrivateRow::kReadCursor:
      settle_marks(community, member_id, row.read_cursor().thread_id(), row.read_cursor().read_up_to());
      write_read_cursor(community, member_id, row.read_cursor(), revision);
      break;
    case v1::PrivateRow::kFollowing: write(community, member_id, row.following(), revision); break;
    case v1::PrivateRow::kLastVisit: write(community, member_id, row.last_visit(), revision); break;
    case v1::PrivateRow::kDraft: drafts.write(member_id, row.draft(), revision); break;
    case v1::PrivateRow::kBookmark: write(community, member_id, row.bookmark(), revision); break;
    case v1::PrivateRow::kSettings: write(community, member_id, row.settings(), revision); break;
    case v1::PrivateRow::kAcceptance: write(community, member_id, row.acceptance(), revision); break;
    case v1::PrivateRow::kFreshStart: write(community, member_id, row.fresh_start(), revision); break;
    case v1::PrivateRow::kRoadmapVisit: write(community, member_id, row.roadmap_visit(), revision); break;
    case v1::PrivateRow::kNotebookEntry:
      write(community, member_id, row.notebook_entry(), revision);
      drafts.write(member_id, row.notebook_entry(), revision);
      break;
    case v1::PrivateRow::ROW_NOT_SET: CHECK(false, "a private row has a body that this release knows");
  }
  return revision;
}

std::uint64_t write_carried_cursor(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                   const v1::ReadCursor& cursor) {
  const std::uint64_t revision = take_revisions(community, drafts, member_id, 1);
  write_read_cursor(community, member_id, cursor, revision);
  drop_needless_marks(community, member_id, cursor.thread_id(), cursor.read_up_to());
  return revision;
}

}  // namespace ramure::storage
