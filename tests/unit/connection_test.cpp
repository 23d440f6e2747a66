// The thin layer over SQLite: what is refused on opening, and which kind of failure callers are told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "storage/connection.hpp"
#include "storage/migrations.hpp"
#include "storage/store.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

using storage::Connection;
using storage::ConnectionOptions;
using storage::StorageError;
using storage::Transaction;

namespace {

template <typename Work>
StorageError::Kind kind_of_failure(Work&& work) {
  try {
    work();
  } catch (const StorageError& error) {
    return error.kind;
  }
  ADD_FAILURE() << "nothing failed";
  return StorageError::Kind::other;
}

class ConnectionTest : public testing::Test {
 protected:
  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_ / "community.db";
  Connection make() { return Connection(file_, {.database = "community", .create = true, .durable = false}); }

  StorageError::Kind opening(const ConnectionOptions& options) {
    return kind_of_failure([&] { Connection db(file_, options); });
  }
};

mode_t mode_of(const std::filesystem::path& file) {
  struct stat status{};
  EXPECT_EQ(stat(file.c_str(), &status), 0);
  return status.st_mode & 0777;
}

}  // namespace

TEST_F(ConnectionTest, FilesAreForTheirOwnerAlone) {
  Connection db = make();
  db.run("INSERT INTO territories (id, key) VALUES (1, 't01')");
  EXPECT_EQ(mode_of(file_), 0600U);
  EXPECT_EQ(mode_of(file_.string() + "-wal"), 0600U);
  EXPECT_EQ(mode_of(file_.string() + "-shm"), 0600U);
}

TEST_F(ConnectionTest, SettingsHoldAfterOpening) {
  Connection db(file_, {.database = "community", .create = true});
  const auto setting = [&](storage::Sql pragma) {
    auto row = db.query(pragma);
    row.step();
    return std::string(row.text(0));
  };
  EXPECT_EQ(setting("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(setting("PRAGMA synchronous"), "2");
  EXPECT_EQ(setting("PRAGMA foreign_keys"), "1");
  EXPECT_EQ(setting("PRAGMA secure_delete"), "1");
  EXPECT_EQ(setting("PRAGMA temp_store"), "2");
}

TEST_F(ConnectionTest, EveryDatabaseOpensAtItsNewestMigration) {
  for (const storage::Migration& migration : storage::migrations()) {
    if (std::string_view(migration.database) == "search") continue;  // needs its own tokenizer
    Connection db(folder_ / (std::string(migration.database) + ".db"),
                  {.database = migration.database, .create = true});
    auto row = db.query("PRAGMA user_version");
    ASSERT_TRUE(row.step());
    EXPECT_GE(row.integer(0), migration.version) << migration.database;
  }
}

TEST_F(ConnectionTest, AbsentFileIsNotMade) {
  EXPECT_EQ(opening({.database = "community"}), StorageError::Kind::io);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(ConnectionTest, NewerFileIsRefused) {
  make().run_script("PRAGMA user_version = 99");
  EXPECT_EQ(opening({.database = "community"}), StorageError::Kind::newer_version);
  EXPECT_EQ(opening({.database = "community", .read_only = true}), StorageError::Kind::newer_version);
}

TEST_F(ConnectionTest, FileOfAnotherKindIsRefused) {
  make();
  EXPECT_EQ(opening({.database = "drafts"}), StorageError::Kind::corrupt);
}

TEST_F(ConnectionTest, FileOfAnotherProgramIsRefusedAndLeftAsItWas) {
  std::ofstream(file_)
      << "Ceci n'est pas une base de données, mais une lettre assez longue pour un en-tête de cent octets.";
  EXPECT_EQ(opening({.database = "community", .create = true}), StorageError::Kind::corrupt);
  std::filesystem::remove(file_);
  {
    Connection db = make();
    db.run_script("PRAGMA application_id = 7; PRAGMA user_version = 0");
  }
  EXPECT_EQ(opening({.database = "community", .create = true}), StorageError::Kind::corrupt);
}

TEST_F(ConnectionTest, ReadOnlyConnectionWritesNothing) {
  make();
  Connection db(file_, {.database = "community", .read_only = true});
  EXPECT_EQ(kind_of_failure([&] { db.run("DELETE FROM themes"); }), StorageError::Kind::read_only);
}

TEST_F(ConnectionTest, LockHeldForTooLongIsBusy) {
  Connection first = make();
  Connection second(file_, {.database = "community", .busy_timeout_ms = 1});
  Transaction held(first, Transaction::Kind::write);
  EXPECT_EQ(kind_of_failure([&] { second.begin_write(); }), StorageError::Kind::busy);
}

TEST_F(ConnectionTest, TransactionThatIsNotCommittedIsRolledBack) {
  Connection db = make();
  {
    Transaction transaction(db, Transaction::Kind::write);
    db.run("INSERT INTO territories (id, key) VALUES (1, 't01')");
  }
  EXPECT_FALSE(db.in_transaction());
  EXPECT_FALSE(db.query("SELECT 1 FROM territories").step());
}

TEST_F(ConnectionTest, TheSameSqlMayBeUsedWhileItIsInUse) {
  Connection db = make();
  for (int id = 1; id <= 3; ++id)
    db.run("INSERT INTO territories (id, key) VALUES (?, ?)", id, "t" + std::to_string(id));
  constexpr storage::Sql all = "SELECT id FROM territories ORDER BY id";
  int pairs = 0;
  for (auto outer = db.query(all); outer.step();) {
    for (auto inner = db.query(all); inner.step();) ++pairs;
  }
  EXPECT_EQ(pairs, 9);
}

TEST_F(ConnectionTest, ParametersAreCounted) {
  Connection db = make();
  EXPECT_THROW(db.run("INSERT INTO territories (id, key) VALUES (?, ?)", 1), CheckFailed);
}

TEST_F(ConnectionTest, EmptyTextAndBytesAreNotNull) {
  Connection db = make();
  db.run("INSERT INTO territories (id, key) VALUES (1, ?)", std::string_view());
  db.run("INSERT INTO meta (name, value) VALUES ('x', ?)", storage::Blob{});
  auto row = db.query("SELECT t.key, m.value FROM territories t, meta m");
  ASSERT_TRUE(row.step());
  EXPECT_FALSE(row.is_null(0));
  EXPECT_FALSE(row.is_null(1));
  EXPECT_EQ(row.text(0), "");
}

TEST_F(ConnectionTest, StoreRefusesAFolderOfANewerRelease) {
  {
    FoundedCommunity community(folder_.path());
  }
  Connection(folder_ / "drafts.db", {.database = "drafts"}).run_script("PRAGMA user_version = 99");
  EXPECT_EQ(kind_of_failure([&] { open_test_store(folder_.path()); }), StorageError::Kind::newer_version);
}

}  // namespace ramure::test
