// What leaves a round: the text that its client approved, as much of it as he chose, and nothing before.
#include "server/codev/sharing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/round_replay.hpp"
#include "tests/unit/codev_minutes_round.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

void expect_nothing_leaves(const RoundPlay& play) {
  EXPECT_FALSE(codev::may_leave(play.round));
  for (const auto level : {v1::SHARE_LEVEL_UNSPECIFIED, v1::SHARE_LEVEL_NOTHING, v1::SHARE_LEVEL_ACTIONS,
                           v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS, v1::SHARE_LEVEL_ALL}) {
    EXPECT_THAT(codev::shared_text(play.round, level), IsEmpty());
  }
}

}  // namespace

TEST(CodevSharing, NothingLeavesBeforeTheClientApprovesAndChooses) {
  RoundPlay play = with_minutes();
  expect_nothing_leaves(play);
  must(play.say(play.client, approval(true)));
  expect_nothing_leaves(play);
  must(play.say(play.client, choice(v1::SHARE_LEVEL_NOTHING)));
  expect_nothing_leaves(play);
  must(play.say(play.client, choice(v1::SHARE_LEVEL_ALL)));
  EXPECT_TRUE(codev::may_leave(play.round));
  must(play.say(20, "compte_rendu", "Une autre version"));
  expect_nothing_leaves(play);
  must(play.say(play.client, approval(false)));
  expect_nothing_leaves(play);
}

TEST(CodevSharing, EachLevelIsItsOwnAndNeverMoreThanTheClientChose) {
  RoundPlay play = with_minutes();
  must(play.say(play.client, approval(true)));
  const std::string plan =
      "## Plan d’action\n\n| Action | Premier pas | Échéance | Indicateur |\n| --- | --- | --- | --- |\n"
      "| Écrire la charte | Appeler | 30 septembre 2018 |  |\n";
  const std::string kept = "## Synthèse\n\n> Je garde ceci.\n\n" + plan;
  const std::string all = "# Le compte rendu\n\nEn entier.";
  must(play.say(play.client, choice(v1::SHARE_LEVEL_ALL)));
  EXPECT_EQ(codev::shared_text(play.round, v1::SHARE_LEVEL_ACTIONS), plan);
  EXPECT_EQ(codev::shared_text(play.round, v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS), kept);
  EXPECT_EQ(codev::shared_text(play.round, v1::SHARE_LEVEL_ALL), all);
  EXPECT_THAT(codev::shared_text(play.round, v1::SHARE_LEVEL_NOTHING), IsEmpty());
  must(play.say(play.client, choice(v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS)));
  EXPECT_EQ(codev::shared_text(play.round, v1::SHARE_LEVEL_ALL), kept);
  must(play.say(play.client, choice(v1::SHARE_LEVEL_ACTIONS)));
  EXPECT_EQ(codev::shared_text(play.round, v1::SHARE_LEVEL_ALL), plan);
}

// The client took a sentence out of the drawn text before he approved it: it leaves by no level.
TEST(CodevSharing, WhatLeavesIsTheTextThatWasApprovedAndNotWhatWasSaid) {
  RoundPlay play = with_minutes();
  std::string text = codev::draw_minutes(play.round, play.client, in_french());
  const std::string said = "> Je garde ceci.";
  text.replace(text.find(said), said.size(), "> Je garde une idée.");
  must(play.say(20, "compte_rendu", text));
  must(play.say(play.client, approval(true)));
  must(play.say(play.client, choice(v1::SHARE_LEVEL_ALL)));
  EXPECT_EQ(
      codev::shared_text(play.round, v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS),
      "## Synthèse\n\n> Je garde une idée.\n\n## Plan d’action\n\n| Action | Premier pas | Échéance | Indicateur |\n"
      "| --- | --- | --- | --- |\n| Écrire la charte | Appeler | 30 septembre 2018 |  |\n");
  text.erase(text.find("## Ce que garde"), text.find("## Le plan") - text.find("## Ce que garde"));
  must(play.say(20, "compte_rendu", text));
  must(play.say(play.client, approval(true)));
  must(play.say(play.client, choice(v1::SHARE_LEVEL_ALL)));
  EXPECT_THAT(codev::shared_text(play.round, v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS),
              testing::StartsWith("## Plan d’action\n"))
      << "she took all of it out";
}

TEST(CodevSharing, TheHelpThatOthersOfferedLeavesWithTheWholeOnly) {
  RoundPlay play = with_minutes();
  std::uint64_t action_id = 0;
  for (const v1::Contribution& said : play.state().contributions()) {
    if (said.meaning() == v1::CONTRIBUTION_MEANING_ACTION) action_id = said.id();
  }
  must(play.open("apprentissages", "il manque une aide"));
  must(play.open("synthese", "il manque une aide"));
  v1::Contribution offer = contribution_of("offre_aide", "Je relis la charte.");
  offer.set_reply_to_id(action_id);
  must(play.say(21, offer));
  must(play.open("apprentissages"));
  must(play.open("cloture"));
  must(play.say(20, "compte_rendu", codev::draw_minutes(play.round, play.client, in_french())));
  must(play.say(play.client, approval(true)));
  must(play.say(play.client, choice(v1::SHARE_LEVEL_ALL)));
  EXPECT_THAT(codev::shared_text(play.round, v1::SHARE_LEVEL_ALL), HasSubstr("Je relis la charte."));
  EXPECT_THAT(codev::shared_text(play.round, v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS), Not(HasSubstr("relis")));
}

// What is looked at before a level is chosen is what leaves once it is chosen, to the byte.
TEST(CodevSharing, TheClientLooksAtEachLevelBeforeHeChoosesAndTheOthersTakeWhatHeChose) {
  RoundPlay play = with_minutes();
  EXPECT_FALSE(codev::taken_along(play.round, play.client, v1::SHARE_LEVEL_ALL)) << "nothing is approved";
  must(play.say(play.client, approval(true)));
  for (const auto level : {v1::SHARE_LEVEL_ACTIONS, v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS, v1::SHARE_LEVEL_ALL}) {
    const auto looked_at = codev::taken_along(play.round, play.client, level);
    ASSERT_TRUE(looked_at);
    EXPECT_FALSE(codev::taken_along(play.round, 20, level)) << "nobody else, before";
    must(play.say(play.client, choice(level)));
    EXPECT_EQ(codev::shared_text(play.round, level), looked_at->markdown);
    EXPECT_EQ(codev::taken_along(play.round, 20, v1::SHARE_LEVEL_UNSPECIFIED)->markdown, looked_at->markdown);
    EXPECT_EQ(codev::taken_along(play.round, 20, v1::SHARE_LEVEL_ALL)->level, level) << "and no more";
    must(play.say(play.client, choice(v1::SHARE_LEVEL_NOTHING)));
  }
  EXPECT_FALSE(codev::taken_along(play.round, 20, v1::SHARE_LEVEL_ALL));
  EXPECT_EQ(codev::taken_along(play.round, play.client, v1::SHARE_LEVEL_UNSPECIFIED)->level, v1::SHARE_LEVEL_ALL)
      << "the text is his own";
}

TEST(CodevSharing, WhatWasNotedForTheClientWaitsForHisWord) {
  RoundPlay play(shipped_form("standard"), 4, v1::ROUND_MODE_IN_ROOM);
  play.go_to("synthese");
  must(play.note({play.client}, action_of("Écrire la charte", "2018-09-30")));
  must(play.open("apprentissages"));
  must(play.open("cloture"));
  wish_minutes(play);
  EXPECT_EQ(cause_of(play.say(1, "compte_rendu", "Trop tôt")), "lock");
  send(play, play.client, [](auto& command) { command.mutable_confirm_words(); });
  must(play.say(1, "compte_rendu", "À présent"));
  must(play.say(play.client, approval(true)));
  must(play.say(play.client, choice(v1::SHARE_LEVEL_ACTIONS)));
  EXPECT_TRUE(codev::may_leave(play.round));
  must(play.open("apprentissages", "une action de plus"));
  must(play.open("synthese", "une action de plus"));
  must(play.note({play.client}, action_of("Une autre", "2018-10-30")));
  expect_nothing_leaves(play);
}

// Private words, and the words of anybody but the client below « compte rendu complet », are in no level.
TEST(CodevSharing, OfTheDemoRoundsOnlyTheClientsOwnWordsLeave) {
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    const codev::Round& round = replay.play.round;
    ASSERT_TRUE(codev::may_leave(round));
    for (const auto level : {v1::SHARE_LEVEL_ACTIONS, v1::SHARE_LEVEL_SYNTHESIS_AND_ACTIONS, v1::SHARE_LEVEL_ALL}) {
      const std::string shared = codev::shared_text(round, level);
      EXPECT_THAT(shared, Not(IsEmpty()));
      for (const v1::Contribution& said : round.state.contributions()) {
        const bool is_clients =
            said.author_id() == corpus_person(corpus.client_id) && said.hiding() == v1::HIDING_UNSPECIFIED;
        if (is_clients || said.text().size() <= 20 || said.id() == round.state.minutes().contribution_id()) continue;
        EXPECT_THAT(shared, Not(HasSubstr(said.text())));
      }
    }
  }
}

}  // namespace ramure::test
