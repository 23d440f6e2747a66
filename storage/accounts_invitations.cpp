// The invitations in the file of accounts: see accounts.hpp.
#include "storage/accounts.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

#define RAMURE_INVITATION_COLUMNS                                                                         \
  "id, token_hash, community, member_id, person, command_key, created_at_ms, expires_at_ms, account_id, " \
  "used_at_ms, address, opens_account_id, invited_by, is_taken_back, attempt_hash"

InvitationRow invitation_row(const Statement& row) {
  return {.id = row.id(0),
          .token_hash = std::string(row.blob(1)),
          .community = std::string(row.text(2)),
          .member_id = row.id(3),
          .person = std::string(row.blob(4)),
          .command_key = std::string(row.blob(5)),
          .created_at_ms = row.integer(6),
          .expires_at_ms = row.integer(7),
          .account_id = row.id(8),
          .used_at_ms = row.integer(9),
          .address = std::string(row.text(10)),
          .opens_account_id = row.id(11),
          .invited_by = row.id(12),
          .is_taken_back = row.integer(13) != 0,
          .attempt_hash = std::string(row.blob(14))};
}

std::vector<InvitationRow> invitation_rows(Statement rows) {
  std::vector<InvitationRow> invitations;
  while (rows.step()) invitations.push_back(invitation_row(rows));
  return invitations;
}

std::optional<InvitationRow> one_invitation(Statement rows) {
  if (!rows.step()) return std::nullopt;
  return invitation_row(rows);
}

}  // namespace

std::uint64_t AccountFile::add_invitation(const InvitationRow& row) {
  auto added = connection_->query(
      "INSERT INTO invitations (token_hash, community, member_id, person, command_key, created_at_ms, expires_at_ms, "
      "account_id, used_at_ms, address, opens_account_id, invited_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "RETURNING id",
      Blob{row.token_hash}, row.community, row.member_id, Blob{row.person}, Blob{row.command_key}, row.created_at_ms,
      row.expires_at_ms, row.account_id, row.used_at_ms, row.address, row.opens_account_id, row.invited_by);
  added.step();
  const std::uint64_t id = added.id(0);
  added.step();  // the (implicit) commit comes with the step that finds no other row
  return id;
}

std::optional<InvitationRow> AccountFile::invitation(std::string_view token_hash) {
  return one_invitation(connection_->query("SELECT " RAMURE_INVITATION_COLUMNS " FROM invitations WHERE token_hash = ?",
                                           Blob{token_hash}));
}

std::optional<InvitationRow> AccountFile::invitation_of_id(std::uint64_t id) {
  return one_invitation(connection_->query("SELECT " RAMURE_INVITATION_COLUMNS " FROM invitations WHERE id = ?", id));
}

std::optional<InvitationRow> AccountFile::invitation_of_address(std::string_view community,
                                                                std::string_view folded_address) {
  return one_invitation(connection_->query("SELECT " RAMURE_INVITATION_COLUMNS
                                           " FROM invitations WHERE community = ? AND address = ? AND address <> ''",
                                           community, folded_address));
}

std::optional<InvitationRow> AccountFile::unused_invitation_of_member(std::string_view community,
                                                                      std::uint64_t member_id) {
  return one_invitation(
      connection_->query("SELECT " RAMURE_INVITATION_COLUMNS
                         " FROM invitations WHERE community = ? AND member_id = ? AND account_id = 0 AND address <> ''",
                         community, member_id));
}

std::vector<InvitationRow> AccountFile::unused_invitations(std::string_view community) {
  return invitation_rows(connection_->query("SELECT " RAMURE_INVITATION_COLUMNS
                                            " FROM invitations WHERE community = ? AND account_id = 0 AND "
                                            "is_taken_back = 0 ORDER BY id DESC",
                                            community));
}

std::size_t AccountFile::count_unused_invitations(std::string_view community) {
  auto row = connection_->query("SELECT count(*) FROM invitations WHERE community = ? AND account_id = 0", community);
  row.step();
  return static_cast<std::size_t>(row.integer(0));
}

bool AccountFile::drop_unused_invitation(std::uint64_t id) {
  auto dropped = connection_->query("DELETE FROM invitations WHERE id = ? AND account_id = 0 RETURNING id", id);
  const bool was_there = dropped.step();
  while (was_there && dropped.step()) {
  }
  return was_there;
}

void AccountFile::drop_invitation(std::uint64_t id) { connection_->run("DELETE FROM invitations WHERE id = ?", id); }

void AccountFile::use_invitation(std::uint64_t id, std::uint64_t account_id, std::int64_t used_at_ms,
                                 std::string_view attempt_hash) {
  connection_->run("UPDATE invitations SET account_id = ?, used_at_ms = ?, attempt_hash = ? WHERE id = ?", account_id,
                   used_at_ms, Blob{attempt_hash}, id);
}

void AccountFile::set_invited_member(std::uint64_t id, std::uint64_t member_id) {
  connection_->run("UPDATE invitations SET member_id = ? WHERE id = ?", member_id, id);
}

std::vector<InvitationRow> AccountFile::unfinished_joins() {
  return invitation_rows(connection_->query(
      "SELECT " RAMURE_INVITATION_COLUMNS
      " FROM invitations WHERE (member_id = 0 AND (account_id <> 0 OR address <> '')) OR is_taken_back = 1 "
      "ORDER BY id"));
}

void AccountFile::drop_invitations_expired_before(std::int64_t at_ms) {
  connection_->run("DELETE FROM invitations WHERE account_id = 0 AND address = '' AND expires_at_ms < ?", at_ms);
}

void AccountFile::renew_invitation(const InvitationRow& before, std::string_view token_hash, std::int64_t now_ms,
                                   std::int64_t expires_at_ms) {
  connection_->run("INSERT INTO ended_links (token_hash, was_taken_back, ended_at_ms) VALUES (?, 0, ?)",
                   Blob{before.token_hash}, now_ms);
  connection_->run("UPDATE invitations SET token_hash = ?, expires_at_ms = ? WHERE id = ?", Blob{token_hash},
                   expires_at_ms, before.id);
}

void AccountFile::mark_taken_back(const InvitationRow& row, std::int64_t now_ms) {
  connection_->run("INSERT OR REPLACE INTO ended_links (token_hash, was_taken_back, ended_at_ms) VALUES (?, 1, ?)",
                   Blob{row.token_hash}, now_ms);
  connection_->run("UPDATE invitations SET is_taken_back = 1 WHERE id = ?", row.id);
}

std::optional<EndedLinkRow> AccountFile::ended_link(std::string_view token_hash) {
  auto row = connection_->query("SELECT token_hash, was_taken_back, ended_at_ms FROM ended_links WHERE token_hash = ?",
                                Blob{token_hash});
  if (!row.step()) return std::nullopt;
  return EndedLinkRow{
      .token_hash = std::string(row.blob(0)), .was_taken_back = row.integer(1) != 0, .ended_at_ms = row.integer(2)};
}

void AccountFile::drop_links_ended_before(std::int64_t at_ms) {
  connection_->run("DELETE FROM ended_links WHERE ended_at_ms < ?", at_ms);
}

}  // namespace ramure::storage
