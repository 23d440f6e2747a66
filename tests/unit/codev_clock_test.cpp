// Time in a round informs and never acts; a restart at any instant changes nothing. And the floor: it orders, it never
// counts.
#include <gtest/gtest.h>

#include "server/codev/conditions.hpp"
#include "server/codev/families.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/step_clock.hpp"
#include "server/codev/visible.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

namespace {

constexpr std::int64_t minute_ms = 60'000, day_ms = 1'440 * minute_ms;

template <class Change>
codev::Decided send(RoundPlay& play, std::uint64_t member, Change change) {
  v1::RoundCommand command = play.command();
  change(command);
  return play.send(member, std::move(command));
}

std::size_t count_of(const RoundPlay& play, v1::RoundEvent::BodyCase body) {
  std::size_t count = 0;
  for (const v1::RoundEvent& event : play.events) count += event.body_case() == body ? 1 : 0;
  return count;
}

std::int64_t left(const RoundPlay& play) { return codev::remaining_ms(play.state().clock(), play.now); }

codev::Decided tour(RoundPlay& play, std::vector<std::uint64_t> order) {
  return send(play, play.facilitator,
              [&](auto& c) { c.mutable_start_tour()->mutable_order_ids()->Assign(order.begin(), order.end()); });
}

}  // namespace

TEST(CodevClock, TimeOverIsToldOnceAndClosesNothing) {
  RoundPlay play = standard_in("expose");
  play.wait(9 * minute_ms);
  EXPECT_EQ(count_of(play, v1::RoundEvent::kStepTimeOver), 0u);
  play.wait(5 * minute_ms);
  EXPECT_EQ(count_of(play, v1::RoundEvent::kStepTimeOver), 1u);
  EXPECT_EQ(open_step(play.round)->key(), "expose");
  EXPECT_TRUE(play.say(10, "expose", "Je n’ai pas fini."));
}

TEST(CodevClock, TheTimeIsForFacilitatorAndTimekeeperUnlessTheGroupWantsIt) {
  v1::PlanRound plan = RoundPlay::usual_plan(shipped_form("standard"), 4, 1'530'180'000'000);
  plan.mutable_plan()->set_timekeeper_id(21);
  for (const bool for_all : {false, true}) {
    plan.mutable_plan()->set_clock_for_all(for_all);
    RoundPlay play(shipped_form("standard"), plan, 1, 1'530'180'000'000);
    play.go_to("expose");
    play.wait(11 * minute_ms);
    for (const std::uint64_t id : {1, 10, 20, 21}) {
      bool told = false;
      for (const v1::RoundEvent& event : play.events) {
        told = told || (event.has_step_time_over() && codev::visible_to(play.round, event, id));
      }
      EXPECT_EQ(told, for_all || id == 1 || id == 21) << id;
      EXPECT_EQ(codev::view_for(play.round, id, play.now).shows_clock(), told) << id;
    }
  }
}

TEST(CodevClock, ExtendingGivesMinutesFromNowOnWhenTheTimeWasOver) {
  RoundPlay play = standard_in("expose");
  play.wait(30 * minute_ms);
  ASSERT_TRUE(send(play, 1, [](auto& c) { c.mutable_extend_step()->set_by_ms(5 * minute_ms); }));
  EXPECT_EQ(left(play), 5 * minute_ms);
  EXPECT_FALSE(send(play, 1, [](auto& c) { c.mutable_extend_step()->set_by_ms(-6 * minute_ms); }));
  play.wait(5 * minute_ms);
  EXPECT_EQ(count_of(play, v1::RoundEvent::kStepTimeOver), 2u);  // the new time too is told once
}

TEST(CodevClock, WhileSuspendedItStandsStill) {
  RoundPlay play = standard_in("expose");
  play.wait(4 * minute_ms);
  ASSERT_TRUE(send(play, 1, [](auto& c) { c.mutable_suspend_round(); }));
  play.wait(3 * day_ms);
  EXPECT_EQ(left(play), 6 * minute_ms);
  ASSERT_TRUE(send(play, 1, [](auto& c) { c.mutable_resume_round(); }));
  play.wait(minute_ms);
  EXPECT_EQ(left(play), 5 * minute_ms);
}

TEST(CodevClock, ARestartChangesNothingAndALateTickIsHarmless) {
  RoundPlay play = standard_in("expose");
  play.wait(4 * minute_ms);
  v1::RoundState stored;
  ASSERT_TRUE(stored.ParseFromString(play.state().SerializeAsString()));
  play.round = codev::Round::load(std::move(stored));
  EXPECT_EQ(left(play), 6 * minute_ms);
  play.now += day_ms;  // the server was down
  ASSERT_TRUE(play.tick());
  EXPECT_EQ(count_of(play, v1::RoundEvent::kStepTimeOver), 1u);
  const codev::Decided again = play.tick();
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->empty());
}

TEST(CodevClock, TheReserveIsToldWhenSynthesisAndLearningNoLongerFit) {
  RoundPlay play = standard_in("expose");
  play.wait(84 * minute_ms);  // 115 planned with the choice of the subject, 30 of them reserved
  EXPECT_EQ(count_of(play, v1::RoundEvent::kReserveReached), 0u);
  play.wait(2 * minute_ms);
  EXPECT_EQ(count_of(play, v1::RoundEvent::kReserveReached), 1u);
}

TEST(CodevClock, AScheduledStepOpensByItselfUnlessALockStandsAgainstIt) {
  RoundPlay play = standard_in("clarification");
  const auto schedule = [&](const std::string& step, std::int64_t in_ms) {
    return send(play, 1, [&](auto& c) {
      c.mutable_schedule_step()->set_step(step);
      c.mutable_schedule_step()->set_at_ms(play.now + in_ms);
    });
  };
  EXPECT_EQ(cause_of(schedule("consultation", day_ms)), "step");
  ASSERT_TRUE(schedule("contrat", day_ms));
  play.wait(day_ms);
  EXPECT_EQ(open_step(play.round)->key(), "contrat");
  for (const v1::RoundEvent& event : play.events) {
    EXPECT_TRUE(!event.has_step_opened() || event.actor_id() == 1u);  // his own command, given beforehand
  }
  ASSERT_TRUE(schedule("consultation", day_ms));
  play.wait(2 * day_ms);
  EXPECT_EQ(open_step(play.round)->key(), "contrat");
  EXPECT_EQ(count_of(play, v1::RoundEvent::kStepNotOpened), 1u);
}

TEST(CodevClock, AWrittenStepThatOpensByItselfWaitsForWhoIsAwayButNotForLong) {
  RoundPlay play = standard_in("clarification");
  play.round.state.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  play.round.state.set_scheduled_step("contrat");
  play.round.state.set_scheduled_at_ms(play.now);
  const auto look = [&](std::int64_t back_in_ms) {
    const auto events = codev::tick(play.round, {play.now, 1'000, back_in_ms == 0 ? 0 : play.now + back_in_ms});
    EXPECT_TRUE(events);
    return *events;
  };
  const auto put_off = look(3 * day_ms);
  ASSERT_EQ(put_off.size(), 1u);
  EXPECT_EQ(put_off[0].step_scheduled().step(), "contrat");
  EXPECT_EQ(put_off[0].step_scheduled().at_ms(), play.now + 3 * day_ms);
  EXPECT_EQ(put_off[0].actor_id(), 0u) << "nobody did it";
  for (const std::int64_t back_in_ms : {std::int64_t{0}, codev::limits::waits_for_absent_ms_max + 1}) {
    const auto opened = look(back_in_ms);
    EXPECT_TRUE(std::ranges::any_of(opened, [](const v1::RoundEvent& event) { return event.has_step_opened(); }));
  }
  play.round.state.mutable_plan()->set_mode(v1::ROUND_MODE_IN_ROOM);
  EXPECT_FALSE(look(3 * day_ms).front().has_step_scheduled()) << "who sits together waits for nobody";
}

TEST(CodevClock, RawExchangesAreErasedAfterTheirRetentionAndTheClientsPlanStays) {
  RoundPlay play = standard_in("synthese");
  v1::Contribution action = contribution_of("action", "Tenir la réunion");
  action.mutable_action()->set_first_step("Appeler lundi");
  action.mutable_action()->set_due_on("2018-09-30");
  ASSERT_TRUE(play.say(10, action));
  ASSERT_TRUE(play.open("apprentissages"));
  ASSERT_TRUE(play.finish());
  play.wait(29 * day_ms);
  EXPECT_FALSE(play.state().words_erased());
  play.wait(2 * day_ms);
  EXPECT_TRUE(play.state().words_erased());
  for (const v1::Contribution& said : play.state().contributions()) {
    EXPECT_EQ(said.text(), said.kind() == "action" ? "Tenir la réunion" : "") << said.kind();
  }
  EXPECT_EQ(play.state().actions(0).what(), "Tenir la réunion");
}

// The follow-up goes on when the raw exchanges are gone: what is said in it is no less raw.
TEST(CodevClock, WhatIsSaidAfterTheErasingIsErasedTooInItsTime) {
  RoundPlay play = standard_in("synthese");
  v1::Contribution action = contribution_of("action", "Tenir la réunion");
  action.mutable_action()->set_first_step("Appeler lundi");
  action.mutable_action()->set_due_on("2018-09-30");
  ASSERT_TRUE(play.say(10, action));
  for (const char* step : {"apprentissages", "suivi"}) ASSERT_TRUE(play.open(step));
  v1::Contribution experience = contribution_of("retour_experience", "Elle a eu lieu");
  v1::ActionProgress& progress = *experience.add_progress();
  progress.set_action_id(play.state().actions(0).id());
  progress.set_status(v1::PLAN_ACTION_STATUS_DONE);
  ASSERT_TRUE(play.say(10, experience));
  play.wait(31 * day_ms);
  ASSERT_TRUE(play.state().words_erased());
  ASSERT_TRUE(play.say(20, "appreciation", "Bravo"));
  const std::uint64_t later = play.last_id();
  play.wait(20 * day_ms);
  EXPECT_EQ(codev::contribution(play.round, later)->text(), "Bravo");
  play.wait(31 * day_ms);
  EXPECT_EQ(codev::contribution(play.round, later)->text(), "");
  EXPECT_EQ(play.state().actions(0).what(), "Tenir la réunion");
}

TEST(CodevClock, AForgottenRoundEndsByItself) {
  RoundPlay play = standard_in("clarification");
  play.wait(30 * day_ms);
  EXPECT_TRUE(codev::is_running(play.round));
  play.wait(90 * day_ms);
  EXPECT_EQ(play.state().status(), v1::ROUND_STATUS_LAPSED);
}

TEST(CodevClock, OnlyTheServerLooksAtTheClock) {
  RoundPlay play = standard_in("expose");
  EXPECT_EQ(cause_of(send(play, 1, [](auto& c) { c.mutable_tick(); })), "REFUSAL_CODE_UNIMPLEMENTED");
}

TEST(CodevClock, ARoundEnteredAfterwardsHasNoClockAndTellsWhenItWasSaid) {
  v1::PlanRound plan = RoundPlay::usual_plan(shipped_form("standard"), 4, 1'530'180'000'000);
  plan.mutable_plan()->set_entered_afterwards(true);
  RoundPlay play(shipped_form("standard"), plan, 1, 1'530'180'000'000 + 7 * day_ms);
  play.go_to("expose");
  EXPECT_FALSE(play.state().clock().has_length());
  v1::Contribution said = contribution_of("expose", "");
  said.set_at_ms(1'530'180'600'000);
  ASSERT_TRUE(play.note({10}, said));
  EXPECT_EQ(play.last_contribution().at_ms(), 1'530'180'600'000);
}

TEST(CodevFloor, InATourOnlyWhoeverHasTheFloorSpeaksAndPassingHandsItOn) {
  RoundPlay play = standard_in("consultation");
  ASSERT_TRUE(tour(play, {21, 20}));
  EXPECT_EQ(cause_of(play.say(20, "suggestion", "Un repas.")), "floor");
  ASSERT_TRUE(play.say(10, "precision", "Plutôt en septembre."));  // the client may always refocus
  ASSERT_TRUE(play.say(21, "suggestion", "Un repas."));
  EXPECT_EQ(play.state().floor().holder_id(), 21u);
  ASSERT_TRUE(send(play, 21, [](auto& c) { c.mutable_yield_floor(); }));
  ASSERT_TRUE(play.say(20, "passe", ""));
  EXPECT_EQ(play.state().floor().holder_id(), 0u);
}

TEST(CodevFloor, WhoeverIsAskedToSpeakMayPassInAnyStep) {
  RoundPlay play = standard_in("contrat");
  EXPECT_EQ(cause_of(play.say(20, "passe", "")), "rights");
  ASSERT_TRUE(tour(play, {20, 21}));
  EXPECT_TRUE(play.say(20, "passe", ""));
}

TEST(CodevFloor, WhoeverAsksForItComesAfterTheTour) {
  RoundPlay play = standard_in("consultation");
  ASSERT_TRUE(play.say(22, "demande_parole", ""));
  EXPECT_EQ(cause_of(play.say(22, "demande_parole", "")), "REFUSAL_CODE_ALREADY_DONE");
  ASSERT_TRUE(tour(play, {20}));
  ASSERT_TRUE(send(play, 20, [](auto& c) { c.mutable_yield_floor(); }));
  EXPECT_EQ(play.state().floor().holder_id(), 22u);
}

TEST(CodevFloor, NotYetHeardIsShownToTheFacilitatorAlone) {
  RoundPlay play = standard_in("consultation");
  ASSERT_TRUE(play.say(20, "suggestion", "Un repas."));
  ASSERT_TRUE(play.say(21, "passe", ""));
  EXPECT_EQ(codev::not_yet_heard(play.round), (std::vector<std::uint64_t>{10, 22, 23}));
  EXPECT_EQ(codev::view_for(play.round, 1, play.now).not_yet_heard_ids_size(), 3);
  EXPECT_EQ(codev::view_for(play.round, 20, play.now).not_yet_heard_ids_size(), 0);
}

TEST(CodevPlanning, APlanThatCannotBeHeldIsRefused) {
  const v1::RoundTemplate& form = shipped_form("standard");
  const TimestampMs at = 1'530'180'000'000;
  const auto tried = [&](auto change) {
    v1::PlanRound plan = RoundPlay::usual_plan(form, 4, at);
    change(plan);
    return cause_of(codev::plan(form, codev::Actor::planner(1), plan, {at, 100}));
  };
  EXPECT_EQ(tried([](auto&) {}), "");
  const std::string invalid = "REFUSAL_CODE_INVALID_ARGUMENT";
  EXPECT_EQ(tried([](auto& p) { p.clear_member_ids(); }), invalid);
  EXPECT_EQ(tried([](auto& p) { p.add_member_ids(20); }), invalid);  // named twice
  EXPECT_EQ(tried([](auto& p) {
              for (std::uint64_t i = 50; i < 60; ++i) p.add_member_ids(i);
            }),
            "REFUSAL_CODE_TOO_LARGE");
  EXPECT_EQ(tried([](auto& p) { p.add_member_ids(1); }), invalid);  // the facilitator as a peer
  EXPECT_EQ(tried([](auto& p) { p.set_client_id(99); }), invalid);
  EXPECT_EQ(tried([](auto& p) { p.mutable_plan()->set_deputy_id(1); }), invalid);
  EXPECT_EQ(tried([](auto& p) { p.mutable_plan()->set_scribe_id(99); }), invalid);
  EXPECT_EQ(tried([](auto& p) { p.mutable_plan()->clear_mode(); }), invalid);
  EXPECT_EQ(tried([](auto& p) { p.mutable_plan()->set_starts_at_ms(0); }), invalid);
  EXPECT_EQ(tried([&](auto& p) { p.mutable_plan()->set_starts_at_ms(at - 2 * day_ms); }), invalid);
  EXPECT_EQ(tried([](auto& p) { p.mutable_plan()->set_video_link("http://visio.example"); }), invalid);
  EXPECT_EQ(tried([](auto& p) { p.mutable_plan()->set_continues_round_id(7); }), invalid);
  EXPECT_EQ(cause_of(codev::plan(form, codev::Actor::member(1), RoundPlay::usual_plan(form, 4, at), {at, 100})),
            "facilitator");
}

TEST(CodevPlanning, TheSecondRoundOfASittingStartsAtTheExpose) {
  const v1::RoundTemplate& form = shipped_form("deux-clients");
  v1::PlanRound plan = RoundPlay::usual_plan(form, 4, 1'530'180'000'000);
  plan.set_client_id(10);
  plan.mutable_plan()->set_continues_round_id(7);
  for (const std::uint64_t id : plan.member_ids()) {
    plan.add_carried_over()->set_member_id(id);
    plan.mutable_carried_over(plan.carried_over_size() - 1)->set_frame_accepted_at_ms(1'530'170'000'000);
  }
  RoundPlay play(form, plan, 1, 1'530'180'000'000);
  EXPECT_EQ(cause_of(play.open("expose")), "lock");  // the second client too has to accept
  ASSERT_TRUE(send(play, 10, [](auto& c) { c.mutable_answer_designation()->set_accepts(true); }));
  EXPECT_TRUE(play.open("expose"));
}

}  // namespace ramure::test
