// Both rounds of the demo corpus, replayed contribution by contribution by their members, in their time.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/codev/visible.hpp"
#include "tests/support/round_replay.hpp"

namespace ramure::test {

TEST(CodevReplay, EveryContributionOfBothRoundsIsAcceptedInItsPlace) {
  std::size_t accepted = 0;
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    accepted += replay.accepted;
    const v1::RoundState& state = replay.play.state();
    EXPECT_EQ(state.client_id(), corpus_person(corpus.client_id));
    EXPECT_EQ(state.request().version(), 2u);
    EXPECT_EQ(state.request().agreed_ids_size(), 7);
    EXPECT_EQ(state.actions_size(), 3);
    EXPECT_TRUE(state.minutes().approved());
    EXPECT_EQ(state.step(), 11u);
  }
  EXPECT_EQ(accepted, 187u);
}

TEST(CodevReplay, TheEventsGiveTheSameRoundAgain) {
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    codev::Round again;
    for (const v1::RoundEvent& event : replay.play.events) codev::apply(again, event);
    EXPECT_EQ(again.state.SerializeAsString(), replay.play.state().SerializeAsString());
  }
}

TEST(CodevReplay, TheSetAsideIdeaIsShownWhenTheConsultationOpens) {
  const std::vector<ops::CorpusRound> rounds = corpus_rounds();
  RoundReplay replay(rounds[0]);
  replay.run();
  const auto& said = replay.play.state().contributions();
  const auto parked = std::find_if(said.begin(), said.end(), [](const auto& one) { return one.kind() == "parking"; });
  const auto opened = std::find_if(replay.play.events.begin(), replay.play.events.end(), [](const auto& event) {
    return event.has_step_opened() && event.step_opened().step() == "consultation";
  });
  EXPECT_EQ(parked->shown_seq(), opened->seq() + 1);
}

TEST(CodevReplay, HiddenQuestionsAreRevealedTogetherAtTheirHour) {
  const std::vector<ops::CorpusRound> rounds = corpus_rounds();
  RoundReplay replay(rounds[1]);
  replay.run();
  std::size_t questions = 0;
  std::uint64_t shown_seq = 0;
  for (const v1::Contribution& said : replay.play.state().contributions()) {
    if (said.kind() != "question" || said.step() != "clarification") continue;
    if (shown_seq == 0) shown_seq = said.shown_seq();
    EXPECT_EQ(said.shown_seq(), shown_seq);
    ++questions;
  }
  EXPECT_EQ(questions, 7u);
  const v1::RoundEvent& revealed = *std::find_if(replay.play.events.begin(), replay.play.events.end(),
                                                 [&](const auto& event) { return event.seq() == shown_seq; });
  EXPECT_EQ(revealed.contributions_shown().contributions_size(), 7);
  EXPECT_EQ(revealed.at_ms(), 1'536'055'200'000);  // 4 September 2018, 12:00 in Paris
}

TEST(CodevReplay, NobodyOutsideSeesAnyEventOfIt) {
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    for (const v1::RoundEvent& event : replay.play.events) {
      for (const std::uint64_t stranger : {0, 102, 103 + (corpus.id == "tour2" ? 900 : 0), 203, 301}) {
        EXPECT_FALSE(codev::visible_to(replay.play.round, event, stranger)) << event.ShortDebugString();
      }
    }
    EXPECT_EQ(codev::view_for(replay.play.round, 102, replay.play.now).id(), 0u);
  }
}

}  // namespace ramure::test
