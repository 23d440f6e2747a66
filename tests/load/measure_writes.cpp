#include <sqlite3.h>

#include <stdexcept>

#include "tests/load/delivery.hpp"
#include "tests/load/measure.hpp"
#include "tests/support/server_process.hpp"

namespace ramure::load {

namespace {

constexpr std::size_t senders = 64;
constexpr int per_transaction = 64;

// The statements of one post, in their order, as storage/ runs them: looked up (who writes, in which thread, was the
// key seen), the journal row, the tables, the key. Bound to plausible values; no decision, no Protobuf.
class BareLoop {
 public:
  explicit BareLoop(const std::filesystem::path& file, const ServedCommunity& community) : community_(community) {
    check(sqlite3_open(file.c_str(), &db_));
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON");
    for (const char* sql :
         {"SELECT first_seq, last_seq, private_revision, content_hash FROM command_keys WHERE member_id = ?1 AND "
          "command_key = ?2",
          "SELECT id, channel_id, theme_id, territory_id, author_id, kind, author_hidden, resolved, archived, scope, "
          "status, "
          "summary_version, published_from_id FROM threads WHERE id = ?3",
          "SELECT id, territory_id, role, status FROM members WHERE id = ?1",
          "INSERT INTO journal (seq, channel_id, member_id, birth_seq, at_ms, payload) VALUES (?4, ?5, 0, ?4, ?6, ?7)",
          "INSERT INTO messages (id, thread_id, author_id, author_hidden, posted_at_ms, kind, body_seq, version, "
          "edited_at_ms, "
          "redacted, pinned, kept_seq) VALUES (?4, ?3, ?1, 0, ?6, 1, ?4, 1, 0, 0, 0, 0)",
          "INSERT INTO message_versions (message_id, version, seq) VALUES (?4, 1, ?4)",
          "UPDATE threads SET last_message_id = ?4, last_activity_at_ms = ?6 WHERE id = ?3",
          "INSERT INTO participants (thread_id, member_id, first_message_id) VALUES (?3, ?1, ?4) ON CONFLICT "
          "(thread_id, member_id) "
          "DO UPDATE SET first_message_id = excluded.first_message_id WHERE first_message_id = 0",
          "INSERT INTO command_keys (member_id, command_key, content_hash, first_seq, last_seq, private_revision) "
          "VALUES (?1, ?2, ?8, ?4, ?4, 0)"}) {
      sqlite3_stmt* statement = nullptr;
      check(sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
      statements_.push_back(statement);
    }
    sqlite3_stmt* head = nullptr;
    check(sqlite3_prepare_v2(db_, "SELECT max(seq) FROM journal", -1, &head, nullptr));
    sqlite3_step(head);
    seq_ = sqlite3_column_int64(head, 0);
    sqlite3_finalize(head);
  }
  ~BareLoop() {
    for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }
  BareLoop(const BareLoop&) = delete;
  BareLoop& operator=(const BareLoop&) = delete;

  double posts_per_second(double seconds) {
    const std::string payload = ready_event(community_.plenary_thread, std::string(16, 'k'), now_seconds());
    const double begun = now_seconds();
    std::uint64_t posts = 0;
    while (now_seconds() - begun < seconds) {
      run("BEGIN IMMEDIATE");
      for (int i = 0; i < per_transaction; ++i) post(payload, posts++);
      run("COMMIT");
    }
    return static_cast<double>(posts) / (now_seconds() - begun);
  }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
  }
  void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }

  void post(const std::string& payload, std::uint64_t number) {
    ++seq_;
    const ServedMember& member = community_.members[number % senders];
    std::string key = "\x01\x90\x00\x00\x00\x00\x70\x00\x80" + std::string(7, '\0');
    for (int i = 0; i < 6; ++i)
      key[static_cast<std::size_t>(i)] = static_cast<char>(static_cast<std::uint64_t>(seq_) >> (8 * (5 - i)));
    const std::string hash(16, 'h');
    for (sqlite3_stmt* statement : statements_) {
      const int last = sqlite3_bind_parameter_count(statement);
      if (last >= 1) sqlite3_bind_int64(statement, 1, static_cast<sqlite3_int64>(member.id));
      if (last >= 2) sqlite3_bind_blob(statement, 2, key.data(), 16, SQLITE_STATIC);
      if (last >= 3) sqlite3_bind_int64(statement, 3, static_cast<sqlite3_int64>(community_.plenary_thread));
      if (last >= 4) sqlite3_bind_int64(statement, 4, seq_);
      if (last >= 5) sqlite3_bind_int64(statement, 5, 2);
      if (last >= 6) sqlite3_bind_int64(statement, 6, 1'790'000'000'000 + seq_);
      if (last >= 7) sqlite3_bind_blob(statement, 7, payload.data(), static_cast<int>(payload.size()), SQLITE_STATIC);
      if (last >= 8) sqlite3_bind_blob(statement, 8, hash.data(), 16, SQLITE_STATIC);
      const int code = sqlite3_step(statement);
      if (code != SQLITE_DONE && code != SQLITE_ROW) throw std::runtime_error(sqlite3_errmsg(db_));
      sqlite3_reset(statement);
    }
  }

  const ServedCommunity& community_;
  sqlite3* db_ = nullptr;
  std::vector<sqlite3_stmt*> statements_;
  sqlite3_int64 seq_ = 0;
};

}  // namespace

void measure_writes(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "writes");
  const std::filesystem::path copy = setting.folder / "bare-writes.db";
  std::filesystem::copy_file(community.folder() / "community.db", copy,
                             std::filesystem::copy_options::overwrite_existing);
  const double bare = BareLoop(copy, community).posts_per_second(setting.seconds);

  Crowd crowd;
  for (std::size_t i = 0; i < senders; ++i) {
    crowd.members.push_back(i);
    crowd.senders.push_back(i);
    // Each in the channel of one's own territory, so that few deliveries disturb what is measured.
    crowd.thread_of_sender.push_back(community.territory_threads[community.members[i].territory]);
  }
  Swarm::Load load;
  load.seconds = setting.seconds;
  const Cost cost = cost_of_ramure(community, crowd, load);
  report.add({"writes: 64 senders, bare loop of the same statements", cost.messages_per_second, "posts/s", bare,
              bare / cost.messages_per_second, 1 / 0.7, ""});
}

}  // namespace ramure::load
