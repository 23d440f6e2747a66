// The minutes of a round: from both rounds of the demo corpus and from rounds that went another way.
#include "server/codev/minutes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/round_replay.hpp"
#include "tests/unit/codev_minutes_round.hpp"

namespace ramure::test {

namespace {

using files::Language;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string section(const std::string& minutes, const std::string& title) {
  const std::size_t from = minutes.find("\n## " + title + "\n");
  if (from == std::string::npos) return {};
  return minutes.substr(from, minutes.find("\n## ", from + 1) - from);
}

}  // namespace

TEST(CodevMinutes, BothDemoRoundsMakeAPage) {
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    const v1::RoundState& state = replay.play.state();
    const std::string minutes = codev::draw_minutes(replay.play.round, corpus_person(corpus.client_id), in_french());
    EXPECT_TRUE(minutes.starts_with("# " + corpus.title + "\n\n")) << minutes;
    EXPECT_THAT(minutes, HasSubstr("\n- **Cliente ou client**\u00A0: Prénom" +
                                   std::to_string(corpus_person(corpus.client_id)) + "\n"));
    EXPECT_THAT(section(minutes, "La demande"), HasSubstr("> " + state.request().text() + "\n"));
    EXPECT_THAT(section(minutes, "La situation"), HasSubstr("> "));
    EXPECT_THAT(section(minutes, "Les pistes"), HasSubstr("\n### Témoignage\n"));
    EXPECT_THAT(section(minutes, "Ce que garde la cliente ou le client"),
                testing::ContainsRegex("\n> Je (garde|retiens) "));
    for (const v1::PlanAction& planned : state.actions()) {
      EXPECT_THAT(section(minutes, "Le plan d’action"),
                  HasSubstr("| " + planned.what() + " | " + planned.first_step()));
    }
    EXPECT_THAT(section(minutes, "Ce que nous avons appris"), HasSubstr("- J’apprends"));
    EXPECT_LT(minutes.size(), 12'000u) << "about a page";
  }
}

TEST(CodevMinutes, TheFirstDemoRoundIsDatedAndItsPlanIsATable) {
  const std::vector<ops::CorpusRound> rounds = corpus_rounds();
  RoundReplay replay(rounds[0]);
  replay.run();
  const std::string minutes = codev::draw_minutes(replay.play.round, corpus_person(rounds[0].client_id), in_french());
  EXPECT_THAT(minutes, HasSubstr("\njeudi 28 juin 2018 · "));
  EXPECT_THAT(minutes, HasSubstr("| Action | Premier pas | Échéance | Indicateur |\n| --- | --- | --- | --- |\n"));
  EXPECT_THAT(minutes, HasSubstr(" | 30 septembre 2018 | Charte signée par huit organisations |\n"));
  EXPECT_THAT(minutes, HasSubstr("\nAide proposée\u00A0:\n\n- Je t’appelle la semaine prochaine"));
  EXPECT_THAT(section(minutes, "La suite"), HasSubstr("Première échéance\u00A0: 12 septembre 2018"))
      << "July's is done";
}

// Nothing of a lead or a learning says who spoke, or when.
TEST(CodevMinutes, LeadsAndLearningsAreNotAttributed) {
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    const std::string minutes = codev::draw_minutes(replay.play.round, corpus_person(corpus.client_id), in_french());
    const std::string after_people = minutes.substr(minutes.find("\n## "));
    EXPECT_THAT(after_people, Not(HasSubstr("Prénom"))) << after_people;
    std::string previous;
    const std::string leads = section(minutes, "Les pistes");
    for (std::size_t at = leads.find("\n- "); at != std::string::npos; at = leads.find("\n- ", at + 1)) {
      const std::string lead = leads.substr(at, leads.find('\n', at + 1) - at);
      const bool new_family = leads.rfind("\n### ", at) > leads.rfind("\n- ", at - 1);
      if (new_family) previous.clear();
      EXPECT_LE(previous, lead) << "in the order of their words";
      previous = lead;
    }
  }
}

TEST(CodevMinutes, WhoeverSpeaksInAnotherOrderIsGivenTheSamePage) {
  std::vector<std::string> pages;
  for (const bool is_reversed : {false, true}) {
    RoundPlay play(shipped_form("standard"), 4, v1::ROUND_MODE_WRITTEN);
    play.go_to("consultation");
    std::vector<std::uint64_t> order = play.consultants;
    if (is_reversed) std::reverse(order.begin(), order.end());
    int number = is_reversed ? 4 : 0;
    for (const std::uint64_t id : order) {
      must(play.say(id, "suggestion", "Piste " + std::to_string(is_reversed ? number-- : ++number)));
    }
    pages.push_back(codev::draw_minutes(play.round, play.client, in_french()));
  }
  EXPECT_EQ(pages[0], pages[1]);
}

// Each of these words is in the round, and in nothing that can be made of it.
TEST(CodevMinutes, HiddenPrivateConfidedParkedAndErasedWordsNeverAppear) {
  v1::PlanRound plan = RoundPlay::usual_plan(shipped_form("standard"), 4, 1'530'180'000'000);
  plan.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  plan.mutable_plan()->set_deputy_id(30);
  RoundPlay play(shipped_form("standard"), plan, 1, 1'530'180'000'000);
  play.go_to("clarification");
  must(play.say(20, "parking", "SECRET mis de côté"));
  must(play.say(play.client, "note_privee", "SECRET de la cliente"));
  must(play.say(21, "signal_inconfort", "SECRET inconfort"));
  must(play.open("contrat"));
  play.agree_on_request();
  must(play.open("consultation"));
  must(play.say(20, "suggestion", "Une piste dite"));
  must(play.say(22, "suggestion", "SECRET retiré"));
  send(play, 22, [&](auto& c) { c.mutable_erase_contribution()->set_contribution_id(play.last_contribution().id()); });
  send(play, 1, [](auto& command) { command.mutable_start_silent_writing(); });
  must(play.say(23, "suggestion", "SECRET écrit en silence"));
  for (const std::uint64_t reader : {10u, 20u, 21u, 22u, 23u, 1u, 30u}) {
    const std::string minutes = codev::draw_minutes(play.round, reader, in_french());
    EXPECT_THAT(minutes, HasSubstr("Une piste dite"));
    EXPECT_THAT(minutes, Not(HasSubstr("SECRET"))) << reader;
  }
  send(play, 1, [](auto& command) { command.mutable_reveal(); });
  const std::string minutes = codev::draw_minutes(play.round, play.client, in_french());
  EXPECT_THAT(minutes, HasSubstr("SECRET écrit en silence")) << "it is no secret any more";
}

TEST(CodevMinutes, WhoeverCameLateDrawsNothingFromBeforeHisEntry) {
  RoundPlay play(shipped_form("standard"), 4, v1::ROUND_MODE_WRITTEN);
  play.go_to("consultation");
  must(play.say(20, "suggestion", "Avant son arrivée"));
  send(play, 1, [](auto& command) {
    command.mutable_add_participant()->set_member_id(40);
    command.mutable_add_participant()->set_role(v1::ROUND_ROLE_CONSULTANT);
  });
  must(play.say(21, "suggestion", "Après son arrivée"));
  const std::string minutes = codev::draw_minutes(play.round, 40, in_french());
  EXPECT_THAT(minutes, HasSubstr("Après son arrivée"));
  EXPECT_THAT(minutes, Not(HasSubstr("Avant son arrivée")));
}

TEST(CodevMinutes, WordsAreNoMarkupOfThePage) {
  RoundPlay play(shipped_form("standard"), 4, v1::ROUND_MODE_WRITTEN);
  play.go_to("consultation");
  must(play.say(20, "suggestion", "a\n\n## La suite\n\n| b | <i>"));
  must(play.open("synthese"));
  must(play.say(play.client, "synthese", "c\n## Fin"));
  must(play.say(play.client, action_of("x | y", "2018-09-30")));
  const std::string minutes = codev::draw_minutes(play.round, play.client, in_french());
  EXPECT_THAT(minutes, HasSubstr("\n- a  \\#\\# La suite  \\| b \\| \\<i\\>\n"));
  EXPECT_THAT(minutes, HasSubstr("\n> c\n> ## Fin\n"));
  EXPECT_THAT(minutes, HasSubstr("\n| x \\| y | Appeler | 30 septembre 2018 |  |\n"));
}

TEST(CodevMinutes, ARoundThatBrokeOffStillHasThem) {
  RoundPlay play(shipped_form("standard"), 4, v1::ROUND_MODE_WRITTEN);
  play.go_to("expose");
  must(play.say(play.client, "expose", "Je n’ai pas pu finir."));
  play.wait(91LL * 86'400'000);
  ASSERT_EQ(play.state().status(), v1::ROUND_STATUS_LAPSED);
  const std::string minutes = codev::draw_minutes(play.round, play.client, in_french());
  EXPECT_TRUE(minutes.starts_with("# Tour de codéveloppement\n")) << minutes;
  EXPECT_THAT(minutes, HasSubstr("Ce tour s’est arrêté avant sa fin, à l’étape «\u00A0Exposé\u00A0»."));
  EXPECT_THAT(minutes, HasSubstr("> Je n’ai pas pu finir."));
  EXPECT_THAT(minutes, Not(HasSubstr("La demande"))) << "there was none";
}

TEST(CodevMinutes, APlannedRoundHasADateAndPeopleAndACancelledOneNothing) {
  RoundPlay play(shipped_form("standard"));
  const std::string minutes = codev::draw_minutes(play.round, 20, in_french());
  EXPECT_THAT(minutes, HasSubstr("jeudi 28 juin 2018"));
  EXPECT_THAT(minutes, HasSubstr("Prénom20, Prénom21, Prénom22, Prénom23\n"));
  EXPECT_THAT(codev::draw_minutes(play.round, 99, in_french()), IsEmpty()) << "he is not in it";
  send(play, 1, [](auto& command) { command.mutable_cancel_round(); });
  EXPECT_THAT(codev::draw_minutes(play.round, 20, in_french()), IsEmpty());
}

TEST(CodevMinutes, WhatWasSaidToAClientWhoLeftIsNotInTheMinutesOfTheNext) {
  RoundPlay play(shipped_form("standard"), 5, v1::ROUND_MODE_WRITTEN);
  play.go_to("consultation");
  must(play.say(20, "suggestion", "Pour la première personne"));
  send(play, 1, [](auto& command) { command.mutable_remove_participant()->set_member_id(10); });
  for (const char* step : {"contrat", "clarification", "expose", "choix_sujet"})
    must(play.open(step, "la cliente est partie"));
  play.choose_client(21);
  must(play.open("expose"));
  must(play.say(21, "expose", "Une autre situation"));
  must(play.open("clarification"));
  must(play.open("contrat"));
  play.agree_on_request();
  must(play.open("consultation"));
  must(play.say(22, "suggestion", "Pour la seconde personne"));
  const std::string minutes = codev::draw_minutes(play.round, 21, in_french());
  EXPECT_THAT(minutes, HasSubstr("Une autre situation"));
  EXPECT_THAT(minutes, HasSubstr("Pour la seconde personne"));
  EXPECT_THAT(minutes, Not(HasSubstr("Pour la première personne")));
}

TEST(CodevMinutes, ALongSituationIsToldInItsBeginningAndItsQuestion) {
  RoundPlay play(shipped_form("standard"), 4, v1::ROUND_MODE_WRITTEN);
  play.go_to("expose");
  std::string told = "Voici la situation.";
  for (int i = 0; i < 40; ++i) told += " Il s’est passé encore ceci été après été.";
  must(play.say(play.client, "expose", told + " Que faire à présent ?"));
  const std::string situation = section(codev::draw_minutes(play.round, 10, in_french()), "La situation");
  EXPECT_THAT(situation, HasSubstr("> Voici la situation."));
  EXPECT_THAT(situation, HasSubstr("été. […]\n> Il s’est passé"));
  EXPECT_THAT(situation, testing::EndsWith("été. Que faire à présent ?\n"));
  EXPECT_LT(situation.size(), 800u);
}

TEST(CodevMinutes, InEnglishTheWordsOfThePageAreEnglish) {
  RoundPlay play = with_minutes();
  codev::MinutesWish wish{.language = Language::english, .name = {}, .next_at_ms = 1'532'772'000'000};
  const std::string minutes = codev::draw_minutes(play.round, play.client, wish);
  EXPECT_THAT(minutes, HasSubstr("# Round of co-development\n\nThursday 28 June 2018"));
  EXPECT_THAT(minutes, HasSubstr("- **Client**: one person\n")) << "nobody said how he is called";
  EXPECT_THAT(minutes, HasSubstr("## What we learnt\n\n- J’ai appris cela.\n"));
  EXPECT_THAT(minutes,
              HasSubstr("- Next meeting: Saturday 28 July 2018, 12:00\n- First due date: 30 September 2018\n"));
}

TEST(CodevMinutes, TheClientDrawsThemAtAnyMomentTheScribeWhenTheClientWantsThem) {
  v1::PlanRound plan = RoundPlay::usual_plan(shipped_form("standard"), 4, 1'530'180'000'000);
  plan.mutable_plan()->set_scribe_id(20);
  RoundPlay play(shipped_form("standard"), plan, 1, 1'530'180'000'000);
  EXPECT_FALSE(codev::may_draw_minutes(play.round, 10)) << "nobody is the client yet";
  play.go_to("expose");
  EXPECT_TRUE(codev::may_draw_minutes(play.round, 10));
  EXPECT_FALSE(codev::may_draw_minutes(play.round, 20));
  wish_minutes(play);
  EXPECT_TRUE(codev::may_draw_minutes(play.round, 20));
  EXPECT_TRUE(codev::may_draw_minutes(play.round, 1)) << "the facilitator writes minutes in this form too";
  EXPECT_FALSE(codev::may_draw_minutes(play.round, 21));
  EXPECT_FALSE(codev::may_draw_minutes(play.round, 99));
}

}  // namespace ramure::test
