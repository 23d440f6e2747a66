#include "storage/private_view.hpp"

#include "protocol/limits.hpp"
#include "storage/connection.hpp"
#include "storage/moved_reads.hpp"
#include "storage/settings_row.hpp"

namespace ramure::storage {

bool PrivateView::keeps(std::uint64_t message_id) {
  return connection_
      .query("SELECT 1 FROM bookmarks WHERE member_id = ? AND message_id = ? AND kept = 1", member_id_, message_id)
      .step();
}

std::size_t PrivateView::bookmark_count() {
  Statement row = connection_.query("SELECT count(*) FROM bookmarks WHERE member_id = ? AND kept = 1", member_id_);
  row.step();
  return static_cast<std::size_t>(row.integer(0));
}

std::vector<std::uint64_t> PrivateView::bookmarks_in_channel(std::uint64_t channel_id) {
  std::vector<std::uint64_t> ids;
  Statement rows = connection_.query(
      "SELECT b.message_id FROM bookmarks b JOIN messages m ON m.id = b.message_id JOIN threads t ON t.id = "
      "m.thread_id "
      "WHERE b.member_id = ? AND b.kept = 1 AND t.channel_id = ? ORDER BY b.message_id",
      member_id_, channel_id);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

std::optional<PrivateView::EntryState> PrivateView::notebook_entry(std::string_view entry_key) {
  Statement row =
      connection_.query("SELECT written_at_ms, gathering_id, gone FROM notebook WHERE member_id = ? AND entry_key = ?",
                        member_id_, Blob{entry_key});
  if (!row.step()) return std::nullopt;
  return EntryState{row.integer(0), row.id(1), row.boolean(2)};
}

std::size_t PrivateView::notebook_count() {
  Statement row = connection_.query("SELECT count(*) FROM notebook WHERE member_id = ? AND gone = 0", member_id_);
  row.step();
  return static_cast<std::size_t>(row.integer(0));
}

std::vector<std::string> PrivateView::notebook_keys() {
  std::vector<std::string> keys;
  Statement rows = connection_.query(
      "SELECT entry_key FROM notebook WHERE member_id = ? AND gone = 0 ORDER BY entry_key", member_id_);
  while (rows.step()) keys.emplace_back(rows.blob(0));
  return keys;
}

bool PrivateView::has_settings() {
  return connection_
      .query(
          "SELECT 1 FROM settings WHERE member_id = ? AND (locale <> '' OR time_zone <> '' OR notifications <> 0 OR "
          "digest <> 0 OR no_notices <> 0 OR away_until <> '')",
          member_id_)
      .step();
}

v1::Settings PrivateView::settings() {
  Statement row = connection_.query("SELECT " RAMURE_SETTINGS_COLUMNS " FROM settings WHERE member_id = ?", member_id_);
  return row.step() ? settings_of(row) : v1::Settings{};
}

std::uint32_t PrivateView::accepted_version(v1::AcceptanceKind kind) {
  Statement row =
      connection_.query("SELECT version FROM acceptances WHERE member_id = ? AND kind = ?", member_id_, kind);
  return row.step() ? row.as<std::uint32_t>(0) : 0;
}

v1::LastVisit PrivateView::last_visit() {
  v1::LastVisit visit;
  Statement row = connection_.query("SELECT seq, at_ms FROM last_visits WHERE member_id = ?", member_id_);
  if (!row.step()) return visit;
  visit.set_seq(row.id(0));
  visit.set_at_ms(row.integer(1));
  return visit;
}

FreshStart PrivateView::fresh_start() {
  FreshStart fresh;
  Statement row = connection_.query(
      "SELECT at_ms, last_visit_seq, last_visit_at_ms, last_visit_moved_to FROM fresh_starts WHERE member_id = ? AND "
      "at_ms <> 0",
      member_id_);
  if (!row.step()) return fresh;
  fresh.at_ms = row.integer(0);
  fresh.visit_before.set_seq(row.id(1));
  fresh.visit_before.set_at_ms(row.integer(2));
  fresh.visit_moved_to = row.id(3);
  Statement moves = connection_.query(
      "SELECT thread_id, moved_from, moved_to FROM fresh_start_cursors WHERE member_id = ? ORDER BY thread_id",
      member_id_);
  while (moves.step()) fresh.moves.push_back({moves.id(0), moves.id(1), moves.id(2)});
  return fresh;
}

std::vector<CursorMove> PrivateView::unread(const Readable& readable) {
  std::vector<CursorMove> found;
  std::size_t looked_at = 0;
  for (const Readable::Place& place : readable.places()) {
    Statement rows = connection_.query(
        "SELECT t.id, coalesce(c.read_up_to, 0), max(t.last_message_id, coalesce(c.read_up_to, "
        "0)), " RAMURE_HOLDS_UNREAD
        "FROM threads t LEFT JOIN read_cursors c ON c.member_id = ?3 AND c.thread_id = t.id "
        "WHERE t.channel_id = ?1 AND t.last_message_id >= max(?2, 1) ORDER BY t.last_message_id DESC LIMIT ?4",
        place.channel_id, place.reads_from_seq, member_id_, limits::fresh_start_threads_max - looked_at);
    for (; rows.step(); ++looked_at) {
      if (rows.boolean(3)) found.push_back({rows.id(0), rows.id(1), rows.id(2)});
    }
  }
  return found;
}

}  // namespace ramure::storage
