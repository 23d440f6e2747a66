// The calendar feeds of accounts; the rest of the file is in accounts.cpp.
#include "storage/accounts.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

void AccountFile::set_calendar_feed(const CalendarFeedRow& row) {
  connection_->run(
      "INSERT INTO calendar_feeds (account_id, community, token_hash, created_at_ms) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (account_id, community) DO UPDATE SET token_hash = excluded.token_hash, "
      "created_at_ms = excluded.created_at_ms",
      row.account_id, row.community, Blob{row.token_hash}, row.created_at_ms);
}

std::optional<CalendarFeedRow> AccountFile::calendar_feed(std::string_view token_hash) {
  auto row = connection_->query("SELECT account_id, community, created_at_ms FROM calendar_feeds WHERE token_hash = ?",
                                Blob{token_hash});
  if (!row.step()) return std::nullopt;
  return CalendarFeedRow{row.id(0), std::string(row.text(1)), std::string(token_hash), row.integer(2)};
}

std::optional<CalendarFeedRow> AccountFile::calendar_feed_of(std::uint64_t account_id, std::string_view community) {
  auto row =
      connection_->query("SELECT token_hash, created_at_ms FROM calendar_feeds WHERE account_id = ? AND community = ?",
                         account_id, community);
  if (!row.step()) return std::nullopt;
  return CalendarFeedRow{account_id, std::string(community), std::string(row.blob(0)), row.integer(1)};
}

void AccountFile::drop_calendar_feed(std::uint64_t account_id, std::string_view community) {
  connection_->run("DELETE FROM calendar_feeds WHERE account_id = ? AND community = ?", account_id, community);
}

void AccountFile::drop_calendar_feeds_of(std::uint64_t account_id) {
  connection_->run("DELETE FROM calendar_feeds WHERE account_id = ?", account_id);
}

}  // namespace ramure::storage
