#include "storage/accounts.hpp"

#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

AccountRow account_row(const Statement& row) {
  return {.id = row.id(0),
          .name = std::string(row.text(1)),
          .folded_name = std::string(row.text(2)),
          .password_hash = std::string(row.text(3)),
          .created_at_ms = row.integer(4),
          .changed_at_ms = row.integer(5),
          .address = std::string(row.text(6)),
          .folded_address = std::string(row.text(7))};
}

#define RAMURE_ACCOUNT_COLUMNS \
  "id, name, folded_name, password_hash, created_at_ms, changed_at_ms, address, folded_address"

// RETURNING: the row comes first, the (implicit) commit with the step that finds no other row.
std::uint64_t given_id(Statement added) {
  added.step();
  const std::uint64_t id = added.id(0);
  added.step();
  return id;
}

std::vector<AccountMemberRow> link_rows(Statement rows) {
  std::vector<AccountMemberRow> links;
  while (rows.step()) links.push_back({rows.id(0), std::string(rows.text(1)), rows.id(2)});
  return links;
}

}  // namespace

AccountFile::Change::Change(Connection& connection)
    : transaction_(std::make_unique<Transaction>(connection, Transaction::Kind::write)) {}
AccountFile::Change::~Change() = default;
void AccountFile::Change::commit() { transaction_->commit(); }

AccountFile::AccountFile(const std::filesystem::path& file, bool durable)
    : connection_(std::make_unique<Connection>(
          file, ConnectionOptions{.database = "accounts", .create = true, .durable = durable})) {}
AccountFile::AccountFile(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
AccountFile::~AccountFile() = default;

std::unique_ptr<AccountFile> AccountFile::read_only(const std::filesystem::path& file) {
  auto connection = std::make_unique<Connection>(file, ConnectionOptions{.database = "accounts", .read_only = true});
  return std::unique_ptr<AccountFile>(new AccountFile(std::move(connection)));
}

std::vector<std::string> AccountFile::check() {
  std::vector<std::string> sentences;
  auto pages = connection_->query("PRAGMA integrity_check(20)");
  while (pages.step()) {
    if (pages.text(0) != "ok") sentences.emplace_back(pages.text(0));
  }
  auto orphans = connection_->query("PRAGMA foreign_key_check");
  while (orphans.step()) {
    sentences.push_back("a row of " + std::string(orphans.text(0)) + " refers to an account that does not exist");
  }
  return sentences;
}

AccountFile::Change AccountFile::begin() { return Change(*connection_); }

std::optional<AccountRow> AccountFile::account(std::uint64_t id) {
  auto row = connection_->query("SELECT " RAMURE_ACCOUNT_COLUMNS " FROM accounts WHERE id = ?", id);
  if (!row.step()) return std::nullopt;
  return account_row(row);
}

std::optional<AccountRow> AccountFile::account_of_name(std::string_view folded_name) {
  auto row = connection_->query("SELECT " RAMURE_ACCOUNT_COLUMNS " FROM accounts WHERE folded_name = ?", folded_name);
  if (!row.step()) return std::nullopt;
  return account_row(row);
}

std::optional<AccountRow> AccountFile::account_of_address(std::string_view folded_address) {
  auto row = connection_->query("SELECT " RAMURE_ACCOUNT_COLUMNS
                                " FROM accounts WHERE folded_address = ? AND folded_address <> ''",
                                folded_address);
  if (!row.step()) return std::nullopt;
  return account_row(row);
}

std::uint64_t AccountFile::add_account(const AccountRow& row) {
  return given_id(connection_->query(
      "INSERT INTO accounts (name, folded_name, password_hash, created_at_ms, changed_at_ms, address, folded_address) "
      "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
      row.name, row.folded_name, row.password_hash, row.created_at_ms, row.changed_at_ms, row.address,
      row.folded_address));
}

void AccountFile::set_password(std::uint64_t id, std::string_view password_hash, std::int64_t changed_at_ms) {
  connection_->run("UPDATE accounts SET password_hash = ?, changed_at_ms = ? WHERE id = ?", password_hash,
                   changed_at_ms, id);
  use_opening_link(id, changed_at_ms);
  connection_->run("UPDATE mailed_links SET used_at_ms = ? WHERE account_id = ? AND used_at_ms = 0", changed_at_ms, id);
}

void AccountFile::use_opening_link(std::uint64_t id, std::int64_t used_at_ms) {
  connection_->run(
      "UPDATE invitations SET account_id = opens_account_id, used_at_ms = ? WHERE opens_account_id = ? AND account_id "
      "= 0",
      used_at_ms, id);
}

void AccountFile::drop_account(std::uint64_t id) { connection_->run("DELETE FROM accounts WHERE id = ?", id); }

void AccountFile::link(std::uint64_t account_id, std::string_view community, std::uint64_t member_id) {
  connection_->run("INSERT INTO account_members (account_id, community, member_id) VALUES (?, ?, ?)", account_id,
                   community, member_id);
}

void AccountFile::unlink(std::uint64_t account_id, std::string_view community) {
  connection_->run("DELETE FROM account_members WHERE account_id = ? AND community = ?", account_id, community);
  drop_calendar_feed(account_id, community);
}

void AccountFile::unlink_community(std::string_view community) {
  connection_->run("DELETE FROM account_members WHERE community = ?", community);
  connection_->run("DELETE FROM calendar_feeds WHERE community = ?", community);
}

std::vector<AccountMemberRow> AccountFile::links() {
  return link_rows(connection_->query("SELECT account_id, community, member_id FROM account_members"));
}

std::vector<AccountMemberRow> AccountFile::links_of(std::uint64_t account_id) {
  return link_rows(connection_->query(
      "SELECT account_id, community, member_id FROM account_members WHERE account_id = ?", account_id));
}

std::optional<std::uint64_t> AccountFile::account_of_member(std::string_view community, std::uint64_t member_id) {
  auto row = connection_->query("SELECT account_id FROM account_members WHERE community = ? AND member_id = ?",
                                community, member_id);
  if (!row.step()) return std::nullopt;
  return row.id(0);
}

std::vector<std::pair<std::uint64_t, std::string>> AccountFile::names_of_community(std::string_view community) {
  auto rows = connection_->query(
      "SELECT m.member_id, a.name FROM account_members m JOIN accounts a ON a.id = m.account_id WHERE m.community = ? "
      "ORDER BY m.member_id",
      community);
  std::vector<std::pair<std::uint64_t, std::string>> names;
  while (rows.step()) names.emplace_back(rows.id(0), rows.text(1));
  return names;
}

std::vector<SessionRow> AccountFile::sessions() {
  auto rows = connection_->query(
      "SELECT id, token_hash, account_id, created_at_ms, last_used_ms, expires_at_ms, client_name FROM sessions "
      "ORDER BY id");
  std::vector<SessionRow> sessions;
  while (rows.step()) {
    sessions.push_back({.id = rows.id(0),
                        .token_hash = std::string(rows.blob(1)),
                        .account_id = rows.id(2),
                        .created_at_ms = rows.integer(3),
                        .last_used_ms = rows.integer(4),
                        .expires_at_ms = rows.integer(5),
                        .client_name = std::string(rows.text(6))});
  }
  return sessions;
}

bool AccountFile::has_session(std::uint64_t account_id) {
  return connection_->query("SELECT 1 FROM sessions WHERE account_id = ? LIMIT 1", account_id).step();
}

std::uint64_t AccountFile::add_session(const SessionRow& row) {
  return given_id(connection_->query(
      "INSERT INTO sessions (token_hash, account_id, created_at_ms, last_used_ms, expires_at_ms, client_name) "
      "VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
      Blob{row.token_hash}, row.account_id, row.created_at_ms, row.last_used_ms, row.expires_at_ms, row.client_name));
}

AccountFile::ClientIs AccountFile::note_client(std::uint64_t account_id, std::string_view client_name,
                                               std::int64_t now_ms) {
  constexpr int known_max = 50;
  Statement row = connection_->query(
      "SELECT count(*), count(*) FILTER (WHERE client_name = ?) FROM known_clients WHERE account_id = ?", client_name,
      account_id);
  row.step();
  const ClientIs is = row.integer(1) > 0   ? ClientIs::known
                      : row.integer(0) > 0 ? ClientIs::new_to_account
                                           : ClientIs::first;
  connection_->run(
      "INSERT INTO known_clients (account_id, client_name, last_at_ms) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
      "last_at_ms = excluded.last_at_ms",
      account_id, client_name, now_ms);
  connection_->run(
      "DELETE FROM known_clients WHERE account_id = ?1 AND client_name NOT IN (SELECT client_name FROM known_clients "
      "WHERE account_id = ?1 ORDER BY last_at_ms DESC LIMIT ?2)",
      account_id, known_max);
  return is;
}

void AccountFile::touch_session(std::uint64_t id, std::int64_t last_used_ms, std::int64_t expires_at_ms) {
  connection_->run("UPDATE sessions SET last_used_ms = ?, expires_at_ms = ? WHERE id = ?", last_used_ms, expires_at_ms,
                   id);
}

void AccountFile::end_session(std::uint64_t id) { connection_->run("DELETE FROM sessions WHERE id = ?", id); }

void AccountFile::end_sessions_of(std::uint64_t account_id, std::uint64_t except_id) {
  connection_->run("DELETE FROM sessions WHERE account_id = ? AND id <> ?", account_id, except_id);
}

}  // namespace ramure::storage
