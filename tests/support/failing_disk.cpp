#include "tests/support/failing_disk.hpp"

#include <sqlite3.h>

#include <atomic>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

namespace ramure::test {

namespace {

using Fault = FailingDisk::Fault;

std::mutex guard;  // of what follows, up to the tables
Fault fault_now = Fault::none;
std::string only_in_files_named;
std::map<const sqlite3_file*, std::string> names;  // by address: overwritten when one is used again

sqlite3_vfs* real = nullptr;
std::map<const sqlite3_io_methods*, sqlite3_io_methods> tables_between;  // real table → ours
std::atomic<const sqlite3_io_methods*> real_methods = nullptr;

bool fails(const sqlite3_file* file, Fault fault) {
  const std::lock_guard lock(guard);
  return fault_now == fault && names[file].find(only_in_files_named) != std::string::npos;
}

int write_between(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  if (fails(file, Fault::write_fails)) return SQLITE_IOERR_WRITE;
  if (fails(file, Fault::no_room)) return SQLITE_FULL;
  return real_methods.load()->xWrite(file, bytes, count, offset);
}

int sync_between(sqlite3_file* file, int flags) {
  if (fails(file, Fault::fsync_fails)) return SQLITE_IOERR_FSYNC;
  return real_methods.load()->xSync(file, flags);
}

// SQLite has one table of methods per way of locking; they read, write and sync alike.
int open_between(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  const int code = real->xOpen(real, name, file, flags, flags_out);
  if (code != SQLITE_OK || file->pMethods == nullptr) return code;
  const std::lock_guard lock(guard);
  const auto [table, is_new] = tables_between.try_emplace(file->pMethods, *file->pMethods);
  if (is_new) {
    real_methods = file->pMethods;
    table->second.xWrite = write_between;
    table->second.xSync = sync_between;
  }
  file->pMethods = &table->second;
  names[file] = name != nullptr ? name : "";
  return code;
}

void install() {
  static sqlite3_vfs between;
  real = sqlite3_vfs_find(nullptr);
  if (real == nullptr) throw std::runtime_error("SQLite has no file layer");
  between = *real;
  between.zName = "failing disk";
  between.xOpen = open_between;
  sqlite3_vfs_register(&between, 1);
}

}  // namespace

FailingDisk::FailingDisk() {
  static std::once_flag installed;
  std::call_once(installed, install);
  set(Fault::none);
}

void FailingDisk::set(Fault fault, std::string_view only_in) {
  const std::lock_guard lock(guard);
  fault_now = fault;
  only_in_files_named = only_in;
}

}  // namespace ramure::test
