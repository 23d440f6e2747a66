// What the thread learns of the round that came from its obstacle: that it is being treated, by its author's own yes,
// and the text that the client approved and chose to share. Nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "tests/support/round_play.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::HasSubstr;
using testing::Not;

class RoundReturn : public testing::Test {
 protected:
  RuledCommunity c_;
  std::optional<RuledRound> round_;
  std::uint64_t client() const { return c_.valmerac.first; }

  void plan(std::uint64_t source_thread_id) {
    const RuledRound::People people{c_.facilitator, 0, client(), {c_.kerlohan.first, c_.adviser, c_.other_facilitator}};
    round_.emplace(c_, people, "Un tour", source_thread_id);
  }

  Command saying(Contribution contribution) const {
    Command said = round_->command();
    *said.mutable_round()->mutable_contribute()->mutable_contribution() = std::move(contribution);
    return said;
  }
  void say(std::uint64_t member_id, Contribution contribution) {
    c_.accept(member_id, saying(std::move(contribution)));
  }

  // The client's plan and his synthesis are there, and the minutes that he approved.
  void go_to_closing() {
    round_->go_to("consultation");
    round_->say(c_.kerlohan.first, "suggestion", "Une piste confidentielle");
    round_->go_to("synthese");
    round_->say(client(), "synthese", "Je garde l’idée d’une rencontre.");
    Contribution action = contribution_of("action", "Rencontrer la mairie");
    action.mutable_action()->set_what("Rencontrer la mairie");
    action.mutable_action()->set_first_step("Appeler lundi");
    action.mutable_action()->set_due_on("2018-09-30");
    say(client(), std::move(action));
    round_->go_to("cloture");
    Command wishes = round_->command();
    wishes.mutable_round()->mutable_wish_minutes()->set_wanted(true);
    c_.accept(client(), wishes);
    round_->say(c_.facilitator, "compte_rendu", "Le compte rendu entier.");
    Contribution approval = contribution_of("validation_cr", "");
    approval.set_agrees(true);
    say(client(), std::move(approval));
  }

  Contribution sharing(ShareLevel level, std::uint64_t thread_id = 0) const {
    Contribution choice = contribution_of("choix_partage", "");
    choice.set_share_level(level);
    choice.set_target_thread_id(thread_id);
    return choice;
  }

  std::vector<MessagePosted> returns(std::size_t since) const {
    std::vector<MessagePosted> found;
    for (std::size_t i = since; i < c_.events().size(); ++i) {
      const Event& event = c_.events()[i];
      if (event.has_message_posted() && event.message_posted().kind() == MESSAGE_KIND_RETURN) {
        found.push_back(event.message_posted());
      }
    }
    return found;
  }
};

}  // namespace

TEST_F(RoundReturn, TheThreadSaysThatItIsTreatedOnceItsAuthorHasSaidYes) {
  const std::uint64_t thread = c_.declare(client(), OBSTACLE_SCOPE_COMMUNITY);
  plan(thread);
  EXPECT_EQ(c_.view().thread(thread)->status, OBSTACLE_STATUS_OPEN);
  round_->begin();
  EXPECT_EQ(c_.view().thread(thread)->status, OBSTACLE_STATUS_IN_ROUND);
}

TEST_F(RoundReturn, AnObstacleOfSomebodyElseKeepsItsStatus) {
  const std::uint64_t thread = c_.declare(c_.kerlohan.second, OBSTACLE_SCOPE_COMMUNITY);
  plan(thread);
  round_->begin();
  EXPECT_EQ(c_.view().thread(thread)->status, OBSTACLE_STATUS_OPEN);
}

TEST_F(RoundReturn, WhatTheClientChoseReturnsAndNothingElse) {
  const std::uint64_t thread = c_.declare(client(), OBSTACLE_SCOPE_COMMUNITY);
  plan(thread);
  round_->begin();
  go_to_closing();
  const std::size_t before = c_.events().size();
  EXPECT_TRUE(returns(0).empty());
  say(client(), sharing(SHARE_LEVEL_SYNTHESIS_AND_ACTIONS));
  const auto posted = returns(before);
  ASSERT_EQ(posted.size(), 1u);
  EXPECT_EQ(posted[0].thread_id(), thread);
  EXPECT_THAT(posted[0].body(), HasSubstr("Je garde l’idée d’une rencontre."));
  EXPECT_THAT(posted[0].body(), HasSubstr("Rencontrer la mairie"));
  EXPECT_THAT(posted[0].body(), Not(HasSubstr("confidentielle")));
  EXPECT_THAT(posted[0].body(), Not(HasSubstr("compte rendu entier")));
  EXPECT_EQ(c_.view().thread(thread)->status, OBSTACLE_STATUS_ACTION_PLAN);
}

TEST_F(RoundReturn, NothingReturnsWhenNothingIsShared) {
  plan(c_.declare(client(), OBSTACLE_SCOPE_COMMUNITY));
  round_->begin();
  go_to_closing();
  say(client(), sharing(SHARE_LEVEL_NOTHING));
  EXPECT_TRUE(returns(0).empty());
}

TEST_F(RoundReturn, ItGoesWhereTheClientMayWrite) {
  plan(0);
  round_->begin();
  go_to_closing();
  const std::uint64_t hidden = c_.open_thread(c_.backstage, c_.facilitator);
  const Refusal refusal = c_.refusal(client(), saying(sharing(SHARE_LEVEL_ACTIONS, hidden)));
  EXPECT_EQ(refusal.code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(refusal.field(), "contribute.contribution.target_thread_id");
  say(client(), sharing(SHARE_LEVEL_ACTIONS, c_.open_thread(c_.plenary, c_.facilitator)));
  EXPECT_EQ(returns(0).size(), 1u);
}

TEST_F(RoundReturn, WhoIsNotNamedIsNotNamedByTheReturn) {
  const std::uint64_t thread = c_.declare(client(), OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  plan(thread);
  round_->begin();
  go_to_closing();
  const std::size_t before = c_.events().size();
  say(client(), sharing(SHARE_LEVEL_ACTIONS));
  for (std::size_t i = before; i < c_.events().size(); ++i) {
    const Event& event = c_.events()[i];
    if (event.channel_id() != c_.themes) continue;
    EXPECT_EQ(event.actor_id(), 0u) << event.ShortDebugString();
  }
  EXPECT_EQ(returns(before).size(), 1u);
}

}  // namespace ramure::test
