#include "storage/asking.hpp"

namespace ramure::storage {

Readable load_readable(Connection& db, std::uint64_t member_id) {
  Readable readable(member_id);
  auto rows = db.query(
      "SELECT ms.channel_id, ms.reads_from_seq, ms.since_seq, ms.role FROM memberships ms JOIN members m ON m.id = "
      "ms.member_id "
      "WHERE ms.member_id = ? AND m.status <> ? ORDER BY ms.channel_id",
      member_id, v1::MEMBER_STATUS_LEFT);
  while (rows.step()) readable.grant({rows.id(0), rows.id(1), rows.id(2), rows.as<v1::Role>(3)});
  return readable;
}

std::uint64_t load_head_seq(Connection& db) {
  auto row = db.query("SELECT coalesce(max(seq), 0) FROM journal");
  return row.step() ? row.id(0) : 0;
}

Asking::Asking(Connection& connection, std::uint64_t member_id)
    : connection_(connection),
      transaction_(connection, Transaction::Kind::read),
      readable_(load_readable(connection, member_id)),
      head_seq_(load_head_seq(connection)) {}

std::optional<ThreadLine> Asking::access_thread(std::uint64_t id) {
  auto row = connection_.query(
      "SELECT channel_id, kind, theme_id, territory_id, author_id, author_hidden, opened_at_ms, title_seq, card_seq, "
      "scope, "
      "status, outcome_seq, summary_seq, summary_version, resolved, archived, last_message_id, last_activity_at_ms, "
      "merged_into_id, merged_at_ms "
      "FROM threads WHERE id = ?",
      id);
  if (!row.step()) return std::nullopt;
  const Readable::Place* place = readable_.find(row.id(0));
  if (place == nullptr) return std::nullopt;
  ThreadLine line;
  line.id = id;
  line.channel_id = row.id(0);
  line.kind = row.as<v1::ThreadKind>(1);
  line.theme_id = row.id(2);
  line.territory_id = row.id(3);
  line.author_id = row.id(4);
  line.author_hidden = row.boolean(5);
  line.opened_at_ms = row.integer(6);
  line.title_seq = row.id(7);
  line.card_seq = row.id(8);
  line.scope = row.as<v1::ObstacleScope>(9);
  line.status = row.as<v1::ObstacleStatus>(10);
  line.outcome_seq = row.id(11);
  line.summary_seq = row.id(12);
  line.summary_version = static_cast<std::uint32_t>(row.integer(13));
  line.resolved = row.boolean(14);
  line.archived = row.boolean(15);
  line.last_message_id = row.id(16);
  line.last_activity_at_ms = row.integer(17);
  line.merged_into_id = row.id(18);
  line.merged_at_ms = row.integer(19);
  line.reads_from_seq = place->reads_from_seq;
  return line;
}

std::optional<Asking::Accessed> Asking::access_message(std::uint64_t id) {
  auto row = connection_.query("SELECT " RAMURE_MESSAGE_COLUMNS " FROM messages WHERE id = ?", id);
  if (!row.step()) return std::nullopt;
  const MessageLine message = message_line(row);
  const auto thread = access_thread(message.thread_id);
  if (!thread || !readable_.may_read(thread->channel_id, id)) return std::nullopt;
  return Accessed{message, *thread};
}

MessageLine message_line(const Statement& row) {
  MessageLine line;
  line.id = row.id(0);
  line.thread_id = row.id(1);
  line.author_id = row.id(2);
  line.body_seq = row.id(3);
  line.kept_seq = row.id(4);
  line.kind = row.as<v1::MessageKind>(5);
  line.author_hidden = row.boolean(6);
  line.redacted = row.boolean(7);
  line.pinned = row.boolean(8);
  line.posted_at_ms = row.integer(9);
  line.edited_at_ms = row.integer(10);
  line.version = static_cast<std::uint32_t>(row.integer(11));
  line.moved_from_id = row.id(12);
  return line;
}

}  // namespace ramure::storage
