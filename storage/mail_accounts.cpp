#include "storage/mail_accounts.hpp"

#include "storage/connection.hpp"

namespace ramure::storage {

MailAccounts::MailAccounts(const std::filesystem::path& file, bool durable)
    : connection_(std::make_unique<Connection>(
          file, ConnectionOptions{.database = "accounts", .create = true, .durable = durable})) {}
MailAccounts::~MailAccounts() = default;

std::vector<MailReceiver> MailAccounts::receivers(std::string_view community) {
  std::vector<MailReceiver> members;
  auto rows = connection_->query(
      "SELECT m.member_id, a.id, a.address FROM account_members m JOIN accounts a ON a.id = m.account_id WHERE "
      "m.community = ? AND a.address <> '' AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.opens_account_id = a.id "
      "AND i.used_at_ms = 0) ORDER BY m.member_id",
      community);
  while (rows.step()) members.push_back({rows.id(0), rows.id(1), std::string(rows.text(2))});
  return members;
}

void MailAccounts::give_address(std::string_view community, std::uint64_t member_id, std::string_view address) {
  connection_->run(
      "UPDATE OR IGNORE accounts SET address = ?1, folded_address = ?1 WHERE address = '' AND id = (SELECT account_id "
      "FROM "
      "account_members WHERE community = ?2 AND member_id = ?3)",
      address, community, member_id);
}

bool MailAccounts::add_link(const MailedLinkRow& row) {
  connection_->run(
      "INSERT INTO mailed_links (token_hash, account_id, purpose, expires_at_ms) SELECT ?, id, ?, ? FROM accounts "
      "WHERE "
      "id = ?",
      Blob{row.token_hash}, row.purpose, row.expires_at_ms, row.account_id);
  return connection_->changes() > 0;
}

}  // namespace ramure::storage
