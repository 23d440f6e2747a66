#include "storage/check.hpp"

#include "storage/check_parts.hpp"
#include "storage/replay.hpp"

namespace ramure::storage {

namespace {

// A part that cannot be read to its end is a finding, and the others are still looked at.
template <typename Check>
void run_part(Findings& findings, Check check) {
  try {
    check();
  } catch (const std::exception& error) {
    findings.add(std::string("Cannot be read to the end: ") + error.what() + ".");
  }
}

}  // namespace

void check_file(const std::filesystem::path& file, const char* database, Findings& findings) {
  if (!std::filesystem::exists(file)) {
    findings.add(file.filename().string() + " is missing.");
    return;
  }
  Connection db(file, {.database = database, .read_only = true});
  for (auto rows = db.query("PRAGMA integrity_check"); rows.step();) {
    if (rows.text(0) != "ok") findings.add(file.filename().string() + ": " + std::string(rows.text(0)));
  }
  for (auto rows = db.query("PRAGMA foreign_key_check"); rows.step();) {
    findings.add(file.filename().string() + ": a row of " + std::string(rows.text(0)) + " refers to a missing row of " +
                 std::string(rows.text(2)) + ".");
  }
}

std::vector<Finding> check_community(const std::filesystem::path& folder, const CheckProgress& progress) {
  const std::filesystem::path file = folder / "community.db";
  if (!std::filesystem::exists(file)) {
    throw StorageError(StorageError::Kind::other, folder.string() + " holds no community");
  }
  std::vector<Finding> all;
  Findings files(all, "files", progress);
  files.progress(0, 3);
  run_part(files, [&] { check_file(file, "community", files); });
  files.progress(1, 3);
  run_part(files, [&] { check_file(folder / "drafts.db", "drafts", files); });
  files.progress(2, 3);
  const bool has_index = std::filesystem::exists(folder / "search.db");  // made anew at the next start otherwise
  if (has_index) run_part(files, [&] { check_file(folder / "search.db", "search", files); });
  files.progress(3, 3);

  Findings journal(all, "journal", progress);
  run_part(journal, [&] {
    Connection db(file, {.read_only = true});
    check_journal(db, journal);
  });
  Findings tables(all, "tables", progress);
  run_part(tables, [&] {
    Connection db(file, {.read_only = true});
    check_tables(db, tables);
  });
  run_part(tables, [&] {
    for (std::string& difference : compare_with_replay(folder)) tables.add(std::move(difference));
  });
  Findings attachments(all, "attachments", progress);
  run_part(attachments, [&] { check_attachments(folder, attachments); });
  Findings search(all, "search", progress);
  if (has_index) {
    run_part(search, [&] {
      Connection db(file, {.read_only = true});
      check_search(db, folder / "search.db", search);
    });
  }
  return all;
}

}  // namespace ramure::storage
