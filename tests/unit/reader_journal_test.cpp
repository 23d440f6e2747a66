// The journal as it is read: filtered, in pages, quickly; and every query through an index.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <time.h>

#include "protocol/limits.hpp"
#include "storage/queries.hpp"
#include "storage/reader.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

class ReaderJournal : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(community_.folder());
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second,
                chloe_ = community_.kerlohan.first;
};

std::int64_t cpu_us() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1'000'000 + now.tv_nsec / 1'000;
}

template <typename Work>
std::int64_t best_of_five_us(Work work) {
  std::int64_t best = INT64_MAX;
  for (int i = 0; i < 5; ++i) {
    const std::int64_t begin = cpu_us();
    work();
    best = std::min(best, cpu_us() - begin);
  }
  return best;
}

void write_many_posts(FoundedCommunity& community, std::uint64_t thread, std::uint64_t author, int count) {
  auto& store = community.store();
  const std::uint64_t channel = store.view().thread(thread)->channel_id;
  store.begin();
  for (int i = 0; i < count; ++i) {
    store.begin_command();
    community.append_in_command(author, [&](v1::Event& event) {
      event.set_channel_id(channel);
      event.mutable_message_posted()->set_thread_id(thread);
      event.mutable_message_posted()->set_body("Un message d'une longueur ordinaire, comme on en écrit dans un fil.");
    });
    store.end_command();
  }
  store.commit();
}

// The steps of SQLite's plan that read a whole table which grows with what people write.
std::vector<std::string> scans_of_growing_tables(sqlite3* handle) {
  static const std::vector<std::string> growing = {
      "journal",   "messages",     "threads",    "message_versions", "mentions",         "participants",
      "reactions", "read_cursors", "followings", "obstacle_moves",   "summary_versions", "bookmarks"};
  std::vector<std::string> sqls;
  for (sqlite3_stmt* one = sqlite3_next_stmt(handle, nullptr); one != nullptr; one = sqlite3_next_stmt(handle, one)) {
    sqls.emplace_back(sqlite3_sql(one));
  }
  std::vector<std::string> found;
  for (const std::string& sql : sqls) {
    if (!sql.starts_with("SELECT")) continue;
    sqlite3_stmt* plan = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1, &plan, nullptr), SQLITE_OK) << sql;
    while (sqlite3_step(plan) == SQLITE_ROW) {
      const std::string step = reinterpret_cast<const char*>(sqlite3_column_text(plan, 3));
      for (const std::string& table : growing) {
        const bool short_name =
            step == "SCAN " + table.substr(0, 1) && sql.find(table + " " + table.substr(0, 1)) != std::string::npos;
        if (step == "SCAN " + table || step.starts_with("SCAN " + table + " ") || short_name)
          found.push_back(step + " in " + sql);
      }
    }
    sqlite3_finalize(plan);
  }
  return found;
}

}  // namespace

TEST_F(ReaderJournal, GivesEachReaderHisEventsInOrder) {
  const auto shared = community_.open_thread(community_.plenary, anna_, "Pour tous");
  const auto secret = community_.open_thread(community_.valmerac.pair, anna_, "À deux");
  const auto told = community_.append_to_member(0, chloe_, [&](v1::Event& event) {
    event.mutable_authorship_noted()->set_thread_id(shared);
    event.mutable_authorship_noted()->set_author_id(anna_);
  });
  const std::uint64_t after = shared - 1, head = community_.store().head_seq();
  const auto seqs = [&](std::uint64_t member) {
    std::vector<storage::JournalRow> rows;
    EXPECT_EQ(reader_->read_journal(reader_->start(member).readable, after, 100, 1 << 20, rows), head);
    std::vector<std::uint64_t> all;
    for (const auto& row : rows) all.push_back(row.seq);
    return all;
  };
  EXPECT_EQ(seqs(anna_), (std::vector{shared, secret}));
  EXPECT_EQ(seqs(basile_), (std::vector{shared, secret}));
  EXPECT_EQ(seqs(chloe_), (std::vector{shared, told}));
  EXPECT_TRUE(seqs(community_.orientation).empty());
}

TEST_F(ReaderJournal, JudgesByTheBirthOfTheThing) {
  const auto thread = community_.open_thread(community_.valmerac.channel, anna_, "Chez nous");
  const auto old = community_.post(thread, anna_, "Avant");
  const auto newcomer = community_.add_member("p99", v1::ROLE_CATALYST, community_.valmerac.id);
  community_.grant(community_.valmerac.channel, newcomer, v1::ROLE_CATALYST, false);
  const std::uint64_t after = community_.store().head_seq();
  community_.edit(old, anna_, "Avant, corrigé");
  const auto retitled = community_.append(anna_, community_.valmerac.channel, [&](v1::Event& event) {
    event.mutable_thread_retitled()->set_thread_id(thread);
    event.mutable_thread_retitled()->set_title("Toujours chez nous");
  });
  v1::ListEvents query;
  query.set_after_seq(after);
  v1::EventList answer;
  std::uint64_t as_of = 0;
  ASSERT_TRUE(reader_->events(newcomer, query, answer, as_of));
  ASSERT_EQ(answer.events_size(), 1) << "an edit of an old message carries old text";
  EXPECT_EQ(answer.events(0).seq(), retitled);
  EXPECT_EQ(answer.through_seq(), as_of);
}

TEST_F(ReaderJournal, PagesByRowsAndByBytes) {
  const auto thread = community_.open_thread(community_.plenary, anna_, "Pour tous");
  write_many_posts(community_, thread, anna_, 50);
  const storage::Readable readable = reader_->start(chloe_).readable;
  std::vector<storage::JournalRow> rows;
  EXPECT_EQ(reader_->read_journal(readable, thread, 10, 1 << 20, rows), thread + 10);
  EXPECT_EQ(rows.size(), 10u);
  reader_->read_journal(readable, thread, 50, 200, rows);
  EXPECT_GE(rows.size(), 1u);
  EXPECT_LE(rows.size(), 3u);
  EXPECT_EQ(reader_->read_whole_journal(0, 1'000'000, rows), community_.store().head_seq());
  EXPECT_EQ(rows.size(), community_.store().head_seq());
  EXPECT_EQ(reader_->read_journal(readable, community_.store().head_seq(), 10, 100, rows),
            community_.store().head_seq());
  EXPECT_TRUE(rows.empty());
}

TEST_F(ReaderJournal, StoredBytesAreReadAsTheyAre) {
  const auto thread = community_.open_thread(community_.plenary, anna_, "Pour tous");
  std::vector<storage::JournalRow> rows;
  reader_->read_whole_journal(thread - 1, 1, rows);
  ASSERT_EQ(rows.size(), 1u);
  v1::Event event;
  ASSERT_TRUE(event.ParseFromString(rows[0].payload));
  EXPECT_EQ(event.SerializeAsString(), rows[0].payload);
  EXPECT_EQ(event.thread_opened().title(), "Pour tous");
}

TEST_F(ReaderJournal, TenThousandRowsCostAtMostThreeBareSelects) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers slow our code down but not SQLite's";
#endif
  const auto thread = community_.open_thread(community_.plenary, anna_, "Pour tous");
  write_many_posts(community_, thread, anna_, 10'000);
  sqlite3* bare = nullptr;
  ASSERT_EQ(sqlite3_open_v2((community_.folder() / "community.db").c_str(), &bare, SQLITE_OPEN_READONLY, nullptr),
            SQLITE_OK);
  std::size_t bytes = 0;
  const std::int64_t bare_us = best_of_five_us([&] {
    sqlite3_stmt* rows = nullptr;
    sqlite3_prepare_v2(bare,
                       "SELECT seq, channel_id, member_id, birth_seq, payload FROM journal WHERE seq > ? ORDER BY seq",
                       -1, &rows, nullptr);
    sqlite3_bind_int64(rows, 1, static_cast<std::int64_t>(thread));
    while (sqlite3_step(rows) == SQLITE_ROW) {
      for (int column = 0; column < 4; ++column)
        bytes += static_cast<std::size_t>(sqlite3_column_int64(rows, column) & 1);
      bytes += std::string(static_cast<const char*>(sqlite3_column_blob(rows, 4)),
                           static_cast<std::size_t>(sqlite3_column_bytes(rows, 4)))
                   .size();
    }
    sqlite3_finalize(rows);
  });
  sqlite3_close(bare);
  const storage::Readable readable = reader_->start(chloe_).readable;
  std::vector<storage::JournalRow> rows;
  const std::int64_t ours_us =
      best_of_five_us([&] { reader_->read_journal(readable, thread, 10'000, 64 << 20, rows); });
  EXPECT_EQ(rows.size(), 10'000u);
  EXPECT_GT(bytes, 0u);
  EXPECT_LE(ours_us, 3 * bare_us) << "ours " << ours_us << " us, bare " << bare_us << " us";
}

TEST_F(ReaderJournal, NoQueryReadsAWholeTableThatGrows) {
  const auto thread = community_.open_thread(community_.plenary, anna_, "Pour tous");
  const auto message = community_.post(thread, anna_, "Bonjour", {chloe_});
  community_.react(message, basile_, "merci");
  community_.edit(message, anna_, "Bonsoir");
  storage::Connection db(community_.folder() / "community.db", {.read_only = true});
  storage::Connection drafts(community_.folder() / "drafts.db", {.database = "drafts", .read_only = true});
  {
    storage::Asking asking(db, chloe_);
    v1::Snapshot snapshot;
    storage::query_snapshot(asking, snapshot);
    v1::ListThreads threads;
    threads.set_unread_only(true);
    threads.set_mine_only(true);
    v1::ThreadList thread_list;
    storage::query_threads(asking, threads, thread_list);
    v1::GetHistory history;
    history.set_thread_id(thread);
    for (const int way : {0, 1, 2, 3}) {
      history.set_before_id(way == 1 ? message : 0);
      history.set_after_id(way == 2 ? message : 0);
      history.set_around_id(way == 3 ? message : 0);
      v1::History page;
      storage::query_history(asking, history, page);
    }
    v1::GetMessage one;
    one.set_message_id(message);
    v1::MessageAnswer message_answer;
    storage::query_message(asking, one, message_answer);
    v1::GetSummaryVersions summaries;
    summaries.set_thread_id(thread);
    v1::SummaryVersions versions;
    storage::query_summary_versions(asking, summaries, versions);
    v1::CatchUp catch_up;
    catch_up.set_since_seq(1);
    v1::CatchUpAnswer caught_up;
    storage::query_catch_up(asking, catch_up, caught_up);
    v1::ListReaders readers;
    readers.set_channel_id(community_.plenary);
    v1::ReaderList reader_list;
    storage::query_readers(asking, readers, reader_list);
    v1::PrivateRows rows;
    storage::query_private_rows(asking, drafts, 0, rows);
    std::vector<storage::JournalRow> journal;
    storage::query_journal(db, &asking.readable(), 0, 10, 1'000, journal);
    EXPECT_EQ(caught_up.mentions_size(), 0) << "the edit took the mention back";
    EXPECT_EQ(thread_list.rows_size(), 0);
    EXPECT_EQ(message_answer.versions_size(), 1);
  }
  const auto scans = scans_of_growing_tables(db.handle());
  EXPECT_TRUE(scans.empty()) << testing::PrintToString(scans);
  EXPECT_TRUE(scans_of_growing_tables(drafts.handle()).empty());
  db.query("SELECT COUNT(*) FROM messages m WHERE m.kind = 3").step();
  EXPECT_FALSE(scans_of_growing_tables(db.handle()).empty()) << "the test can fail";
}

}  // namespace ramure::test
