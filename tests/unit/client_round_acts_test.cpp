// What people type in a round, decided by the engine: a whole round, and lines that are refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client-cli/rounds/saying.hpp"
#include "tests/support/practice_play.hpp"
#include "tests/unit/client_round_seat.hpp"

namespace ramure::test {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ClientRoundActs : public testing::Test {
 protected:
  RoundPlay play{shipped_form("standard"), 3, v1::ROUND_MODE_WRITTEN};
  Seat facilitator{play, play.facilitator}, client{play, play.client}, lea{play, 20}, sam{play, 21}, zoe{play, 22};

  void all_accept() {
    for (Seat* seat : {&client, &lea, &sam, &zoe}) ASSERT_EQ(seat->type("/rejoindre"), "");
  }
  void open(const std::string& step) { ASSERT_EQ(facilitator.type("/etape " + step), ""); }
  // Up to a step, with everything that the locks before it ask for.
  void go_to(const std::string& step) { play.go_to(step); }
};

TEST_F(ClientRoundActs, TheStepsAreWalkedInTheirOrder) {
  ASSERT_EQ(facilitator.type("/suivante"), "");
  all_accept();
  open("choix");
  ASSERT_EQ(client.type("/sujet \"Une élue qui part\" \"Comment continuer ?\" --kind problème"), "");
  const auto subject = play.last_contribution().id();
  lea.catch_up();
  EXPECT_EQ(lea.type("/preference ~" + std::to_string(lea.room.number_of(subject))), "");
  EXPECT_EQ(facilitator.type("/designer \"personne 10\""), "");
  EXPECT_EQ(client.type("/client"), "");
  EXPECT_EQ(play.state().client_id(), play.client);

  EXPECT_EQ(facilitator.type("/suivante"), "");
  EXPECT_THAT(lea.type("Une idée trop tôt"), HasSubstr("rien n’est à dire"));
  EXPECT_EQ(lea.type("/dire Une idée trop tôt --kind suggestion"), "rights");
  EXPECT_EQ(lea.type("/garder Une idée pour plus tard"), "");
  EXPECT_EQ(client.type("Voici la situation."), "");
  EXPECT_EQ(client.type("/termine"), "");

  EXPECT_EQ(facilitator.type("/suivante"), "");
  EXPECT_EQ(lea.type("Qui décide ?"), "");
  EXPECT_EQ(play.last_contribution().kind(), "question");
  EXPECT_EQ(client.type("Le conseil."), "");
  EXPECT_EQ(play.last_contribution().kind(), "reponse");
  EXPECT_EQ(cli::find_contribution(client.room.view(), play.last_contribution().reply_to_id())->text(), "Qui décide ?");
  EXPECT_EQ(sam.type("/passe"), "");
  EXPECT_EQ(zoe.type("/passe"), "");

  EXPECT_EQ(facilitator.type("/suivante"), "");
  EXPECT_EQ(facilitator.type("/suivante"), "lock");
  EXPECT_EQ(client.type("/demande J’aimerais que vous m’aidiez à tenir. --help-wanted idées"), "");
  EXPECT_EQ(lea.type("/accord"), "");
  EXPECT_EQ(sam.type("/reserve Pas ainsi"), "");
  EXPECT_EQ(client.type("J’aimerais que vous m’aidiez à tenir jusqu’à l’automne."), "")
      << "the usual kind is the request";
  EXPECT_EQ(play.state().request().version(), 2u);
  EXPECT_THAT(play.state().request().help_wanted(), ElementsAre("idées"));
  for (Seat* seat : {&lea, &sam, &zoe}) EXPECT_EQ(seat->type("/accord"), "");

  EXPECT_EQ(facilitator.type("/suivante"), "");
  EXPECT_EQ(facilitator.type("/tour"), "");
  EXPECT_THAT(play.state().floor().tour_ids(), ElementsAre(20, 21, 22)) << "the client listens";
  lea.catch_up();
  EXPECT_EQ(lea.room.view().notes_offered_size(), 1) << "what was kept comes back";
  EXPECT_EQ(sam.type("Pas mon tour"), "floor");
  EXPECT_EQ(lea.type("Écrire à toutes les communes."), "");
  EXPECT_EQ(lea.type("/parole --hand-on"), "");
  EXPECT_EQ(sam.type("/dire Chez nous, on a fait ainsi. --kind témoignage"), "");
  EXPECT_EQ(sam.type("/parole --hand-on"), "");
  EXPECT_EQ(zoe.type("/passe"), "");
  EXPECT_EQ(client.type("/nourri"), "");

  EXPECT_EQ(facilitator.type("/suivante"), "");
  EXPECT_EQ(client.type("Je garde deux idées."), "");
  EXPECT_EQ(client.type("/action Voir la préfecture"), "REFUSAL_CODE_INVALID_ARGUMENT") << "an action has a date";
}

TEST_F(ClientRoundActs, ThePlanTheMinutesAndTheFollowUp) {
  go_to("synthese");
  EXPECT_EQ(client.type("Je garde deux idées."), "");
  EXPECT_EQ(client.type("/action Voir la préfecture --first-step Appeler --due 2018-09-30 --indicator \"un oui\""), "");
  EXPECT_EQ(client.type("/action Voir la préfète --first-step Écrire --due 2018-10-15 --change ~1"), "");
  ASSERT_EQ(play.state().actions_size(), 1);
  EXPECT_EQ(play.state().actions(0).due_on(), "2018-10-15");
  open("apprentissages");
  EXPECT_EQ(facilitator.type("/tour"), "");
  EXPECT_THAT(play.state().floor().tour_ids(), ElementsAre(20, 21, 22, 10)) << "here the client speaks too";
  EXPECT_EQ(lea.type("J’ai appris à attendre."), "");
  open("cloture");
  EXPECT_EQ(client.type("/compte-rendu --want"), "");
  EXPECT_EQ(client.type("/confirmer"), "REFUSAL_CODE_ALREADY_DONE") << "she wrote her words herself";
  EXPECT_EQ(facilitator.type("/compte-rendu La situation, la demande, les pistes."), "");
  EXPECT_EQ(client.type("/compte-rendu --approve"), "");
  EXPECT_EQ(client.type("/partager synthèse et actions"), "");
  EXPECT_EQ(play.state().minutes().share_level(), v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS);
  open("suivi");
  EXPECT_EQ(client.type("/suivi --action ~1 --status abandonnée"), "REFUSAL_CODE_INVALID_ARGUMENT")
      << "with its reason";
  EXPECT_EQ(client.type("/suivi --action ~1 --status abandonnée --reason \"plus utile\""), "");
  EXPECT_EQ(client.type("/suivi Tout compte fait, on continue."), "");
  EXPECT_EQ(facilitator.type("/terminer"), "");
  EXPECT_EQ(play.state().status(), v1::ROUND_STATUS_FINISHED);
}

TEST_F(ClientRoundActs, TimeAndPause) {
  go_to("expose");
  facilitator.catch_up();
  const auto before = facilitator.room.remaining_ms(play.now);
  EXPECT_EQ(facilitator.type("/prolonger"), "");
  EXPECT_EQ(facilitator.room.remaining_ms(play.now), before + 5 * 60'000);
  EXPECT_EQ(facilitator.type("/prolonger 2 --less"), "");
  EXPECT_EQ(facilitator.room.remaining_ms(play.now), before + 3 * 60'000);
  EXPECT_EQ(client.type("/prolonger 2"), "facilitator");
  EXPECT_EQ(facilitator.type("/suspendre"), "");
  EXPECT_EQ(client.type("Pendant la pause"), "suspended");
  EXPECT_EQ(facilitator.type("/reprendre"), "");
  EXPECT_EQ(facilitator.type("/suivante"), "");
  EXPECT_THAT(facilitator.type("/revenir"), HasSubstr("text")) << "a reason is given";
  EXPECT_EQ(facilitator.type("/revenir La situation n'est pas claire"), "");
  EXPECT_EQ(cli::open_step(facilitator.room.view())->key(), "expose");
  EXPECT_EQ(facilitator.type("/etape clarification --at 2018-06-30T09:00"), "");
  EXPECT_EQ(play.state().scheduled_step(), "clarification");
  EXPECT_EQ(facilitator.type("/etape --revoke"), "");
  EXPECT_EQ(play.state().scheduled_at_ms(), 0);
  EXPECT_THAT(facilitator.type("/annuler"), HasSubstr("--yes"));
  EXPECT_EQ(facilitator.type("/annuler --yes"), "");
  EXPECT_EQ(play.state().status(), v1::ROUND_STATUS_CANCELLED);
}

TEST_F(ClientRoundActs, TheFacilitationIsOfferedAndAnswered) {
  EXPECT_EQ(facilitator.type("/passer-relais \"personne 20\""), "");
  EXPECT_EQ(sam.type("/passer-relais --accept"), "facilitator");
  EXPECT_EQ(lea.type("/passer-relais --decline"), "");
  EXPECT_EQ(facilitator.type("/handover p20"), "");
  EXPECT_EQ(facilitator.type("/handover --withdraw"), "");
  EXPECT_EQ(facilitator.type("/handover p20"), "");
  EXPECT_EQ(lea.type("/handover --accept"), "");
  EXPECT_EQ(play.state().plan().facilitator_id(), 20u);
  EXPECT_EQ(sam.type("/handover --take-over"), "facilitator");
}

TEST_F(ClientRoundActs, AnObserverIsProposedAndEachAnswersAlone) {
  EXPECT_EQ(facilitator.type("/observation \"personne 2\""), "");
  EXPECT_EQ(facilitator.type("/observation --agree"), "de qui s’agit-il ? donnez un nom") << "he is not asked";
  for (Seat* seat : {&client, &lea, &sam, &zoe}) {
    seat->catch_up();
    EXPECT_EQ(seat->room.view().observer_asked_id(), 2u);
    EXPECT_EQ(seat->type("/observation --agree"), "");
  }
  Seat observer(play, 2);
  EXPECT_EQ(observer.room.view().id(), play.round.state.id());
  EXPECT_EQ(zoe.type("/observation --refuse \"personne 2\""), "") << "taken back";
  EXPECT_EQ(codev::view_for(play.round, 2, play.now).id(), 0u);
}

TEST_F(ClientRoundActs, PeopleComeLateAndLeave) {
  EXPECT_EQ(facilitator.type("/presence p21 absent"), "");
  EXPECT_EQ(facilitator.type("/presence p21 présent"), "");
  EXPECT_EQ(facilitator.type("/ajouter p23"), "");
  EXPECT_EQ(facilitator.type("/ajouter p2 --standby"), "");
  EXPECT_EQ(facilitator.type("/organiser --deputy p2 --scribe p21 --clock all --title \"Un titre\""), "");
  EXPECT_EQ(play.state().plan().deputy_id(), 2u);
  EXPECT_TRUE(play.state().plan().clock_for_all());
  EXPECT_EQ(facilitator.type("/organiser --scribe -"), "");
  EXPECT_EQ(play.state().plan().scribe_id(), 0u);
  EXPECT_EQ(facilitator.type("/retirer p23"), "");
  EXPECT_THAT(zoe.type("/quitter-tour"), HasSubstr("--yes"));
  EXPECT_EQ(zoe.type("/quitter-tour --yes"), "");
}

TEST_F(ClientRoundActs, WhatWasTypedForAnotherStepLandsNowhere) {
  go_to("clarification");
  lea.catch_up();
  cli::ActWords question;
  question.words = {"Qui décide ?"};
  const auto made = cli::acts().front().make(lea.scene(), question);
  ASSERT_TRUE(made);
  ASSERT_EQ(facilitator.type("/suivante"), "");
  EXPECT_EQ(cause_of(play.send(20, *made)), "opening");
}

TEST_F(ClientRoundActs, LinesThatAreNoAct) {
  for (const char* wrong : {"/", "/sauter", "/passe --vite", "/presence p21", "/prefer", "/extend vite"})
    EXPECT_GT(facilitator.type(wrong).size(), 10u) << wrong;
  EXPECT_THAT(facilitator.type("/parole quelqu’un"), HasSubstr("personne ne s’appelle « quelqu’un »"));
}

// In a room the facilitator alone types.
TEST(ClientRoundNoting, OnePersonNotesForAll) {
  RoundPlay play(shipped_form("standard"), 3);
  Seat facilitator(play, play.facilitator);
  ASSERT_EQ(facilitator.type("/suivante"), "");
  ASSERT_EQ(facilitator.type("/rejoindre --for p10 p20 p21 p22"), "");
  ASSERT_EQ(facilitator.type("/etape choix"), "");
  ASSERT_EQ(facilitator.type("/designer p10"), "");
  ASSERT_EQ(facilitator.type("/client --for p10"), "");
  ASSERT_EQ(facilitator.type("/suivante"), "");
  ASSERT_EQ(facilitator.type("/dire --kind exposé --for p10"), "");
  EXPECT_EQ(play.last_contribution().noted_by_id(), play.facilitator);
  ASSERT_EQ(facilitator.type("/suivante"), "");
  ASSERT_EQ(facilitator.type("/passe --for p20 p21 p22"), "");
  ASSERT_EQ(facilitator.type("/suivante"), "");
  ASSERT_EQ(facilitator.type("/demande \"Aidez-moi à y voir clair\" --for p10"), "");
  ASSERT_EQ(facilitator.type("/accord --for p20 p21 p22"), "");
  ASSERT_EQ(facilitator.type("/suivante"), "");
  EXPECT_EQ(cli::open_step(facilitator.room.view())->key(), "consultation");
}

// Alone with imaginary people, who have a name in the round and nowhere else.
TEST(ClientRoundPractice, TheNextPersonSpeaksWhenOneSaysSo) {
  PracticePlay play(shipped_form("standard"), v1::ROUND_MODE_WRITTEN);
  play.door = [&](const codev::Actor& actor, const v1::RoundCommand& command, TimestampMs now) {
    const codev::Moment moment{now, play.last_id() + 1};
    return command.has_practice_turn()
               ? codev::practice_turn(play.round, codev::shipped_practice_script(), actor, command, moment)
               : codev::decide(play.round, actor, command, moment);
  };
  Seat facilitator(play, practising);
  facilitator.names.take(facilitator.room.view());
  cli::Lines head;
  cli::tell_head(facilitator.room, facilitator.glance(), head);
  EXPECT_THAT(head[1].text, HasSubstr("imaginaires"));
  EXPECT_EQ(facilitator.type("/jouer"), "turn");
  ASSERT_EQ(facilitator.type("/suivante"), "");
  ASSERT_EQ(facilitator.type("/jouer"), "");
  EXPECT_EQ(play.last_contribution().author_id(), imaginary(0));
  EXPECT_EQ(cli::who(facilitator.glance(), imaginary(0)), "Maïwenn Tréflan");
  ASSERT_EQ(facilitator.type("/parole solal"), "");
  EXPECT_EQ(play.state().floor().holder_id(), imaginary(1));
  EXPECT_THAT(facilitator.names.find_member("solal").error().text, HasSubstr("solal"));
}

}  // namespace

}  // namespace ramure::test
