// `ramured check`: a sound folder has no findings, and each kind of damage is found and said in a sentence.
#include <gtest/gtest.h>

#include <fstream>

#include "storage/check.hpp"
#include "storage/connection.hpp"
#include "storage/reader.hpp"
#include "storage/search/follow.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/hidden_author.hpp"

namespace ramure::test {

namespace {

class Checking : public testing::Test {
 protected:
  Checking() {
    community_.edit(message_, anna_, "Bonsoir");
    community_.react(message_, basile_, "merci");
    community_.redact(erased_, anna_);
    open_unnamed_obstacle(community_, anna_, community_.valmerac.id, "Un frein", "Une phrase");
    index();
    community_.close();
  }
  void index() {
    const auto index = storage::SearchIndex::open(community_.folder() / "search.db", community_.store().epoch());
    const auto reader = storage::Reader::open(community_.folder());
    while (storage::follow_journal(*reader, *index, 100)) {
    }
  }
  void damage(const std::string& sql, const char* file = "community.db", const char* database = "community") {
    storage::Connection db(community_.folder() / file, {.database = database});
    db.run_script(sql);
  }
  // A finding of this part whose sentence holds these words.
  bool found(const std::string& part, const std::string& words) {
    for (const storage::Finding& finding : storage::check_community(community_.folder())) {
      if (finding.part == part && finding.sentence.find(words) != std::string::npos) return true;
    }
    return false;
  }
  std::string all() {
    std::string text;
    for (const storage::Finding& finding : storage::check_community(community_.folder()))
      text += finding.part + ": " + finding.sentence + "\n";
    return text;
  }
  // The row's event, changed by `change`, written back as if it had always been so.
  void rewrite(std::uint64_t seq, const std::function<void(v1::Event&)>& change) {
    storage::Connection db(community_.folder() / "community.db", {});
    v1::Event event;
    {
      auto row = db.query("SELECT payload FROM journal WHERE seq = ?", seq);
      ASSERT_TRUE(row.step());
      ASSERT_TRUE(event.ParseFromString(std::string(row.blob(0))));
    }
    change(event);
    db.run("UPDATE journal SET payload = ? WHERE seq = ?", storage::Blob{event.SerializeAsString()}, seq);
  }

  FoundedCommunity community_;
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");
  std::uint64_t message_ = community_.post(thread_, anna_, "Bonjour", {basile_});
  std::uint64_t erased_ = community_.post(thread_, anna_, "Regretté");
};

std::string number(std::uint64_t value) { return std::to_string(value); }

}  // namespace

TEST_F(Checking, ASoundFolderHasNoFindings) {
  std::vector<std::string> parts;
  const auto findings = storage::check_community(community_.folder(),
                                                 [&](std::string_view part, std::uint64_t done, std::uint64_t total) {
                                                   EXPECT_LE(done, total);
                                                   if (parts.empty() || parts.back() != part) parts.emplace_back(part);
                                                 });
  EXPECT_TRUE(findings.empty()) << all();
  EXPECT_EQ(parts, (std::vector<std::string>{"files", "journal", "tables", "attachments"}));
}

TEST_F(Checking, AFolderWithoutACommunityIsRefused) {
  const TemporaryFolder empty;
  EXPECT_THROW(storage::check_community(empty.path()), storage::StorageError);
}

TEST_F(Checking, FindsAGapInTheJournal) {
  damage("DELETE FROM journal WHERE seq = " + number(message_));
  EXPECT_TRUE(found("journal", "Events " + number(message_) + " to " + number(message_) + " are missing")) << all();
}

TEST_F(Checking, FindsAPayloadThatDoesNotParse) {
  damage("UPDATE journal SET payload = x'ff01' WHERE seq = " + number(message_));
  EXPECT_TRUE(found("journal", "payload does not parse")) << all();
}

TEST_F(Checking, FindsColumnsThatDisagreeWithThePayload) {
  damage("UPDATE journal SET birth_seq = 1 WHERE seq = " + number(message_));
  EXPECT_TRUE(found("journal", "another birth"));
  damage("UPDATE journal SET channel_id = " + number(community_.themes) + " WHERE seq = " + number(message_));
  EXPECT_TRUE(found("journal", "another audience"));
  damage("UPDATE journal SET member_id = 5 WHERE seq = " + number(message_));
  EXPECT_TRUE(found("journal", "exactly one audience"));
  rewrite(message_, [](v1::Event& event) { event.set_seq(3); });
  EXPECT_TRUE(found("journal", "another seq"));
}

TEST_F(Checking, FindsTimeThatGoesBack) {
  damage("UPDATE journal SET at_ms = 5 WHERE seq = " + number(message_));
  EXPECT_TRUE(found("journal", "before that of the event before it"));
  EXPECT_TRUE(found("journal", "another time"));
}

TEST_F(Checking, FindsIdsThatNameNothing) {
  rewrite(message_, [](v1::Event& event) { event.mutable_message_posted()->set_reply_to_id(999'999); });
  EXPECT_TRUE(found("journal", "its reply_to_id 999999 names nothing that exists")) << all();
}

TEST_F(Checking, FindsAnEventThatSaysNothing) {
  rewrite(message_, [](v1::Event& event) { event.clear_body(); });
  EXPECT_TRUE(found("journal", "it says nothing"));
}

TEST_F(Checking, FindsWordsOfAnErasedMessage) {
  rewrite(erased_, [](v1::Event& event) { event.mutable_message_posted()->set_body("Regretté"); });
  EXPECT_TRUE(found("journal", "still holds words of the erased message " + number(erased_))) << all();
}

TEST_F(Checking, FindsTablesThatTheJournalDoesNotGive) {
  damage("UPDATE messages SET pinned = 1 WHERE id = " + number(message_));
  EXPECT_TRUE(found("tables", "messages")) << all();
}

TEST_F(Checking, FindsRowsThatReferToNothing) {
  damage("UPDATE messages SET thread_id = 888888 WHERE id = " + number(message_));
  EXPECT_TRUE(found("tables", "Message " + number(message_) + " lies in thread 888888")) << all();
  damage("INSERT INTO read_cursors (member_id, thread_id, read_up_to, revision) VALUES (777777, 1, 1, 1)");
  EXPECT_TRUE(found("tables", "The read mark of member 777777")) << all();
}

TEST_F(Checking, FollowsWhatWasMoved) {
  community_.reopen();
  const auto other = community_.open_thread(community_.plenary, basile_, "Un autre");
  const auto naming = community_.post(thread_, anna_, "Pour <@2>", {basile_});
  community_.move(basile_, other, {message_, erased_, naming});
  community_.append(basile_, community_.plenary, [&](v1::Event& event) {
    event.mutable_thread_merged()->set_thread_id(thread_);
    event.mutable_thread_merged()->set_into_id(other);
  });
  index();
  community_.close();
  EXPECT_EQ(all(), "");

  damage("UPDATE documents SET thread_id = " + number(thread_) + " WHERE id = " + number(message_), "search.db",
         "search");
  EXPECT_TRUE(found("search", "it is filed otherwise than its event says")) << all();
  damage("UPDATE messages SET moved_from_id = " + number(other) + " WHERE id = " + number(message_));
  EXPECT_TRUE(found("tables", "Message " + number(message_) + " was moved from thread " + number(other))) << all();
  damage("UPDATE threads SET archived = 0 WHERE id = " + number(thread_));
  EXPECT_TRUE(found("tables", "Thread " + number(thread_) + " was merged into thread " + number(other))) << all();
  damage("UPDATE mentions SET thread_id = " + number(thread_));
  EXPECT_TRUE(found("tables", "Somebody is named by message " + number(naming))) << all();
  damage("INSERT INTO moved_reads (member_id, thread_id, message_id, is_read) VALUES (" + number(anna_) + ", " +
         number(thread_) + ", " + number(message_) + ", 1)");
  EXPECT_TRUE(found("tables", "mark of message " + number(message_))) << all();
}

TEST_F(Checking, FindsAMessageInAThreadOfAnotherChannel) {
  community_.reopen();
  const auto elsewhere = community_.open_thread(community_.themes, basile_, "Ailleurs", community_.theme_models);
  community_.move(basile_, elsewhere, {message_});
  community_.close();
  EXPECT_TRUE(found("tables", "Message " + number(message_) + " lies in thread " + number(elsewhere))) << all();
}

TEST_F(Checking, FindsWordsAndWishesThatReferToNothing) {
  damage("UPDATE members SET profile_seq = 666666 WHERE id = " + number(anna_));
  EXPECT_TRUE(found("tables", "Member " + number(anna_) + " has a profile from event 666666")) << all();
  damage("UPDATE territories SET wording_seq = 666666; UPDATE themes SET wording_seq = 666666");
  EXPECT_TRUE(found("tables", "Territory " + number(community_.valmerac.id) + " has its words from event 666666"));
  EXPECT_TRUE(found("tables", "Theme " + number(community_.theme_models) + " has its words from event 666666"));
  damage("INSERT INTO words (version, seq) VALUES (3, " + number(message_) + ")");
  EXPECT_TRUE(found("tables", "Version 3 of the facilitators' word")) << all();
  damage(
      "INSERT INTO bookmarks (member_id, message_id, kept, at_ms, revision) VALUES (5, 666666, 1, 1, 1);"
      "INSERT INTO settings (member_id, locale, time_zone, notifications, revision) VALUES (777777, '', '', 0, 1);"
      "INSERT INTO acceptances (member_id, kind, version, at_ms, revision) VALUES (777777, 1, 1, 1, 1);"
      "INSERT INTO fresh_start_cursors (member_id, thread_id, moved_from, moved_to) VALUES (5, 666666, 1, 2)");
  EXPECT_TRUE(found("tables", "Member 5 has a bookmark at message 666666")) << all();
  EXPECT_TRUE(found("tables", "settings of member 777777")) << all();
  EXPECT_TRUE(found("tables", "an acceptance of member 777777")) << all();
  EXPECT_TRUE(found("tables", "A way back for member 5 in thread 666666")) << all();
}

TEST_F(Checking, FindsASearchIndexWithOtherWords) {
  rewrite(message_ + 2, [](v1::Event& event) { event.mutable_message_edited()->set_body("Tout autre chose"); });
  EXPECT_TRUE(found("search", "Search document " + number(message_) + ": it holds other words than the journal"))
      << all();
}

TEST_F(Checking, FindsADamagedFile) {
  community_.reopen();
  for (int i = 0; i < 200; ++i) community_.post(thread_, anna_, std::string(500, 'm'));
  community_.store().checkpoint(true);
  community_.close();
  {
    std::fstream file(community_.folder() / "community.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 30);
    file << std::string(4096 * 3, 'X');
  }
  EXPECT_TRUE(found("files", "")) << all();
}

TEST_F(Checking, SaysAndMoreOfLongLists) {
  damage("UPDATE journal SET birth_seq = 0");
  std::size_t journal = 0;
  bool more = false;
  for (const storage::Finding& finding : storage::check_community(community_.folder())) {
    journal += finding.part == "journal";
    more = more || finding.sentence == "And more of this kind.";
  }
  EXPECT_TRUE(more);
  EXPECT_EQ(journal, storage::findings_per_part_max + 1);
}

}  // namespace ramure::test
