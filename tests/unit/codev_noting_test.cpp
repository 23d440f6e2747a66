// What the facilitator notes for the others of a round that is spoken: a tap for many, and what nobody notes for another.
#include <gtest/gtest.h>

#include "tests/support/round_play.hpp"

namespace ramure::test {

namespace {

codev::Decided confirm(RoundPlay& play, std::uint64_t member) {
  v1::RoundCommand confirms = play.command();
  confirms.mutable_confirm_words();
  return play.send(member, std::move(confirms));
}

}  // namespace

TEST(CodevNoting, InARoomTheFacilitatorNotesInOneTapForEverybody) {
  RoundPlay play(shipped_form("standard"), 4, v1::ROUND_MODE_IN_ROOM);
  ASSERT_TRUE(play.open("cadre"));
  ASSERT_TRUE(play.note({10, 20, 21, 22, 23}, contribution_of("accord_cadre", "")));
  EXPECT_EQ(play.last_contribution().noted_by_id(), play.facilitator);
  EXPECT_TRUE(play.open("choix_sujet"));
}

TEST(CodevNoting, InAWrittenRoundEverybodyWritesForHimself) {
  RoundPlay play = standard_in("clarification", v1::ROUND_MODE_WRITTEN);
  EXPECT_EQ(cause_of(play.note({20}, contribution_of("question", "Depuis quand ?"))), "method");
}

TEST(CodevNoting, WhatLeavesTheRoundAndWhatIsConfidedNobodySaysForAnother) {
  RoundPlay play = standard_in("apprentissages", v1::ROUND_MODE_IN_ROOM);
  ASSERT_TRUE(play.open("cloture"));
  for (const std::string kind : {"choix_partage", "validation_cr", "note_privee", "signal_inconfort"}) {
    EXPECT_EQ(cause_of(play.note({10}, contribution_of(kind))), "method") << kind;
  }
}

TEST(CodevNoting, TheClientConfirmsWhatWasNotedForHimBeforeAnyMinutes) {
  RoundPlay play = standard_in("contrat", v1::ROUND_MODE_IN_ROOM);
  ASSERT_TRUE(play.note({10}, contribution_of("demande", "Aidez-moi.")));
  ASSERT_TRUE(play.note({20, 21, 22, 23}, with_version("accord", 1, "")));
  for (const std::string step : {"consultation", "synthese", "apprentissages", "cloture"}) ASSERT_TRUE(play.open(step));
  v1::RoundCommand wish = play.command();
  wish.mutable_wish_minutes()->set_wanted(true);
  ASSERT_TRUE(play.send(10, wish));
  EXPECT_EQ(missing_of(play.say(play.facilitator, "compte_rendu", "Une page.")), "request_confirmed");
  EXPECT_EQ(cause_of(confirm(play, play.facilitator)), "client");
  ASSERT_TRUE(confirm(play, 10));
  EXPECT_TRUE(play.say(play.facilitator, "compte_rendu", "Une page."));
}

TEST(CodevNoting, AWholeRoundInARoomNeedsFewTaps) {
  RoundPlay play(shipped_form("standard"), 7, v1::ROUND_MODE_IN_ROOM);
  int taps = 0;
  const auto tap = [&](const codev::Decided& decided) {
    ASSERT_TRUE(decided) << decided.error().message();
    ++taps;
  };
  const std::vector<std::uint64_t> others{20, 21, 22, 23, 24, 25, 26};
  std::vector<std::uint64_t> all = others;
  all.push_back(10);
  tap(play.open("cadre"));
  tap(play.note(all, contribution_of("accord_cadre", "")));
  tap(play.open("choix_sujet"));
  v1::Contribution designation = contribution_of("designation", "");
  designation.set_designated_id(10);
  tap(play.say(play.facilitator, designation));
  v1::Contribution yes = contribution_of("acceptation_client", "");
  yes.set_agrees(true);
  tap(play.note({10}, yes));
  tap(play.open("expose"));
  tap(play.open("clarification"));
  tap(play.note(others, contribution_of("question", "")));
  tap(play.open("contrat"));
  tap(play.note({10}, contribution_of("demande", "J’aimerais que vous m’aidiez.")));
  tap(play.note(others, with_version("accord", 1, "")));
  tap(play.open("consultation"));
  tap(play.note(others, contribution_of("suggestion", "")));
  tap(play.open("synthese"));
  tap(play.note({10}, action_of("Tenir la réunion", "2018-09-30")));
  tap(play.open("apprentissages"));
  tap(play.note(all, contribution_of("apprentissage", "")));
  tap(play.finish());
  EXPECT_LE(taps, 25);
}

}  // namespace ramure::test
