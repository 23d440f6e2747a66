// Rounds that are remembered between commands: always what folding them from the journal would give, also when what
// was decided is undone.
#include <gtest/gtest.h>

#include <stdexcept>

#include "server/codev/decide.hpp"
#include "server/live/remembered_rounds.hpp"
#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::live {

using test::RuledCommunity;
using test::RuledRound;

class RememberedRoundsTest : public ::testing::Test {
 protected:
  RememberedRoundsTest() { round.begin(); }

  community::LoadRound load() {
    return [this](std::uint64_t after_seq) { return community.view().round_events(round.id(), after_seq); };
  }
  std::uint64_t head() { return community.store().head_seq(); }
  std::string folded_anew() { return bytes(round.state()); }
  static std::string bytes(const codev::Round& round) { return round.state.SerializeAsString(); }
  CommandOutcome say(Writer& writer, const char* key, const char* text) {
    PendingCommand pending{community::Actor::member(round.people().client), round.saying("note_privee", text)};
    pending.command.set_command_key(key);
    return std::move(writer.run_batch(std::span(&pending, 1)).outcomes.front());
  }

  RuledCommunity community;
  RuledRound round{community,
                   {.facilitator = community.facilitator,
                    .client = community.valmerac.first,
                    .consultants = {community.kerlohan.first, community.kerlohan.second, community.adviser}}};
  RememberedRounds book;
};

TEST_F(RememberedRoundsTest, WhatIsTakenIsWhatTheJournalSays) {
  book.put_back(round.id(), book.take(round.id(), load()));
  round.say(round.people().client, "note_privee");
  const community::RoundInHand in_hand = book.take(round.id(), load());
  EXPECT_EQ(bytes(in_hand.round), folded_anew());
  EXPECT_EQ(in_hand.through_seq, community.view().round_events(round.id(), 0).back().seq());
}

TEST_F(RememberedRoundsTest, ThereIsNoRoundWithoutEvents) {
  const auto nothing = [](std::uint64_t) { return std::vector<v1::Event>(); };
  EXPECT_EQ(book.take(head() + 7, nothing).through_seq, 0U);
  EXPECT_EQ(book.open(head() + 7, head(), nothing), nullptr);
}

TEST_F(RememberedRoundsTest, WhoeverReadsARoundKeepsItAsItWas) {
  const community::RoundPointer read = book.open(round.id(), head(), load());
  const std::string before = bytes(*read);
  round.say(round.people().client, "note_privee");
  book.put_back(round.id(), book.take(round.id(), load()));
  EXPECT_EQ(bytes(*read), before);
  EXPECT_EQ(bytes(*book.open(round.id(), head(), load())), folded_anew());
}

TEST_F(RememberedRoundsTest, NobodyReadsWhatIsNotCommittedYet) {
  const std::string committed = folded_anew();
  const std::uint64_t committed_seq = head();
  community::RoundInHand in_hand = book.take(round.id(), load());
  v1::RoundEvent later;
  later.set_round_id(round.id());
  later.set_seq(committed_seq + 1);
  later.mutable_round_finished();
  codev::apply(in_hand.round, later);
  in_hand.through_seq = later.seq();
  book.put_back(round.id(), std::move(in_hand));
  EXPECT_EQ(bytes(*book.open(round.id(), committed_seq, load())), committed);
}

TEST_F(RememberedRoundsTest, WhatAFailedCommandHadDecidedIsForgotten) {
  const ManualClock clock{community.store().last_event_ms()};
  bool fails = false;
  WriterHooks hooks;
  hooks.on_undone = [&] { book.forget(); };
  Writer writer(community.store(), clock, hooks,
                [&](auto& view, const auto& command, const auto& actor, auto next_seq, auto now) {
                  auto decided = community::decide(view, command, actor, next_seq, now, {nullptr, &book});
                  if (fails) throw std::runtime_error("a bug");
                  return decided;
                });
  ASSERT_TRUE(say(writer, "0000000000000001", "une idée").result);
  fails = true;
  EXPECT_FALSE(say(writer, "0000000000000002", "une autre").result);
  fails = false;
  ASSERT_TRUE(say(writer, "0000000000000003", "la suite").result);
  EXPECT_EQ(bytes(book.take(round.id(), load()).round), folded_anew());
}

}  // namespace ramure::live
