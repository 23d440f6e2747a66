// « Le mot de l'animation »: versions, conflicts, and who is told.
#include <gtest/gtest.h>

#include "storage/connection.hpp"
#include "storage/erase.hpp"
#include "storage/reader.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideWord : public testing::Test {
 protected:
  RuledCommunity c_;

  static Command word(std::string_view text, std::uint32_t version) {
    Command command;
    command.mutable_edit_word()->set_text(std::string(text));
    command.mutable_edit_word()->set_version(version);
    return command;
  }
};

}  // namespace

TEST_F(DecideWord, FacilitatorsSpeakToThePlenary) {
  EXPECT_FALSE(c_.snapshot(c_.valmerac.first).has_word());
  const auto decision = c_.accept(c_.facilitator, word("Bonjour à tous", 0));
  ASSERT_EQ(decision.events.size(), 1u);
  const Event& event = decision.events[0];
  EXPECT_EQ(event.channel_id(), c_.plenary);
  EXPECT_EQ(event.birth_seq(), event.seq());
  EXPECT_EQ(event.word_edited().word().version(), 1u);
  EXPECT_EQ(event.word_edited().word().author_id(), c_.facilitator);
  for (const auto reader : {c_.valmerac.first, c_.evaluator, c_.steering, c_.former}) {
    EXPECT_EQ(c_.snapshot(reader).word().text(), "Bonjour à tous") << reader;
  }
  for (const auto stranger : {c_.orientation, c_.technical, c_.admin}) {
    EXPECT_FALSE(c_.snapshot(stranger).has_word()) << stranger;
    EXPECT_EQ(c_.refusal(stranger, word("Non", 1)).code(), REFUSAL_CODE_NOT_FOUND) << stranger;
  }
  EXPECT_EQ(c_.refusal(c_.adviser, word("Non", 1)).code(), REFUSAL_CODE_FORBIDDEN);
}

TEST_F(DecideWord, WhoeverEditsAnOlderVersionIsToldWhichOneIsInForce) {
  c_.accept(c_.facilitator, word("Un", 0));
  const Refusal refused = c_.refusal(c_.other_facilitator, word("Deux", 0));
  EXPECT_EQ(refused.code(), REFUSAL_CODE_CONFLICT);
  EXPECT_EQ(refused.data().at("version"), "1");
  EXPECT_EQ(c_.accept(c_.other_facilitator, word("Deux", 1)).events[0].word_edited().word().version(), 2u);
  EXPECT_EQ(c_.refusal(c_.facilitator, word("Deux", 2)).code(), REFUSAL_CODE_ALREADY_DONE);
  c_.accept(c_.facilitator, word("", 2));
  EXPECT_EQ(c_.snapshot(c_.valmerac.first).word().version(), 3u) << "none is a version too";
}

// Earlier words stay in the journal; every row that holds one is listed, and erasing them leaves the tables as they
// are.
TEST_F(DecideWord, EveryVersionIsListedForErasure) {
  c_.accept(c_.facilitator, word("Premier mot indiscret", 0));
  c_.accept(c_.facilitator, word("Second mot", 1));
  storage::Connection db(c_.folder() / "community.db", {.database = "community"});
  std::size_t erased = 0;
  for (auto rows = db.query("SELECT seq FROM words"); rows.step();)
    erased += storage::erase_journal_row(db, rows.id(0));
  EXPECT_EQ(erased, 2u);
  EXPECT_FALSE(db.query("SELECT 1 FROM journal WHERE instr(payload, CAST('indiscret' AS BLOB)) > 0").step());
  EXPECT_EQ(c_.view().word().version(), 2u);
  EXPECT_EQ(c_.view().word().text(), "");
}

}  // namespace ramure::test
