// What the thread learns of the round that came from its obstacle: that it is being treated, by its author's own yes,
// and the text that the client approved and chose to share. Nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "storage/reader.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/round_play.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::HasSubstr;
using testing::Not;

class RoundReturn : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t round_ = 0;
  std::uint64_t client() const { return c_.valmerac.first; }
  std::vector<std::uint64_t> consultants() const { return {c_.kerlohan.first, c_.adviser, c_.other_facilitator}; }

  void plan(std::uint64_t source_thread_id) {
    Command command;
    PlanRound& planned = *command.mutable_round()->mutable_plan_round();
    planned.set_template_key("standard");
    planned.mutable_plan()->set_mode(ROUND_MODE_WRITTEN);
    planned.mutable_plan()->set_starts_at_ms(FoundedCommunity::first_event_ms + 86'400'000);
    planned.mutable_plan()->set_source_thread_id(source_thread_id);
    planned.add_member_ids(client());
    for (const std::uint64_t id : consultants()) planned.add_member_ids(id);
    planned.set_client_id(client());
    round_ = c_.accept(c_.facilitator, command).events.front().seq();
  }

  RoundView view(std::uint64_t member_id) const {
    Query query;
    query.mutable_get_round()->set_round_id(round_);
    return community::answer(*storage::Reader::open(c_.folder()), member_id, query).answer().round().view();
  }

  Command command() const {
    Command command;
    command.mutable_round()->set_round_id(round_);
    command.mutable_round()->set_opening(view(c_.facilitator).opening());
    return command;
  }

  Command saying(Contribution contribution) const {
    Command said = command();
    *said.mutable_round()->mutable_contribute()->mutable_contribution() = std::move(contribution);
    return said;
  }

  community::Decision say(std::uint64_t member_id, Contribution contribution) {
    return c_.accept(member_id, saying(std::move(contribution)));
  }

  community::Decision open(const std::string& step) {
    Command opens = command();
    opens.mutable_round()->mutable_open_step()->set_step(step);
    return c_.accept(c_.facilitator, opens);
  }

  community::Decision accept_to_be_client() {
    auto people = consultants();
    people.push_back(c_.facilitator);
    people.push_back(client());
    for (const std::uint64_t id : people) {
      Command accepts = command();
      accepts.mutable_round()->mutable_accept_frame();
      c_.accept(id, accepts);
    }
    Command answers = command();
    answers.mutable_round()->mutable_answer_designation()->set_accepts(true);
    return c_.accept(client(), answers);
  }

  void go_to_closing() {
    for (const char* step : {"expose", "clarification", "contrat"}) open(step);
    say(client(), contribution_of("demande", "J’aimerais que vous m’aidiez à y voir clair."));
    for (const std::uint64_t id : consultants()) {
      Contribution agreement = contribution_of("accord", "");
      agreement.set_version(view(id).request().version());
      say(id, std::move(agreement));
    }
    open("consultation");
    say(c_.kerlohan.first, contribution_of("suggestion", "Une piste confidentielle"));
    open("synthese");
    say(client(), contribution_of("synthese", "Je garde l’idée d’une rencontre."));
    Contribution action = contribution_of("action", "Rencontrer la mairie");
    action.mutable_action()->set_what("Rencontrer la mairie");
    action.mutable_action()->set_first_step("Appeler lundi");
    action.mutable_action()->set_due_on("2018-09-30");
    say(client(), std::move(action));
    open("apprentissages");
    open("cloture");
    Command wishes = command();
    wishes.mutable_round()->mutable_wish_minutes()->set_wanted(true);
    c_.accept(client(), wishes);
    say(c_.facilitator, contribution_of("compte_rendu", "Le compte rendu entier."));
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
  accept_to_be_client();
  EXPECT_EQ(c_.view().thread(thread)->status, OBSTACLE_STATUS_IN_ROUND);
}

TEST_F(RoundReturn, AnObstacleOfSomebodyElseKeepsItsStatus) {
  const std::uint64_t thread = c_.declare(c_.kerlohan.second, OBSTACLE_SCOPE_COMMUNITY);
  plan(thread);
  accept_to_be_client();
  EXPECT_EQ(c_.view().thread(thread)->status, OBSTACLE_STATUS_OPEN);
}

TEST_F(RoundReturn, WhatTheClientChoseReturnsAndNothingElse) {
  const std::uint64_t thread = c_.declare(client(), OBSTACLE_SCOPE_COMMUNITY);
  plan(thread);
  accept_to_be_client();
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
  accept_to_be_client();
  go_to_closing();
  say(client(), sharing(SHARE_LEVEL_NOTHING));
  EXPECT_TRUE(returns(0).empty());
}

TEST_F(RoundReturn, ItGoesWhereTheClientMayWrite) {
  plan(0);
  accept_to_be_client();
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
  accept_to_be_client();
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
