#include "storage/outbox.hpp"

#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

#define RAMURE_MAIL_COLUMNS                                                                                          \
  "id, key, state, kind, community, address, reason, tries, created_at_ms, next_try_ms, not_after_ms, ended_at_ms, " \
  "invited_role, time_zone"

MailRow mail_row(const Statement& row) {
  return {.id = row.id(0),
          .key = std::string(row.text(1)),
          .state = row.as<MailState>(2),
          .kind = static_cast<int>(row.integer(3)),
          .community = std::string(row.text(4)),
          .address = std::string(row.text(5)),
          .invited_role = static_cast<int>(row.integer(12)),
          .message = {},
          .reason = std::string(row.text(6)),
          .tries = static_cast<int>(row.integer(7)),
          .created_at_ms = row.integer(8),
          .next_try_ms = row.integer(9),
          .not_after_ms = row.integer(10),
          .ended_at_ms = row.integer(11),
          .time_zone = std::string(row.text(13))};
}

// What a mail calls itself, with its angle brackets: all that is kept of its text once it has gone.
std::string message_id_in(std::string_view message) {
  constexpr std::string_view name = "Message-ID: ";
  const std::string_view head = message.substr(0, message.find("\r\n\r\n"));
  std::size_t at = head.starts_with(name) ? 0 : head.find("\r\nMessage-ID: ");
  if (at == std::string_view::npos) return {};
  at = head.find('<', at);
  const std::size_t end = at == std::string_view::npos ? at : head.find('>', at);
  return end == std::string_view::npos ? std::string() : std::string(head.substr(at, end + 1 - at));
}

}  // namespace

// What was in a row that is overwritten or gone is overwritten in the file, too: links are secrets.
OutboxFile::OutboxFile(const std::filesystem::path& file, bool durable)
    : connection_(std::make_unique<Connection>(
          file, ConnectionOptions{.database = "mail", .create = true, .durable = durable})) {}
OutboxFile::~OutboxFile() = default;

bool OutboxFile::add(const MailRow& row) {
  connection_->run(
      "INSERT OR IGNORE INTO mails (key, state, kind, community, address, invited_role, message, created_at_ms, "
      "next_try_ms, not_after_ms) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.key, row.kind, row.community, row.address, row.invited_role, Blob{row.message}, row.created_at_ms,
      row.created_at_ms, row.not_after_ms);
  return connection_->changes() > 0;
}

void OutboxFile::release(std::string_view key, std::int64_t now_ms) {
  connection_->run("UPDATE mails SET state = 1, next_try_ms = ? WHERE key = ? AND state = 0", now_ms, key);
}

void OutboxFile::drop_unsent(std::string_view key) {
  connection_->run("DELETE FROM mails WHERE key = ? AND state < 2", key);
}

std::vector<std::string> OutboxFile::held_keys() {
  std::vector<std::string> keys;
  auto rows = connection_->query("SELECT key FROM mails WHERE state = 0 ORDER BY id");
  while (rows.step()) keys.emplace_back(rows.text(0));
  return keys;
}

std::size_t OutboxFile::waiting() {
  auto row = connection_->query("SELECT count(*) FROM mails WHERE state < 2");
  row.step();
  return static_cast<std::size_t>(row.integer(0));
}

std::optional<MailRow> OutboxFile::next_due(std::int64_t now_ms) {
  auto row = connection_->query("SELECT " RAMURE_MAIL_COLUMNS
                                ", message FROM mails WHERE state = 1 AND next_try_ms <= ? ORDER BY next_try_ms, id "
                                "LIMIT 1",
                                now_ms);
  if (!row.step()) return std::nullopt;
  MailRow mail = mail_row(row);
  mail.message = row.blob(14);
  return mail;
}

std::optional<std::int64_t> OutboxFile::next_try_ms() {
  auto row = connection_->query("SELECT next_try_ms FROM mails WHERE state = 1 ORDER BY next_try_ms LIMIT 1");
  if (!row.step()) return std::nullopt;
  return row.integer(0);
}

void OutboxFile::note_sent(std::uint64_t id, std::int64_t now_ms) {
  std::string message_id;
  {
    auto row = connection_->query("SELECT message FROM mails WHERE id = ?", id);
    if (row.step()) message_id = message_id_in(row.blob(0));
  }
  connection_->run(
      "UPDATE mails SET state = 2, message = x'', message_id = ?, reason = '', tries = tries + 1, ended_at_ms = ? "
      "WHERE id = ?",
      message_id, now_ms, id);
}

void OutboxFile::note_failed(std::uint64_t id, std::int64_t now_ms, std::string_view reason) {
  connection_->run(
      "UPDATE mails SET state = 3, message = x'', reason = ?, tries = tries + 1, ended_at_ms = ? WHERE id = ?", reason,
      now_ms, id);
}

void OutboxFile::note_retry(std::uint64_t id, std::int64_t next_try_ms, std::string_view reason) {
  connection_->run("UPDATE mails SET reason = ?, tries = tries + 1, next_try_ms = ? WHERE id = ? AND state = 1", reason,
                   next_try_ms, id);
}

void OutboxFile::postpone(std::uint64_t id, std::int64_t next_try_ms) {
  connection_->run("UPDATE mails SET next_try_ms = ? WHERE id = ? AND state = 1", next_try_ms, id);
}

std::vector<MailRow> OutboxFile::of_community(std::string_view community, std::size_t limit) {
  std::vector<MailRow> mails;
  auto rows = connection_->query("SELECT " RAMURE_MAIL_COLUMNS
                                 " FROM mails WHERE community = ? AND state > 0 ORDER BY id DESC LIMIT ?",
                                 community, limit);
  while (rows.step()) mails.push_back(mail_row(rows));
  return mails;
}

bool OutboxFile::try_now(std::string_view community, std::uint64_t id, std::int64_t now_ms) {
  connection_->run("UPDATE mails SET next_try_ms = ? WHERE id = ? AND community = ? AND state = 1", now_ms, id,
                   community);
  return connection_->changes() > 0;
}

bool OutboxFile::note_returned(std::string_view message_id, std::int64_t now_ms, std::string_view reason) {
  if (message_id.empty()) return false;
  connection_->run("UPDATE mails SET state = 3, reason = ?, ended_at_ms = ? WHERE message_id = ? AND state = 2", reason,
                   now_ms, message_id);
  return connection_->changes() > 0;
}

bool OutboxFile::has(std::string_view key) {
  auto row = connection_->query("SELECT 1 FROM mails WHERE key = ?", key);
  return row.step();
}

std::size_t OutboxFile::count_made(int kind, std::string_view address, std::int64_t since_ms) {
  auto row = connection_->query(
      "SELECT count(*) FROM mails WHERE kind = ?1 AND created_at_ms >= ?2 AND (?3 = '' OR address = ?3)", kind,
      since_ms, address);
  row.step();
  return static_cast<std::size_t>(row.integer(0));
}

void OutboxFile::drop_ended_before(std::int64_t at_ms) {
  connection_->run("DELETE FROM mails WHERE ended_at_ms <> 0 AND ended_at_ms < ?", at_ms);
}

void OutboxFile::settle() { connection_->checkpoint(true); }

std::vector<std::string> OutboxFile::check() {
  std::vector<std::string> sentences;
  auto pages = connection_->query("PRAGMA integrity_check(20)");
  while (pages.step()) {
    if (pages.text(0) != "ok") sentences.emplace_back(pages.text(0));
  }
  return sentences;
}

}  // namespace ramure::storage
