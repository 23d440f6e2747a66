// Obstacles: what they must say, who moves their status, and what « sans nom de territoire » hides.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideObstacles : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t author_ = c_.valmerac.first;
  std::uint64_t mate_ = c_.valmerac.second;

  RefusalCode code(std::uint64_t member_id, const Command& command) { return c_.refusal(member_id, command).code(); }
  std::string field(std::uint64_t member_id, const Command& command) { return c_.refusal(member_id, command).field(); }
};

Command edit_card(std::uint64_t thread_id, std::string_view context) {
  Command command;
  command.mutable_edit_obstacle()->set_thread_id(thread_id);
  command.mutable_edit_obstacle()->mutable_card()->set_context(std::string(context));
  command.mutable_edit_obstacle()->mutable_card()->add_natures(OBSTACLE_NATURE_TIME);
  return command;
}

Command publish(std::uint64_t thread_id, ObstacleScope scope = OBSTACLE_SCOPE_COMMUNITY) {
  Command command;
  command.mutable_publish_obstacle()->set_thread_id(thread_id);
  command.mutable_publish_obstacle()->set_scope(scope);
  command.mutable_publish_obstacle()->set_body("Nous le partageons.");
  return command;
}

Command status_with_outcome(std::uint64_t thread_id, ObstacleStatus status, std::string_view outcome) {
  Command command = command_status(thread_id, status);
  command.mutable_set_obstacle_status()->set_outcome(std::string(outcome));
  return command;
}

// What somebody who only sees the channels, and not the author's private events, could learn the author from.
void expect_unsigned(const Event& event) {
  EXPECT_EQ(event.actor_id(), 0u) << event.ShortDebugString();
  EXPECT_EQ(event.thread_opened().territory_id(), 0u) << event.ShortDebugString();
}

}  // namespace

TEST_F(DecideObstacles, AreDeclaredWhereTheirScopeSays) {
  const auto of_pair = c_.declare(author_, OBSTACLE_SCOPE_PAIR);
  EXPECT_EQ(c_.view().thread(of_pair)->channel_id, c_.valmerac.pair_obstacles);
  EXPECT_EQ(c_.view().thread(of_pair)->status, OBSTACLE_STATUS_OPEN);
  EXPECT_EQ(c_.view().message(of_pair + 1)->kind, MESSAGE_KIND_OBSTACLE);
  const auto draft = c_.declare(author_, OBSTACLE_SCOPE_PAIR, true);
  EXPECT_EQ(c_.view().thread(draft)->status, OBSTACLE_STATUS_DRAFT);
  const auto shared = c_.declare(author_, OBSTACLE_SCOPE_COMMUNITY);
  EXPECT_EQ(c_.view().thread(shared)->channel_id, c_.themes);
  EXPECT_EQ(c_.view().thread(shared)->territory_id, c_.valmerac.id);
  c_.declare(c_.facilitator, OBSTACLE_SCOPE_COMMUNITY);
}

TEST_F(DecideObstacles, WhoHasNoPairOrReadsNoThemesFindsNoPlaceForThem) {
  for (const auto who : {c_.facilitator, c_.adviser, c_.evaluator, c_.admin, c_.steering}) {
    EXPECT_EQ(code(who, command_declare(OBSTACLE_SCOPE_PAIR, 0)), REFUSAL_CODE_NOT_FOUND);
  }
  EXPECT_EQ(code(c_.steering, command_declare(OBSTACLE_SCOPE_COMMUNITY, c_.theme)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.evaluator, command_declare(OBSTACLE_SCOPE_COMMUNITY, c_.theme)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(author_, command_declare(OBSTACLE_SCOPE_UNSPECIFIED, c_.theme)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(author_, command_declare(static_cast<ObstacleScope>(9), c_.theme)), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideObstacles, OneSentenceIsEnoughForThePairButNotForTheCommunity) {
  Command command = command_declare(OBSTACLE_SCOPE_PAIR, 0);
  command.mutable_declare_obstacle()->mutable_card()->clear_context();
  command.mutable_declare_obstacle()->mutable_card()->clear_natures();
  c_.accept(author_, command);
  for (const auto scope : {OBSTACLE_SCOPE_COMMUNITY, OBSTACLE_SCOPE_COMMUNITY_UNNAMED}) {
    Command without_theme = command_declare(scope, 0);
    EXPECT_EQ(field(author_, without_theme), "declare_obstacle.theme_id");
    Command without_context = command_declare(scope, c_.theme);
    without_context.mutable_declare_obstacle()->mutable_card()->set_context(" ");
    EXPECT_EQ(field(author_, without_context), "declare_obstacle.card.context");
    Command without_nature = command_declare(scope, c_.theme);
    without_nature.mutable_declare_obstacle()->mutable_card()->clear_natures();
    EXPECT_EQ(field(author_, without_nature), "declare_obstacle.card.natures");
    EXPECT_EQ(field(author_, command_declare(scope, c_.theme, true)), "declare_obstacle.draft");
  }
}

TEST_F(DecideObstacles, NaturesAreKnownAndDifferent) {
  for (const auto nature : {OBSTACLE_NATURE_UNSPECIFIED, OBSTACLE_NATURE_LEGAL, static_cast<ObstacleNature>(99)}) {
    Command command = command_declare(OBSTACLE_SCOPE_PAIR, 0);  // LEGAL is there already
    command.mutable_declare_obstacle()->mutable_card()->add_natures(nature);
    EXPECT_EQ(field(author_, command), "declare_obstacle.card.natures");
  }
  Command command = command_declare(OBSTACLE_SCOPE_PAIR, 0);
  command.mutable_declare_obstacle()->mutable_card()->add_tried(" ");
  EXPECT_EQ(field(author_, command), "declare_obstacle.card.tried");
}

TEST_F(DecideObstacles, StatusAndOutcomeOfADeclarationAreIgnored) {
  Command command = command_declare(OBSTACLE_SCOPE_PAIR, 0);
  command.mutable_declare_obstacle()->mutable_card()->set_status(OBSTACLE_STATUS_LIFTED);
  command.mutable_declare_obstacle()->mutable_card()->set_outcome("Tout a marché.");
  const auto decision = c_.accept(author_, command);
  EXPECT_EQ(decision.events[0].thread_opened().obstacle().status(), OBSTACLE_STATUS_OPEN);
  EXPECT_EQ(decision.events[0].thread_opened().obstacle().outcome(), "");
}

TEST_F(DecideObstacles, UnnamedOnesAreNotedForTheirAuthorAlone) {
  const auto decision = c_.accept(author_, command_declare(OBSTACLE_SCOPE_COMMUNITY_UNNAMED, c_.theme));
  ASSERT_EQ(decision.events.size(), 4u);
  const std::uint64_t thread = decision.events[0].seq();
  expect_unsigned(decision.events[0]);
  expect_unsigned(decision.events[1]);
  EXPECT_EQ(decision.events[1].seq(), thread + 1);
  for (const int i : {2, 3}) {
    EXPECT_EQ(decision.events[i].member_id(), author_);
    EXPECT_EQ(decision.events[i].authorship_noted().author_id(), author_);
    EXPECT_EQ(decision.events[i].authorship_noted().territory_id(), c_.valmerac.id);
    EXPECT_EQ(decision.events[i].authorship_noted().thread_id(), thread);
  }
  EXPECT_EQ(decision.events[2].authorship_noted().message_id(), 0u);
  EXPECT_EQ(decision.events[3].authorship_noted().message_id(), thread + 1);
  EXPECT_TRUE(c_.view().thread(thread)->author_hidden);
  EXPECT_EQ(c_.view().thread(thread)->author_id, author_);
  EXPECT_TRUE(c_.view().message(thread + 1)->author_hidden);
}

TEST_F(DecideObstacles, WhateverOnlyTheAuthorOrThePairCanDoStaysUnsigned) {
  const auto thread = c_.declare(author_, OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  Command retitle;
  retitle.mutable_retitle_thread()->set_thread_id(thread);
  retitle.mutable_retitle_thread()->set_title("Un autre titre");
  Command retheme;
  retheme.mutable_retheme_thread()->set_thread_id(thread);
  retheme.mutable_retheme_thread()->set_theme_id(c_.other_theme);
  for (const Command& command : {retitle, retheme, command_edit(thread + 1, 1), edit_card(thread, "Encore"),
                                 command_status(thread, OBSTACLE_STATUS_PROPOSED_FOR_ROUND)}) {
    expect_unsigned(c_.accept(author_, command).events.at(0));
  }
  expect_unsigned(c_.accept(mate_, edit_card(thread, "De l’autre")).events.at(0));
  expect_unsigned(c_.accept(mate_, command_status(thread, OBSTACLE_STATUS_LIFTED)).events.at(0));
  Command redact;
  redact.mutable_redact_message()->set_message_id(thread + 1);
  expect_unsigned(c_.accept(author_, redact).events.at(0));
  EXPECT_EQ(c_.accept(c_.facilitator, command_status(thread, OBSTACLE_STATUS_OPEN)).events.at(0).actor_id(),
            c_.facilitator);
  EXPECT_EQ(c_.accept(author_, command_post(thread)).events.at(0).actor_id(), author_) << "a new message is signed";
}

TEST_F(DecideObstacles, TheCardIsThePairs) {
  const auto thread = c_.declare(author_, OBSTACLE_SCOPE_COMMUNITY);
  for (const auto who : {c_.facilitator, c_.adviser, c_.kerlohan.first}) {
    EXPECT_EQ(code(who, edit_card(thread, "Encore")), REFUSAL_CODE_FORBIDDEN);
  }
  const auto decision = c_.accept(mate_, edit_card(thread, "Encore"));
  EXPECT_EQ(decision.events[0].birth_seq(), thread);
  EXPECT_EQ(decision.events[0].obstacle_edited().card().scope(), OBSTACLE_SCOPE_UNSPECIFIED);
  EXPECT_EQ(code(author_, edit_card(thread, "Encore")), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(field(author_, edit_card(thread, "")), "edit_obstacle.card.context") << "the community sees it";
  c_.accept(author_, edit_card(c_.declare(author_, OBSTACLE_SCOPE_PAIR), ""));
  const auto plain = c_.open_thread(c_.plenary, author_);
  EXPECT_EQ(code(author_, edit_card(plain, "Encore")), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideObstacles, ThePairSaysTheBigTurnsAndTheFacilitatorTheRest) {
  const std::set<ObstacleStatus> facilitators{OBSTACLE_STATUS_IN_DISCUSSION, OBSTACLE_STATUS_ACTION_PLAN,
                                              OBSTACLE_STATUS_ARCHIVED};
  const auto thread = c_.declare(author_, OBSTACLE_SCOPE_COMMUNITY);
  for (int value = OBSTACLE_STATUS_IN_DISCUSSION; value <= ObstacleStatus_MAX; ++value) {
    const auto status = static_cast<ObstacleStatus>(value);
    const bool accepted = c_.consider(c_.facilitator, command_status(thread, status)).has_value();
    EXPECT_EQ(accepted, facilitators.contains(status)) << ObstacleStatus_Name(status);
    EXPECT_TRUE(c_.consider(author_, command_status(thread, status))) << ObstacleStatus_Name(status);
    EXPECT_TRUE(c_.consider(mate_, command_status(thread, status))) << ObstacleStatus_Name(status);
    for (const auto who : {c_.adviser, c_.kerlohan.first, c_.evaluator}) {
      EXPECT_EQ(code(who, command_status(thread, status)), REFUSAL_CODE_FORBIDDEN) << ObstacleStatus_Name(status);
    }
  }
}

TEST_F(DecideObstacles, DraftsAreOpenedAndArchivedOnesOpenedAgain) {
  const auto thread = c_.declare(author_, OBSTACLE_SCOPE_PAIR, true);
  const auto moves_to = [&] {
    std::set<ObstacleStatus> reached;
    for (int value = 0; value <= ObstacleStatus_MAX + 1; ++value) {
      const auto status = static_cast<ObstacleStatus>(value);
      if (c_.consider(author_, command_status(thread, status))) reached.insert(status);
    }
    return reached;
  };
  EXPECT_EQ(moves_to(), (std::set{OBSTACLE_STATUS_OPEN, OBSTACLE_STATUS_ARCHIVED}));
  c_.accept(author_, command_status(thread, OBSTACLE_STATUS_OPEN));
  EXPECT_EQ(moves_to().size(), 8u) << "all but the draft and the present one";
  EXPECT_EQ(code(author_, command_status(thread, OBSTACLE_STATUS_DRAFT)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(author_, command_status(thread, OBSTACLE_STATUS_OPEN)), REFUSAL_CODE_ALREADY_DONE);
  c_.accept(author_, command_status(thread, OBSTACLE_STATUS_ARCHIVED));
  EXPECT_EQ(moves_to(), std::set{OBSTACLE_STATUS_OPEN});
}

TEST_F(DecideObstacles, WhatWorkedIsToldOfWhatWasLiftedOrBypassed) {
  const auto thread = c_.declare(author_, OBSTACLE_SCOPE_COMMUNITY);
  EXPECT_EQ(field(author_, status_with_outcome(thread, OBSTACLE_STATUS_PERSISTENT, "Rien")),
            "set_obstacle_status.outcome");
  const auto decision = c_.accept(author_, status_with_outcome(thread, OBSTACLE_STATUS_LIFTED, "Un appel a suffi."));
  EXPECT_EQ(decision.events[0].birth_seq(), thread);
  EXPECT_EQ(decision.events[0].obstacle_status_changed().from(), OBSTACLE_STATUS_OPEN);
  EXPECT_EQ(decision.events[0].obstacle_status_changed().to(), OBSTACLE_STATUS_LIFTED);
  EXPECT_EQ(code(author_, status_with_outcome(thread, OBSTACLE_STATUS_LIFTED, "Un appel a suffi.")),
            REFUSAL_CODE_ALREADY_DONE);
  c_.accept(author_, status_with_outcome(thread, OBSTACLE_STATUS_LIFTED, "Deux appels."));
  EXPECT_EQ(c_.view().card(thread).outcome(), "Deux appels.");
}

TEST_F(DecideObstacles, ThePairShowsItsObstacleToTheCommunityOnce) {
  const auto source = c_.declare(author_, OBSTACLE_SCOPE_PAIR, true);
  EXPECT_EQ(code(c_.adviser, publish(source)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.kerlohan.first, publish(source)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(field(author_, publish(source, OBSTACLE_SCOPE_PAIR)), "publish_obstacle.scope");
  const auto decision = c_.accept(mate_, publish(source));
  ASSERT_EQ(decision.events.size(), 4u);
  const ThreadOpened& opened = decision.events[0].thread_opened();
  EXPECT_EQ(decision.events[0].channel_id(), c_.themes);
  EXPECT_EQ(decision.events[0].actor_id(), mate_);
  EXPECT_EQ(opened.title(), c_.view().thread_title(source));
  EXPECT_EQ(opened.theme_id(), c_.theme);
  EXPECT_EQ(opened.territory_id(), c_.valmerac.id);
  EXPECT_EQ(opened.obstacle().status(), OBSTACLE_STATUS_OPEN);
  EXPECT_EQ(opened.obstacle().context(), "Deux services, aucune réponse.");
  EXPECT_EQ(decision.events[2].authorship_noted().published_from_id(), source);
  EXPECT_EQ(decision.events[3].channel_id(), c_.valmerac.pair_obstacles) << "the draft is opened by being shown";
  EXPECT_EQ(c_.view().published_as(source), decision.events[0].seq());
  EXPECT_EQ(code(author_, publish(source)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(author_, publish(decision.events[0].seq())), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideObstacles, WhatIsPublishedUnnamedNamesNeitherTerritoryNorSource) {
  const auto source = c_.declare(author_, OBSTACLE_SCOPE_PAIR);
  const auto decision = c_.accept(author_, publish(source, OBSTACLE_SCOPE_COMMUNITY_UNNAMED));
  for (const Event& event : decision.events) {
    if (event.channel_id() == 0) continue;
    expect_unsigned(event);
    EXPECT_EQ(event.channel_id(), c_.themes);
  }
  EXPECT_EQ(c_.view().thread(decision.events[0].seq())->territory_id, c_.valmerac.id);
}

TEST_F(DecideObstacles, WhatIsIncompleteIsNotPublished) {
  Command command = command_declare(OBSTACLE_SCOPE_PAIR, 0);
  const auto without_theme = c_.accept(author_, command).events[0].seq();
  EXPECT_EQ(code(author_, publish(without_theme)), REFUSAL_CODE_INVALID_ARGUMENT);
  Command retheme;
  retheme.mutable_retheme_thread()->set_thread_id(without_theme);
  retheme.mutable_retheme_thread()->set_theme_id(c_.theme);
  c_.accept(mate_, retheme);
  c_.accept(author_, publish(without_theme));
  command.mutable_declare_obstacle()->set_theme_id(c_.theme);
  command.mutable_declare_obstacle()->mutable_card()->clear_natures();
  const auto without_nature = c_.accept(author_, command).events[0].seq();
  EXPECT_EQ(code(author_, publish(without_nature)), REFUSAL_CODE_INVALID_ARGUMENT);
}

}  // namespace ramure::test
