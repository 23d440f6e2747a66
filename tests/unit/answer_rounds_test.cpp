// Which queries are about rounds, one by one; and the minutes, to whoever may take them along.
#include "server/community/answer_rounds.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tests/support/round_play.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::test {

using namespace v1;

TEST(AnswerRounds, EveryQueryIsAboutRoundsOrIsNot) {
  const std::set<std::string> about_rounds = {"list_rounds", "get_round", "list_round_templates", "draw_minutes",
                                              "propose_groups"};
  const auto* bodies = Query::descriptor()->FindOneofByName("body");
  std::set<std::string> found;
  for (int i = 0; i < bodies->field_count(); ++i) {
    Query query;
    query.GetReflection()->MutableMessage(&query, bodies->field(i));
    if (community::is_about_rounds(query)) found.insert(bodies->field(i)->name());
  }
  EXPECT_EQ(found, about_rounds);
  EXPECT_FALSE(community::is_about_rounds({}));
}

class TakeMinutes : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t client_ = c_.valmerac.first, peer_ = c_.kerlohan.first;
  RuledRound round_{c_, {c_.facilitator, 0, client_, {peer_, c_.adviser, c_.other_facilitator}}, "Un tour"};

  void approve() {
    round_.begin();
    round_.go_to("synthese");
    Contribution action = contribution_of("action", "Rencontrer la mairie");
    action.mutable_action()->set_first_step("Appeler lundi");
    action.mutable_action()->set_due_on("2018-09-30");
    contribute(client_, action);
    round_.go_to("cloture");
    Command wishes = round_.command();
    wishes.mutable_round()->mutable_wish_minutes()->set_wanted(true);
    c_.accept(client_, wishes);
    round_.say(c_.facilitator, "compte_rendu", "# Le titre\n\nLe compte rendu entier.");
    Contribution approval = contribution_of("validation_cr", "");
    approval.set_agrees(true);
    contribute(client_, approval);
  }

  void share(ShareLevel level) {
    Contribution choice = contribution_of("choix_partage", "");
    choice.set_share_level(level);
    contribute(client_, choice);
  }

  std::expected<community::MinutesTaken, Refusal> take(std::uint64_t member_id, ShareLevel level,
                                                       std::uint64_t id = 0) {
    return community::take_minutes(*storage::Reader::open(c_.folder()), member_id, {}, id == 0 ? round_.id() : id,
                                   level, files::Language::french);
  }

 private:
  void contribute(std::uint64_t member_id, const Contribution& contribution) {
    Command said = round_.command();
    *said.mutable_round()->mutable_contribute()->mutable_contribution() = contribution;
    c_.accept(member_id, said);
  }
};

TEST_F(TakeMinutes, TheClientTakesThemAllAndTheOthersWhatWasShared) {
  EXPECT_EQ(take(client_, SHARE_LEVEL_ALL).error().code(), REFUSAL_CODE_FORBIDDEN);
  approve();
  EXPECT_EQ(take(client_, SHARE_LEVEL_ALL)->text.markdown, "# Le titre\n\nLe compte rendu entier.");
  EXPECT_EQ(take(client_, SHARE_LEVEL_ALL)->held_at_ms, round_.state().state.openings(0).at_ms());
  EXPECT_EQ(take(peer_, SHARE_LEVEL_ALL).error().data().at("cause"), "client");
  share(SHARE_LEVEL_ACTIONS);
  const auto taken = take(peer_, SHARE_LEVEL_UNSPECIFIED);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->text.level, SHARE_LEVEL_ACTIONS);
  EXPECT_NE(taken->text.markdown.find("Rencontrer la mairie"), std::string::npos);
  EXPECT_EQ(taken->text.markdown.find("entier"), std::string::npos);
}

TEST_F(TakeMinutes, OutsideARoundItDoesNotExist) {
  approve();
  share(SHARE_LEVEL_ALL);
  for (const std::uint64_t outside : {c_.kerlohan.second, c_.evaluator, c_.steering, c_.admin}) {
    const auto hidden = take(outside, SHARE_LEVEL_ALL), absent = take(outside, SHARE_LEVEL_ALL, 99'999);
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().SerializeAsString(), absent.error().SerializeAsString());
  }
  EXPECT_EQ(take(c_.gone, SHARE_LEVEL_ALL).error().code(), REFUSAL_CODE_UNAUTHENTICATED);
}

}  // namespace ramure::test
