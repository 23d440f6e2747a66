// The codes of workshops in the file of accounts: see accounts.hpp.
#include "storage/accounts.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

void AccountFile::set_workshop_code(const WorkshopCodeRow& row) {
  connection_->run(
      "INSERT INTO workshop_codes (community, epoch, workshop_id, token_hash, expires_at_ms) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (community, epoch, workshop_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at_ms = "
      "excluded.expires_at_ms",
      row.community, row.epoch, row.workshop_id, Blob{row.token_hash}, row.expires_at_ms);
}

std::optional<WorkshopCodeRow> AccountFile::workshop_code(std::string_view token_hash) {
  auto row = connection_->query(
      "SELECT community, epoch, workshop_id, expires_at_ms FROM workshop_codes WHERE token_hash = ?", Blob{token_hash});
  if (!row.step()) return std::nullopt;
  return WorkshopCodeRow{.community = std::string(row.text(0)),
                         .epoch = std::string(row.text(1)),
                         .workshop_id = row.id(2),
                         .token_hash = std::string(token_hash),
                         .expires_at_ms = row.integer(3)};
}

void AccountFile::drop_workshop_codes_expired_before(std::int64_t at_ms) {
  connection_->run("DELETE FROM workshop_codes WHERE expires_at_ms < ?", at_ms);
}

void AccountFile::drop_workshop_codes_of(std::string_view community) {
  connection_->run("DELETE FROM workshop_codes WHERE community = ?", community);
}

}  // namespace ramure::storage
