#include "storage/backup_files.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

#include "storage/attachment_files.hpp"
#include "storage/connection.hpp"
#include "storage/disk.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t piece_bytes = 256 * 1024;

using Hashes = std::set<std::string>;

// Through SQLite itself: a copy stays as it is, without a WAL, also when an older release has made it.
void add_hashes(const std::filesystem::path& file, const char* table, Hashes& hashes) {
  sqlite3* raw = nullptr;
  int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_EXRESCODE, nullptr);
  const std::unique_ptr<sqlite3, decltype([](sqlite3* handle) { sqlite3_close_v2(handle); })> handle(raw);
  if (code != SQLITE_OK) throw_storage_error(raw, code, "open " + file.string());
  if (sqlite3_table_column_metadata(raw, nullptr, table, "sha256", nullptr, nullptr, nullptr, nullptr, nullptr) !=
      SQLITE_OK) {
    return;  // of a release without attachments
  }
  sqlite3_stmt* statement = nullptr;
  code = sqlite3_prepare_v2(raw, (std::string("SELECT sha256 FROM ") + table).c_str(), -1, &statement, nullptr);
  const std::unique_ptr<sqlite3_stmt, decltype([](sqlite3_stmt* one) { sqlite3_finalize(one); })> rows(statement);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(statement);
    if (code != SQLITE_ROW) continue;
    hashes.emplace(static_cast<const char*>(sqlite3_column_blob(statement, 0)),
                   static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
  }
  if (code != SQLITE_DONE) throw_storage_error(raw, code, std::string("read ") + table);
}

Hashes hashes_in(const std::filesystem::path& folder) {
  Hashes hashes;
  add_hashes(folder / "community.db", "attachments", hashes);
  if (std::filesystem::exists(folder / "drafts.db")) add_hashes(folder / "drafts.db", "uploads", hashes);
  return hashes;
}

// False: it is not there, or is not what its name says.
bool copy_file(const AttachmentFiles& from, const AttachmentFiles& to, const std::string& hash) {
  const auto file = from.open(hash);
  if (!file) return false;
  const auto copy = to.receive();
  for (std::string piece = file->read_at(0, piece_bytes); !piece.empty();
       piece = file->read_at(copy->size_bytes(), piece_bytes)) {
    copy->write(piece);
  }
  copy->finish();
  if (copy->sha256() != hash) return false;
  to.place(*copy);
  return true;
}

void remove_others(const AttachmentFiles& files, const Hashes& hashes) {
  for (int folder = 0; folder < file_folders; ++folder) {
    for (const std::string& hash : files.list(folder)) {
      if (!hashes.contains(hash)) files.remove(hash);
    }
  }
}

// One call for all files: an fsync of each would take a thousand times longer.
void sync_all(const std::filesystem::path& folder) {
  const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
  if (::syncfs(descriptor.number()) != 0) fail_on_disk(folder, "write to the disk");
}

}  // namespace

std::size_t copy_files(const std::filesystem::path& databases, const std::filesystem::path& from,
                       const std::filesystem::path& to) {
  const AttachmentFiles source(from), target(to, false);
  const Hashes hashes = hashes_in(databases);
  Hashes left_out;
  for (const std::string& hash : hashes) {
    if (!target.open(hash) && !copy_file(source, target, hash)) left_out.insert(hash);
  }
  remove_others(target, hashes);
  sync_all(to);
  if (left_out.empty()) return 0;
  // What went since the databases were copied was erased or has expired: nothing refers to it any more.
  const Hashes still_there = hashes_in(from);
  return static_cast<std::size_t>(
      std::ranges::count_if(left_out, [&](const std::string& hash) { return still_there.contains(hash); }));
}

}  // namespace ramure::storage
