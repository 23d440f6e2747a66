// Taking a roadmap out of Ramure: by the rights of whoever asks, from where he reads it on; and for people outside, by
// the act of the pair.
#include "server/community/take_roadmap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using testing::HasSubstr;
using testing::Not;

class TakeRoadmap : public testing::Test {
 protected:
  RuledCommunity community;
  RuledRoadmap roadmap{community, community.valmerac};
  community::RoadmapRules rules;

  std::unique_ptr<storage::Reader> reader() const { return storage::Reader::open(community.folder()); }
  auto take(std::uint64_t member_id, std::uint64_t version_id = 0) {
    return community::take_roadmap(*reader(), rules, member_id, roadmap.id(), version_id);
  }
  auto outside(std::uint64_t version_id = 0) {
    const auto r = reader();
    return community::take_outside(*r, rules, r->epoch(), roadmap.id(), version_id);
  }
  std::uint64_t freeze(RoadmapStage stage = ROADMAP_STAGE_IMPLEMENTATION) {
    return community.accept(roadmap.first(), roadmap.freezing(stage)).events.front().seq();
  }
  std::uint64_t name(std::string words) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_name_version()->set_name(std::move(words));
    return community.accept(roadmap.first(), command).events.front().seq();
  }
  void set_status(RoadmapStatus status) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_set_roadmap_status()->set_status(status);
    community.accept(roadmap.first(), command);
  }
  std::uint64_t peer() const { return community.kerlohan.first; }
};

}  // namespace

TEST_F(TakeRoadmap, ThePairTakesItAndNobodyElseUntilItIsShared) {
  const auto mine = take(roadmap.first());
  ASSERT_TRUE(mine);
  EXPECT_EQ(mine->text, roadmap.text());
  EXPECT_FALSE(mine->people.territories.empty());
  EXPECT_THAT(mine->form, HasSubstr("# "));
  for (const std::uint64_t id : {peer(), community.facilitator, community.adviser, community.admin, community.gone}) {
    EXPECT_EQ(take(id).error().code(), REFUSAL_CODE_NOT_FOUND);
  }
  EXPECT_EQ(community::take_roadmap(*reader(), rules, peer(), 900'000, 0).error().SerializeAsString(),
            take(peer()).error().SerializeAsString());
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  EXPECT_TRUE(take(peer()));
  EXPECT_TRUE(take(community.adviser));
}

TEST_F(TakeRoadmap, AVersionHasTheActionsAndTheTextOfThen) {
  roadmap.add("Agir tôt");
  const std::uint64_t frozen = freeze();
  roadmap.add("Agir tard");
  roadmap.write(roadmap.second(), 0, "Écrit après. ");
  const auto then = take(roadmap.first(), frozen), now = take(roadmap.first());
  ASSERT_TRUE(then && now);
  EXPECT_EQ(then->view.actions_size(), 1);
  EXPECT_EQ(now->view.actions_size(), 2);
  EXPECT_THAT(then->text, Not(HasSubstr("Écrit après")));
  EXPECT_THAT(now->text, HasSubstr("Écrit après"));
  EXPECT_EQ(then->version.authors_size(), 2);
  EXPECT_EQ(take(roadmap.first(), 900'000).error().code(), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(TakeRoadmap, WhoReadsFromSomewhereOnTakesNothingOlder) {
  roadmap.write(roadmap.first(), 0, "Un secret. ");
  const std::uint64_t older = freeze();
  community.accept(roadmap.first(), roadmap.replacing(roadmap.first(), "Un secret. ", ""));
  Command comment = roadmap.commenting("Entre nous");
  community.accept(roadmap.second(), comment);
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const std::uint64_t newer = name("Après le partage");
  EXPECT_EQ(take(peer(), older).error().code(), REFUSAL_CODE_NOT_FOUND);
  ASSERT_TRUE(take(peer(), newer));
  const auto taken = take(peer());
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->view.comments_size(), 0);
  EXPECT_THAT(taken->view.ShortDebugString() + taken->text, Not(HasSubstr("secret")));
  EXPECT_EQ(take(roadmap.second())->view.comments_size(), 1);
}

TEST_F(TakeRoadmap, ThePairAloneHandsItOutside) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  roadmap.invite(community.other_facilitator);
  const auto r = reader();
  EXPECT_TRUE(community::check_new_link(*r, rules, roadmap.first(), roadmap.id(), 0));
  EXPECT_TRUE(community::check_hands_out(*r, rules, roadmap.second(), roadmap.id()));
  for (const std::uint64_t id : {peer(), community.facilitator, community.adviser, community.other_facilitator}) {
    EXPECT_EQ(community::check_hands_out(*r, rules, id, roadmap.id()).error().code(), REFUSAL_CODE_FORBIDDEN);
  }
  EXPECT_EQ(community::check_hands_out(*r, rules, community.gone, roadmap.id()).error().code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(community::check_new_link(*r, rules, roadmap.first(), roadmap.id(), 900'000).error().code(),
            REFUSAL_CODE_NOT_FOUND);
}

TEST_F(TakeRoadmap, OutsideItIsReadHoweverItIsSharedInside) {
  const std::uint64_t frozen = freeze();
  roadmap.write(roadmap.first(), 0, "Plus tard. ");
  ASSERT_TRUE(outside());
  EXPECT_THAT(outside()->text, HasSubstr("Plus tard"));
  EXPECT_THAT(outside(frozen)->text, Not(HasSubstr("Plus tard")));
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  roadmap.share(ROADMAP_SHARING_PAIR);
  EXPECT_TRUE(outside());
  EXPECT_FALSE(outside(900'000));
}

TEST_F(TakeRoadmap, AnArchivedRoadmapIsClosedToTheOutsideUntilItIsNoMore) {
  const std::uint64_t frozen = freeze();
  set_status(ROADMAP_STATUS_ARCHIVED);
  EXPECT_FALSE(outside());
  EXPECT_FALSE(outside(frozen)) << "also what was frozen before";
  EXPECT_EQ(
      community::check_new_link(*reader(), rules, roadmap.first(), roadmap.id(), frozen).error().data().at("cause"),
      "archived");
  set_status(ROADMAP_STATUS_DRAFT);
  EXPECT_TRUE(outside());
}

TEST_F(TakeRoadmap, ALinkOutlivesTheOneWhoMadeItAndNotThePair) {
  Command end;
  end.mutable_end_membership()->set_member_id(roadmap.first());
  community.accept(community.facilitator, end);
  EXPECT_TRUE(outside()) << "the other one is there";
  end.mutable_end_membership()->set_member_id(roadmap.second());
  community.accept(community.facilitator, end);
  EXPECT_FALSE(outside());
}

TEST_F(TakeRoadmap, AfterARestoreNothingOpens) {
  EXPECT_FALSE(community::take_outside(*reader(), rules, "another journal", roadmap.id(), 0));
}

}  // namespace ramure::test
