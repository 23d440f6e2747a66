// The view: what it keeps in memory must never outlive what it was read from.
#include <gtest/gtest.h>

#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

class StoreView : public testing::Test {
 protected:
  FoundedCommunity community_;
  storage::Store& store_ = community_.store();
  storage::View& view_ = community_.view();
  std::uint64_t member_ = community_.valmerac.first;
  std::uint64_t other_territory_ = community_.kerlohan.channel;

  void grant_in_command() {
    community_.append_in_command(0, [&](v1::Event& event) {
      event.set_member_id(member_);
      v1::Membership& membership = *event.mutable_membership_granted()->mutable_membership();
      membership.set_channel_id(other_territory_);
      membership.set_member_id(member_);
      membership.set_role(v1::ROLE_CATALYST);
      membership.set_reads_from_seq(event.seq());
      membership.set_since_seq(event.seq());
    });
  }
  bool reads_other() { return view_.readable(member_).find(other_territory_) != nullptr; }
};

}  // namespace

TEST_F(StoreView, WhatAMemberReadsFollowsItsMemberships) {
  EXPECT_FALSE(reads_other());
  community_.grant(other_territory_, member_, v1::ROLE_CATALYST, false);
  EXPECT_TRUE(reads_other());
  const storage::Readable::Place place = *view_.readable(member_).find(other_territory_);
  EXPECT_EQ(place.reads_from_seq, place.since_seq);
  EXPECT_FALSE(view_.readable(member_).may_read(other_territory_, place.since_seq - 1));
  EXPECT_TRUE(view_.readable(member_).may_read(other_territory_, place.since_seq));
  community_.end_membership(other_territory_, member_);
  EXPECT_FALSE(reads_other());
}

TEST_F(StoreView, MembershipOfAnUndoneCommandIsForgotten) {
  store_.begin();
  store_.begin_command();
  grant_in_command();
  EXPECT_TRUE(reads_other()) << "within its command a membership counts already";
  store_.undo_command();
  EXPECT_FALSE(reads_other());
  store_.commit();
  EXPECT_FALSE(reads_other());
}

// A second, undone command between must not make the store forget what the first one changed.
TEST_F(StoreView, MembershipOfAnAbandonedBatchIsForgotten) {
  store_.begin();
  store_.begin_command();
  grant_in_command();
  store_.end_command();
  store_.begin_command();
  store_.undo_command();
  EXPECT_TRUE(reads_other());
  store_.abandon();
  EXPECT_FALSE(reads_other());
}

TEST_F(StoreView, AbsentThingsAreAbsent) {
  EXPECT_FALSE(view_.member(999'999).has_value());
  EXPECT_FALSE(view_.channel(999'999).has_value());
  EXPECT_FALSE(view_.thread(999'999).has_value());
  EXPECT_FALSE(view_.message(999'999).has_value());
  EXPECT_FALSE(view_.theme_exists(999'999));
  EXPECT_FALSE(view_.territory_exists(999'999));
  EXPECT_FALSE(view_.membership(member_, 999'999).has_value());
  EXPECT_TRUE(view_.readable(999'999).places().empty());
  EXPECT_EQ(view_.thread_title(999'999), "");
  EXPECT_EQ(view_.message_body(999'999), "");
}

TEST_F(StoreView, AbsenceIsNotKeptWhenTheThingComes) {
  const std::uint64_t next = store_.next_seq();
  EXPECT_FALSE(view_.member(next).has_value());
  EXPECT_EQ(community_.add_member("p42", v1::ROLE_CATALYST), next);
  EXPECT_EQ(view_.member(next).value().role, v1::ROLE_CATALYST);
}

TEST_F(StoreView, ListsAreInOrderOfBirth) {
  const auto channels = view_.channels_of_territory(community_.valmerac.id);
  ASSERT_EQ(channels.size(), 4U);
  EXPECT_EQ(channels[0].id, community_.valmerac.channel);
  EXPECT_EQ(channels[3].kind, v1::CHANNEL_KIND_PAIR_FOLLOW_UP);
  EXPECT_EQ(view_.channels().front().kind, v1::CHANNEL_KIND_DIRECTORY);
  EXPECT_EQ(view_.members().size(), 10U);
  EXPECT_EQ(view_.memberships_of_channel(community_.valmerac.pair).size(), 2U);
  EXPECT_EQ(view_.memberships_of_member(community_.admin).size(), 1U);
  EXPECT_TRUE(view_.founded());
}

TEST_F(StoreView, PersonalFollowUpIsFoundByItsPerson) {
  EXPECT_FALSE(view_.channel_of_person(v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP, member_).has_value());
  const std::uint64_t channel = community_.open_channel(v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP, 0, member_);
  EXPECT_EQ(view_.channel_of_person(v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP, member_).value().id, channel);
}

}  // namespace ramure::test
