// Links that let people in by themselves: what they open, how often, and what they never open (opening.cpp).
#include "tests/unit/inviting_fixture.hpp"

namespace ramure::identity {
namespace {

using OpeningTest = InvitingPeople;

TEST_F(OpeningTest, TheLinkAloneLetsThePersonIn) {
  const auto jeanne = paste_one("Jeanne Martin <jeanne@exemple.fr>");
  const auto seen = look(jeanne.token());
  EXPECT_EQ(seen->state, v1::INVITATION_STATE_OPEN);
  EXPECT_TRUE(seen->opens_account);
  EXPECT_EQ(seen->person_name, "Jeanne Martin");
  const auto in = follow(jeanne.token());
  ASSERT_TRUE(in) << in.error().message();
  EXPECT_EQ(accounts->authenticate(in->token)->member_in("demo"), jeanne.member_id());
  EXPECT_EQ(in->identity->name, "jeanne@exemple.fr");
  EXPECT_FALSE(has_password(*in));
}

TEST_F(OpeningTest, ItServesOnceAndSaysSoToWhomItServed) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const auto in = follow(jeanne.token());
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(look(jeanne.token())->state, v1::INVITATION_STATE_USED);
  EXPECT_FALSE(look(jeanne.token())->is_yours);
  EXPECT_TRUE(look(jeanne.token(), in->identity)->is_yours);
  const auto paul = follow(paste_one("paul@exemple.fr").token());
  EXPECT_FALSE(look(jeanne.token(), paul->identity)->is_yours);
}

TEST_F(OpeningTest, AnAnswerThatWasLostMayBeAskedForAgainForAnHour) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const std::string attempt(22, 'k'), other(22, 'l');
  ASSERT_TRUE(follow(jeanne.token(), attempt));
  EXPECT_EQ(follow(jeanne.token(), other).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  const auto again = follow(jeanne.token(), attempt);
  ASSERT_TRUE(again) << again.error().message();
  EXPECT_EQ(again->identity->member_in("demo"), jeanne.member_id());
  clock.advance(opening_repeated_ms_max + 1);
  EXPECT_EQ(follow(jeanne.token(), attempt).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(follow(paste_one("p@exemple.fr").token(), "court").error().field(), "attempt");
  EXPECT_EQ(follow(paste_one("q@exemple.fr").token(), std::string(101, 'k')).error().field(), "attempt");
}

TEST_F(OpeningTest, AnAttemptDoesNotOutliveThePassword) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const std::string attempt(22, 'k');
  ASSERT_TRUE(choose_password(*follow(jeanne.token(), attempt)));
  EXPECT_EQ(follow(jeanne.token(), attempt).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(OpeningTest, FollowedByManyAtOnceItServesOne) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  std::vector<std::future<Outcome<SignedIn>>> all;
  for (int i = 0; i < 8; ++i) all.push_back(std::async(std::launch::async, [&] { return follow(jeanne.token()); }));
  int served = 0;
  for (auto& one : all) served += one.get().has_value() ? 1 : 0;
  EXPECT_EQ(served, 1);
}

TEST_F(OpeningTest, ThePasswordComesLaterAndTheLinkStaysUsed) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const auto in = follow(jeanne.token());
  ASSERT_TRUE(choose_password(*in));
  EXPECT_TRUE(has_password(*in));
  EXPECT_TRUE(accounts->authenticate(in->token)) << "this device goes on";
  EXPECT_EQ(sign_in("Jeanne@exemple.fr", good_password)->identity->member_in("demo"), jeanne.member_id());
  EXPECT_EQ(choose_password(*in, "douze chevaux noirs").error().field(), "old_password") << "now there is an old one";
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  open();
  EXPECT_TRUE(sign_in("jeanne@exemple.fr", good_password));
}

TEST_F(OpeningTest, AWeakPasswordOrTheAddressItselfIsRefused) {
  const auto in = follow(paste_one("jeanne@exemple.fr").token());
  EXPECT_EQ(choose_password(*in, "court").error().field(), "new_password");
  EXPECT_EQ(choose_password(*in, "jeanne@exemple.fr").error().field(), "new_password");
}

TEST_F(OpeningTest, APasswordThatTheAdministrationSetEndsTheLink) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  ASSERT_TRUE(accounts->reset_password_now("jeanne@exemple.fr", good_password));
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(look(jeanne.token())->state, v1::INVITATION_STATE_USED);
  EXPECT_EQ(renew(jeanne.invitation_id()).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(paste_one("jeanne@exemple.fr").standing(), v1::INVITED_STANDING_MEMBER);
  EXPECT_TRUE(pending().empty());
  EXPECT_TRUE(sign_in("jeanne@exemple.fr", good_password));
}

TEST_F(OpeningTest, WhoWasLetInOnceIsNeverOpenedByALinkAgain) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const auto in = follow(jeanne.token());
  wait_for<Done>([&](auto done) { accounts->sign_out(in->identity->session_id, std::move(done)); });
  EXPECT_EQ(renew(jeanne.invitation_id()).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(paste_one("jeanne@exemple.fr").token().empty());
  const auto invited = wait_for<NewInvitation>(
      [&](auto done) { accounts->invite({"demo", facilitator}, jeanne.member_id(), {}, std::move(done)); });
  EXPECT_EQ(invited.error().code(), v1::REFUSAL_CODE_CONFLICT);
}

TEST_F(OpeningTest, AnAccountOfAnotherCommunityIsNotOpenedButAskedForItsPassword) {
  provision("ada@exemple.fr", 12, "elsewhere");
  const auto ada = paste_one("ada@exemple.fr");
  EXPECT_EQ(ada.standing(), v1::INVITED_STANDING_NEW) << "nothing tells that the account exists";
  EXPECT_EQ(ada.token().size(), 43u);
  EXPECT_FALSE(look(ada.token())->opens_account);
  EXPECT_FALSE(follow(ada.token()));
  EXPECT_EQ(accept(ada.token(), "ada@exemple.fr", "douze chevaux noirs").error().code(),
            v1::REFUSAL_CODE_UNAUTHENTICATED);
  const auto in = accept(ada.token(), "ada@exemple.fr");
  ASSERT_TRUE(in) << in.error().message();
  EXPECT_EQ(in->identity->member_in("demo"), ada.member_id());
  EXPECT_EQ(in->identity->member_in("elsewhere"), 12u);
  EXPECT_EQ(paste_one("ada@exemple.fr").standing(), v1::INVITED_STANDING_MEMBER);
}

TEST_F(OpeningTest, ANameThatSomebodyChoseIsNoProofOfAnAddress) {
  provision("maire@exemple.fr", 12, "elsewhere");  // by somebody who is not the mayor
  const auto mayor = paste_one("maire@exemple.fr");
  EXPECT_EQ(sign_in("maire@exemple.fr", good_password)->identity->member_in("demo"), 0u) << "is not let in";
  const auto in = accept(mayor.token(), "la.maire");
  ASSERT_TRUE(in) << in.error().message();
  EXPECT_EQ(in->identity->member_in("demo"), mayor.member_id()) << "whoever holds the link comes by another name";
  EXPECT_EQ(paste_one("maire@exemple.fr").member_id(), mayor.member_id());
}

TEST_F(OpeningTest, ALinkOfOneCommunityOpensNoOther) {
  const auto here = paste_one("jeanne@exemple.fr", facilitator, "demo");
  const auto there = paste_one("jeanne@exemple.fr", facilitator, "elsewhere");
  EXPECT_FALSE(look(there.token())->opens_account) << "an account has one link";
  EXPECT_FALSE(accept(there.token(), "jeanne@exemple.fr", good_password))
      << "which has no password that could be right";
  const auto in = follow(here.token());
  EXPECT_EQ(in->identity->memberships.size(), 1u);
  ASSERT_TRUE(choose_password(*in));
  const auto both = accept(there.token(), "jeanne@exemple.fr");
  ASSERT_TRUE(both) << both.error().message();
  EXPECT_EQ(both->identity->member_in("elsewhere"), there.member_id());
}

TEST_F(OpeningTest, AnExpiredLinkOpensNothing) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  clock.advance(invitation_ms_default + 1);
  EXPECT_EQ(look(jeanne.token())->state, v1::INVITATION_STATE_EXPIRED);
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(follow(renew(jeanne.invitation_id())->token));
}

TEST_F(OpeningTest, ACommunityThatIsNotThereCostsNobodyTheLink) {
  fail_admissions = true;
  EXPECT_FALSE(paste("jeanne@exemple.fr"));
  fail_admissions = false;
  const auto token = renew(pending()[0].id)->token;
  fail_admissions = true;
  EXPECT_EQ(follow(token).error().code(), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);
  EXPECT_EQ(look(token)->state, v1::INVITATION_STATE_OPEN);
  fail_admissions = false;
  EXPECT_TRUE(follow(token));
}

TEST_F(OpeningTest, ANameOrAPasswordIsNotSilentlyDropped) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  EXPECT_EQ(accept(jeanne.token(), "jeanne").error().field(), "password");
  EXPECT_TRUE(follow(jeanne.token()));
}

}  // namespace
}  // namespace ramure::identity
