#include "storage/replay.hpp"

#include <algorithm>

#include "storage/apply.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t differences_max = 100;

using Differences = std::vector<std::string>;

std::vector<std::string> shared_tables(Connection& db) {
  std::vector<std::string> tables;
  Statement rows = db.query(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
      "ESCAPE '\\' ORDER BY name");
  while (rows.step()) {
    std::string name(rows.text(0));
    const auto& outside = tables_outside_the_journal();
    if (std::ranges::find(outside, name) == outside.end()) tables.push_back(std::move(name));
  }
  return tables;
}

std::vector<std::string> columns_of(Connection& db, const std::string& table) {
  std::vector<std::string> columns;
  Statement rows = db.query("SELECT name FROM pragma_table_info(?)", table);
  while (rows.step()) columns.emplace_back(rows.text(0));
  return columns;
}

// One text per row ("id=7, thread_id=6 …"), in an order that is the same for equal tables.
std::string rows_in_order(const std::string& table, const std::vector<std::string>& columns) {
  std::string row;
  std::string order;
  for (const std::string& column : columns) {
    row += (row.empty() ? "'" : " || ', ") + column + "=' || quote(" + column + ")";
    order += (order.empty() ? "" : ", ") + column;
  }
  return "SELECT " + row + " FROM " + table + " ORDER BY " + order;
}

void compare_table(Connection& tables, Connection& replayed, const std::string& table, Differences& differences) {
  const std::string sql = rows_in_order(table, columns_of(tables, table));
  Statement ours = tables.prepare_text(sql);
  Statement theirs = replayed.prepare_text(sql);
  bool more_ours = ours.step();
  bool more_theirs = theirs.step();
  while ((more_ours || more_theirs) && differences.size() < differences_max) {
    const std::string our_row = more_ours ? std::string(ours.text(0)) : "nothing";
    const std::string their_row = more_theirs ? std::string(theirs.text(0)) : "nothing";
    if (our_row != their_row) {
      differences.push_back(table + ": (" + our_row + ") in the tables, (" + their_row + ") after replay");
    }
    more_ours = more_ours && ours.step();
    more_theirs = more_theirs && theirs.step();
  }
}

// False: the journal cannot be replayed further than this row, and why was noted.
bool replay_row(Connection& replayed, std::uint64_t seq, std::string_view payload, Differences& differences) {
  const std::string where = "journal: event " + std::to_string(seq);
  v1::Event event;
  if (!event.ParseFromArray(payload.data(), static_cast<int>(payload.size())) || event.seq() != seq) {
    differences.push_back(where + " cannot be read");
    return false;
  }
  try {
    insert_journal_row(replayed, event, payload);
    apply(replayed, event);
  } catch (const std::exception& failure) {
    differences.push_back(where + " cannot be applied: " + failure.what());
    return false;
  }
  return true;
}

bool replay(Connection& tables, Connection& replayed, Differences& differences) {
  Statement rows = tables.query("SELECT seq, payload FROM journal ORDER BY seq");
  std::uint64_t expected = 1;
  while (rows.step()) {
    if (rows.id(0) != expected) {
      differences.push_back("journal: event " + std::to_string(expected) + " is missing");
      return false;
    }
    if (!replay_row(replayed, expected, rows.blob(1), differences)) return false;
    ++expected;
  }
  return true;
}

}  // namespace

const std::vector<std::string>& tables_outside_the_journal() {
  static const std::vector<std::string> tables{
      "meta",        "command_keys",     "pending_scrubs",    "private_revisions",   "read_cursors",
      "followings",  "last_visits",      "drafts_to_clear",   "bookmarks",           "roadmap_visits",
      "settings",    "acceptances",      "fresh_starts",      "fresh_start_cursors", "fresh_start_marks",
      "moved_reads", "uploads_to_clear", "round_looks",       "text_changes",        "text_snapshots",
      "notebook",    "dossier_bases",    "evaluation_ratings"};  // an older release kept none of what it replaced
  return tables;
}

std::vector<std::string> compare_with_replay(const std::filesystem::path& folder) {
  Differences differences;
  Connection tables(folder / "community.db", {.database = "community", .read_only = true});
  Connection replayed(":memory:", {.database = "community"});
  Transaction snapshot(tables, Transaction::Kind::read);
  Transaction scratch(replayed, Transaction::Kind::write);
  if (!replay(tables, replayed, differences)) return differences;
  for (const std::string& table : shared_tables(tables)) compare_table(tables, replayed, table, differences);
  return differences;
}

}  // namespace ramure::storage
