// The rules of the method, one by one: steps and locks, the request, the client, going back.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "server/codev/round_limits.hpp"
#include "server/codev/visible.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

namespace {

codev::Decided note_attendance(RoundPlay& play, std::uint64_t member, v1::Attendance attendance) {
  v1::RoundCommand noted = play.command();
  noted.mutable_note_attendance()->set_member_id(member);
  noted.mutable_note_attendance()->set_attendance(attendance);
  return play.send(play.facilitator, std::move(noted));
}

}  // namespace

TEST(CodevSteps, NoStepOpensBeforeEverybodyPresentHasAcceptedTheFrame) {
  RoundPlay play(shipped_form("standard"));
  ASSERT_TRUE(play.open("cadre"));
  EXPECT_EQ(missing_of(play.open("choix_sujet")), "frame_accepted");
  play.everybody_accepts();
  EXPECT_TRUE(play.open("choix_sujet"));
}

TEST(CodevSteps, AnAbsentPersonCountsInNoCondition) {
  RoundPlay play(shipped_form("standard"));
  ASSERT_TRUE(play.open("cadre"));
  for (const std::uint64_t id : {10, 20, 21, 22}) ASSERT_TRUE(play.say(id, "accord_cadre", ""));
  EXPECT_EQ(cause_of(play.open("choix_sujet")), "lock");
  ASSERT_TRUE(note_attendance(play, 23, v1::ATTENDANCE_ABSENT));
  EXPECT_TRUE(play.open("choix_sujet"));
}

TEST(CodevSteps, WhoeverComesLateAcceptsTheFrameBeforeSayingAnything) {
  RoundPlay play = standard_in("choix_sujet");
  v1::RoundCommand joins = play.command();
  joins.mutable_add_participant()->set_member_id(40);
  joins.mutable_add_participant()->set_role(v1::ROUND_ROLE_CONSULTANT);
  ASSERT_TRUE(play.send(play.facilitator, joins));
  play.choose_client(10);
  ASSERT_FALSE(play.open("expose"));
  EXPECT_EQ(cause_of(play.say(40, "passe", "")), "frame");
  play.everybody_accepts();
  EXPECT_TRUE(play.say(40, "passe", ""));
}

TEST(CodevSteps, WhatALatecomerSetsAsideIsNotReadBeforeHeAcceptsTheFrame) {
  RoundPlay play = standard_in("consultation");
  v1::RoundCommand joins = play.command();
  joins.mutable_add_participant()->set_member_id(40);
  joins.mutable_add_participant()->set_role(v1::ROUND_ROLE_CONSULTANT);
  ASSERT_TRUE(play.send(play.facilitator, joins));
  ASSERT_TRUE(play.say(40, "parking", "Une idée."));
  EXPECT_EQ(play.last_contribution().shown_seq(), 0u);
  ASSERT_TRUE(play.say(20, "parking", "Une autre."));
  EXPECT_NE(play.last_contribution().shown_seq(), 0u);
}

TEST(CodevSteps, ExposeWaitsForAClientWhoHasAccepted) {
  RoundPlay play(shipped_form("standard"));
  play.everybody_accepts();
  EXPECT_EQ(missing_of(play.open("expose")), "client_accepted");
  ASSERT_TRUE(play.open("choix_sujet"));
  v1::Contribution designation = contribution_of("designation");
  designation.set_designated_id(10);
  ASSERT_TRUE(play.say(play.facilitator, designation));
  EXPECT_EQ(missing_of(play.open("expose")), "client_accepted");
  v1::Contribution yes = contribution_of("acceptation_client", "Oui.");
  yes.set_agrees(true);
  EXPECT_EQ(cause_of(play.say(20, yes)), "client");
  ASSERT_TRUE(play.say(10, yes));
  EXPECT_TRUE(play.open("expose"));
}

TEST(CodevSteps, ASecondClientIsRefused) {
  RoundPlay play = standard_in("choix_sujet");
  play.choose_client(10);
  v1::Contribution designation = contribution_of("designation");
  designation.set_designated_id(20);
  EXPECT_EQ(cause_of(play.say(play.facilitator, designation)), "client");
}

TEST(CodevSteps, OnlyOptionalStepsAreJumpedOver) {
  RoundPlay play = standard_in("expose");
  EXPECT_EQ(cause_of(play.open("contrat")), "step");
  EXPECT_TRUE(play.open("clarification"));
}

TEST(CodevSteps, SynthesisAndLearningAreNeverSkipped) {
  RoundPlay play = standard_in("consultation");
  EXPECT_EQ(cause_of(play.finish()), "step");
  EXPECT_EQ(cause_of(play.open("apprentissages")), "step");
  ASSERT_TRUE(play.open("synthese"));
  EXPECT_EQ(cause_of(play.finish()), "step");
  ASSERT_TRUE(play.open("apprentissages"));
  EXPECT_TRUE(play.finish());
}

TEST(CodevSteps, ASoftConditionIsPassedOverAndWrittenDown) {
  RoundPlay play = standard_in("clarification");
  const codev::Decided opened = play.open("contrat");
  ASSERT_TRUE(opened);
  ASSERT_EQ(opened->back().step_opened().passed_over_size(), 1);
  EXPECT_EQ(opened->back().step_opened().passed_over(0), v1::ROUND_CONDITION_EACH_CONSULTANT_HEARD);
}

TEST(CodevSteps, GoingBackIsByOneStepAndWithAWrittenReason) {
  RoundPlay play = standard_in("consultation");
  EXPECT_EQ(cause_of(play.open("contrat")), "REFUSAL_CODE_INVALID_ARGUMENT");
  EXPECT_EQ(cause_of(play.open("expose", "La demande ne va pas.")), "step");
  ASSERT_TRUE(play.open("contrat", "La demande ne va pas."));
  EXPECT_EQ(codev::view_for(play.round, play.client, play.now).openings().rbegin()->reason(), "La demande ne va pas.")
      << "also to whoever was not there";
  EXPECT_TRUE(play.open("consultation"));  // nothing was changed, the agreements stand
}

TEST(CodevSteps, AConditionIsToldOnceAndAsALockWhereItIsOne) {
  const RoundPlay play = standard_in("contrat");
  const v1::RoundView view = codev::view_for(play.round, play.facilitator, play.now);
  std::set<int> told;
  for (const v1::ConditionState& state : view.conditions()) EXPECT_TRUE(told.insert(state.condition()).second);
  const auto agreed =
      std::ranges::find(view.conditions(), v1::ROUND_CONDITION_REQUEST_AGREED, &v1::ConditionState::condition);
  ASSERT_NE(agreed, view.conditions().end());
  EXPECT_TRUE(agreed->is_lock());
}

TEST(CodevSteps, OnlyTheFacilitatorMovesTheRound) {
  RoundPlay play = standard_in("expose");
  v1::RoundCommand opens = play.command();
  opens.mutable_open_step()->set_step("clarification");
  for (const std::uint64_t id : {10, 20}) EXPECT_EQ(cause_of(play.send(id, opens)), "facilitator");
  EXPECT_EQ(cause_of(play.send(900, opens)), "REFUSAL_CODE_NOT_FOUND");
}

TEST(CodevSteps, ACommandThatSawAnOlderStepIsAConflict) {
  RoundPlay play = standard_in("clarification");
  v1::RoundCommand asks = play.command();
  *asks.mutable_contribute()->mutable_contribution() = contribution_of("question", "Depuis quand ?");
  ASSERT_TRUE(play.open("contrat"));
  EXPECT_EQ(cause_of(play.send(20, asks)), "opening");
  asks.set_opening(0);
  EXPECT_EQ(cause_of(play.send(20, asks)), "REFUSAL_CODE_INVALID_ARGUMENT");
}

TEST(CodevSteps, WhileSuspendedOnlyNotesDiscomfortAndTheFrameAreSaid) {
  RoundPlay play = standard_in("clarification");
  v1::RoundCommand suspends = play.command();
  suspends.mutable_suspend_round();
  ASSERT_TRUE(play.send(play.facilitator, suspends));
  EXPECT_EQ(cause_of(play.say(20, "question", "Depuis quand ?")), "suspended");
  EXPECT_EQ(cause_of(play.open("contrat")), "suspended");
  EXPECT_TRUE(play.say(20, "note_privee", "À garder."));
  EXPECT_TRUE(play.say(20, "signal_inconfort", ""));
  EXPECT_TRUE(play.say(play.facilitator, "message_cadre", "Reprise à 11 h."));
}

TEST(CodevSteps, CancellingKeepsOnlyTheFactThatTheRoundExisted) {
  RoundPlay play = standard_in("consultation");
  v1::RoundCommand cancels = play.command();
  cancels.mutable_cancel_round();
  ASSERT_TRUE(play.send(play.facilitator, cancels));
  EXPECT_EQ(play.state().status(), v1::ROUND_STATUS_CANCELLED);
  EXPECT_EQ(play.state().contributions_size(), 0);
  EXPECT_EQ(play.state().request().text(), "");
  for (const v1::RoundEvent& event : play.events) {
    EXPECT_EQ(codev::visible_to(play.round, event, 20), event.has_round_cancelled());
  }
  EXPECT_EQ(cause_of(play.say(20, "passe", "")), "REFUSAL_CODE_NOT_FOUND");
}

TEST(CodevSteps, WhenTheClientLeavesAnotherIsFoundAndAgreesAnew) {
  RoundPlay play = standard_in("consultation");
  v1::RoundCommand leaves = play.command();
  leaves.mutable_remove_participant()->set_member_id(10);
  ASSERT_TRUE(play.send(10, leaves));
  EXPECT_EQ(play.state().client_id(), 0u);
  for (const std::string step : {"contrat", "clarification", "expose", "choix_sujet"}) {
    ASSERT_TRUE(play.open(step, "La cliente est partie.")) << step;
  }
  play.choose_client(20);
  for (const std::string step : {"expose", "clarification", "contrat"}) ASSERT_TRUE(play.open(step)) << step;
  EXPECT_EQ(missing_of(play.open("consultation")), "request_agreed");
  play.agree_on_request();
  EXPECT_EQ(play.state().request().version(), 2u);
  EXPECT_TRUE(play.open("consultation"));
}

TEST(CodevSize, NobodyFillsARoundUpForTheOthers) {
  RoundPlay play = standard_in("expose");
  const std::string note(codev::limits::text_bytes_max, 'x');
  std::size_t accepted = 0;
  while (play.say(20, "note_privee", note)) ++accepted;
  EXPECT_EQ(accepted, codev::limits::written_bytes_max / codev::limits::text_bytes_max);
  EXPECT_EQ(cause_of(play.say(20, "note_privee", note)), "REFUSAL_CODE_TOO_LARGE");
  EXPECT_TRUE(play.say(21, "note_privee", note)) << "the others go on";
}

TEST(CodevRequest, NoConsultationWithoutTheAgreementOfEveryConsultantPresent) {
  RoundPlay play = standard_in("contrat");
  EXPECT_EQ(missing_of(play.open("consultation")), "request_agreed");
  ASSERT_TRUE(play.say(10, "demande", "Aidez-moi à relancer le collectif."));
  for (const std::uint64_t id : {20, 21, 22}) ASSERT_TRUE(play.say(id, with_version("accord", 1)));
  EXPECT_EQ(missing_of(play.open("consultation")), "request_agreed");
  ASSERT_TRUE(play.say(23, with_version("accord", 1)));
  EXPECT_TRUE(play.open("consultation"));
}

TEST(CodevRequest, ANewVersionResetsTheAgreementsAndASpellingCorrectionKeepsThem) {
  RoundPlay play = standard_in("contrat");
  ASSERT_TRUE(play.say(10, "demande", "Aidez-moi à relancé le collectif."));
  ASSERT_TRUE(play.say(20, with_version("accord", 1)));
  v1::Contribution corrected = with_version("demande", 1, "Aidez-moi à relancer le collectif.");
  corrected.set_is_correction(true);
  ASSERT_TRUE(play.say(10, corrected));
  EXPECT_EQ(play.state().request().version(), 1u);
  EXPECT_EQ(play.state().request().agreed_ids_size(), 1);
  ASSERT_TRUE(play.say(10, with_version("demande", 1, "Aidez-moi à trouver ma place.")));
  EXPECT_EQ(play.state().request().version(), 2u);
  EXPECT_EQ(play.state().request().agreed_ids_size(), 0);
}

TEST(CodevRequest, ANewRequestIsNoSpellingCorrection) {
  RoundPlay play = standard_in("contrat");
  ASSERT_TRUE(play.say(10, "demande", "Aidez-moi à relancer le collectif."));
  v1::Contribution corrected = with_version("demande", 1, "Aidez-moi plutôt à convaincre le nouvel adjoint de venir.");
  corrected.set_is_correction(true);
  EXPECT_EQ(cause_of(play.say(10, corrected)), "REFUSAL_CODE_INVALID_ARGUMENT");
}

TEST(CodevRequest, OneAgreesWithTheVersionThatOneHasRead) {
  RoundPlay play = standard_in("contrat");
  EXPECT_EQ(cause_of(play.say(20, with_version("accord", 0))), "method");
  ASSERT_TRUE(play.say(10, "demande", "Une première version."));
  ASSERT_TRUE(play.say(10, with_version("demande", 1, "Une seconde version.")));
  EXPECT_EQ(cause_of(play.say(20, with_version("accord", 1))), "version");
  EXPECT_EQ(cause_of(play.say(10, with_version("demande", 1, "Une troisième."))), "version");
  EXPECT_TRUE(play.say(20, with_version("accord", 2)));
}

TEST(CodevRequest, AReservationTakesOnesAgreementBack) {
  RoundPlay play = standard_in("contrat");
  play.agree_on_request();
  ASSERT_TRUE(play.say(20, "reserve", "Je ne peux pas aider ainsi."));
  EXPECT_EQ(missing_of(play.open("consultation")), "request_agreed");
}

TEST(CodevRequest, OnlyTheClientWritesIt) {
  RoundPlay play = standard_in("contrat");
  EXPECT_EQ(cause_of(play.say(play.facilitator, "demande", "Aidez-la.")), "rights");
  EXPECT_EQ(cause_of(play.say(20, "demande", "Aidez-la.")), "rights");
}

TEST(CodevPlan, AnActionWithoutADateIsRefusedAndThereAreFiveAtMost) {
  RoundPlay play = standard_in("synthese");
  for (const std::string due : {"", "bientôt", "2018-13-01", "2018-02-30", "30/09/2018"}) {
    EXPECT_EQ(cause_of(play.say(10, action_of("Tenir la réunion", due))), "REFUSAL_CODE_INVALID_ARGUMENT") << due;
  }
  EXPECT_EQ(cause_of(play.say(20, "offre_aide", "Je t’appelle.")), "method");  // it comes after the plan
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(play.say(10, action_of("Tenir la réunion", "2018-09-30")));
  EXPECT_EQ(cause_of(play.say(10, action_of("Tenir la réunion", "2018-09-30"))), "REFUSAL_CODE_TOO_LARGE");
  EXPECT_TRUE(play.say(20, "offre_aide", "Je t’appelle."));
  v1::Contribution changed = action_of("Tenir la réunion", "2020-02-29");
  changed.mutable_action()->set_id(play.state().actions(0).id());
  EXPECT_TRUE(play.say(10, changed));
  EXPECT_EQ(play.state().actions(0).due_on(), "2020-02-29");
}

TEST(CodevPlan, AnAbandonedActionHasAReasonAndNoBlame) {
  RoundPlay play = standard_in("synthese");
  ASSERT_TRUE(play.say(10, action_of("Tenir la réunion", "2018-09-30")));
  for (const std::string step : {"apprentissages", "suivi"}) ASSERT_TRUE(play.open(step));
  v1::Contribution progress = contribution_of("avancement", "");
  progress.add_progress()->set_action_id(play.state().actions(0).id());
  progress.mutable_progress(0)->set_status(v1::PLAN_ACTION_STATUS_ABANDONED);
  EXPECT_EQ(cause_of(play.say(10, progress)), "REFUSAL_CODE_INVALID_ARGUMENT");
  progress.mutable_progress(0)->set_reason("Le terrain est vendu.");
  EXPECT_TRUE(play.say(10, progress));
}

TEST(CodevSharing, NothingLeavesBeforeTheClientHasChosen) {
  RoundPlay play = standard_in("apprentissages");
  ASSERT_TRUE(play.open("cloture"));
  EXPECT_EQ(missing_of(play.open("suivi")), "sharing_chosen");
  EXPECT_EQ(missing_of(play.finish()), "sharing_chosen");
  v1::Contribution choice = contribution_of("choix_partage", "");
  choice.set_share_level(v1::SHARE_LEVEL_ALL);
  EXPECT_EQ(cause_of(play.say(10, choice)), "method");  // nothing was approved
  choice.set_share_level(v1::SHARE_LEVEL_NOTHING);
  ASSERT_TRUE(play.say(10, choice));
  EXPECT_TRUE(play.finish());
}

TEST(CodevSharing, MinutesAreOffUnlessTheClientWantsThem) {
  RoundPlay play = standard_in("apprentissages");
  ASSERT_TRUE(play.open("cloture"));
  EXPECT_EQ(cause_of(play.say(play.facilitator, "compte_rendu", "Une page.")), "client");
  v1::RoundCommand wish = play.command();
  wish.mutable_wish_minutes()->set_wanted(true);
  EXPECT_EQ(cause_of(play.send(20, wish)), "client");
  ASSERT_TRUE(play.send(10, wish));
  EXPECT_TRUE(play.say(play.facilitator, "compte_rendu", "Une page."));
}

TEST(CodevSharing, OtherMinutesAreApprovedAndSharedAnew) {
  RoundPlay play = standard_in("apprentissages");
  ASSERT_TRUE(play.open("cloture"));
  v1::RoundCommand wish = play.command();
  wish.mutable_wish_minutes()->set_wanted(true);
  ASSERT_TRUE(play.send(10, wish));
  v1::Contribution yes = contribution_of("validation_cr", "");
  yes.set_agrees(true);
  v1::Contribution choice = contribution_of("choix_partage", "");
  choice.set_share_level(v1::SHARE_LEVEL_ALL);
  ASSERT_TRUE(play.say(play.facilitator, "compte_rendu", "Une page."));
  ASSERT_TRUE(play.say(10, yes));
  ASSERT_TRUE(play.say(10, choice));
  ASSERT_TRUE(play.say(play.facilitator, "compte_rendu", "Une autre page."));
  EXPECT_FALSE(play.state().minutes().approved());
  EXPECT_EQ(play.state().minutes().share_level(), v1::SHARE_LEVEL_UNSPECIFIED);
}

}  // namespace ramure::test
