// Who reads a round and its desk when people come and go, and what is not told of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class DecideRoundsWalls : public testing::Test {
 protected:
  RuledCommunity c_;
  RuledRound round_{
      c_, {c_.facilitator, c_.adviser, c_.valmerac.first, {c_.kerlohan.first, c_.kerlohan.second, c_.other_adviser}}};

  std::vector<std::uint64_t> readers(std::uint64_t channel_id) {
    std::vector<std::uint64_t> ids;
    for (const Membership& membership : c_.view().memberships_of_channel(channel_id)) {
      ids.push_back(membership.member_id());
    }
    return ids;
  }

  Command answer(bool agrees) const {
    Command command = round_.command();
    command.mutable_round()->mutable_answer_observer()->set_observer_id(c_.evaluator);
    command.mutable_round()->mutable_answer_observer()->set_agrees(agrees);
    return command;
  }

  // Every event of the decision that somebody else than the author may be told of.
  static void expect_nobodys(const community::Decision& decision, std::uint64_t author) {
    for (const Event& event : decision.events) {
      if (event.member_id() == author) continue;
      EXPECT_EQ(event.actor_id(), 0u) << event.ShortDebugString();
      EXPECT_EQ(event.command_key(), "") << event.ShortDebugString();
    }
  }

  void end_membership(std::uint64_t member_id) {
    Command command;
    command.mutable_end_membership()->set_member_id(member_id);
    command.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
    c_.accept(c_.admin, command);
  }
};

}  // namespace

// A no is never attributed: neither by the round's event nor by the memberships that end with it.
TEST_F(DecideRoundsWalls, AnObserverComesAndGoesByNobodysAct) {
  round_.propose(c_.evaluator);
  for (const std::uint64_t id : round_.people().consultants) round_.answer_about(c_.evaluator, id);
  const auto admitted = c_.accept(round_.people().client, answer(true));
  EXPECT_THAT(readers(round_.id()), Contains(c_.evaluator));
  expect_nobodys(admitted, round_.people().client);
  const auto withdrawn = c_.accept(c_.kerlohan.second, answer(false));
  EXPECT_THAT(readers(round_.id()), Not(Contains(c_.evaluator)));
  EXPECT_GT(withdrawn.events.size(), 3u) << "told to the round twice, and to the observer";
  expect_nobodys(withdrawn, c_.kerlohan.second);
}

TEST_F(DecideRoundsWalls, AnObserverWhomAllOthersWantEntersWhenTheLastOneLeavesTheCommunity) {
  round_.propose(c_.evaluator);
  for (const std::uint64_t id : round_.peers()) {
    if (id != c_.kerlohan.second) round_.answer_about(c_.evaluator, id);
  }
  end_membership(c_.kerlohan.second);
  EXPECT_THAT(readers(round_.id()), Not(Contains(c_.kerlohan.second)));
  EXPECT_THAT(readers(round_.id()), Contains(c_.evaluator));
}

// Whoever holds the frame cannot leave the round without handing it over: his seat stays, and he must not sit on it.
TEST_F(DecideRoundsWalls, AFacilitatorWhoLeftTheCommunityIsNotLetInAgain) {
  round_.begin();
  end_membership(c_.facilitator);
  EXPECT_THAT(readers(round_.id()), Not(Contains(c_.facilitator)));
  round_.say(round_.people().client, "note_privee");
  EXPECT_THAT(readers(round_.id()), Not(Contains(c_.facilitator)));
  EXPECT_THAT(readers(round_.desk()), ElementsAre(c_.adviser));
  EXPECT_FALSE(c_.view().membership(c_.facilitator, round_.id()).has_value());
}

TEST_F(DecideRoundsWalls, ADeputyNamedLaterReadsAtTheDeskWhatTheRulesShowHim) {
  round_.begin();
  const std::uint64_t parked = round_.say(c_.kerlohan.first, "parking", "Pour plus tard");
  Command command = round_.command();
  *command.mutable_round()->mutable_replan_round()->mutable_plan() = round_.state().state.plan();
  command.mutable_round()->mutable_replan_round()->mutable_plan()->set_deputy_id(c_.other_adviser);
  c_.accept(c_.facilitator, command);
  EXPECT_THAT(readers(round_.desk()), UnorderedElementsAre(c_.facilitator, c_.other_adviser));
  const auto readable = c_.view().readable(c_.other_adviser);
  EXPECT_TRUE(readable.may_read(round_.desk(), parked + 1)) << "it was shown to the desk by the event after it";
}

}  // namespace ramure::test
