#include "storage/connection.hpp"
#include "storage/migrations.hpp"

namespace ramure::storage {

namespace {

// Big-endian ASCII, as `file` shows them: "RAMc", "RAMd", "RAMa", "RAMs".
std::int64_t application_id(std::string_view database) {
  CHECK(!database.empty(), "a database has a name");
  return 0x52414D00 + static_cast<unsigned char>(database.front());
}

std::int64_t pragma(Connection& connection, Sql sql) {
  Statement row = connection.query(sql);
  CHECK(row.step(), "a pragma answers with one row");
  return row.integer(0);
}

std::int64_t newest_version(std::string_view database) {
  std::int64_t newest = 0;
  for (const Migration& migration : migrations()) {
    if (migration.database == database) newest = migration.version;
  }
  CHECK(newest > 0, "no migrations for database " + std::string(database));
  return newest;
}

bool is_empty(Connection& connection) {
  Statement rows = connection.query("SELECT 1 FROM sqlite_schema");
  return !rows.step();
}

void check_owner(Connection& connection, std::string_view database, std::int64_t version) {
  const std::string name = connection.file().string();
  const std::int64_t owner = pragma(connection, "PRAGMA application_id");
  const bool is_new = version == 0 && owner == 0 && is_empty(connection);
  if (!is_new && owner != application_id(database)) {
    throw StorageError(StorageError::Kind::corrupt,
                       name + " is not a Ramure database of kind " + std::string(database));
  }
  if (version > newest_version(database)) {
    throw StorageError(StorageError::Kind::newer_version, name + " was written by a newer release (version " +
                                                              std::to_string(version) + "; this one knows " +
                                                              std::to_string(newest_version(database)) + ")");
  }
}

void run_migration(Connection& connection, std::string_view database, const Migration& migration) {
  Transaction transaction(connection, Transaction::Kind::write);
  // Somebody else may have been faster between our look and the lock.
  if (pragma(connection, "PRAGMA user_version") >= migration.version) return;
  connection.run_script(migration.sql);
  connection.run_script("PRAGMA application_id = " + std::to_string(application_id(database)) +
                        "; PRAGMA user_version = " + std::to_string(migration.version));
  transaction.commit();
}

}  // namespace

void migrate(Connection& connection, std::string_view database, bool read_only) {
  const std::int64_t version = pragma(connection, "PRAGMA user_version");
  check_owner(connection, database, version);
  if (read_only) {
    if (version == newest_version(database)) return;
    throw StorageError(StorageError::Kind::other,
                       connection.file().string() + " is of an older release: open it for writing once, to migrate it");
  }
  for (const Migration& migration : migrations()) {
    if (migration.database == database && migration.version > version) run_migration(connection, database, migration);
  }
}

}  // namespace ramure::storage
