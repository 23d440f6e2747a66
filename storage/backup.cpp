#include "storage/backup.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>

#include "storage/backup_files.hpp"
#include "storage/connection.hpp"
#include "storage/disk.hpp"
#include "storage/erasure_ledger.hpp"
#include "storage/store.hpp"

namespace ramure::storage {

namespace {

constexpr int pages_per_step = 512;  // 2 MiB: the writer waits for no more than that

using Handle = std::unique_ptr<sqlite3, decltype([](sqlite3* handle) { sqlite3_close_v2(handle); })>;

Handle open_handle(const std::filesystem::path& file, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Handle handle(raw);
  if (code != SQLITE_OK) throw_storage_error(raw, code, "open " + file.string());
  sqlite3_busy_timeout(raw, 5'000);
  return handle;
}

void execute(sqlite3* handle, const char* sql) {
  const int code = sqlite3_exec(handle, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_storage_error(handle, code, sql);
}

// The source's read transaction is its own connection's, so that a writer beside it never makes the copy start again.
void copy_pages(sqlite3* source, sqlite3* target, const BackupProgress& progress) {
  execute(source, "BEGIN; SELECT COUNT(*) FROM sqlite_schema");
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  if (backup == nullptr) throw_storage_error(target, sqlite3_errcode(target), "begin a backup");
  int code = SQLITE_OK;
  while (code == SQLITE_OK) {
    code = sqlite3_backup_step(backup, pages_per_step);
    if (!progress) continue;
    const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup));
    progress(total - static_cast<std::uint64_t>(sqlite3_backup_remaining(backup)), total);
  }
  const int finished = sqlite3_backup_finish(backup);
  if (code != SQLITE_DONE || finished != SQLITE_OK) throw_storage_error(target, code, "copy pages");
  execute(source, "COMMIT");
}

std::filesystem::path aside(const std::filesystem::path& target) {
  std::filesystem::path partial = target;
  return partial += ".partial";
}

void remove_database(const std::filesystem::path& file) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::path part = file;
    std::filesystem::remove(part += suffix);
  }
}

// The name appears only when the bytes are on disk.
void move_into_place(const std::filesystem::path& partial, const std::filesystem::path& target) {
  sync_file(partial);
  remove_database(target);
  std::filesystem::rename(partial, target);
  sync_folder(target.parent_path());
}

// `mark`: SQL for the copy, before it gets its name.
void copy_database(const std::filesystem::path& source, const std::filesystem::path& target, const char* mark,
                   const BackupProgress& progress) {
  const std::filesystem::path partial = aside(target);
  remove_database(partial);
  {
    const Handle from = open_handle(source, SQLITE_OPEN_READONLY);
    ::close(::open(partial.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
    const Handle to = open_handle(partial, SQLITE_OPEN_READWRITE);
    copy_pages(from.get(), to.get(), progress);
    // A copy without a WAL is one file, whole by itself; opening it for writing makes it WAL again.
    execute(to.get(), "PRAGMA journal_mode = DELETE");
    if (mark != nullptr) execute(to.get(), mark);
  }
  move_into_place(partial, target);
}

void copy_plain_file(const std::filesystem::path& source, const std::filesystem::path& target) {
  const std::filesystem::path partial = aside(target);
  std::filesystem::copy_file(source, partial, std::filesystem::copy_options::overwrite_existing);
  move_into_place(partial, target);
}

void merge_ledgers(const std::filesystem::path& from, const std::filesystem::path& into) {
  const ErasureLedger known(from / "erasures.tsv");
  ErasureLedger(into / "erasures.tsv").merge(known);
}

}  // namespace

void backup_database(const std::filesystem::path& source, const std::filesystem::path& target,
                     const BackupProgress& progress) {
  copy_database(source, target, nullptr, progress);
}

std::size_t backup_community(const std::filesystem::path& folder, const std::filesystem::path& target_folder,
                             const BackupProgress& progress) {
  make_private_folder(target_folder);
  // Drafts first: they may then name a revision that the community's copy has passed, never the other way round.
  copy_database(folder / "drafts.db", target_folder / "drafts.db", nullptr, {});
  copy_database(folder / "community.db", target_folder / "community.db",
                "UPDATE meta SET value = x'31' WHERE name = 'is_backup'", progress);
  const std::size_t left_out = copy_files(target_folder, folder, target_folder);
  // Last: what was erased since the copy of the databases, and whose files may be missing, will be erased again.
  merge_ledgers(folder, target_folder);
  return left_out;
}

void restore_community(const std::filesystem::path& backup_folder, const std::filesystem::path& folder) {
  if (!std::filesystem::exists(backup_folder / "community.db")) {
    throw StorageError(StorageError::Kind::other, backup_folder.string() + " holds no backup of a community");
  }
  make_private_folder(folder);
  if (std::filesystem::exists(folder / "community.db")) {
    throw StorageError(StorageError::Kind::other, folder.string() + " holds a community already");
  }
  merge_ledgers(backup_folder, folder);
  if (std::filesystem::exists(backup_folder / "drafts.db"))
    copy_plain_file(backup_folder / "drafts.db", folder / "drafts.db");
  remove_database(folder / "search.db");
  copy_files(backup_folder, backup_folder, folder);
  copy_plain_file(backup_folder / "community.db", folder / "community.db");  // last: before it there is no community
}

}  // namespace ramure::storage
