// Erased is erased: no file of the community holds the words any more, nor their stems, also when the work was cut off.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "storage/check.hpp"
#include "storage/connection.hpp"
#include "storage/reader.hpp"
#include "storage/scrub.hpp"
#include "storage/search/follow.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

// A word that occurs nowhere else, and that the French stemmer leaves alone but for its ending.
std::string word_of(std::size_t number) {
  std::string word = "zq";
  for (int i = 0; i < 6; ++i, number /= 10) word += "bdfgkmprtv"[number % 10];
  return word;
}

class Scrubbing : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::unique_ptr<storage::SearchIndex> index_ =
      storage::SearchIndex::open(community_.folder() / "search.db", community_.store().epoch());
  std::unique_ptr<storage::Reader> reader_ = storage::Reader::open(community_.folder());
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");

  void follow() {
    while (storage::follow_journal(*reader_, *index_, 500)) {
    }
  }
  void scrub_index() {
    int steps = 0;
    while (index_->scrub_step() != storage::SearchIndex::Scrub::clean) ASSERT_LT(++steps, 10'000);
  }
  void scrub_all() {
    const auto scrubber = storage::Scrubber::open(community_.folder());
    const storage::ScrubWork work = scrubber->begin();
    follow();
    ASSERT_GE(index_->through_seq(), work.through_seq);
    scrub_index();
    ASSERT_TRUE(scrubber->finish(work));
    EXPECT_TRUE(scrubber->begin().thing_ids.empty());
  }
  void save_draft(const std::string& text) {
    v1::PrivateRow row;
    row.mutable_draft()->set_thread_id(thread_);
    row.mutable_draft()->set_text(text);
    auto& store = community_.store();
    store.begin();
    store.begin_command();
    store.write_private(anna_, row);
    store.end_command();
    store.commit();
  }
};

}  // namespace

TEST_F(Scrubbing, FindsWordsBeforeAndNotAfter) {
  const auto message = community_.post(thread_, anna_, "Le zqbdfgkmpr est secret");
  community_.edit(message, anna_, "Le zqvtrpmkgf aussi");
  follow();
  EXPECT_FALSE(files_with(community_.folder(), "zqbdfgkmpr").empty()) << "the test can fail";
  community_.redact(message, anna_);
  scrub_all();
  EXPECT_TRUE(files_with(community_.folder(), "zqbdfgkmpr").empty());
  EXPECT_TRUE(files_with(community_.folder(), "zqvtrpmkgf").empty());
}

TEST_F(Scrubbing, GivesTheRowsWithoutTheirWords) {
  const auto message = community_.post(thread_, anna_, "Un secret");
  community_.edit(message, anna_, "Un autre secret");
  community_.redact(message, anna_);
  const auto scrubber = storage::Scrubber::open(community_.folder());
  const storage::ScrubWork work = scrubber->begin();
  EXPECT_EQ(work.thing_ids, (std::vector{message}));
  EXPECT_EQ(work.through_seq, community_.store().head_seq());
  ASSERT_EQ(work.events.size(), 2u);
  for (const auto& scrubbed : work.events) {
    v1::Event event;
    ASSERT_TRUE(event.ParseFromString(scrubbed.payload));
    EXPECT_EQ(event.seq(), scrubbed.seq);
    EXPECT_EQ(event.actor_id(), anna_) << "the envelope stays";
    EXPECT_EQ(scrubbed.payload.find("secret"), std::string::npos);
  }
}

TEST_F(Scrubbing, AReaderInTheWayOnlyDelaysIt) {
  const auto message = community_.post(thread_, anna_, "Le zqbdfgkmpr");
  community_.redact(message, anna_);
  const auto scrubber = storage::Scrubber::open(community_.folder());
  const storage::ScrubWork work = scrubber->begin();
  {
    storage::Connection other(community_.folder() / "community.db", {.read_only = true});
    storage::Transaction long_reading(other, storage::Transaction::Kind::read);
    other.query("SELECT COUNT(*) FROM members").step();
    community_.post(thread_, anna_, "Entre-temps");
    EXPECT_FALSE(scrubber->finish(work));
    EXPECT_FALSE(scrubber->begin().thing_ids.empty()) << "the note stays until the work is done";
  }
  EXPECT_TRUE(scrubber->finish(work));
}

TEST_F(Scrubbing, IsTakenUpAgainAfterACrashAtAnyStep) {
  for (int step = 0; step < 4; ++step) {
    const std::string word = word_of(900'000 + static_cast<std::size_t>(step));
    const auto message = community_.post(thread_, anna_, "Le mot " + word);
    save_draft("Brouillon " + word);
    save_draft("");
    follow();
    community_.redact(message, anna_);
    if (step > 0) {
      const auto scrubber = storage::Scrubber::open(community_.folder());
      const storage::ScrubWork work = scrubber->begin();
      if (step > 1) follow();
      if (step > 2) index_->scrub_step();
    }  // what was begun is forgotten here, as in a crash
    index_.reset();
    reader_.reset();
    community_.reopen();
    index_ = storage::SearchIndex::open(community_.folder() / "search.db", community_.store().epoch());
    reader_ = storage::Reader::open(community_.folder());
    scrub_all();
    EXPECT_EQ(files_with(community_.folder(), word), std::vector<std::string>{}) << "cut off at step " << step;
  }
}

TEST_F(Scrubbing, ManyMessagesEditsAndDraftsLeaveNothing) {
  std::mt19937 random(20'181'123);
  std::vector<std::pair<std::uint64_t, std::vector<std::string>>> messages;
  std::size_t next_word = 0;
  const auto text = [&](std::vector<std::string>& words) {
    std::string body;
    const int count = 1 + static_cast<int>(random() % 12);
    for (int i = 0; i < count; ++i) {
      words.push_back(word_of(next_word++));
      body += (i ? " " : "") + words.back();
    }
    return body;
  };
  for (int i = 0; i < 1'500; ++i) {
    std::vector<std::string> words;
    const std::string body = text(words);
    if (i % 4 == 0) {
      save_draft(body.substr(0, body.size() / 2));
      save_draft(body);
      save_draft("");
    }
    const auto id = community_.post(thread_, anna_, body);
    if (i % 3 == 0) community_.edit(id, anna_, text(words));
    messages.emplace_back(id, std::move(words));
    if (i % 97 == 0) follow();
  }
  std::shuffle(messages.begin(), messages.end(), random);
  const std::size_t erased = 150;
  for (std::size_t i = 0; i < erased; ++i) {
    community_.redact(messages[i].first, anna_);
    if (i % 50 == 49) scrub_all();
  }
  scrub_all();
  const std::string bytes = all_bytes(community_.folder());
  std::vector<std::string> left;
  for (std::size_t i = 0; i < erased; ++i) {
    for (const std::string& word : messages[i].second) {
      if (bytes.find(word) != std::string::npos) left.push_back(word);
    }
  }
  EXPECT_TRUE(left.empty()) << left.size() << " words, the first: " << left.front();
  for (std::size_t i = erased; i < erased + 20; ++i) {
    EXPECT_NE(bytes.find(messages[i].second.back()), std::string::npos) << "what was not erased is kept";
  }
  const auto findings = storage::check_community(community_.folder());
  EXPECT_TRUE(findings.empty()) << findings.front().sentence;
}

}  // namespace ramure::test
