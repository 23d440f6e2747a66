// Practice rounds (« salle d'essai »): imaginary people hold to the method, turn by turn, and nothing leads out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "server/codev/minutes.hpp"
#include "server/codev/sharing.hpp"
#include "server/codev/shipped_templates.hpp"
#include "server/codev/step_clock.hpp"
#include "server/codev/visible.hpp"
#include "tests/support/practice_play.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

PracticePlay standard_practice(RoundMode mode = ROUND_MODE_WRITTEN) {
  return PracticePlay(shipped_form("standard"), mode);
}

std::string next_of(const codev::Decided& decided) {
  if (decided) return "a turn";
  const auto& data = decided.error().data();
  return data.contains("next") ? data.at("next") : decided.error().message();
}

codev::Decided planned(const PlanRound& plan) {
  return codev::plan_practice(shipped_form(plan.template_key()), codev::shipped_practice_script(),
                              codev::Actor::planner(practising), plan, {1'530'180'000'000, 100});
}

std::string field_of(const codev::Decided& decided) { return decided ? "" : decided.error().field(); }

RoundCommand add(std::uint64_t member_id) {
  RoundCommand command;
  command.mutable_add_participant()->set_member_id(member_id);
  command.mutable_add_participant()->set_role(ROUND_ROLE_CONSULTANT);
  return command;
}

}  // namespace

TEST(Practice, ARoundOfEveryFormAndModeIsPlayedByStepsAndTurnsAlone) {
  for (const auto& [key, form] : codev::shipped_templates().all()) {
    for (const int mode : form.modes()) {
      SCOPED_TRACE(key + ", " + RoundMode_Name(mode));
      PracticePlay play(form, static_cast<RoundMode>(mode));
      play.through();
      const auto finished = play.finish();
      EXPECT_TRUE(finished) << finished.error().ShortDebugString();
      EXPECT_EQ(play.state().status(), ROUND_STATUS_FINISHED);
      EXPECT_EQ(play.state().client_id(), imaginary(0));
      for (const RoundParticipant& person : play.state().participants()) {
        EXPECT_NE(person.frame_accepted_at_ms() == 0, person.role() == ROUND_ROLE_CONSULTANT) << person.member_id();
      }
    }
  }
}

// What is missing when a step is left is what only the facilitator can do: she gives the floor, and reveals.
TEST(Practice, AfterItsTurnsNothingIsMissingInAStepButWhatTheFacilitatorDoes) {
  for (const auto& [key, form] : codev::shipped_templates().all()) {
    SCOPED_TRACE(key);
    PracticePlay play(form, static_cast<RoundMode>(form.modes(0)));
    play.through([&](const RoundStep& step) {
      if (const auto& waiting = play.state().floor().waiting_ids(); !waiting.empty()) {
        RoundCommand gives = play.command();
        gives.mutable_give_floor()->set_member_id(waiting[0]);
        EXPECT_TRUE(play.send(practising, gives));
        play.turns();
      }
      RoundCommand reveals = play.command();
      reveals.mutable_reveal();
      if (play.send(practising, reveals)) play.turns();
      const RoundView view = codev::view_for(play.round, practising, play.now);
      for (const ConditionState& condition : view.conditions()) {
        EXPECT_TRUE(condition.holds()) << step.key() << ": " << RoundCondition_Name(condition.condition());
      }
    });
  }
}

TEST(Practice, TheSameRoundIsPlayedInTheSameWay) {
  PracticePlay one = standard_practice(), other = standard_practice();
  one.through();
  other.through();
  EXPECT_EQ(one.state().SerializeAsString(), other.state().SerializeAsString());
}

TEST(Practice, WhatOneShouldPractiseHappens) {
  PracticePlay play = standard_practice(ROUND_MODE_IN_ROOM);
  play.through();
  for (const std::string kind : {"parking", "demande_parole", "signal_inconfort", "passe", "reserve", "metaphore"}) {
    EXPECT_TRUE(play.was_said(kind)) << kind;
  }
  EXPECT_EQ(play.state().request().version(), 2u);  // somebody could not help with the first
  EXPECT_EQ(play.state().actions_size(), 2);
  EXPECT_EQ(play.state().actions(0).due_on(), "2018-07-12");
  EXPECT_TRUE(play.state().minutes().approved());
}

TEST(Practice, ATurnSaysWhatIsUpToTheFacilitator) {
  PracticePlay play = standard_practice();
  EXPECT_EQ(next_of(play.turn()), "open_step");
  play.open("cadre");
  play.turns();
  EXPECT_EQ(next_of(play.turn()), "open_step");
  RoundCommand suspends = play.command();
  suspends.mutable_suspend_round();
  play.send(practising, suspends);
  EXPECT_EQ(next_of(play.turn()), "resume_round");
  suspends.mutable_resume_round();
  play.send(practising, suspends);
  play.go_on_to("consultation");
  play.turns();
  EXPECT_EQ(next_of(play.turn()), "give_floor");
  play.open("synthese");
  play.open("apprentissages");
  RoundCommand silent = play.command();
  silent.mutable_start_silent_writing();
  play.send(practising, silent);
  play.turns();
  EXPECT_EQ(next_of(play.turn()), "reveal");
  play.open("cloture");
  play.turns();
  play.open("suivi");
  play.turns();
  EXPECT_EQ(next_of(play.turn()), "finish_round");
}

// Questions that wait for their turn: the client answers what was taken up.
TEST(Practice, AHiddenQuestionIsAnsweredOnceItIsTakenUp) {
  PracticePlay play(shipped_form("ecrit"), ROUND_MODE_WRITTEN);
  play.go_on_to("clarification");
  play.turns();
  ASSERT_EQ(next_of(play.turn()), "show_contribution");
  RoundCommand takes = play.command();
  for (const Contribution& said : play.state().contributions()) {
    if (said.hiding() == HIDING_QUEUED) takes.mutable_show_contribution()->set_contribution_id(said.id());
  }
  ASSERT_TRUE(play.send(practising, takes));
  ASSERT_TRUE(play.turn());
  EXPECT_EQ(play.last_contribution().meaning(), CONTRIBUTION_MEANING_ANSWER);
  EXPECT_EQ(play.last_contribution().reply_to_id(), takes.show_contribution().contribution_id());
}

TEST(Practice, ATourGoesRound) {
  PracticePlay play = standard_practice();
  play.go_on_to("consultation");
  RoundCommand tour = play.command();
  for (const int who : {3, 1, 4, 2}) tour.mutable_start_tour()->add_order_ids(imaginary(who));
  ASSERT_TRUE(play.send(practising, tour));
  std::vector<std::uint64_t> speakers;
  while (!play.state().floor().tour_ids().empty()) {
    const int before = play.state().contributions_size();
    ASSERT_TRUE(play.turn());
    if (play.state().contributions_size() > before) speakers.push_back(play.last_contribution().author_id());
  }
  EXPECT_THAT(speakers, testing::ElementsAre(imaginary(3), imaginary(1), imaginary(4), imaginary(2)));
}

// The facilitator may ask somebody else to be the client: a no is a no.
TEST(Practice, WhoeverIsDesignatedInHerPlaceDeclines) {
  PracticePlay play = standard_practice();
  play.open("cadre");
  play.turns();
  play.open("choix_sujet");
  Contribution designation = contribution_of("designation", "");
  designation.set_designated_id(imaginary(2));
  ASSERT_TRUE(play.say(practising, designation));
  play.turns();
  EXPECT_EQ(play.state().client_id(), 0u);
  EXPECT_EQ(next_of(play.turn()), "reveal");  // the preferences
  RoundCommand reveals = play.command();
  reveals.mutable_reveal();
  ASSERT_TRUE(play.send(practising, reveals));
  EXPECT_EQ(next_of(play.turn()), "designate");
  designation.set_designated_id(imaginary(0));
  ASSERT_TRUE(play.say(practising, designation));
  play.turns();
  EXPECT_EQ(play.state().client_id(), imaginary(0));
}

// Back from the consultation to the contract: the request is said in another way, and all agree anew.
TEST(Practice, WhereTheContractIsOpenedAnewTheRequestIsAnotherOne) {
  PracticePlay play = standard_practice();
  play.go_on_to("consultation");
  play.turns();
  ASSERT_TRUE(play.open("contrat", "La demande portait sur la commune, pas sur vous."));
  play.turns();
  EXPECT_EQ(play.state().request().version(), 3u);
  EXPECT_EQ(play.state().request().agreed_ids_size(), 4);
  EXPECT_TRUE(play.open("consultation"));
}

TEST(Practice, WhatWasNotedForTheClientSheConfirms) {
  PracticePlay play = standard_practice(ROUND_MODE_IN_ROOM);
  play.go_on_to("contrat");
  Contribution request = contribution_of("demande", "J’aimerais que vous m’aidiez à lâcher une clé.");
  ASSERT_TRUE(play.note({imaginary(0)}, request));
  EXPECT_FALSE(play.state().request().confirmed());
  play.turns();
  EXPECT_TRUE(play.state().request().confirmed());
}

TEST(Practice, WhoeverIsAbsentSaysNothing) {
  PracticePlay play = standard_practice();
  play.open("cadre");
  RoundCommand absent = play.command();
  absent.mutable_note_attendance()->set_member_id(imaginary(2));
  absent.mutable_note_attendance()->set_attendance(ATTENDANCE_ABSENT);
  ASSERT_TRUE(play.send(practising, absent));
  play.turns();
  play.go_on_to("apprentissages");
  play.turns();
  for (const Contribution& said : play.state().contributions()) EXPECT_NE(said.author_id(), imaginary(2));
}

TEST(Practice, NobodyElseIsLetIn) {
  PracticePlay play = standard_practice();
  EXPECT_EQ(cause_of(play.send(practising, add(7))), "practice");
  RoundCommand offer;
  offer.mutable_offer_facilitation()->set_to_member_id(imaginary(1));
  EXPECT_EQ(cause_of(play.send(practising, offer)), "practice");
  RoundCommand observer;
  observer.mutable_propose_observer()->set_observer_id(7);
  EXPECT_EQ(cause_of(play.send(practising, observer)), "practice");
  RoundCommand replan;
  *replan.mutable_replan_round()->mutable_plan() = play.state().plan();
  replan.mutable_replan_round()->mutable_plan()->set_title("Mon essai");
  EXPECT_TRUE(play.send(practising, replan));
  replan.mutable_replan_round()->mutable_plan()->set_deputy_id(imaginary(1));
  EXPECT_EQ(field_of(play.send(practising, replan)), "replan_round.plan");
  replan.mutable_replan_round()->mutable_plan()->set_deputy_id(0);
  replan.mutable_replan_round()->mutable_plan()->set_practice(false);
  EXPECT_EQ(cause_of(play.send(practising, replan)), "method");
}

TEST(Practice, APlanThatLeadsOutIsRefused) {
  PlanRound plan = practice_plan(shipped_form("standard"), ROUND_MODE_WRITTEN);
  EXPECT_EQ(field_of(planned(plan)), "");
  const auto refused = [&](const std::function<void(PlanRound&)>& fill) {
    PlanRound other = plan;
    fill(other);
    return field_of(planned(other));
  };
  EXPECT_EQ(refused([](PlanRound& p) { p.add_member_ids(7); }), "plan_round.member_ids");
  EXPECT_EQ(refused([](PlanRound& p) { p.mutable_plan()->set_facilitator_id(7); }), "plan_round.plan.facilitator_id");
  EXPECT_EQ(refused([](PlanRound& p) { p.mutable_plan()->set_deputy_id(7); }), "plan_round.plan");
  EXPECT_EQ(refused([](PlanRound& p) { p.mutable_plan()->set_source_thread_id(7); }), "plan_round.plan");
  EXPECT_EQ(refused([](PlanRound& p) { p.mutable_plan()->set_continues_round_id(7); }), "plan_round.plan");
  EXPECT_EQ(refused([](PlanRound& p) { p.mutable_plan()->set_entered_afterwards(true); }), "plan_round.plan");
  EXPECT_EQ(refused([](PlanRound& p) { p.mutable_plan()->set_lapse_after_ms(86'400'000); }), "plan_round.plan");
  const auto by_member = codev::plan_practice(shipped_form("standard"), codev::shipped_practice_script(),
                                              codev::Actor::member(practising), plan, {1'530'180'000'000, 100});
  EXPECT_EQ(cause_of(by_member), "facilitator");
}

TEST(Practice, ARealRoundKnowsNoTurns) {
  RoundPlay play(shipped_form("standard"));
  RoundCommand turn = play.command();
  turn.mutable_practice_turn();
  const auto ask = [&](std::uint64_t who) {
    return codev::practice_turn(play.round, codev::shipped_practice_script(), codev::Actor::member(who), turn,
                                {play.now, play.last_id() + 1});
  };
  EXPECT_EQ(cause_of(ask(play.facilitator)), "practice");
  EXPECT_EQ(cause_of(ask(play.client)), "facilitator");
  EXPECT_EQ(ask(99).error().code(), REFUSAL_CODE_NOT_FOUND);
  play.open("cadre");
  EXPECT_FALSE(codev::next_turn(play.round, codev::shipped_practice_script(), play.now));
}

TEST(Practice, NothingOfItMayLeave) {
  PracticePlay play = standard_practice();
  play.through();
  ASSERT_TRUE(play.state().minutes().approved());
  EXPECT_EQ(play.state().minutes().share_level(), SHARE_LEVEL_SYNTHESIS_AND_ACTIONS);
  EXPECT_FALSE(codev::may_leave(play.round));
  EXPECT_EQ(codev::shared_text(play.round, SHARE_LEVEL_ALL), "");
  const std::string minutes = codev::draw_minutes(play.round, imaginary(0), {});
  EXPECT_THAT(minutes, HasSubstr("Maïwenn"));  // in the room its people have names
}

TEST(Practice, ItIsForgottenAfterAWeek) {
  PracticePlay play(shipped_form("ecrit"), ROUND_MODE_WRITTEN);
  play.open("cadre");
  EXPECT_EQ(codev::duration_ms(play.round, 1), 5 * 60'000);  // a day of the form
  constexpr std::int64_t day = 24LL * 3'600'000;
  EXPECT_EQ(codev::lapse_at(play.round), play.state().last_event_at_ms() + 7 * day);
  play.wait(8 * day);
  EXPECT_EQ(play.state().status(), ROUND_STATUS_LAPSED);
  play.wait(8 * day);
  EXPECT_TRUE(play.state().words_erased());
  EXPECT_THAT(next_of(play.turn()), HasSubstr("the round is over"));
}

}  // namespace ramure::test
