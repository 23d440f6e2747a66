// Links that somebody asked for: to sign in, and to choose another password.
#include "storage/accounts.hpp"
#include "tests/unit/post_fixture.hpp"

namespace ramure::identity {

namespace {

constexpr const char* other_password = "douze vaches rousses";
constexpr const char* attempt = "0123456789012345678901";

TEST_F(WithPost, ALinkSignsInOnce) {
  const auto before = jeanne();
  ASSERT_TRUE(ask("jeanne@EXEMPLE.fr"));
  const std::string token = mailed_to("Jeanne@exemple.fr");
  const auto seen = look_at_link(token);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->state, v1::INVITATION_STATE_OPEN);
  EXPECT_TRUE(seen->opens_account) << "no password is asked for";
  EXPECT_EQ(seen->community, "demo");
  const auto in = open_link(token);
  ASSERT_TRUE(in) << in.error().message();
  EXPECT_EQ(in->identity->account_id, before.identity->account_id);
  EXPECT_NE(accounts->authenticate(before.token), nullptr) << "other sessions go on";
  EXPECT_EQ(open_link(token).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(look_at_link(token)->state, v1::INVITATION_STATE_USED);
}

TEST_F(WithPost, TheAnswerIsTheSameForEverybody) {
  (void)jeanne();
  provision("paul@exemple.fr", 60);
  for (const char* address : {"jeanne@exemple.fr", "nobody@exemple.fr", "paul@exemple.fr", "", "\r\n", "é"}) {
    EXPECT_TRUE(ask(address)) << address;
  }
  settle();
  EXPECT_EQ(fake.released().size(), 2U) << "her invitation, and one link";
}

TEST_F(WithPost, ANameThatLooksLikeAnAddressGetsNothing) {
  provision("paul@exemple.fr", 60);
  EXPECT_TRUE(ask("paul@exemple.fr"));
  EXPECT_TRUE(ask("paul@exemple.fr", LinkPurpose::password));
  EXPECT_EQ(mailed_to("paul@exemple.fr"), "");
}

TEST_F(WithPost, ItExpiresAfterAQuarterOfAnHourAndIsForgottenAfterADay) {
  (void)jeanne();
  ASSERT_TRUE(ask("jeanne@exemple.fr"));
  const std::string token = mailed_to("Jeanne@exemple.fr");
  clock.advance(mailed_link_ms + 1);
  EXPECT_EQ(look_at_link(token)->state, v1::INVITATION_STATE_EXPIRED);
  EXPECT_EQ(open_link(token).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  clock.advance(expired_link_kept_ms + 60'000);
  accounts->stop();
  open();
  EXPECT_EQ(look_at_link(token).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
}

// A shared browser still has the attempt.
TEST_F(WithPost, AUsedLinkIsNotRepeatedOnceAPasswordWasChosen) {
  (void)jeanne();
  ASSERT_TRUE(ask("jeanne@exemple.fr"));
  const std::string signs_in = mailed_to("Jeanne@exemple.fr");
  ASSERT_TRUE(open_link(signs_in, "", attempt));
  clock.advance(60'000);
  ASSERT_TRUE(ask("jeanne@exemple.fr", LinkPurpose::password));
  const std::string chooses = mailed_to("Jeanne@exemple.fr");
  ASSERT_TRUE(open_link(chooses, other_password, attempt));
  EXPECT_TRUE(open_link(chooses, other_password, attempt)) << "its own answer may have been lost";
  EXPECT_EQ(open_link(signs_in, "", attempt).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(WithPost, AskingIsThrottledByAddressWhoeverAsks) {
  (void)jeanne();
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(ask("jeanne@exemple.fr", LinkPurpose::sign_in, "192.0.2." + std::to_string(i)));
  const auto fourth = ask("JEANNE@exemple.fr", LinkPurpose::password, "192.0.2.9");
  EXPECT_EQ(fourth.error().code(), v1::REFUSAL_CODE_RATE_LIMITED);
  EXPECT_EQ(ask("nobody@exemple.fr").has_value(), true);
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(ask("nobody@exemple.fr"));
  EXPECT_EQ(ask("nobody@exemple.fr").error().code(), v1::REFUSAL_CODE_RATE_LIMITED) << "known or not";
  clock.advance(300'001);
  EXPECT_TRUE(ask("jeanne@exemple.fr"));
}

TEST_F(WithPost, ALostAnswerMayBeAskedForAgainByTheSameAttemptForAnHour) {
  (void)jeanne();
  ASSERT_TRUE(ask("jeanne@exemple.fr"));
  const std::string token = mailed_to("Jeanne@exemple.fr");
  EXPECT_TRUE(open_link(token, "", attempt));
  EXPECT_TRUE(open_link(token, "", attempt));
  EXPECT_EQ(open_link(token, "", "another-one-0123456789").error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  clock.advance(opening_repeated_ms_max + 1);
  EXPECT_EQ(open_link(token, "", attempt).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(open_link("no such token", "", attempt).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
}

TEST_F(WithPost, ANewPasswordEndsEverySessionAndEveryLink) {
  const auto before = jeanne();
  ASSERT_TRUE(ask("jeanne@exemple.fr"));
  const std::string to_sign_in = mailed_to("Jeanne@exemple.fr");
  ASSERT_TRUE(ask("jeanne@exemple.fr", LinkPurpose::password));
  const std::string to_change = mailed_to("Jeanne@exemple.fr");
  EXPECT_FALSE(look_at_link(to_change)->opens_account) << "a password is wanted";
  EXPECT_EQ(open_link(to_change, "short").error().field(), "password");
  EXPECT_EQ(open_link(to_change, "").error().field(), "password");
  EXPECT_EQ(open_link(to_sign_in, other_password).error().field(), "password") << "it changes none";
  const auto in = open_link(to_change, other_password);
  ASSERT_TRUE(in) << in.error().message();
  EXPECT_EQ(accounts->authenticate(before.token), nullptr);
  EXPECT_NE(accounts->authenticate(in->token), nullptr);
  EXPECT_TRUE(sign_in("jeanne@exemple.fr", other_password));
  EXPECT_EQ(open_link(to_sign_in).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(open_link(to_change, other_password).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
}

// Her invitation has expired or got lost: the mailbox is hers, and that is what the invitation asked for.
TEST_F(WithPost, WhoNeverCameMayAskForALinkAndThenHerInvitationIsUsedUp) {
  const auto person = paste_one("jeanne@exemple.fr");
  const std::string invitation = mailed_to("jeanne@exemple.fr");
  clock.advance(invitation_ms_default + 1);
  ASSERT_TRUE(ask("jeanne@exemple.fr"));
  const auto in = open_link(mailed_to("jeanne@exemple.fr"));
  ASSERT_TRUE(in);
  EXPECT_EQ(in->identity->memberships.at(0).member_id, person.member_id());
  EXPECT_EQ(look(invitation)->state, v1::INVITATION_STATE_USED);
  EXPECT_EQ(follow(invitation).error().code(), v1::REFUSAL_CODE_ALREADY_DONE);
  EXPECT_TRUE(pending().empty());
}

TEST_F(WithPost, WhoWasTakenBackGetsNothing) {
  const auto person = paste_one("jeanne@exemple.fr");
  ASSERT_TRUE(ask("jeanne@exemple.fr"));
  const std::string token = mailed_to("jeanne@exemple.fr");
  ASSERT_TRUE(take_back(person.invitation_id()));
  EXPECT_EQ(open_link(token).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  fake.drop({LinkPurpose::sign_in, std::string(bytes_of(hash_of_token(token)))});
  EXPECT_TRUE(ask("jeanne@exemple.fr"));
  EXPECT_EQ(mailed_to("jeanne@exemple.fr"), "");
}

TEST_F(WithPost, AFullOutboxIsNotTold) {
  (void)jeanne();
  fake.answers = LinkPost::Hold::full;
  EXPECT_TRUE(ask("jeanne@exemple.fr"));
}

TEST_F(InvitingPeople, AnAccountKnowsTheAddressThatItWasMadeForAlsoWithoutMail) {
  const auto person = paste_one("Jeanne <Jeanne@exemple.fr>");
  EXPECT_TRUE(follow(person.token()));
  accounts.reset();
  storage::AccountFile file(folder / "accounts.db", false);
  const auto account = file.account_of_address("jeanne@exemple.fr");
  ASSERT_TRUE(account);
  EXPECT_EQ(account->address, "Jeanne@exemple.fr");
  EXPECT_FALSE(file.account_of_address(""));
}

}  // namespace

}  // namespace ramure::identity
