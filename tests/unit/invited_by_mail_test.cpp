// Invitations that go by mail: to the address alone, at most once, and never to where they lead nowhere.
#include "tests/unit/post_fixture.hpp"

namespace ramure::identity {

namespace {

LinkMail never_committed(LinkPurpose purpose, const std::string& token) {
  LinkMail mail;
  mail.purpose = purpose;
  mail.token = token;
  mail.address = "paul@exemple.fr";
  return mail;
}

TEST_F(WithPost, WhoIsInvitedGetsHerLinkAndNobodyElseSeesIt) {
  const auto person = paste_one("Jeanne Martin <Jeanne@exemple.fr>");
  EXPECT_EQ(person.standing(), v1::INVITED_STANDING_NEW);
  EXPECT_EQ(person.token(), "") << "whoever invites could come in her place";
  const auto mails = fake.released();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].address, "Jeanne@exemple.fr") << "as it was written";
  EXPECT_EQ(mails[0].person_name, "Jeanne Martin");
  EXPECT_EQ(mails[0].community, "demo");
  EXPECT_EQ(mails[0].invited_by, facilitator);
  EXPECT_FALSE(mails[0].has_account);
  EXPECT_TRUE(follow(mails[0].token));
}

TEST_F(WithPost, PastingAgainSendsNothingAgain) {
  (void)paste("jeanne@exemple.fr\njeanne@exemple.fr\npaul@exemple.fr");
  (void)paste("jeanne@exemple.fr");
  EXPECT_EQ(fake.released().size(), 2U);
}

TEST_F(WithPost, ResendingMakesAnotherLinkAndEndsTheOneBefore) {
  const auto person = paste_one("jeanne@exemple.fr");
  const std::string first = mailed_to("jeanne@exemple.fr");
  const auto sent = send(person.invitation_id());
  ASSERT_TRUE(sent) << sent.error().message();
  EXPECT_EQ(sent->token, "");
  const std::string second = mailed_to("jeanne@exemple.fr");
  EXPECT_NE(first, second);
  EXPECT_EQ(look(first)->state, v1::INVITATION_STATE_REPLACED);
  EXPECT_TRUE(follow(second));
  EXPECT_EQ(send(person.invitation_id()).error().code(), v1::REFUSAL_CODE_NOT_FOUND) << "she has come";
}

TEST_F(WithPost, ResendingIsForWhoInvited) {
  const auto person = paste_one("jeanne@exemple.fr");
  EXPECT_EQ(send(person.invitation_id(), other_facilitator).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(send(person.invitation_id(), catalyst).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(fake.released().size(), 1U);
}

TEST_F(WithPost, AMadeAnewLinkForHandIsShownAndWhatWaitedIsNotSent) {
  const auto person = paste_one("jeanne@exemple.fr");
  EXPECT_NE(renew(person.invitation_id())->token, "");
  EXPECT_EQ(fake.released().size(), 0U) << "its link is dead";
}

TEST_F(WithPost, WhoIsTakenBackGetsNoMailThatStillWaits) {
  const auto person = paste_one("jeanne@exemple.fr");
  EXPECT_TRUE(take_back(person.invitation_id()));
  EXPECT_EQ(fake.released().size(), 0U);
}

TEST_F(WithPost, AnAddressThatHasAnAccountIsAskedForIt) {
  provision("jeanne@exemple.fr", 50, "elsewhere");
  (void)paste_one("jeanne@exemple.fr");
  ASSERT_EQ(fake.released().size(), 1U);
  EXPECT_TRUE(fake.released()[0].has_account);
  EXPECT_EQ(accept(fake.released()[0].token, "jeanne@exemple.fr", "not this one!").error().code(),
            v1::REFUSAL_CODE_UNAUTHENTICATED);
  EXPECT_TRUE(accept(fake.released()[0].token, "jeanne@exemple.fr"));
}

TEST_F(WithPost, WhereNoMailCanGoTheLinkIsHandedOnByHand) {
  fake.answers = LinkPost::Hold::no_address;
  const auto person = paste_one("jeanne@exemple.fr");
  EXPECT_TRUE(follow(person.token()));
  const auto other = paste_one("paul@exemple.fr");
  EXPECT_EQ(send(other.invitation_id()).error().code(), v1::REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(WithPost, AFullOutboxRefusesAndMakesNobody) {
  fake.answers = LinkPost::Hold::full;
  EXPECT_EQ(paste("jeanne@exemple.fr").error().code(), v1::REFUSAL_CODE_OVERLOADED);
  EXPECT_TRUE(pending().empty());
}

// Killed between the two files: before the link was committed, and after it.
TEST_F(WithPost, WhatAnInterruptionLeftHeldIsDecidedAtTheNextStart) {
  fake.fails_to_release = true;
  EXPECT_FALSE(paste("jeanne@exemple.fr"));  // committed, and not released
  fake.fails_to_release = false;
  (void)fake.hold(never_committed(LinkPurpose::invitation, "an invitation"));
  (void)fake.hold(never_committed(LinkPurpose::sign_in, "a link"));
  open();
  EXPECT_EQ(accounts->finish_mails_now(), 3U);
  ASSERT_EQ(fake.released().size(), 1U);
  EXPECT_EQ(fake.released()[0].address, "jeanne@exemple.fr");
  EXPECT_TRUE(fake.held().empty());
  EXPECT_TRUE(follow(fake.released()[0].token)) << "her membership is made when she comes";
}

TEST_F(InvitingPeople, WithoutMailEverythingIsByHand) {
  const auto person = paste_one("jeanne@exemple.fr");
  EXPECT_NE(person.token(), "");
  const auto sent = wait_for<NewInvitation>(
      [&](auto done) { accounts->send_invitation({"demo", facilitator}, person.invitation_id(), std::move(done)); });
  EXPECT_EQ(sent.error().code(), v1::REFUSAL_CODE_UNIMPLEMENTED);
  const auto asked = wait_for<Done>(
      [&](auto done) { accounts->ask_for_link({LinkPurpose::sign_in, "a@b.fr", "192.0.2.7"}, std::move(done)); });
  EXPECT_EQ(asked.error().code(), v1::REFUSAL_CODE_UNIMPLEMENTED);
}

}  // namespace

}  // namespace ramure::identity
