// A pasted list: who becomes a member at once, who is found, who may make a link anew or take an invitation back.
#include "tests/unit/inviting_fixture.hpp"

namespace ramure::identity {
namespace {

using InvitingPeopleTest = InvitingPeople;

TEST_F(InvitingPeopleTest, EverybodyNewIsAMemberAtOnceAndHasALink) {
  const auto answer = paste("Jeanne Martin <jeanne@exemple.fr>\nsans adresse\npaul.gall@exemple.fr");
  ASSERT_TRUE(answer) << answer.error().message();
  ASSERT_EQ(answer->people_size(), 2);
  EXPECT_EQ(admissions, (std::vector<std::string>{"demo:Jeanne Martin", "demo:Paul Gall"}));
  EXPECT_EQ(answer->people(0).member_id(), 100u);
  EXPECT_EQ(answer->people(0).standing(), v1::INVITED_STANDING_NEW);
  EXPECT_EQ(answer->people(0).token().size(), 43u);
  EXPECT_NE(answer->people(0).token(), answer->people(1).token());
  ASSERT_EQ(answer->unread_size(), 1);
  EXPECT_EQ(answer->unread(0).line(), 2u);
  EXPECT_EQ(answer->unread(0).text(), "sans adresse");
  EXPECT_EQ(answer->unread(0).fault(), v1::ADDRESS_FAULT_NO_ADDRESS);
  EXPECT_FALSE(sign_in("jeanne@exemple.fr", "")) << "there is no password, so none is right";
  EXPECT_FALSE(sign_in("jeanne@exemple.fr", good_password));
}

TEST_F(InvitingPeopleTest, APersonIsNeverDoubled) {
  const auto first = paste_one("jeanne@exemple.fr");
  const auto again = paste_one("Autre Nom <JEANNE@exemple.fr>");
  EXPECT_EQ(again.standing(), v1::INVITED_STANDING_WAITING);
  EXPECT_EQ(again.member_id(), first.member_id());
  EXPECT_EQ(again.invitation_id(), first.invitation_id());
  EXPECT_TRUE(again.token().empty()) << "the link that was handed out goes on";
  EXPECT_TRUE(again.may_renew());
  ASSERT_TRUE(follow(first.token()));
  const auto came = paste_one("jeanne@exemple.fr");
  EXPECT_EQ(came.standing(), v1::INVITED_STANDING_MEMBER);
  EXPECT_EQ(came.member_id(), first.member_id());
  EXPECT_TRUE(came.token().empty());
  EXPECT_EQ(members.size(), 1u);
}

TEST_F(InvitingPeopleTest, AMemberIsFoundByTheAddressThatHeSignsInWith) {
  provision("ada@exemple.fr", catalyst);
  const auto found = paste_one("Ada@exemple.fr");
  EXPECT_EQ(found.standing(), v1::INVITED_STANDING_MEMBER);
  EXPECT_EQ(found.member_id(), catalyst);
  EXPECT_EQ(found.invitation_id(), 0u);
  roles.erase(catalyst);
  const auto left = paste("ada@exemple.fr");
  ASSERT_EQ(left->unread_size(), 1);
  EXPECT_EQ(left->unread(0).fault(), v1::ADDRESS_FAULT_LEFT);
}

TEST_F(InvitingPeopleTest, WhoMayNotInviteIsToldBeforeAnythingIsMade) {
  EXPECT_EQ(paste("a@exemple.fr", catalyst).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  const auto refused = paste("a@exemple.fr", facilitator, "demo", v1::ROLE_ADVISER);
  EXPECT_EQ(refused.error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(refused.error().field(), "role") << "of the form, not of the command behind it";
  EXPECT_TRUE(admissions.empty());
  EXPECT_TRUE(paste("a@exemple.fr", admin, "demo", v1::ROLE_ADVISER));
}

TEST_F(InvitingPeopleTest, AListHasItsLimits) {
  std::string list;
  for (int i = 0; i < 40; ++i) list += "p" + std::to_string(i) + "@exemple.fr\n";
  EXPECT_EQ(paste(list + "un de trop").error().code(), v1::REFUSAL_CODE_TOO_LARGE);
  EXPECT_EQ(paste(list + "un de trop").error().data().at("limit"), "40");
  EXPECT_TRUE(admissions.empty());
  EXPECT_EQ(paste(list)->people_size(), 40);
  EXPECT_EQ(paste(std::string(16'001, ' ')).error().data().at("limit"), "16000");
  EXPECT_EQ(paste(" \n").error().field(), "addresses");
}

TEST_F(InvitingPeopleTest, ANameThatNobodyHasIsToldByItsLine) {
  const auto answer = paste(std::string(130, 'a') + " <a@exemple.fr>\nb@exemple.fr");
  ASSERT_EQ(answer->unread_size(), 1);
  EXPECT_EQ(answer->unread(0).fault(), v1::ADDRESS_FAULT_BAD_NAME);
  EXPECT_EQ(answer->people_size(), 1);
}

TEST_F(InvitingPeopleTest, TheListSaysWhoHasNotComeYetHoweverLongAgo) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const auto paul = paste_one("paul@exemple.fr");
  ASSERT_TRUE(follow(paul.token()));
  clock.advance(invitation_ms_default + expired_invitation_kept_ms + 1);
  open();
  open();
  ASSERT_EQ(pending().size(), 1u);
  const auto waiting = pending()[0];
  EXPECT_EQ(waiting.address, "jeanne@exemple.fr");
  EXPECT_EQ(waiting.member_id, jeanne.member_id());
  EXPECT_EQ(waiting.invited_by, facilitator);
  EXPECT_TRUE(waiting.may_renew);
  EXPECT_FALSE(pending(other_facilitator)[0].may_renew);
  EXPECT_EQ(look(jeanne.token())->state, v1::INVITATION_STATE_EXPIRED);
  EXPECT_TRUE(follow(renew(waiting.id)->token));
}

TEST_F(InvitingPeopleTest, ALinkMadeAnewEndsTheOneBefore) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  const auto renewed = renew(jeanne.invitation_id());
  ASSERT_TRUE(renewed) << renewed.error().message();
  EXPECT_EQ(look(jeanne.token())->state, v1::INVITATION_STATE_REPLACED);
  EXPECT_EQ(look(jeanne.token())->person_name, "");
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(follow(renewed->token)->identity->member_in("demo"), jeanne.member_id());
  EXPECT_EQ(renew(jeanne.invitation_id()).error().code(), v1::REFUSAL_CODE_NOT_FOUND) << "she has come";
  clock.advance(expired_invitation_kept_ms + 1);
  open();
  open();
  EXPECT_EQ(look(jeanne.token()).error().code(), v1::REFUSAL_CODE_NOT_FOUND) << "kept for a month";
}

TEST_F(InvitingPeopleTest, OnlyWhoInvitedMakesTheLinkAnew) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  for (const std::uint64_t somebody : {admin, other_facilitator}) {
    EXPECT_EQ(renew(jeanne.invitation_id(), somebody).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
    EXPECT_FALSE(paste_one("jeanne@exemple.fr", somebody).may_renew());
    const auto second = wait_for<NewInvitation>(
        [&](auto done) { accounts->invite({"demo", somebody}, jeanne.member_id(), {}, std::move(done)); });
    EXPECT_EQ(second.error().code(), v1::REFUSAL_CODE_CONFLICT) << "and there is no way around";
  }
  EXPECT_EQ(take_back(jeanne.invitation_id(), other_facilitator).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(renew(jeanne.invitation_id(), catalyst).error().code(), v1::REFUSAL_CODE_FORBIDDEN);
}

TEST_F(InvitingPeopleTest, AnInvitationIsTakenBackAndTheAddressIsFreeAgain) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  ASSERT_TRUE(take_back(jeanne.invitation_id()));
  EXPECT_EQ(dismissals, std::vector<std::string>{"demo:100"});
  EXPECT_EQ(look(jeanne.token())->state, v1::INVITATION_STATE_TAKEN_BACK);
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(pending().empty());
  const auto again = paste_one("jeanne@exemple.fr");
  EXPECT_EQ(again.standing(), v1::INVITED_STANDING_NEW);
  EXPECT_NE(again.member_id(), jeanne.member_id());
  EXPECT_TRUE(take_back(again.invitation_id(), admin)) << "an admin ends any membership";
  EXPECT_TRUE(follow(paste_one("jeanne@exemple.fr").token()));
}

TEST_F(InvitingPeopleTest, WhoHasComeIsNotTakenBack) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  ASSERT_TRUE(follow(jeanne.token()));
  EXPECT_EQ(take_back(jeanne.invitation_id()).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_TRUE(dismissals.empty());
}

TEST_F(InvitingPeopleTest, ACrashBetweenTheTwoFilesIsRepeatedHarmlessly) {
  fail_admissions = true;
  EXPECT_EQ(paste("jeanne@exemple.fr").error().code(), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);
  open();
  fail_admissions = false;
  const auto again = paste_one("jeanne@exemple.fr");
  EXPECT_EQ(again.standing(), v1::INVITED_STANDING_WAITING) << "its link was never shown: it is made anew";
  EXPECT_EQ(follow(renew(again.invitation_id())->token)->identity->member_in("demo"), again.member_id());
  EXPECT_EQ(members.size(), 1u);
}

TEST_F(InvitingPeopleTest, TheServerFinishesAtStartWhatACrashLeft) {
  fail_admissions = true;
  EXPECT_FALSE(paste("jeanne@exemple.fr"));
  open();
  EXPECT_EQ(accounts->finish_joins_now(), 0u);
  fail_admissions = false;
  EXPECT_EQ(accounts->finish_joins_now(), 1u);
  EXPECT_EQ(accounts->finish_joins_now(), 0u);
  EXPECT_EQ(pending()[0].member_id, 100u);

  fail_admissions = true;
  EXPECT_FALSE(take_back(pending()[0].id));
  open();
  EXPECT_TRUE(pending().empty());
  fail_admissions = false;
  EXPECT_EQ(accounts->finish_joins_now(), 1u);
  EXPECT_EQ(accounts->finish_joins_now(), 0u);
  EXPECT_FALSE(roles.contains(100));
  EXPECT_EQ(paste_one("jeanne@exemple.fr").standing(), v1::INVITED_STANDING_NEW);
}

TEST_F(InvitingPeopleTest, TakingBackThatWasInterruptedIsFinishedByPastingAgain) {
  const auto jeanne = paste_one("jeanne@exemple.fr");
  fail_admissions = true;
  EXPECT_FALSE(take_back(jeanne.invitation_id()));
  EXPECT_EQ(follow(jeanne.token()).error().code(), v1::REFUSAL_CODE_NOT_FOUND) << "nothing opens any more";
  fail_admissions = false;
  EXPECT_EQ(paste_one("jeanne@exemple.fr").standing(), v1::INVITED_STANDING_NEW);
}

TEST_F(InvitingPeopleTest, OneMoreThanMayWaitIsTooMany) {
  for (std::size_t i = 0; i < unused_invitations_max; ++i) invite(0);
  EXPECT_EQ(paste("jeanne@exemple.fr").error().data().at("unit"), "invitations");
  EXPECT_TRUE(admissions.empty());
}

}  // namespace
}  // namespace ramure::identity
