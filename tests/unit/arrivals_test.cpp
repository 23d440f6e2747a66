// Who was invited and has not come: asked by those who animate, a week after the invitation.
#include "tests/unit/inviting_fixture.hpp"

namespace ramure::identity {
namespace {

class ArrivalsTest : public InvitingPeople {
 protected:
  std::vector<std::uint64_t> waiting(TimestampMs invited_before_ms) {
    std::vector<std::uint64_t> ids;
    for (const auto& person : accounts->not_yet_come_now("demo", invited_before_ms)) ids.push_back(person.member_id());
    return ids;
  }
};

TEST_F(ArrivalsTest, AreWaitedForUntilTheyComeTheLongestFirst) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const TimestampMs invited_at_ms = clock.now_ms();
  clock.advance(1'000);
  const auto paul = paste_one("paul@exemple.fr");
  EXPECT_TRUE(waiting(invited_at_ms - 1).empty()) << "nobody was invited by then";
  EXPECT_EQ(waiting(invited_at_ms), (std::vector{jeanne.member_id()}));
  EXPECT_EQ(waiting(clock.now_ms()), (std::vector{jeanne.member_id(), paul.member_id()}));
  EXPECT_EQ(accounts->not_yet_come_now("demo", clock.now_ms()).front().invited_at_ms(), invited_at_ms);
  ASSERT_TRUE(follow(jeanne.token()));
  EXPECT_EQ(waiting(clock.now_ms()), (std::vector{paul.member_id()}));
}

TEST_F(ArrivalsTest, ANewLinkMakesNobodyComeSooner) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const TimestampMs invited_at_ms = clock.now_ms();
  clock.advance(60'000);
  ASSERT_TRUE(renew(jeanne.invitation_id()));
  EXPECT_EQ(waiting(invited_at_ms), (std::vector{jeanne.member_id()}));
}

TEST_F(ArrivalsTest, WhoWasTakenBackOrIsInvitedElsewhereIsNotWaitedFor) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  paste_one("paul@exemple.fr", facilitator, "autre");
  ASSERT_TRUE(take_back(jeanne.invitation_id()));
  EXPECT_TRUE(waiting(clock.now_ms()).empty());
}

}  // namespace
}  // namespace ramure::identity
