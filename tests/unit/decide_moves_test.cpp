// Moving, splitting, merging and undoing: who, what and where, and what the announcements say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "tests/support/move_commands.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

using testing::ElementsAre;
using testing::IsEmpty;
using Ids = std::vector<std::uint64_t>;

namespace {

class DecideMoves : public testing::Test {
 protected:
  v1::RefusalCode code(std::uint64_t member_id, const v1::Command& command) {
    return c_.refusal(member_id, command).code();
  }
  std::string field(const v1::Command& command) { return c_.refusal(host_, command).field(); }
  std::uint64_t place_of(std::uint64_t message_id) { return c_.view().message(message_id)->thread_id; }
  static Ids moved(const v1::Event& event) {
    const auto& ids = event.messages_moved().message_ids();
    return {ids.begin(), ids.end()};
  }
  // As if this much time had gone by; nothing is kept.
  community::Decided after(std::int64_t ms, const v1::Command& command) {
    return community::decide(c_.view(), command, community::Actor::member(host_), c_.store().next_seq(),
                             c_.store().last_event_ms() + ms);
  }

  RuledCommunity c_;
  const std::uint64_t host_ = c_.facilitator, anna_ = c_.valmerac.first, chloe_ = c_.kerlohan.first;
  const std::uint64_t thread_ = c_.open_thread(c_.plenary, anna_), other_ = c_.open_thread(c_.plenary, chloe_);
  const std::uint64_t first_ = thread_ + 1, second_ = c_.post(thread_, chloe_), third_ = c_.post(thread_, anna_);
};

}  // namespace

TEST_F(DecideMoves, MessagesKeepTheirIdsAndAreAnnouncedInOrderWithoutWords) {
  const auto decision = c_.accept(host_, command_move({third_, second_}, other_));
  ASSERT_EQ(decision.events.size(), 1u);
  const v1::Event& event = decision.events[0];
  EXPECT_EQ(event.channel_id(), c_.plenary);
  EXPECT_EQ(event.birth_seq(), event.seq());
  EXPECT_EQ(event.actor_id(), host_);
  EXPECT_EQ(event.messages_moved().from_thread_id(), thread_);
  EXPECT_EQ(event.messages_moved().to_thread_id(), other_);
  EXPECT_THAT(moved(event), ElementsAre(second_, third_));
  EXPECT_EQ(place_of(first_), thread_);
  EXPECT_EQ(place_of(second_), other_);
  EXPECT_EQ(place_of(third_), other_);
}

TEST_F(DecideMoves, OnlyThoseWhoKeepOrderMayDoAnyOfIt) {
  for (const auto& command : {command_move({second_}, other_), command_split({second_}), command_merge(thread_, other_),
                              command_unmerge(thread_)}) {
    EXPECT_EQ(code(anna_, command), v1::REFUSAL_CODE_FORBIDDEN) << "also in her own thread";
    EXPECT_EQ(code(c_.evaluator, command), v1::REFUSAL_CODE_FORBIDDEN);
    EXPECT_EQ(code(c_.admin, command), v1::REFUSAL_CODE_NOT_FOUND);
  }
}

TEST_F(DecideMoves, OneToTwoHundredDifferentMessagesOfOneThread) {
  EXPECT_EQ(field(command_move({}, other_)), "move_messages.message_ids");
  EXPECT_EQ(code(host_, command_move({second_, second_}, other_)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(host_, command_move({second_, other_ + 1}, other_)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(host_, command_move({second_, 999'999}, other_)), v1::REFUSAL_CODE_NOT_FOUND);
  Ids many;
  while (many.size() < limits::moved_messages_max) many.push_back(c_.post(thread_, anna_));
  c_.accept(host_, command_move(many, other_));
  c_.accept(host_, command_move(many, thread_));
  many.push_back(second_);
  const v1::Refusal refusal = c_.refusal(host_, command_move(many, other_));
  EXPECT_EQ(refusal.code(), v1::REFUSAL_CODE_TOO_LARGE);
  EXPECT_EQ(refusal.data().at("limit"), "200");
  EXPECT_EQ(field(command_split(many)), "split_thread.message_ids");
}

TEST_F(DecideMoves, OnlyToAnotherOpenThreadOfTheSamePlace) {
  const auto elsewhere = c_.open_thread(c_.themes, host_);
  const auto hidden = c_.open_thread(c_.valmerac.pair, anna_);
  EXPECT_EQ(code(host_, command_move({second_}, elsewhere)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(c_.refusal(host_, command_move({second_}, hidden)).SerializeAsString(),
            c_.refusal(host_, command_move({second_}, 999'999)).SerializeAsString());
  EXPECT_EQ(code(host_, command_move({second_}, thread_)), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(host_, command_merge(thread_, elsewhere)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(host_, command_merge(thread_, hidden)), v1::REFUSAL_CODE_NOT_FOUND);

  v1::Command archive;
  archive.mutable_archive_thread()->set_thread_id(other_);
  archive.mutable_archive_thread()->set_archived(true);
  c_.accept(host_, archive);
  EXPECT_EQ(field(command_move({second_}, other_)), "move_messages.to_thread_id");
  EXPECT_EQ(code(host_, command_move({second_}, other_)), v1::REFUSAL_CODE_ARCHIVED);
  EXPECT_EQ(field(command_move({other_ + 1}, thread_)), "move_messages.message_ids");
  EXPECT_EQ(code(host_, command_merge(other_, thread_)), v1::REFUSAL_CODE_ARCHIVED);
}

TEST_F(DecideMoves, TheFirstMessageOfAnObstacleStaysAndObstaclesAreNotMerged) {
  const auto obstacle = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY);
  const auto answer = c_.post(obstacle, chloe_), discussion = c_.open_thread(c_.themes, host_);
  EXPECT_EQ(code(host_, command_move({obstacle + 1, answer}, discussion)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(host_, command_split({obstacle + 1})), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(host_, command_merge(obstacle, discussion)), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  c_.accept(host_, command_move({answer}, discussion));
  c_.accept(host_, command_merge(discussion, obstacle));
  EXPECT_EQ(place_of(answer), obstacle);
}

TEST_F(DecideMoves, SplittingOpensAThreadWhoseIdIsTheFirstSeq) {
  const auto decision = c_.accept(host_, command_split({third_, second_}, "Une question à part"));
  ASSERT_EQ(decision.events.size(), 2u);
  const v1::Event& opened = decision.events[0];
  EXPECT_EQ(opened.thread_opened().title(), "Une question à part");
  EXPECT_EQ(opened.thread_opened().kind(), v1::THREAD_KIND_DISCUSSION);
  EXPECT_EQ(opened.thread_opened().territory_id(), c_.kerlohan.id) << "of whoever brought it up";
  EXPECT_EQ(decision.events[1].messages_moved().to_thread_id(), opened.seq());
  EXPECT_EQ(place_of(third_), opened.seq());
  EXPECT_EQ(c_.view().thread(opened.seq())->author_id, host_);
  EXPECT_EQ(field(command_split({first_}, "")), "split_thread.title");
}

TEST_F(DecideMoves, ASplitThreadKeepsItsThemeUnlessAnotherIsNamed) {
  const auto themed = c_.open_thread(c_.themes, anna_);
  v1::Command ask = command_post(themed, "Et chez vous ?");
  ask.mutable_post_message()->set_kind(v1::MESSAGE_KIND_QUESTION);
  const auto question = c_.accept(chloe_, ask).events.front().seq(), answer = c_.post(themed, anna_);
  const auto split = c_.accept(host_, command_split({question, answer})).events.front();
  EXPECT_EQ(split.thread_opened().theme_id(), c_.theme);
  EXPECT_EQ(split.thread_opened().kind(), v1::THREAD_KIND_QUESTION);
  const auto renamed = c_.accept(host_, command_split({answer}, "Ailleurs", c_.other_theme)).events.front();
  EXPECT_EQ(renamed.thread_opened().theme_id(), c_.other_theme);
  EXPECT_EQ(field(command_split({question}, "Nulle part", 999'999)), "split_thread.theme_id");
  EXPECT_EQ(field(command_split({second_}, "Sans thème ici", c_.theme)), "split_thread.theme_id");
}

TEST_F(DecideMoves, WhatIsLeftOfAMergeIsArchivedAndLeadsOn) {
  const auto decision = c_.accept(host_, command_merge(thread_, other_));
  ASSERT_EQ(decision.events.size(), 2u);
  EXPECT_THAT(moved(decision.events[0]), ElementsAre(first_, second_, third_));
  EXPECT_EQ(decision.events[1].thread_merged().thread_id(), thread_);
  EXPECT_EQ(decision.events[1].thread_merged().into_id(), other_);
  const auto left = c_.view().thread(thread_);
  EXPECT_TRUE(left->archived);
  EXPECT_EQ(left->merged_into_id, other_);
  EXPECT_EQ(left->merged_at_ms, decision.events[1].at_ms());

  v1::Command unarchive;
  unarchive.mutable_archive_thread()->set_thread_id(thread_);
  for (const auto& late : {command_post(thread_), command_merge(thread_, other_), unarchive}) {
    const v1::Refusal refusal = c_.refusal(host_, late);
    EXPECT_EQ(refusal.code(), v1::REFUSAL_CODE_ARCHIVED) << late.ShortDebugString();
    EXPECT_EQ(refusal.data().at("merged_into_id"), std::to_string(other_));
  }
  c_.post(other_, anna_);
}

TEST_F(DecideMoves, AnEmptyThreadIsMergedWithoutMovingAnything) {
  c_.accept(host_, command_move({first_, second_, third_}, other_));
  const auto decision = c_.accept(host_, command_merge(thread_, other_));
  ASSERT_EQ(decision.events.size(), 1u);
  const auto undone = c_.accept(host_, command_unmerge(thread_));
  ASSERT_EQ(undone.events.size(), 1u) << "what was moved by hand before is not of the merge";
  EXPECT_EQ(place_of(first_), other_);
}

TEST_F(DecideMoves, MergingHasALimit) {
  std::uint64_t last = third_;
  for (std::size_t count = 3; count <= limits::merged_messages_max; ++count) last = c_.post(thread_, anna_);
  EXPECT_EQ(code(host_, command_merge(thread_, other_)), v1::REFUSAL_CODE_TOO_LARGE);
  c_.accept(host_, command_move({last}, other_));
  c_.accept(host_, command_merge(thread_, other_));
}

TEST_F(DecideMoves, UndoingBringsBackWhatWasMergedAndIsStillThere) {
  const auto aside = c_.open_thread(c_.plenary, host_);
  c_.accept(host_, command_merge(thread_, other_));
  const auto later = c_.post(other_, anna_);
  c_.accept(host_, command_move({second_}, aside));
  const auto decision = c_.accept(host_, command_unmerge(thread_));
  ASSERT_EQ(decision.events.size(), 2u);
  EXPECT_THAT(moved(decision.events[0]), ElementsAre(first_, third_));
  EXPECT_EQ(decision.events[1].thread_merged().into_id(), 0u);
  EXPECT_EQ(place_of(later), other_);
  EXPECT_EQ(place_of(other_ + 1), other_);
  EXPECT_EQ(place_of(second_), aside);
  const auto thread = c_.view().thread(thread_);
  EXPECT_FALSE(thread->archived);
  EXPECT_EQ(thread->merged_into_id, 0u);
  EXPECT_EQ(code(host_, command_unmerge(thread_)), v1::REFUSAL_CODE_ALREADY_DONE);
  c_.post(thread_, chloe_);
}

TEST_F(DecideMoves, UndoingIsPossibleForADay) {
  c_.accept(host_, command_merge(thread_, other_));
  const std::int64_t left =
      limits::undo_merge_ms - (c_.store().last_event_ms() - c_.view().thread(thread_)->merged_at_ms);
  EXPECT_TRUE(after(left, command_unmerge(thread_)));
  const auto late = after(left + 1, command_unmerge(thread_));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code(), v1::REFUSAL_CODE_FORBIDDEN);
}

TEST_F(DecideMoves, MergesAreUndoneInTheReverseOrder) {
  const auto last = c_.open_thread(c_.plenary, host_);
  c_.accept(host_, command_merge(thread_, other_));
  c_.accept(host_, command_merge(other_, last));
  EXPECT_EQ(place_of(first_), last);
  const v1::Refusal refusal = c_.refusal(host_, command_unmerge(thread_));
  EXPECT_EQ(refusal.code(), v1::REFUSAL_CODE_ARCHIVED);
  EXPECT_EQ(refusal.data().at("merged_into_id"), std::to_string(last));
  c_.accept(host_, command_unmerge(other_));
  EXPECT_EQ(place_of(first_), other_);
  c_.accept(host_, command_unmerge(thread_));
  EXPECT_EQ(place_of(first_), thread_);
}

TEST_F(DecideMoves, AnErasedMessageMovesAsAShellAndAMovedOneCanBeErased) {
  v1::Command redact;
  redact.mutable_redact_message()->set_message_id(second_);
  c_.accept(chloe_, redact);
  c_.accept(host_, command_move({second_, third_}, other_));
  EXPECT_TRUE(c_.view().message(second_)->redacted);
  redact.mutable_redact_message()->set_message_id(third_);
  c_.accept(anna_, redact);
  EXPECT_EQ(c_.view().message_body(third_), "");
  EXPECT_EQ(c_.events().back().message_redacted().thread_id(), other_);
}

TEST_F(DecideMoves, WhoIsHiddenStaysHidden) {
  const auto unnamed = c_.declare(anna_, v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
  const auto answer = c_.post(unnamed, chloe_), own = c_.post(unnamed, anna_);
  const auto split = c_.accept(host_, command_split({answer, own}));
  for (const v1::Event& event : split.events) {
    EXPECT_EQ(event.actor_id(), host_);
    EXPECT_NE(event.thread_opened().territory_id(), c_.valmerac.id);
  }
  EXPECT_TRUE(c_.view().thread(unnamed)->author_hidden);
}

TEST_F(DecideMoves, InSmallPlacesEverybodyKeepsOrderOfWhatHeMayRead) {
  const auto conversation = c_.converse(anna_, {chloe_});
  const auto one = c_.open_thread(conversation, anna_), another = c_.open_thread(conversation, chloe_);
  c_.accept(chloe_, command_merge(one, another));
  c_.accept(anna_, command_unmerge(one));
  EXPECT_EQ(code(host_, command_merge(one, another)), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecideMoves, ASuccessorCannotMergeWhatHeMayNotRead) {
  const auto old = c_.open_thread(c_.valmerac.pair_follow_up, anna_);
  v1::Command leave;
  leave.mutable_set_member_role()->set_member_id(c_.valmerac.second);
  leave.mutable_set_member_role()->set_role(v1::ROLE_EVALUATOR);
  c_.accept(c_.admin, leave);
  const auto successor = c_.add_member(v1::ROLE_CATALYST, c_.valmerac.id, "valmerac-3");
  const auto recent = c_.open_thread(c_.valmerac.pair_follow_up, anna_);
  EXPECT_EQ(code(successor, command_merge(old, recent)), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(successor, command_move({old + 1}, recent)), v1::REFUSAL_CODE_NOT_FOUND);
  c_.accept(successor, command_merge(recent, old));
}

}  // namespace ramure::test
