// One SQLite connection and its prepared statements. Internal to storage/: no other room includes this header.
//
//   Connection db(folder / "community.db", {.database = "community", .create = true});
//   Transaction batch(db, Transaction::Kind::write);
//   db.run("INSERT INTO themes (id, key, position) VALUES (?, ?, ?)", id, key, position);
//   auto rows = db.query("SELECT id, key FROM themes WHERE position > ?", 3);
//   while (rows.step()) use(rows.id(0), rows.text(1));
//   batch.commit();
//
// Written over SQLite's C interface, because a wrapper would hide what we need: extended error codes (a failed fsync
// is not any failed write), bindings that copy nothing, and a cache that finds a statement by the address of its SQL.
//
// One thread at a time. Every failure is thrown as StorageError. Pointers returned by text() and blob() live until
// the next step() of that statement; what is bound must live until the statement has been stepped.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "protocol/check.hpp"
#include "storage/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace ramure::storage {

// SQL that is written in the source, so that its address names it: only a literal converts.
struct Sql {
  consteval Sql(const char* literal) : text(literal) {}  // NOLINT(google-explicit-constructor)
  const char* text;
};

// Bytes for a BLOB column; a bare string_view goes to a TEXT column.
struct Blob {
  std::string_view bytes;
};

class Connection;

// A prepared statement on loan from its connection's cache; goes back, reset, when it is destroyed.
class Statement {
 public:
  Statement(Statement&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)), home_(other.home_) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // Binds all parameters, in order; their number is checked. Text is not copied: it must live until the last step().
  template <typename... Values>
  void bind(Values&&... values) {
    static_assert((!std::same_as<Values, std::string> && ...), "a temporary string is gone before the statement runs");
    expect_parameters(sizeof...(Values));
    int index = 0;
    (bind_one(++index, values), ...);
  }

  // Binds one parameter (from 1), for SQL whose parameters are not known at compile time.
  template <typename Value>
  void bind_one(int index, const Value& value) {
    if constexpr (std::is_enum_v<Value> || std::integral<Value>) {
      bind_integer(index, static_cast<std::int64_t>(value));
    } else if constexpr (std::same_as<Value, Blob>) {
      bind_blob(index, value.bytes);
    } else {
      bind_text(index, value);
    }
  }

  bool step();   // true: there is a row
  void run();    // step, where no row is expected
  void reset();  // may be bound and stepped again

  std::int64_t integer(int column) const;
  std::uint64_t id(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  bool boolean(int column) const { return integer(column) != 0; }
  template <typename Enum>
  Enum as(int column) const {
    return static_cast<Enum>(integer(column));
  }
  std::string_view text(int column) const;
  std::string_view blob(int column) const;
  bool is_null(int column) const;

 private:
  friend class Connection;
  Statement(sqlite3_stmt* statement, bool* home) : statement_(statement), home_(home) {}
  void expect_parameters(std::size_t count) const;
  void bind_integer(int index, std::int64_t value);
  void bind_text(int index, std::string_view value);
  void bind_blob(int index, std::string_view value);

  sqlite3_stmt* statement_;
  bool* home_;  // the cache's "on loan" mark; nullptr: not cached, finalised at the end
};

struct ConnectionOptions {
  const char* database = "community";  // which set of migrations: "community", "drafts", "accounts", "search"
  bool create = false;                 // make the file (mode 0600) if there is none
  bool read_only = false;
  bool durable = true;  // false: no fsync, for simulations and for what can be made again
  std::int64_t busy_timeout_ms = 5'000;
  std::int64_t cache_kib = 2'048;  // pages kept in memory
};

class Connection {
 public:
  // Opens, checks whose file it is, and brings it up to the newest migration (a read-only connection refuses an
  // older file instead). `file` may be ":memory:".
  Connection(const std::filesystem::path& file, const ConnectionOptions& options);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Cached for the life of the connection. Using the same SQL again while it is on loan is allowed (and slower).
  Statement prepare(Sql sql);
  // For SQL put together at run time from a small number of parts: cached by its text.
  Statement prepare_text(const std::string& sql);

  template <typename... Values>
  Statement query(Sql sql, Values&&... values) {
    Statement statement = prepare(sql);
    statement.bind(std::forward<Values>(values)...);
    return statement;
  }
  template <typename... Values>
  void run(Sql sql, const Values&... values) {
    Statement statement = prepare(sql);
    statement.bind(values...);
    statement.run();
  }
  void run_script(const std::string& sql);  // several statements, not cached: migrations, pragmas

  void begin_write();  // BEGIN IMMEDIATE: the lock is ours, or Kind::busy after busy_timeout_ms
  void begin_read();   // what is read is one snapshot, fixed by the first SELECT
  void commit();
  void rollback() noexcept;  // also where SQLite has ended the transaction by itself
  void savepoint();
  void release_savepoint();
  void undo_savepoint();
  bool in_transaction() const;  // false after an error that ended it

  std::int64_t changes() const;  // rows touched by the last INSERT, UPDATE or DELETE

  // Moves the WAL into the file. `truncate` waits for readers (busy_timeout_ms) and empties the WAL; false: readers
  // were in the way, and part of the WAL is left.
  bool checkpoint(bool truncate);

  const std::filesystem::path& file() const { return file_; }
  sqlite3* handle() { return handle_; }  // for the backup interface and FTS5's tokenizers

 private:
  struct Cached {
    sqlite3_stmt* statement = nullptr;
    bool on_loan = false;
  };
  Statement lend(Cached& cached, const char* sql);
  sqlite3_stmt* compile(const char* sql, bool persistent);
  void configure(const ConnectionOptions& options);
  void close() noexcept;

  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, Cached> by_address_;
  std::unordered_map<std::string, Cached> by_text_;
};

// A transaction that is rolled back unless it was committed.
class Transaction {
 public:
  enum class Kind { read, write };
  Transaction(Connection& connection, Kind kind) : connection_(connection) {
    kind == Kind::write ? connection_.begin_write() : connection_.begin_read();
  }
  ~Transaction() {
    if (!done_) connection_.rollback();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    connection_.commit();
    done_ = true;
  }

 private:
  Connection& connection_;
  bool done_ = false;
};

// Throws what an SQLite result code means. `handle` may be nullptr.
[[noreturn]] void throw_storage_error(sqlite3* handle, int code, const std::string& doing);

// storage/migrate.cpp. Checks application_id and user_version, then runs what is missing, each migration in a
// transaction of its own. Returns without writing when `read_only`.
void migrate(Connection& connection, std::string_view database, bool read_only);

}  // namespace ramure::storage
