#include <sqlite3.h>

#include "storage/connection.hpp"

namespace ramure::storage {

namespace {

[[noreturn]] void fail(sqlite3_stmt* statement, int code, const char* doing) {
  throw_storage_error(sqlite3_db_handle(statement), code, std::string(doing) + sqlite3_sql(statement));
}

}  // namespace

Statement::~Statement() {
  if (statement_ == nullptr) return;
  if (home_ == nullptr) {
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);  // repeats the error of the last step, which has been thrown already
  *home_ = false;
}

void Statement::expect_parameters(std::size_t count) const {
  CHECK(static_cast<std::size_t>(sqlite3_bind_parameter_count(statement_)) == count, sqlite3_sql(statement_));
}

void Statement::bind_integer(int index, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_, index, value); code != SQLITE_OK) fail(statement_, code, "bind ");
}

// An empty view may have a null address, which SQLite would store as NULL.
void Statement::bind_text(int index, std::string_view value) {
  const char* bytes = value.empty() ? "" : value.data();
  const int code = sqlite3_bind_text64(statement_, index, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) fail(statement_, code, "bind ");
}

void Statement::bind_blob(int index, std::string_view value) {
  const char* bytes = value.empty() ? "" : value.data();
  const int code = sqlite3_bind_blob64(statement_, index, bytes, value.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) fail(statement_, code, "bind ");
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(statement_, code, "");
  return false;
}

void Statement::run() { CHECK(!step(), sqlite3_sql(statement_)); }

void Statement::reset() { sqlite3_reset(statement_); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

}  // namespace ramure::storage
