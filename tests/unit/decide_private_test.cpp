// Private state: rows of one member, no events.
#include <gtest/gtest.h>

#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecidePrivate : public testing::Test {
 protected:
  RuledCommunity c_;
  std::uint64_t reader_ = c_.kerlohan.first;
  std::uint64_t thread_ = c_.open_thread(c_.plenary, c_.valmerac.first);
  std::uint64_t second_ = c_.post(thread_, c_.valmerac.first);
  std::uint64_t third_ = c_.post(thread_, c_.valmerac.first);

  RefusalCode code(std::uint64_t member_id, const Command& command) { return c_.refusal(member_id, command).code(); }

  PrivateRow row(std::uint64_t member_id, const Command& command) {
    const auto decision = c_.accept(member_id, command);
    EXPECT_TRUE(decision.events.empty());
    EXPECT_EQ(decision.private_rows.size(), 1u);
    return decision.private_rows.at(0);
  }
};

Command mark_read(std::uint64_t thread_id, std::uint64_t up_to) {
  Command command;
  command.mutable_mark_read()->set_thread_id(thread_id);
  command.mutable_mark_read()->set_read_up_to(up_to);
  return command;
}

Command mark_unread(std::uint64_t thread_id, std::uint64_t message_id) {
  Command command;
  command.mutable_mark_unread_from()->set_thread_id(thread_id);
  command.mutable_mark_unread_from()->set_message_id(message_id);
  return command;
}

Command draft(std::uint64_t thread_id, std::uint64_t channel_id, std::string_view text) {
  Command command;
  command.mutable_save_draft()->set_thread_id(thread_id);
  command.mutable_save_draft()->set_channel_id(channel_id);
  command.mutable_save_draft()->set_text(std::string(text));
  return command;
}

Command follow(std::uint64_t thread_id, std::uint64_t channel_id, FollowLevel level) {
  Command command;
  command.mutable_follow()->set_thread_id(thread_id);
  command.mutable_follow()->set_channel_id(channel_id);
  command.mutable_follow()->set_level(level);
  return command;
}

}  // namespace

TEST_F(DecidePrivate, ReadingMovesForwardOnlyAndBackByAnActOfItsOwn) {
  EXPECT_EQ(row(reader_, mark_read(thread_, second_)).read_cursor().read_up_to(), second_);
  EXPECT_EQ(code(reader_, mark_read(thread_, second_)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(reader_, mark_read(thread_, thread_ + 1)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(reader_, mark_unread(thread_, third_)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(row(reader_, mark_unread(thread_, second_)).read_cursor().read_up_to(), second_ - 1);
  row(reader_, mark_read(thread_, third_));
}

TEST_F(DecidePrivate, WhatIsMarkedIsAReadableMessageOfTheThread) {
  const auto other = c_.open_thread(c_.plenary, c_.valmerac.first);
  EXPECT_EQ(code(reader_, mark_read(thread_, other + 1)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(reader_, mark_unread(thread_, other + 1)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(reader_, mark_read(thread_, 999'999)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(reader_, mark_read(thread_, 0)), REFUSAL_CODE_NOT_FOUND);
  const auto hidden = c_.open_thread(c_.backstage, c_.facilitator);
  EXPECT_EQ(c_.refusal(reader_, mark_read(hidden, hidden + 1)).SerializeAsString(),
            c_.refusal(reader_, mark_read(999'999, 999'999)).SerializeAsString());
  EXPECT_EQ(c_.refusal(reader_, mark_read(thread_, hidden + 1)).SerializeAsString(),
            c_.refusal(reader_, mark_read(thread_, 999'999)).SerializeAsString());
}

TEST_F(DecidePrivate, ReadersWhoDoNotWriteKeepTheirPlaceToo) {
  for (const auto who : {c_.evaluator, c_.steering, c_.former}) {
    row(who, mark_read(thread_, second_));
    row(who, follow(thread_, 0, FOLLOW_LEVEL_FOLLOWED));
    EXPECT_EQ(code(who, draft(thread_, 0, "Texte")), REFUSAL_CODE_FORBIDDEN);
    row(who, draft(thread_, 0, ""));
  }
}

TEST_F(DecidePrivate, DraftsAreOfOnePlaceInWhichOneWrites) {
  const Draft saved = row(reader_, draft(thread_, 0, "À moitié\n")).draft();
  EXPECT_EQ(saved.text(), "À moitié\n");
  EXPECT_GT(saved.saved_at_ms(), 0);
  row(reader_, draft(0, c_.plenary, "Un fil"));
  row(reader_, draft(0, c_.kerlohan.pair_obstacles, "Un frein"));
  EXPECT_EQ(code(reader_, draft(0, RuledCommunity::directory, "Texte")), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(reader_, draft(0, 0, "Texte")), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(reader_, draft(thread_, c_.plenary, "Texte")), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(reader_, draft(0, c_.valmerac.pair, "Texte")), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(reader_, draft(thread_, 0, "a\x01")), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecidePrivate, ADraftOfAnArchivedThreadCanOnlyBeThrownAway) {
  Command archive;
  archive.mutable_archive_thread()->set_thread_id(thread_);
  archive.mutable_archive_thread()->set_archived(true);
  c_.accept(c_.facilitator, archive);
  EXPECT_EQ(code(reader_, draft(thread_, 0, "Texte")), REFUSAL_CODE_ARCHIVED);
  row(reader_, draft(thread_, 0, ""));
  row(reader_, mark_read(thread_, second_));
}

TEST_F(DecidePrivate, FollowingNamesOnePlaceAndALevel) {
  EXPECT_EQ(row(reader_, follow(0, c_.plenary, FOLLOW_LEVEL_MUTED)).following().level(), FOLLOW_LEVEL_MUTED);
  EXPECT_EQ(code(reader_, follow(thread_, 0, FOLLOW_LEVEL_UNSPECIFIED)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(reader_, follow(thread_, 0, static_cast<FollowLevel>(9))), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(reader_, follow(thread_, c_.plenary, FOLLOW_LEVEL_MUTED)), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(reader_, follow(0, c_.backstage, FOLLOW_LEVEL_MUTED)), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecidePrivate, TheLastVisitIsNeverAheadOfTheHead) {
  Command visit;
  visit.mutable_set_last_visit()->set_seq(c_.store().head_seq());
  EXPECT_EQ(row(reader_, visit).last_visit().seq(), c_.store().head_seq());
  visit.mutable_set_last_visit()->set_seq(c_.store().head_seq() + 1);
  EXPECT_EQ(code(reader_, visit), REFUSAL_CODE_INVALID_ARGUMENT);
}

}  // namespace ramure::test
