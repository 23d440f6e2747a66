// A practice round as a place of the community: its facilitator alone reads it, and its imaginary people are nobody
// elsewhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "server/community/answer.hpp"
#include "storage/check.hpp"
#include "storage/reader.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::ElementsAre;
using testing::IsEmpty;

class DecidePractice : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t id_ = plan();

  std::uint64_t plan() {
    Command command;
    PlanRound& planned = *command.mutable_round()->mutable_plan_round();
    planned.set_template_key("standard");
    planned.mutable_plan()->set_practice(true);
    planned.mutable_plan()->set_mode(ROUND_MODE_IN_ROOM);
    return c_.accept(c_.facilitator, command).events.front().seq();
  }

  Reply ask(std::uint64_t member_id, const Query& query) {
    return community::answer(*storage::Reader::open(c_.folder()), member_id, query);
  }
  RoundView view(std::uint64_t member_id) {
    Query query;
    query.mutable_get_round()->set_round_id(id_);
    return ask(member_id, query).answer().round().view();
  }

  Command of_round(std::uint32_t opening = 0) const {
    Command command;
    command.mutable_round()->set_round_id(id_);
    command.mutable_round()->set_opening(opening);
    return command;
  }
  Command turn() const {
    Command command = of_round();
    command.mutable_round()->mutable_practice_turn();
    return command;
  }
  void open(const std::string& step) {
    Command command = of_round(view(c_.facilitator).opening());
    command.mutable_round()->mutable_open_step()->set_step(step);
    c_.accept(c_.facilitator, command);
  }
  void play(const std::vector<std::string>& steps) {
    for (const std::string& step : steps) {
      open(step);
      while (c_.send(c_.facilitator, turn())) continue;
    }
  }
  std::vector<std::uint64_t> readers(std::uint64_t channel_id) {
    std::vector<std::uint64_t> ids;
    for (const Membership& membership : c_.view().memberships_of_channel(channel_id)) {
      ids.push_back(membership.member_id());
    }
    return ids;
  }
};

const std::vector<std::string> all_steps{"cadre",          "retour",  "choix_sujet",  "expose",
                                         "clarification",  "contrat", "consultation", "synthese",
                                         "apprentissages", "cloture", "suivi"};

}  // namespace

TEST_F(DecidePractice, ItsFacilitatorAloneReadsIt) {
  play(all_steps);
  EXPECT_THAT(readers(id_), ElementsAre(c_.facilitator));
  EXPECT_THAT(readers(id_ + 1), ElementsAre(c_.facilitator));
  for (const std::uint64_t other : {c_.other_facilitator, c_.adviser, c_.valmerac.first, c_.evaluator, c_.admin}) {
    const auto readable = c_.view().readable(other);
    for (const Event& event : c_.events()) {
      if (event.seq() < id_) continue;
      const bool is_told = event.member_id() == other || readable.may_read(event.channel_id(), event.birth_seq());
      EXPECT_FALSE(is_told) << event.ShortDebugString();
    }
    EXPECT_EQ(c_.refusal(other, turn()).code(), REFUSAL_CODE_NOT_FOUND);
    Query list;
    list.mutable_list_rounds()->set_ended_too(true);
    EXPECT_THAT(ask(other, list).answer().round_list().rows(), IsEmpty());
    EXPECT_EQ(view(other).id(), 0u);
  }
  Query list;
  list.mutable_list_rounds();
  const Reply mine = ask(c_.facilitator, list);
  ASSERT_EQ(mine.answer().round_list().rows_size(), 1);
  EXPECT_TRUE(mine.answer().round_list().rows(0).plan().practice());
}

TEST_F(DecidePractice, NothingReturnsFromItAndTheTablesAreSound) {
  play(all_steps);
  EXPECT_EQ(view(c_.facilitator).minutes().share_level(), SHARE_LEVEL_SYNTHESIS_AND_ACTIONS);
  for (const Event& event : c_.events()) EXPECT_TRUE(event.seq() < id_ || !event.has_message_posted());
  Command finish = of_round(view(c_.facilitator).opening());
  finish.mutable_round()->mutable_finish_round();
  c_.accept(c_.facilitator, finish);
  for (const storage::Finding& finding : storage::check_community(c_.folder())) {
    EXPECT_EQ(finding.part, "search") << finding.sentence;  // nobody has indexed this community
  }
}

TEST_F(DecidePractice, ATurnIsHersAndCarriesTheKeyOfWhoAskedForIt) {
  open("cadre");
  const auto taken = c_.accept(c_.facilitator, turn());
  ASSERT_FALSE(taken.events.empty());
  EXPECT_EQ(taken.events[0].actor_id(), limits::fictional_id_first);
  EXPECT_NE(taken.events[0].command_key(), "");  // so that the client knows what it asked for
}

TEST_F(DecidePractice, ItIsCancelledAtAnyTime) {
  play({"cadre", "retour", "choix_sujet", "expose"});
  Command cancel = of_round();
  cancel.mutable_round()->mutable_cancel_round();
  c_.accept(c_.facilitator, cancel);
  EXPECT_EQ(view(c_.facilitator).status(), ROUND_STATUS_CANCELLED);
  EXPECT_EQ(c_.refusal(c_.facilitator, turn()).code(), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecidePractice, NobodyElsewhereIsImaginary) {
  const std::uint64_t imaginary = limits::fictional_id_first + 1;
  RuledRound real(
      c_, {c_.facilitator, c_.adviser, c_.valmerac.first, {c_.kerlohan.first, c_.kerlohan.second, c_.other_adviser}});
  const auto refused = [&](const std::function<void(Command&)>& fill) {
    Command command = real.command();
    fill(command);
    return c_.refusal(c_.facilitator, command).code();
  };
  EXPECT_EQ(refused([&](Command& c) {
              c.mutable_round()->mutable_add_participant()->set_member_id(imaginary);
              c.mutable_round()->mutable_add_participant()->set_role(ROUND_ROLE_CONSULTANT);
            }),
            REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(refused([&](Command& c) { c.mutable_round()->mutable_propose_observer()->set_observer_id(imaginary); }),
            REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(refused([&](Command& c) {
              c = command_plan_round(real.people(), c_.store().last_event_ms(), "Un tour");
              c.mutable_round()->mutable_plan_round()->add_member_ids(imaginary);
            }),
            REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(refused([&](Command& c) {
              c = command_plan_round(real.people(), c_.store().last_event_ms(), "Un tour");
              c.mutable_round()->mutable_plan_round()->mutable_plan()->set_deputy_id(imaginary);
            }),
            REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(refused([&](Command& c) { c.mutable_open_conversation()->add_member_ids(imaginary); }),
            REFUSAL_CODE_NOT_FOUND);
  Command ends;
  ends.mutable_end_membership()->set_member_id(imaginary);
  ends.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  EXPECT_EQ(c_.refusal(c_.admin, ends).code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(c_.refusal(imaginary, turn()).code(), c_.refusal(imaginary + 100, turn()).code());  // and nobody is one
}

}  // namespace ramure::test
