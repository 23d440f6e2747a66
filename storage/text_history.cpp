#include "storage/text_history.hpp"

#include "storage/connection.hpp"
#include "storage/padding.hpp"

namespace ramure::storage {

namespace {

void rewrite_entry(Connection& db, std::uint64_t roadmap_id, const Store::TextRow& row) {
  std::size_t size = 0;
  {
    auto old = db.query("SELECT length(entry) FROM text_changes WHERE roadmap_id = ? AND version = ?", roadmap_id,
                        row.version);
    CHECK(old.step(), "the log of a text has no gap");
    size = static_cast<std::size_t>(old.id(0));
  }
  const std::string padded = padded_to(std::string(row.bytes), size);
  db.run("UPDATE text_changes SET entry = ? WHERE roadmap_id = ? AND version = ?", Blob{padded}, roadmap_id,
         row.version);
}

}  // namespace

void rewrite_text(Connection& db, std::uint64_t roadmap_id, std::span<const Store::TextRow> entries,
                  std::span<const Store::TextRow> snapshots) {
  if (entries.empty()) return;
  for (const Store::TextRow& row : entries) rewrite_entry(db, roadmap_id, row);
  db.run("DELETE FROM text_snapshots WHERE roadmap_id = ? AND version >= ?", roadmap_id, entries.front().version);
  for (const Store::TextRow& row : snapshots) {
    db.run("INSERT INTO text_snapshots (roadmap_id, version, snapshot) VALUES (?, ?, ?)", roadmap_id, row.version,
           Blob{row.bytes});
  }
}

void renew_text_snapshots(Connection& db) {
  db.run_script(
      "CREATE TABLE text_snapshots_anew (id INTEGER PRIMARY KEY, roadmap_id INTEGER NOT NULL, version INTEGER NOT "
      "NULL, "
      "snapshot BLOB NOT NULL) STRICT;"
      "INSERT INTO text_snapshots_anew SELECT id, roadmap_id, version, snapshot FROM text_snapshots ORDER BY id;"
      "DROP TABLE text_snapshots;"
      "ALTER TABLE text_snapshots_anew RENAME TO text_snapshots;"
      "CREATE UNIQUE INDEX text_snapshots_by_version ON text_snapshots (roadmap_id, version);");
}

}  // namespace ramure::storage
