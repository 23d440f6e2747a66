#include "tests/unit/accounts_fixture.hpp"

namespace ramure::identity {
namespace {

using InvitationsTest = AccountsTest;

TEST_F(InvitationsTest, AnInvitationMakesAMemberOnce) {
  const std::string token = invite(0);
  EXPECT_EQ(look(token)->person_name, "Ada");
  EXPECT_EQ(look(token)->community, "demo");
  EXPECT_FALSE(look(token)->used);
  EXPECT_EQ(look("nonsense").error().code(), v1::REFUSAL_CODE_NOT_FOUND);

  const auto joined = accept(token, "ada");
  ASSERT_TRUE(joined) << joined.error().message();
  EXPECT_EQ(accounts->authenticate(joined->token)->member_in("demo"), 100u);
  EXPECT_TRUE(look(token)->used);
  EXPECT_TRUE(sign_in("ada", good_password));
  EXPECT_EQ(accept(token, "grace").error().code(), v1::REFUSAL_CODE_ALREADY_DONE) << "a link serves one person";
  EXPECT_TRUE(accept(token, "ada")) << "who repeats gets a new token, and nothing else happens";
  EXPECT_EQ(admissions.size(), 1u);
}

TEST_F(InvitationsTest, AnInvitationMayBeForAMemberWhoExists) {
  const auto joined = accept(invite(55), "ada");
  ASSERT_TRUE(joined);
  EXPECT_EQ(joined->identity->member_in("demo"), 55u);
  EXPECT_TRUE(admissions.empty());
  v1::AddMember nobody;
  EXPECT_EQ(accounts->invite_now("demo", 55, nobody).error().code(), v1::REFUSAL_CODE_CONFLICT);
}

TEST_F(InvitationsTest, OneAccountMayJoinSeveralCommunities) {
  const auto first = accept(invite(0, "one"), "ada");
  ASSERT_TRUE(first);
  EXPECT_EQ(accept(invite(0, "two"), "ada", "ein anderes Passwort").error().code(), v1::REFUSAL_CODE_UNAUTHENTICATED);
  ASSERT_TRUE(accept(invite(0, "two"), "ada"));
  const auto identity = accounts->authenticate(first->token);
  EXPECT_NE(identity->member_in("two"), 0u) << "older sessions learn it too";
  EXPECT_EQ(identity->member_in(""), 0u) << "which one is not clear any more";
  EXPECT_EQ(accept(invite(0, "two"), "ada").error().code(), v1::REFUSAL_CODE_CONFLICT);
}

TEST_F(InvitationsTest, InvitationsExpire) {
  const std::string token = invite(0);
  clock.advance(invitation_ms_default + 1);
  EXPECT_EQ(look(token)->state, v1::INVITATION_STATE_EXPIRED) << "whoever holds the link is told";
  EXPECT_EQ(accept(token, "ada").error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(accept(std::string(43, 'A'), "ada").error().SerializeAsString(),
            accept(token, "ada").error().SerializeAsString());
}

TEST_F(InvitationsTest, BadNamesAndPasswordsAreRefusedByField) {
  const std::string token = invite(0);
  EXPECT_EQ(accept(token, "ada lovelace").error().field(), "name");
  EXPECT_EQ(accept(token, "ada", "court").error().field(), "password");
  EXPECT_EQ(accept(token, "ada", "court").error().code(), v1::REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_TRUE(accept(token, "ada")) << "and the invitation is still good";
}

TEST_F(InvitationsTest, ACrashBetweenTheTwoFilesIsRepeatedHarmlessly) {
  const std::string token = invite(0);
  fail_admissions = true;
  EXPECT_EQ(accept(token, "ada").error().code(), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);
  open();
  EXPECT_EQ(accept(token, "grace").error().code(), v1::REFUSAL_CODE_ALREADY_DONE) << "it is ada's";
  fail_admissions = false;
  const auto joined = accept(token, "ada");
  ASSERT_TRUE(joined) << joined.error().message();
  EXPECT_EQ(joined->identity->member_in("demo"), 100u);
  EXPECT_EQ(members.size(), 1u);
}

TEST_F(InvitationsTest, TheServerFinishesAtStartWhatACrashLeft) {
  const std::string token = invite(0);
  fail_admissions = true;
  accept(token, "ada");
  EXPECT_EQ(accounts->finish_joins_now(), 0u);
  fail_admissions = false;
  open();
  EXPECT_EQ(accounts->finish_joins_now(), 1u);
  EXPECT_EQ(accounts->finish_joins_now(), 0u);
  EXPECT_EQ(sign_in("ada", good_password)->identity->member_in("demo"), 100u);
}

TEST_F(InvitationsTest, OneInvitationAcceptedByManyAtOnceServesOne) {
  const std::string token = invite(0);
  std::vector<std::future<Outcome<SignedIn>>> all;
  for (int i = 0; i < 8; ++i) {
    all.push_back(std::async(std::launch::async, [&, i] { return accept(token, "ada" + std::to_string(i)); }));
  }
  int served = 0;
  for (auto& one : all) served += one.get().has_value() ? 1 : 0;
  EXPECT_EQ(served, 1);
  EXPECT_EQ(members.size(), 1u);
}

}  // namespace
}  // namespace ramure::identity
