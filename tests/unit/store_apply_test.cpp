// What the tables say after the events of a full history, as the rules see them through the view.
#include <gtest/gtest.h>

#include <algorithm>

#include "protocol/check.hpp"
#include "storage/connection.hpp"
#include "tests/support/full_history.hpp"

namespace ramure::test {

using storage::Connection;

namespace {

class StoreApply : public testing::Test {
 protected:
  template <typename... Values>
  std::int64_t number(storage::Sql sql, const Values&... values) {
    auto row = db_.query(sql, values...);
    return row.step() ? row.integer(0) : -1;
  }

  FoundedCommunity community_;
  FullHistory history_ = write_full_history(community_);
  storage::View& view_ = community_.view();
  Connection db_{community_.folder() / "community.db", {.database = "community", .read_only = true}};
  std::uint64_t first_ = community_.valmerac.first;
  std::uint64_t second_ = community_.kerlohan.first;
};

}  // namespace

TEST_F(StoreApply, ThreadKnowsItsWordingsAndItsLastMessage) {
  const storage::ThreadState thread = view_.thread(history_.thread).value();
  EXPECT_EQ(thread.channel_id, community_.plenary);
  EXPECT_EQ(thread.author_id, first_);
  EXPECT_TRUE(thread.resolved);
  EXPECT_TRUE(thread.archived);
  EXPECT_EQ(thread.summary_version, 2U);
  EXPECT_EQ(view_.thread_title(history_.thread), "Par où commencer ?");
  EXPECT_EQ(number("SELECT last_message_id FROM threads WHERE id = ?", history_.thread),
            static_cast<std::int64_t>(history_.erased_message));
  EXPECT_EQ(number("SELECT count(*) FROM thread_texts WHERE thread_id = ?", history_.thread), 4)
      << "opening, new title, two summaries";
  EXPECT_EQ(number("SELECT count(*) FROM summary_versions WHERE thread_id = ?", history_.thread), 2);
}

TEST_F(StoreApply, EditedMessageKeepsEveryWording) {
  const storage::MessageState message = view_.message(history_.first_message).value();
  EXPECT_EQ(message.version, 3U);
  EXPECT_TRUE(message.kept);
  EXPECT_FALSE(message.pinned);
  EXPECT_EQ(view_.message_body(history_.first_message), "Avec un diagnostic, partagé.");
  EXPECT_EQ(number("SELECT count(*) FROM message_versions WHERE message_id = ?", history_.first_message), 3);
  EXPECT_EQ(number("SELECT count(*) FROM mentions WHERE message_id = ?", history_.first_message), 0)
      << "the wording in force names nobody any more";
}

TEST_F(StoreApply, ReactionsCountNames) {
  EXPECT_FALSE(view_.has_reacted(history_.first_message, "merci", second_));
  EXPECT_TRUE(view_.has_reacted(history_.first_message, "merci", community_.facilitator));
  EXPECT_EQ(view_.reaction_names(history_.first_message), 1U);
  EXPECT_EQ(view_.reaction_names(history_.second_message), 0U);
}

TEST_F(StoreApply, ErasedMessageKeepsOnlyWhoWhenAndWhere) {
  const storage::MessageState message = view_.message(history_.erased_message).value();
  EXPECT_TRUE(message.redacted);
  EXPECT_FALSE(message.pinned);
  EXPECT_FALSE(message.kept);
  EXPECT_EQ(message.author_id, second_);
  EXPECT_EQ(view_.message_body(history_.erased_message), "");
  EXPECT_EQ(number("SELECT count(*) FROM mentions WHERE message_id = ?", history_.erased_message), 0);
  EXPECT_EQ(number("SELECT count(*) FROM reactions WHERE message_id = ?", history_.erased_message), 0);
  EXPECT_EQ(number("SELECT count(*) FROM pending_scrubs WHERE thing_id = ?", history_.erased_message), 1);
  EXPECT_THROW(community_.edit(history_.erased_message, second_, "revenu"), CheckFailed);
}

TEST_F(StoreApply, ParticipantsAreInOrderOfTheirFirstMessage) {
  EXPECT_EQ(number("SELECT first_message_id FROM participants WHERE thread_id = ? AND member_id = ?", history_.thread,
                   second_),
            static_cast<std::int64_t>(history_.second_message));
}

TEST_F(StoreApply, HiddenAuthorIsKnownToTheTablesAlone) {
  const storage::ThreadState thread = view_.thread(history_.published).value();
  EXPECT_TRUE(thread.author_hidden);
  EXPECT_EQ(thread.author_id, first_);
  EXPECT_EQ(thread.territory_id, community_.valmerac.id);
  EXPECT_EQ(thread.published_from_id, history_.obstacle);
  EXPECT_EQ(thread.theme_id, community_.theme_places);
  EXPECT_EQ(view_.published_as(history_.obstacle), history_.published);
  const storage::MessageState message = view_.message(history_.unnamed_message).value();
  EXPECT_TRUE(message.author_hidden);
  EXPECT_EQ(message.author_id, first_);
  const storage::Sql first_shown = "SELECT first_message_id FROM participants WHERE thread_id = ? AND member_id = ?";
  EXPECT_EQ(number(first_shown, history_.published, first_), 0) << "took part, and is not shown";

  const std::uint64_t signed_message = community_.post(history_.published, first_, "C'était nous.");
  EXPECT_EQ(number(first_shown, history_.published, first_), static_cast<std::int64_t>(signed_message));
}

TEST_F(StoreApply, CardJoinsItsWordingStatusAndOutcome) {
  const v1::Obstacle card = view_.card(history_.obstacle);
  EXPECT_EQ(card.context(), "Un service débordé");
  EXPECT_EQ(card.scope(), v1::OBSTACLE_SCOPE_PAIR);
  EXPECT_EQ(card.status(), v1::OBSTACLE_STATUS_LIFTED);
  EXPECT_EQ(card.outcome(), "Passer voir les gens");
  EXPECT_EQ(number("SELECT count(*) FROM obstacle_moves WHERE thread_id = ?", history_.obstacle), 2);
  EXPECT_EQ(view_.card(history_.thread).ByteSizeLong(), 0U) << "a discussion has no card";
}

TEST_F(StoreApply, OutcomeStaysWithTheArchiveAndGoesWithAReopening) {
  const auto move = [&](v1::ObstacleStatus from, v1::ObstacleStatus to) {
    community_.append(first_, community_.valmerac.pair_obstacles, [&](v1::Event& event) {
      event.set_birth_seq(history_.obstacle);
      event.mutable_obstacle_status_changed()->set_thread_id(history_.obstacle);
      event.mutable_obstacle_status_changed()->set_from(from);
      event.mutable_obstacle_status_changed()->set_to(to);
    });
  };
  move(v1::OBSTACLE_STATUS_LIFTED, v1::OBSTACLE_STATUS_ARCHIVED);
  EXPECT_EQ(view_.card(history_.obstacle).outcome(), "Passer voir les gens");
  move(v1::OBSTACLE_STATUS_ARCHIVED, v1::OBSTACLE_STATUS_OPEN);
  EXPECT_EQ(view_.card(history_.obstacle).outcome(), "");
}

TEST_F(StoreApply, ConversationIsFoundByItsPeople) {
  const std::vector<std::uint64_t> two{first_, second_};
  std::vector<std::uint64_t> three{first_, second_, community_.adviser};
  std::ranges::sort(three);
  EXPECT_EQ(view_.conversation(two), history_.conversation);
  EXPECT_EQ(view_.conversation(three), history_.wider_conversation);

  community_.end_membership(history_.wider_conversation, community_.adviser);
  EXPECT_EQ(view_.conversation(two), history_.conversation) << "those who stay do not become another conversation";
  EXPECT_EQ(view_.conversation(three), history_.wider_conversation);
  community_.grant(history_.wider_conversation, community_.adviser, v1::ROLE_ADVISER, false);
  EXPECT_EQ(view_.conversation(three), history_.wider_conversation);
}

TEST_F(StoreApply, MemberWhoLeftIsKnownAndReadsNothingOfThePlenary) {
  const storage::MemberState leaver = view_.member(history_.leaver).value();
  EXPECT_EQ(leaver.role, v1::ROLE_EVALUATOR);
  EXPECT_EQ(leaver.territory_id, 0U);
  EXPECT_EQ(leaver.status, v1::MEMBER_STATUS_LEFT);
  EXPECT_EQ(view_.readable(history_.leaver).find(community_.plenary), nullptr);
  EXPECT_TRUE(view_.member_key_taken("p99"));
  EXPECT_FALSE(view_.member_key_taken("p98"));
  EXPECT_FALSE(view_.member_key_taken(""));
}

}  // namespace ramure::test
