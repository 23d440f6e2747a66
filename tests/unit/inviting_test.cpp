// Members who invite: an admin anybody, a facilitator catalysts, everybody else nobody.
#include <algorithm>

#include "server/identity/permissions.hpp"
#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {
namespace {

constexpr std::uint64_t admin = 1, facilitator = 2, catalyst = 3, adviser = 4, gone = 5;

class InvitingTest : public AccountsTest {
 protected:
  InvitingTest() {
    roles = {{admin, v1::ROLE_ADMIN},
             {facilitator, v1::ROLE_FACILITATOR},
             {catalyst, v1::ROLE_CATALYST},
             {adviser, v1::ROLE_ADVISER}};
  }
  Outcome<NewInvitation> invite_as(std::uint64_t inviter, v1::Role role, const std::string& name = "Ada") {
    v1::AddMember person;
    person.set_name(name);
    person.set_role(role);
    return wait_for<NewInvitation>([&](auto done) { accounts->invite({"demo", inviter}, 0, person, std::move(done)); });
  }
  Outcome<NewInvitation> invite_member(std::uint64_t inviter, std::uint64_t member, const v1::AddMember& person = {}) {
    return wait_for<NewInvitation>(
        [&](auto done) { accounts->invite({"demo", inviter}, member, person, std::move(done)); });
  }
  Outcome<std::vector<PendingInvitation>> list_as(std::uint64_t inviter, const std::string& community = "demo") {
    return wait_for<std::vector<PendingInvitation>>(
        [&](auto done) { accounts->list_invitations({community, inviter}, std::move(done)); });
  }
  Outcome<Done> revoke_as(std::uint64_t inviter, std::uint64_t id, const std::string& community = "demo") {
    return wait_for<Done>([&](auto done) { accounts->revoke_invitation({community, inviter}, id, std::move(done)); });
  }
  std::vector<std::uint64_t> ids(const Outcome<std::vector<PendingInvitation>>& list) {
    std::vector<std::uint64_t> found;
    for (const auto& one : list.value()) found.push_back(one.id);
    return found;
  }
};

TEST_F(InvitingTest, WhoMayInviteWhomIsAskedOfTheCommunity) {
  EXPECT_TRUE(invite_as(admin, v1::ROLE_ADVISER));
  const auto invited = invite_as(facilitator, v1::ROLE_CATALYST);
  ASSERT_TRUE(invited) << invited.error().message();
  EXPECT_EQ(invited->expires_at_ms, clock.now_ms() + invitation_ms_default);
  EXPECT_TRUE(accept(invited->token, "ada"));
  const auto refused = invite_as(catalyst, v1::ROLE_CATALYST);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(refused.error().field(), "role") << "of the form, not of the command behind it";
}

TEST_F(InvitingTest, SomebodyWhoIsAMemberIsInvitedById) {
  ASSERT_TRUE(invite_member(facilitator, catalyst));
  EXPECT_EQ(invite_member(facilitator, adviser).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(invite_member(admin, gone).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(invite_member(catalyst, gone).error().code(), v1::REFUSAL_CODE_FORBIDDEN) << "is told nothing";
  v1::AddMember both;
  both.set_name("Ada");
  EXPECT_EQ(invite_member(admin, adviser, both).error().code(), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  provision("paul", adviser);
  EXPECT_EQ(invite_member(admin, adviser).error().code(), v1::REFUSAL_CODE_CONFLICT);
}

TEST_F(InvitingTest, TheListShowsWhatOneMayInviteAndIsNotYetUsed) {
  const auto for_adviser = invite_as(admin, v1::ROLE_ADVISER, "Grace");
  const auto for_catalyst = invite_as(admin, v1::ROLE_CATALYST, "Ada");
  const auto for_member = invite_member(admin, catalyst);
  const auto used = invite_as(admin, v1::ROLE_CATALYST, "Edsger");
  ASSERT_TRUE(accept(used->token, "edsger"));
  invite(0, "elsewhere");

  EXPECT_EQ(ids(list_as(admin)), (std::vector{for_member->id, for_catalyst->id, for_adviser->id})) << "newest first";
  EXPECT_EQ(ids(list_as(facilitator)), (std::vector{for_member->id, for_catalyst->id}));
  EXPECT_EQ(list_as(catalyst).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  const auto seen = list_as(admin).value();
  EXPECT_EQ(seen[0].member_id, catalyst);
  EXPECT_EQ(seen[0].person_name, "");
  EXPECT_EQ(seen[1].person_name, "Ada");
  EXPECT_EQ(seen[1].expires_at_ms, for_catalyst->expires_at_ms);
}

TEST_F(InvitingTest, OneThatHasExpiredIsSeenForAMonth) {
  const auto invited = invite_as(admin, v1::ROLE_CATALYST);
  const auto pass = [&](TimestampMs ms) {
    clock.advance(ms);
    open();  // writes what is due at the end
    open();
  };
  pass(invitation_ms_default + expired_invitation_kept_ms - 1);
  EXPECT_EQ(ids(list_as(admin)), std::vector{invited->id});
  EXPECT_EQ(accept(invited->token, "ada").error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  pass(2);
  EXPECT_TRUE(list_as(admin)->empty());
}

TEST_F(InvitingTest, ARevokedInvitationIsGone) {
  const auto invited = invite_as(admin, v1::ROLE_CATALYST);
  EXPECT_EQ(revoke_as(catalyst, invited->id).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_TRUE(revoke_as(facilitator, invited->id));
  EXPECT_EQ(accept(invited->token, "ada").error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(list_as(admin)->empty());
}

TEST_F(InvitingTest, WhatOneDoesNotSeeIsNotThere) {
  const auto for_adviser = invite_as(admin, v1::ROLE_ADVISER);
  const auto used = invite_as(admin, v1::ROLE_CATALYST);
  ASSERT_TRUE(accept(used->token, "ada"));
  const std::string absent = revoke_as(facilitator, 999).error().SerializeAsString();
  EXPECT_EQ(revoke_as(facilitator, for_adviser->id).error().SerializeAsString(), absent);
  EXPECT_EQ(revoke_as(facilitator, used->id).error().SerializeAsString(), absent);
  EXPECT_EQ(revoke_as(admin, for_adviser->id, "elsewhere").error().SerializeAsString(), absent);
  EXPECT_TRUE(revoke_as(admin, for_adviser->id));
}

TEST_F(InvitingTest, OneMoreThanMayWaitIsTooMany) {
  for (std::size_t i = 0; i < unused_invitations_max; ++i) ASSERT_TRUE(invite_as(admin, v1::ROLE_CATALYST));
  const auto refused = invite_as(admin, v1::ROLE_CATALYST);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), v1::REFUSAL_CODE_TOO_LARGE);
  EXPECT_EQ(refused.error().data().at("limit"), "1000");
  ASSERT_TRUE(revoke_as(admin, list_as(admin)->back().id));
  EXPECT_TRUE(invite_as(admin, v1::ROLE_CATALYST));
}

}  // namespace
}  // namespace ramure::identity
