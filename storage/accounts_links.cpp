// The links that were sent to the addresses of accounts; the rest of the file is in accounts.cpp.
#include "storage/accounts.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

void AccountFile::add_mailed_link(const MailedLinkRow& row) {
  connection_->run("INSERT INTO mailed_links (token_hash, account_id, purpose, expires_at_ms) VALUES (?, ?, ?, ?)",
                   Blob{row.token_hash}, row.account_id, row.purpose, row.expires_at_ms);
}

std::optional<MailedLinkRow> AccountFile::mailed_link(std::string_view token_hash) {
  auto row = connection_->query(
      "SELECT account_id, purpose, expires_at_ms, used_at_ms, attempt_hash FROM mailed_links WHERE token_hash = ?",
      Blob{token_hash});
  if (!row.step()) return std::nullopt;
  return MailedLinkRow{.token_hash = std::string(token_hash),
                       .account_id = row.id(0),
                       .purpose = static_cast<int>(row.integer(1)),
                       .expires_at_ms = row.integer(2),
                       .used_at_ms = row.integer(3),
                       .attempt_hash = std::string(row.blob(4))};
}

void AccountFile::use_mailed_link(const MailedLinkRow& row, std::int64_t used_at_ms, std::string_view attempt_hash) {
  connection_->run("UPDATE mailed_links SET used_at_ms = ? WHERE account_id = ? AND used_at_ms = 0", used_at_ms,
                   row.account_id);
  connection_->run("UPDATE mailed_links SET attempt_hash = ? WHERE token_hash = ?", Blob{attempt_hash},
                   Blob{row.token_hash});
}

void AccountFile::drop_mailed_links_expired_before(std::int64_t at_ms) {
  connection_->run("DELETE FROM mailed_links WHERE expires_at_ms < ?", at_ms);
}

}  // namespace ramure::storage
