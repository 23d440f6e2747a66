#include "storage/mail_news.hpp"

#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

constexpr auto write = Transaction::Kind::write;

void set_cursor(Connection& db, std::string_view community, const JournalCursor& cursor) {
  db.run(
      "INSERT INTO journal_cursors (community, epoch, seq) VALUES (?, ?, ?) ON CONFLICT (community) DO UPDATE SET "
      "epoch = excluded.epoch, seq = excluded.seq",
      community, cursor.epoch, cursor.seq);
}

void write_digest(Connection& db, std::string_view community, const DigestRow& digest) {
  db.run(
      "INSERT INTO digests (community, member_id, considered_at_ms, told_seq) VALUES (?, ?, ?, ?) ON CONFLICT "
      "(community, member_id) DO UPDATE SET considered_at_ms = excluded.considered_at_ms, told_seq = "
      "excluded.told_seq",
      community, digest.member_id, digest.considered_at_ms, digest.told_seq);
}

void end_notices(Connection& db, std::span<const std::uint64_t> ids, std::int64_t now_ms) {
  for (const std::uint64_t id : ids) db.run("UPDATE notices SET ended_at_ms = ? WHERE id = ?", now_ms, id);
}

}  // namespace

MailNews::MailNews(const std::filesystem::path& file, bool durable)
    : connection_(std::make_unique<Connection>(
          file, ConnectionOptions{.database = "mail", .create = true, .durable = durable})) {}
MailNews::~MailNews() = default;

std::optional<JournalCursor> MailNews::cursor(std::string_view community) {
  auto row = connection_->query("SELECT epoch, seq FROM journal_cursors WHERE community = ?", community);
  if (!row.step()) return std::nullopt;
  return JournalCursor{std::string(row.text(0)), row.id(1)};
}

void MailNews::begin_anew(std::string_view community, const JournalCursor& cursor) {
  Transaction transaction(*connection_, write);
  connection_->run("DELETE FROM notices WHERE community = ?", community);
  connection_->run("UPDATE digests SET told_seq = 0 WHERE community = ?", community);
  set_cursor(*connection_, community, cursor);
  transaction.commit();
}

void MailNews::add(std::string_view community, std::span<const NoticeRow> notices) {
  for (const NoticeRow& notice : notices) {
    connection_->run(
        "INSERT OR IGNORE INTO notices (community, member_id, key, kind, thing_id, message_id, at_ms) VALUES (?, ?, ?, "
        "?, ?, ?, ?)",
        community, notice.member_id, notice.key, notice.kind, notice.thing_id, notice.message_id, notice.at_ms);
  }
}

void MailNews::note(std::string_view community, const JournalCursor& cursor, std::span<const NoticeRow> notices) {
  Transaction transaction(*connection_, write);
  add(community, notices);
  set_cursor(*connection_, community, cursor);
  transaction.commit();
}

void MailNews::note_dates(std::string_view community, std::span<const NoticeRow> notices) {
  if (notices.empty()) return;
  Transaction transaction(*connection_, write);
  add(community, notices);
  transaction.commit();
}

std::vector<MailNews::Waiting> MailNews::waiting(std::string_view community) {
  std::vector<Waiting> members;
  auto rows = connection_->query(
      "SELECT member_id, MIN(at_ms) FROM notices WHERE community = ? AND ended_at_ms = 0 GROUP BY member_id ORDER BY "
      "member_id",
      community);
  while (rows.step()) members.push_back({rows.id(0), rows.integer(1)});
  return members;
}

std::vector<NoticeRow> MailNews::notices_of(std::string_view community, std::uint64_t member_id) {
  std::vector<NoticeRow> notices;
  auto rows = connection_->query(
      "SELECT id, key, kind, thing_id, message_id, at_ms FROM notices WHERE community = ? AND member_id = ? AND "
      "ended_at_ms = 0 ORDER BY id",
      community, member_id);
  while (rows.step()) {
    notices.push_back({.id = rows.id(0),
                       .member_id = member_id,
                       .key = std::string(rows.text(1)),
                       .kind = rows.as<int>(2),
                       .thing_id = rows.id(3),
                       .message_id = rows.id(4),
                       .at_ms = rows.integer(5)});
  }
  return notices;
}

void MailNews::end(std::span<const std::uint64_t> notice_ids, std::int64_t now_ms) {
  if (notice_ids.empty()) return;
  Transaction transaction(*connection_, write);
  end_notices(*connection_, notice_ids, now_ms);
  transaction.commit();
}

std::optional<DigestRow> MailNews::digest(std::string_view community, std::uint64_t member_id) {
  auto row = connection_->query("SELECT considered_at_ms, told_seq FROM digests WHERE community = ? AND member_id = ?",
                                community, member_id);
  if (!row.step()) return std::nullopt;
  return DigestRow{member_id, row.integer(0), row.id(1)};
}

void MailNews::set_digest(std::string_view community, const DigestRow& digest) {
  write_digest(*connection_, community, digest);
}

bool MailNews::hand_in(const MailRow& mail, std::span<const std::uint64_t> notice_ids,
                       const std::optional<DigestRow>& digest) {
  Transaction transaction(*connection_, write);
  connection_->run(
      "INSERT OR IGNORE INTO mails (key, state, kind, community, address, message, created_at_ms, next_try_ms, "
      "not_after_ms, time_zone) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
      mail.key, mail.kind, mail.community, mail.address, Blob{mail.message}, mail.created_at_ms, mail.created_at_ms,
      mail.not_after_ms, mail.time_zone);
  if (connection_->changes() == 0) return false;
  end_notices(*connection_, notice_ids, mail.created_at_ms);
  if (digest) write_digest(*connection_, mail.community, *digest);
  transaction.commit();
  return true;
}

std::string MailNews::key(std::string_view name, const std::function<std::string()>& make) {
  Transaction transaction(*connection_, write);
  {
    auto row = connection_->query("SELECT value FROM mail_keys WHERE name = ?", name);
    if (row.step()) return std::string(row.blob(0));
  }
  std::string value = make();
  connection_->run("INSERT INTO mail_keys (name, value) VALUES (?, ?)", name, Blob{value});
  transaction.commit();
  return value;
}

void MailNews::drop_ended_before(std::int64_t at_ms) {
  connection_->run("DELETE FROM notices WHERE ended_at_ms <> 0 AND ended_at_ms < ?", at_ms);
}

}  // namespace ramure::storage
