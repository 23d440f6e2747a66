#include "storage/connection.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ramure::storage {

namespace {

// SQLite gives -wal and -shm the mode of the database file, so this one decides for all three.
void make_private_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    const auto kind = errno == EROFS || errno == EACCES    ? StorageError::Kind::read_only
                      : errno == ENOSPC || errno == EDQUOT ? StorageError::Kind::full
                                                           : StorageError::Kind::io;
    throw StorageError(kind, "cannot create " + file.string() + ": " + std::strerror(errno));
  }
  ::close(descriptor);
}

// Counting its memory would make SQLite take a process-wide mutex for every small allocation. Refused, harmlessly,
// when somebody in the process has used SQLite before us.
void configure_library() {
  static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(once);
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, const ConnectionOptions& options) : file_(file) {
  configure_library();
  if (options.create && file != ":memory:") make_private_file(file);
  const int flags =
      (options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  try {
    const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    if (code != SQLITE_OK) throw_storage_error(handle_, code, "open " + file.string());
    configure(options);
    migrate(*this, options.database, options.read_only);
  } catch (...) {
    close();
    throw;
  }
}

Connection::~Connection() { close(); }

void Connection::close() noexcept {
  for (auto& [sql, cached] : by_address_) sqlite3_finalize(cached.statement);
  for (auto& [sql, cached] : by_text_) sqlite3_finalize(cached.statement);
  sqlite3_close_v2(handle_);
}

void Connection::configure(const ConnectionOptions& options) {
  sqlite3_busy_timeout(handle_, static_cast<int>(options.busy_timeout_ms));
  // No mmap: a failing disk would kill the process with SIGBUS instead of giving an error that can be answered.
  // Nothing of what people wrote may reach a temporary file: it would not be erased with the rest.
  run_script("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -" +
             std::to_string(options.cache_kib));
  if (options.read_only) return;
  run_script("PRAGMA journal_mode = WAL");
  run_script(options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
  // The maintenance thread checkpoints; this bounds the WAL (64 MiB) where nobody does: imports, tools, tests.
  run_script("PRAGMA wal_autocheckpoint = 16384");
}

sqlite3_stmt* Connection::compile(const char* sql, bool persistent) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(handle_, sql, -1, persistent ? SQLITE_PREPARE_PERSISTENT : 0, &statement, nullptr);
  if (code != SQLITE_OK) throw_storage_error(handle_, code, std::string("prepare ") + sql);
  return statement;
}

Statement Connection::lend(Cached& cached, const char* sql) {
  if (cached.on_loan) return {compile(sql, false), nullptr};
  if (cached.statement == nullptr) cached.statement = compile(sql, true);
  cached.on_loan = true;
  return {cached.statement, &cached.on_loan};
}

// References into an unordered_map stay valid while it grows, so a loan may keep the address of its mark.
Statement Connection::prepare(Sql sql) { return lend(by_address_[sql.text], sql.text); }

Statement Connection::prepare_text(const std::string& sql) { return lend(by_text_[sql], sql.c_str()); }

void Connection::run_script(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_storage_error(handle_, code, "run a script");
}

void Connection::begin_write() { run("BEGIN IMMEDIATE"); }
void Connection::begin_read() { run("BEGIN"); }
void Connection::commit() { run("COMMIT"); }
void Connection::savepoint() { run("SAVEPOINT one"); }
void Connection::release_savepoint() { run("RELEASE one"); }

void Connection::undo_savepoint() {
  run("ROLLBACK TO one");
  run("RELEASE one");
}

void Connection::rollback() noexcept {
  // Fails only where there is no transaction any more, which is what is wanted.
  if (in_transaction()) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

std::int64_t Connection::changes() const { return sqlite3_changes64(handle_); }

bool Connection::checkpoint(bool truncate) {
  const int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  int frames = 0;
  int moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, &frames, &moved);
  if ((code & 0xff) == SQLITE_BUSY) return false;
  if (code != SQLITE_OK) throw_storage_error(handle_, code, "checkpoint " + file_.string());
  return frames == moved;
}

}  // namespace ramure::storage
