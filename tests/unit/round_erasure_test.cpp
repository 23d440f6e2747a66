// Words said in a round that were erased are in no file and in no ring, and a restored backup erases them again,
// telling only those of it who had been told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/live/erasure.hpp"
#include "storage/backup.hpp"
#include "storage/check.hpp"
#include "storage/reader.hpp"
#include "storage/replay.hpp"
#include "storage/scrub.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t day_ms = 86'400'000;

class RoundErasure : public testing::Test {
 protected:
  RuledCommunity c_;
  TemporaryFolder elsewhere_;
  std::uint64_t peer_ = c_.kerlohan.first;
  RuledRound round_{
      c_, {c_.facilitator, 0, c_.valmerac.first, {c_.kerlohan.first, c_.kerlohan.second, c_.adviser}}, "Sujet zqtitre"};

  // With a word of every kind of audience in it.
  void speak() {
    round_.begin();
    c_.accept(peer_, round_.saying("note_privee", "Note zqnote"));
    c_.accept(peer_, round_.saying("parking", "À part zqpart"));
    c_.accept(peer_, round_.saying("signal_inconfort", "Gêne zqgene"));
    round_.go_to("clarification");
    c_.accept(peer_, round_.saying("question", "Depuis zqquestion ?"));
  }
  static std::vector<std::string> words() { return {"zqtitre", "zqnote", "zqpart", "zqgene", "zqquestion"}; }

  std::uint64_t id_of(std::string_view kind) const {
    const codev::Round now = round_.state();
    for (const Contribution& said : now.state.contributions()) {
      if (said.kind() == kind) return said.id();
    }
    throw std::logic_error("nothing of this kind was said");
  }

  community::Decision erase(std::uint64_t id) {
    Command command = round_.command();
    command.mutable_round()->mutable_erase_contribution()->set_contribution_id(id);
    return c_.accept(peer_, command);
  }

  static void scrub(const std::filesystem::path& folder) {
    const auto scrubber = storage::Scrubber::open(folder);
    for (storage::ScrubWork work = scrubber->begin(); !work.thing_ids.empty(); work = scrubber->begin()) {
      ASSERT_TRUE(scrubber->finish(work));
    }
  }

  static std::vector<std::string> words_in(const std::filesystem::path& folder) {
    std::vector<std::string> found;
    for (const std::string& word : words()) {
      if (!files_with(folder, word).empty()) found.push_back(word);
    }
    return found;
  }

  // The restored community's folder, with what the lost one knew to be erased.
  std::filesystem::path restored() {
    const auto folder = elsewhere_ / "restored";
    std::filesystem::create_directories(folder);
    std::filesystem::copy_file(c_.folder() / "erasures.tsv", folder / "erasures.tsv");
    storage::restore_community(elsewhere_ / "copy", folder);
    return folder;
  }

  // What adopting the backup told, with its audience.
  static std::vector<std::string> told_since(const std::filesystem::path& folder, std::uint64_t seq) {
    std::vector<storage::JournalRow> rows;
    storage::Reader::open(folder)->read_whole_journal(seq, 100, rows);
    std::vector<std::string> told;
    for (const storage::JournalRow& row : rows) {
      Event event;
      event.ParseFromString(row.payload);
      told.push_back(event.round().has_words_erased() ? "all" : row.channel_id != 0 ? "channel" : "member");
    }
    return told;
  }

  void expect_whole(const std::filesystem::path& folder) {
    EXPECT_THAT(storage::compare_with_replay(folder), IsEmpty());
    for (const auto& finding : storage::check_community(folder)) EXPECT_EQ(finding.part, "search") << finding.sentence;
  }
};

}  // namespace

TEST_F(RoundErasure, WhatItsAuthorErasesIsInNoFile) {
  speak();
  EXPECT_EQ(words_in(c_.folder()).size(), words().size()) << "the test can fail";
  for (const char* kind : {"note_privee", "parking", "signal_inconfort", "question"}) erase(id_of(kind));
  scrub(c_.folder());
  EXPECT_THAT(words_in(c_.folder()), ElementsAre("zqtitre"));
  expect_whole(c_.folder());
}

TEST_F(RoundErasure, OfACancelledRoundNoWordIsLeft) {
  speak();
  round_.cancel();
  scrub(c_.folder());
  EXPECT_THAT(words_in(c_.folder()), IsEmpty());
  expect_whole(c_.folder());
}

TEST_F(RoundErasure, NoWordOutlivesTheRetention) {
  speak();
  round_.tick(100 * day_ms);  // it lapses
  EXPECT_EQ(round_.state().state.status(), ROUND_STATUS_LAPSED);
  round_.tick(40 * day_ms);
  EXPECT_TRUE(round_.state().state.words_erased());
  scrub(c_.folder());
  EXPECT_THAT(words_in(c_.folder()), IsEmpty());
  expect_whole(c_.folder());
}

// The ring of the feed: a connection that is behind is sent what was erased without its words, whoever it was for.
TEST_F(RoundErasure, TheRingLosesTheWordsBeforeAnybodyHearsOfIt) {
  speak();
  live::ChunkBuilder builder(round_.id() - 1);
  for (const Event& event : c_.events()) {
    if (event.seq() >= round_.id()) builder.add(event, event.SerializeAsString());
  }
  auto chunk = std::move(builder).seal(c_.store().head_seq());
  const auto all = [](const live::Chunk& of) {
    std::string bytes;
    for (std::size_t i = 0; i < of.events().size(); ++i) bytes += of.payload(i);
    return bytes;
  };
  for (const std::string& word : words()) ASSERT_NE(all(*chunk).find(word), std::string::npos);
  for (const char* kind : {"note_privee", "parking", "signal_inconfort", "question"}) {
    const auto erasure = live::round_erasure_of(erase(id_of(kind)).events.front());
    ASSERT_TRUE(erasure);
    if (auto clean = live::without_words_of(*chunk, *erasure)) chunk = clean;
  }
  for (const std::string& word : words()) EXPECT_EQ(all(*chunk).find(word) == std::string::npos, word != "zqtitre");
  const auto cancelled = live::without_words_of(*chunk, live::RoundErasure{round_.id()});
  ASSERT_NE(cancelled, nullptr);
  EXPECT_EQ(all(*cancelled).find("zqtitre"), std::string::npos);
}

TEST_F(RoundErasure, ARestoredBackupErasesAgainAndTellsThoseWhoHadBeenTold) {
  speak();
  storage::backup_community(c_.folder(), elsewhere_ / "copy");
  const std::uint64_t head = c_.store().head_seq();
  for (const char* kind : {"note_privee", "question"}) erase(id_of(kind));
  scrub(c_.folder());
  const auto folder = restored();
  ASSERT_TRUE(storage::adopt_backup(folder, std::string(32, 'a'), c_.store().last_event_ms()));
  scrub(folder);
  EXPECT_THAT(words_in(folder), ElementsAre("zqtitre", "zqpart", "zqgene"));
  EXPECT_THAT(told_since(folder, head), ElementsAre("member", "channel")) << "the note is its author's alone";
  expect_whole(folder);
}

TEST_F(RoundErasure, ARestoredBackupErasesACancelledRoundAgain) {
  speak();
  storage::backup_community(c_.folder(), elsewhere_ / "copy");
  const std::uint64_t head = c_.store().head_seq();
  round_.cancel();
  scrub(c_.folder());
  const auto folder = restored();
  ASSERT_TRUE(storage::adopt_backup(folder, std::string(32, 'a'), c_.store().last_event_ms()));
  scrub(folder);
  EXPECT_THAT(words_in(folder), IsEmpty());
  EXPECT_THAT(told_since(folder, head), ElementsAre("all"));
  expect_whole(folder);
}

TEST_F(RoundErasure, WhatABackupHoldsNoMoreIsNotErasedAgain) {
  speak();
  erase(id_of("question"));
  scrub(c_.folder());
  storage::backup_community(c_.folder(), elsewhere_ / "copy");
  const auto folder = restored();
  ASSERT_TRUE(storage::adopt_backup(folder, std::string(32, 'a'), c_.store().last_event_ms()));
  EXPECT_EQ(storage::Reader::open(folder)->head_seq(), c_.store().head_seq());
}

}  // namespace ramure::test
