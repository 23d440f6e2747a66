// Replay: the journal alone makes the same tables, for every event that the protocol knows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "storage/connection.hpp"
#include "storage/erase.hpp"
#include "storage/replay.hpp"
#include "tests/support/full_history.hpp"

namespace ramure::test {

using storage::Connection;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

class StoreReplay : public testing::Test {
 protected:
  Connection by_hand() { return Connection(community_.folder() / "community.db", {.database = "community"}); }
  std::vector<std::string> compare() { return storage::compare_with_replay(community_.folder()); }

  FoundedCommunity community_;
  FullHistory history_ = write_full_history(community_);
};

}  // namespace

TEST_F(StoreReplay, EveryEventOfTheProtocolReplaysToTheSameTables) {
  EXPECT_THAT(compare(), IsEmpty());

  std::set<int> seen;
  Connection db = by_hand();
  for (auto rows = db.query("SELECT payload FROM journal"); rows.step();) {
    v1::Event event;
    ASSERT_TRUE(event.ParseFromString(std::string(rows.blob(0))));
    seen.insert(event.body_case());
  }
  const auto& bodies = *v1::Event::descriptor()->FindOneofByName("body");
  for (int i = 0; i < bodies.field_count(); ++i) {
    EXPECT_TRUE(seen.contains(bodies.field(i)->number()))
        << bodies.field(i)->name() << " does not happen in write_full_history(): add it there";
  }
}

TEST_F(StoreReplay, EveryTableIsReplayedOrNamedAsPrivate) {
  Connection db = by_hand();
  std::set<std::string> tables;
  for (auto rows = db.query("SELECT name FROM sqlite_schema WHERE type = 'table'"); rows.step();) {
    tables.emplace(rows.text(0));
  }
  for (const std::string& name : storage::tables_outside_the_journal()) {
    EXPECT_TRUE(tables.contains(name)) << name << " is named as private and does not exist";
    tables.erase(name);
  }
  // A history in which a shared table stays empty would prove nothing about it.
  for (const std::string& name : tables) {
    auto row = db.prepare_text("SELECT count(*) FROM " + name);
    ASSERT_TRUE(row.step());
    EXPECT_GT(row.integer(0), 0) << name << " holds no row after write_full_history()";
  }
}

TEST_F(StoreReplay, ErasedWordsAreInNoTableAndReplayIsStillEqual) {
  Connection db = by_hand();
  for (auto rows = db.query("SELECT payload FROM journal"); rows.step();) {
    EXPECT_EQ(rows.blob(0).find(erased_words), std::string_view::npos);
    EXPECT_EQ(rows.blob(0).find(erased_second_wording), std::string_view::npos);
  }
  EXPECT_THAT(compare(), IsEmpty());
}

// The tables hold no words, so that erasing all that can be erased changes nothing but the journal.
TEST_F(StoreReplay, JournalWithoutAnyWordsReplaysToTheSameTables) {
  Connection db = by_hand();
  std::uint64_t erased = 0;
  for (std::uint64_t seq = 1; seq <= community_.store().head_seq(); ++seq) {
    erased += storage::erase_journal_row(db, seq) ? 1 : 0;
  }
  EXPECT_GT(erased, 10U);
  EXPECT_THAT(compare(), IsEmpty());
  EXPECT_EQ(community_.view().message_body(history_.first_message), "");
  EXPECT_EQ(community_.view().thread_title(history_.thread), "");
}

TEST_F(StoreReplay, TellsWhichRowDiffers) {
  Connection db = by_hand();
  db.run("UPDATE messages SET pinned = 1 WHERE id = ?", history_.first_message);
  EXPECT_THAT(compare(), ElementsAre(HasSubstr("messages: (id=" + std::to_string(history_.first_message))));
}

TEST_F(StoreReplay, TellsOfAMissingRow) {
  Connection db = by_hand();
  db.run("DELETE FROM participants WHERE member_id = ?", community_.kerlohan.first);
  EXPECT_THAT(compare(), Not(IsEmpty()));
}

TEST_F(StoreReplay, TellsOfAGapInTheJournal) {
  Connection db = by_hand();
  db.run("DELETE FROM journal WHERE seq = 12");
  EXPECT_THAT(compare(), ElementsAre("journal: event 12 is missing"));
}

TEST_F(StoreReplay, TellsOfAnEventThatCannotBeRead) {
  Connection db = by_hand();
  db.run("UPDATE journal SET payload = ? WHERE seq = 12", storage::Blob{"\xff\xff"});
  EXPECT_THAT(compare(), ElementsAre("journal: event 12 cannot be read"));
}

}  // namespace ramure::test
