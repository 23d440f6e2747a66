#include "storage/error.hpp"

#include <sqlite3.h>

#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

StorageError::Kind kind_of(int code) {
  using enum StorageError::Kind;
  if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC) return uncertain;
  switch (code & 0xff) {
    case SQLITE_FULL: return full;
    case SQLITE_READONLY:
    case SQLITE_PERM: return read_only;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM: return io;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return corrupt;
    default: return other;
  }
}

}  // namespace

void throw_storage_error(sqlite3* handle, int code, const std::string& doing) {
  const char* detail = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  throw StorageError(kind_of(code), doing + ": " + detail + " (SQLite " + std::to_string(code) + ")");
}

}  // namespace ramure::storage
