// People and places: which memberships come and go with a role, and who is told.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using community::Actor;

using Channels = std::set<std::uint64_t>;

class DecidePeople : public testing::Test {
 protected:
  RuledCommunity c_;

  RefusalCode code(std::uint64_t member_id, const Command& command) { return c_.refusal(member_id, command).code(); }

  Channels reads(std::uint64_t member_id) {
    Channels channels;
    for (const Membership& membership : c_.view().memberships_of_member(member_id)) {
      channels.insert(membership.channel_id());
    }
    return channels;
  }
  Role hat(std::uint64_t member_id, std::uint64_t channel_id) {
    const auto membership = c_.view().membership(member_id, channel_id);
    return membership ? membership->role() : ROLE_UNSPECIFIED;
  }
};

Command set_role(std::uint64_t member_id, Role role, std::uint64_t territory_id = 0) {
  Command command;
  command.mutable_set_member_role()->set_member_id(member_id);
  command.mutable_set_member_role()->set_role(role);
  command.mutable_set_member_role()->set_territory_id(territory_id);
  return command;
}

Command end(std::uint64_t member_id, MemberStatus status) {
  Command command;
  command.mutable_end_membership()->set_member_id(member_id);
  command.mutable_end_membership()->set_status(status);
  return command;
}

Command invite(std::uint64_t channel_id, std::uint64_t member_id) {
  Command command;
  command.mutable_invite_to_channel()->set_channel_id(channel_id);
  command.mutable_invite_to_channel()->set_member_id(member_id);
  return command;
}

Command remove(std::uint64_t channel_id, std::uint64_t member_id) {
  Command command;
  command.mutable_remove_from_channel()->set_channel_id(channel_id);
  command.mutable_remove_from_channel()->set_member_id(member_id);
  return command;
}

Command leave(std::uint64_t channel_id) {
  Command command;
  command.mutable_leave_channel()->set_channel_id(channel_id);
  return command;
}

Command grant(std::uint64_t channel_id, std::uint64_t member_id, Role role) {
  Command command;
  command.mutable_grant_membership()->set_channel_id(channel_id);
  command.mutable_grant_membership()->set_member_id(member_id);
  command.mutable_grant_membership()->set_role(role);
  return command;
}

}  // namespace

TEST_F(DecidePeople, ACatalystJoinsWithAllThatFollows) {
  const auto decision = c_.accept(c_.admin, command_add_member(ROLE_CATALYST, c_.valmerac.id, "p99"));
  const std::uint64_t id = decision.events[0].seq();
  EXPECT_EQ(decision.events[0].channel_id(), RuledCommunity::directory);
  EXPECT_EQ(decision.events[0].member_joined().member().id(), id);
  EXPECT_EQ(decision.events[0].member_joined().member().status(), MEMBER_STATUS_ACTIVE);

  std::uint64_t personal = 0;
  std::map<std::uint64_t, const Membership*> granted;  // to the newcomer
  for (const Event& event : decision.events) {
    EXPECT_EQ(event.birth_seq(), event.seq());
    if (event.has_channel_opened()) {
      personal = event.seq();
      EXPECT_EQ(event.channel_id(), personal) << "a channel's opening is told in it";
      EXPECT_EQ(event.channel_opened().channel().kind(), CHANNEL_KIND_PERSONAL_FOLLOW_UP);
      EXPECT_EQ(event.channel_opened().channel().person_id(), id);
      EXPECT_EQ(event.channel_opened().channel().key(), "c-suivi-p99");
      EXPECT_EQ(event.channel_opened().channel().title(), "Suivi") << "no copy of a name";
    }
    if (event.has_membership_granted() && event.member_id() == id) {
      granted[event.membership_granted().membership().channel_id()] = &event.membership_granted().membership();
    }
    if (event.has_membership_granted()) {
      EXPECT_EQ(event.membership_granted().membership().member_id(), event.member_id());
      EXPECT_EQ(event.membership_granted().membership().since_seq(), event.seq());
      const Event& before = decision.events[event.seq() - id - 1];
      EXPECT_EQ(before.reader_entered().member_id(), event.member_id()) << "the readers are told first";
      EXPECT_EQ(before.channel_id(), event.membership_granted().membership().channel_id());
    }
  }
  EXPECT_EQ(reads(id),
            (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.resources, c_.proposals, c_.valmerac.channel,
                      c_.valmerac.pair, c_.valmerac.pair_obstacles, c_.valmerac.pair_follow_up, personal}));
  EXPECT_EQ(granted.size(), 10u);
  for (const auto channel : {RuledCommunity::directory, c_.plenary, c_.themes, c_.resources, c_.proposals}) {
    EXPECT_EQ(granted[channel]->reads_from_seq(), 0u);
  }
  for (const auto channel : {c_.valmerac.channel, c_.valmerac.pair, c_.valmerac.pair_follow_up, personal}) {
    EXPECT_EQ(granted[channel]->reads_from_seq(), granted[channel]->since_seq());
    EXPECT_TRUE(granted[channel]->can_write());
  }
  EXPECT_FALSE(granted[RuledCommunity::directory]->can_write());
  EXPECT_EQ(hat(c_.adviser, personal), ROLE_ADVISER) << "the adviser of the territory, without being named again";
  EXPECT_EQ(c_.view().memberships_of_channel(personal).size(), 2u);
}

TEST_F(DecidePeople, ACatalystWhoseTerritoryIsNotKnownYetJoinsThePlacesOfAll) {
  const auto invited = c_.add_member(ROLE_CATALYST, 0, "p96");
  const auto personal = c_.view().channel_of_person(CHANNEL_KIND_PERSONAL_FOLLOW_UP, invited)->id;
  EXPECT_EQ(reads(invited),
            (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.resources, c_.proposals, personal}));
  EXPECT_EQ(c_.view().memberships_of_channel(personal).size(), 1u) << "nobody advises a territory that is not named";
  c_.accept(c_.admin, set_role(invited, ROLE_CATALYST, c_.valmerac.id));
  EXPECT_EQ(hat(c_.adviser, personal), ROLE_ADVISER);
}

TEST_F(DecidePeople, OthersJoinThePlacesOfTheirRole) {
  const auto facilitator = c_.add_member(ROLE_FACILITATOR, 0, "f99");
  EXPECT_EQ(reads(facilitator),
            (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.backstage, c_.resources, c_.proposals,
                      c_.steering_committee, c_.orientation_committee, c_.technical_committee}));
  EXPECT_EQ(reads(c_.other_adviser),
            (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.resources, c_.proposals}));
  EXPECT_EQ(reads(c_.steering), (Channels{RuledCommunity::directory, c_.plenary, c_.resources, c_.steering_committee}));
  EXPECT_EQ(reads(c_.orientation), (Channels{c_.resources, c_.orientation_committee}));
  EXPECT_EQ(reads(c_.technical), (Channels{c_.resources, c_.technical_committee}));
  EXPECT_EQ(reads(c_.admin), Channels{RuledCommunity::directory});
  EXPECT_EQ(reads(c_.former), (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.resources}));
  EXPECT_EQ(reads(c_.gone), Channels{});
}

TEST_F(DecidePeople, WhoMayAddWhom) {
  const auto catalyst = command_add_member(ROLE_CATALYST, c_.valmerac.id, "p98");
  const auto evaluator = command_add_member(ROLE_EVALUATOR, 0, "e98");
  EXPECT_TRUE(c_.consider(c_.admin, evaluator));
  EXPECT_TRUE(c_.consider(c_.facilitator, catalyst));
  EXPECT_EQ(code(c_.facilitator, evaluator), REFUSAL_CODE_FORBIDDEN);
  for (const auto who : {c_.valmerac.first, c_.adviser, c_.evaluator, c_.orientation, c_.former}) {
    EXPECT_EQ(code(who, catalyst), REFUSAL_CODE_FORBIDDEN);
  }
}

TEST_F(DecidePeople, ProfilesAreChecked) {
  const auto field = [&](auto change) {
    Command command = command_add_member(ROLE_CATALYST, c_.valmerac.id, "p97");
    change(*command.mutable_add_member());
    return c_.refusal(c_.admin, command).field();
  };
  EXPECT_EQ(field([](AddMember& m) { m.set_name(" "); }), "add_member.name");
  EXPECT_EQ(field([](AddMember& m) { m.set_name("Lucie\nCharbonnel"); }), "add_member.name");
  EXPECT_EQ(field([](AddMember& m) { m.set_role(ROLE_UNSPECIFIED); }), "add_member.role");
  EXPECT_EQ(field([](AddMember& m) { m.set_role(ROLE_FORMER_MEMBER); }), "add_member.role");
  EXPECT_EQ(field([](AddMember& m) { m.set_role(static_cast<Role>(77)); }), "add_member.role");
  EXPECT_EQ(field([](AddMember& m) { m.set_territory_id(3); }), "add_member.territory_id");
  EXPECT_EQ(field([](AddMember& m) { m.set_role(ROLE_EVALUATOR); }), "add_member.territory_id");
  EXPECT_EQ(field([](AddMember& m) { m.set_key("P 97"); }), "add_member.key");
  EXPECT_EQ(field([](AddMember& m) { m.set_key("f01"); }), "add_member.key") << "taken";
  EXPECT_EQ(field([](AddMember& m) { m.set_function("a\tb"); }), "add_member.function");
}

TEST_F(DecidePeople, AnAdminNeverChangesHimself) {
  EXPECT_EQ(code(c_.admin, set_role(c_.admin, ROLE_FACILITATOR)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.admin, end(c_.admin, MEMBER_STATUS_LEFT)), REFUSAL_CODE_FORBIDDEN);
  c_.accept(c_.other_admin, set_role(c_.admin, ROLE_FACILITATOR));
  EXPECT_EQ(code(c_.facilitator, set_role(c_.admin, ROLE_ADMIN)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.other_admin, set_role(999'999, ROLE_ADMIN)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.other_admin, set_role(c_.admin, ROLE_FACILITATOR)), REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(DecidePeople, MovingToAnotherTerritoryLeavesTheOldPlacesAndKeepsThePersonsOwn) {
  const auto who = c_.valmerac.first;
  c_.accept(Actor::founder(), grant(c_.valmerac.pair_follow_up, c_.other_adviser, ROLE_ADVISER));
  ASSERT_EQ(hat(c_.other_adviser, c_.valmerac.first_follow_up), ROLE_ADVISER);
  c_.accept(c_.admin, set_role(who, ROLE_CATALYST, c_.kerlohan.id));
  EXPECT_EQ(reads(who), (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.resources, c_.proposals,
                                  c_.kerlohan.channel, c_.kerlohan.pair, c_.kerlohan.pair_obstacles,
                                  c_.kerlohan.pair_follow_up, c_.valmerac.first_follow_up}));
  EXPECT_EQ(hat(c_.adviser, c_.valmerac.first_follow_up), ROLE_ADVISER) << "in charge of both territories";
  EXPECT_EQ(hat(c_.other_adviser, c_.valmerac.first_follow_up), ROLE_UNSPECIFIED) << "of the old one only";
}

TEST_F(DecidePeople, AnotherHatInTheSamePlaceKeepsWhatOneReads) {
  const auto channel = c_.converse(c_.valmerac.first, {c_.facilitator});
  const auto from = c_.view().membership(c_.valmerac.first, channel)->reads_from_seq();
  const auto decision = c_.accept(c_.admin, set_role(c_.valmerac.first, ROLE_FACILITATOR));
  EXPECT_EQ(hat(c_.valmerac.first, channel), ROLE_FACILITATOR);
  EXPECT_EQ(c_.view().membership(c_.valmerac.first, channel)->reads_from_seq(), from);
  EXPECT_EQ(reads(c_.valmerac.first),
            (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.backstage, c_.resources, c_.proposals,
                      c_.steering_committee, c_.orientation_committee, c_.technical_committee, channel}));
  EXPECT_TRUE(decision.events[0].has_member_role_changed());
  c_.accept(c_.admin, set_role(c_.valmerac.first, ROLE_EVALUATOR));
  EXPECT_EQ(hat(c_.valmerac.first, channel), ROLE_UNSPECIFIED);
}

TEST_F(DecidePeople, WhoLeavesReadsNothingAndIsAnsweredNothing) {
  const auto who = c_.valmerac.first;
  const auto before = reads(who);
  const auto decision = c_.accept(c_.admin, end(who, MEMBER_STATUS_LEFT));
  Channels told, ended;
  for (const Event& event : decision.events) {
    if (event.has_reader_left()) told.insert(event.channel_id());
    if (event.has_membership_ended()) {
      EXPECT_EQ(event.member_id(), who);
      ended.insert(event.membership_ended().channel_id());
    }
  }
  EXPECT_EQ(told, before);
  EXPECT_EQ(ended, before);
  EXPECT_EQ(reads(who), Channels{});
  Command visit;
  visit.mutable_set_last_visit()->set_seq(1);
  EXPECT_EQ(code(who, visit), REFUSAL_CODE_UNAUTHENTICATED);
  EXPECT_EQ(code(999'999, visit), REFUSAL_CODE_UNAUTHENTICATED);
  EXPECT_EQ(code(c_.admin, end(who, MEMBER_STATUS_LEFT)), REFUSAL_CODE_ALREADY_DONE);
  EXPECT_EQ(code(c_.admin, end(who, MEMBER_STATUS_ACTIVE)), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecidePeople, WhoComesBackReadsFromTheNewEntryOn) {
  const auto who = c_.valmerac.first;
  c_.accept(c_.admin, end(who, MEMBER_STATUS_FORMER));
  EXPECT_EQ(c_.view().member(who)->role, ROLE_FORMER_MEMBER);
  EXPECT_EQ(reads(who), (Channels{RuledCommunity::directory, c_.plenary, c_.themes, c_.resources}));
  const std::uint64_t head = c_.store().head_seq();
  c_.accept(c_.admin, set_role(who, ROLE_CATALYST, c_.valmerac.id));
  EXPECT_EQ(c_.view().member(who)->status, MEMBER_STATUS_ACTIVE);
  EXPECT_GT(c_.view().membership(who, c_.valmerac.pair)->reads_from_seq(), head);
  EXPECT_GT(c_.view().membership(who, c_.valmerac.first_follow_up)->reads_from_seq(), head);
  EXPECT_EQ(c_.view().membership(who, c_.plenary)->reads_from_seq(), 0u);
}

TEST_F(DecidePeople, ThePairInvitesAndShowsOut) {
  const auto channel = c_.valmerac.channel;
  for (const auto guest : {c_.facilitator, c_.other_adviser, c_.kerlohan.first}) {
    const auto decision = c_.accept(c_.valmerac.second, invite(channel, guest));
    EXPECT_EQ(decision.events.size(), 2u);
    EXPECT_EQ(code(c_.valmerac.first, invite(channel, guest)), REFUSAL_CODE_ALREADY_DONE);
    EXPECT_EQ(code(guest, invite(channel, c_.adviser)), REFUSAL_CODE_FORBIDDEN) << "guests do not invite";
    EXPECT_EQ(code(guest, remove(channel, c_.valmerac.first)), REFUSAL_CODE_FORBIDDEN);
  }
  for (const auto other : {c_.evaluator, c_.steering, c_.admin, c_.former, c_.gone}) {
    EXPECT_EQ(code(c_.valmerac.first, invite(channel, other)), REFUSAL_CODE_FORBIDDEN);
  }
  EXPECT_EQ(code(c_.valmerac.first, invite(channel, 999'999)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.valmerac.first, invite(c_.kerlohan.channel, c_.facilitator)), REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(code(c_.valmerac.first, invite(c_.valmerac.pair, c_.facilitator)), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(code(c_.valmerac.first, remove(channel, c_.valmerac.second)), REFUSAL_CODE_FORBIDDEN) << "of the pair";
  EXPECT_EQ(code(c_.valmerac.first, remove(channel, c_.kerlohan.second)), REFUSAL_CODE_NOT_FOUND) << "not there";
  EXPECT_EQ(code(c_.valmerac.first, leave(channel)), REFUSAL_CODE_FORBIDDEN);
  c_.accept(c_.valmerac.first, remove(channel, c_.facilitator));
  c_.accept(c_.kerlohan.first, leave(channel));
  EXPECT_EQ(hat(c_.facilitator, channel), ROLE_UNSPECIFIED);
  EXPECT_EQ(hat(c_.kerlohan.first, channel), ROLE_UNSPECIFIED);
}

TEST_F(DecidePeople, TheSamePeopleAlwaysGetTheSameConversation) {
  const auto channel = c_.converse(c_.valmerac.first, {c_.facilitator, c_.adviser});
  EXPECT_EQ(c_.converse(c_.adviser, {c_.valmerac.first, c_.facilitator}), channel);
  EXPECT_NE(c_.converse(c_.adviser, {c_.valmerac.first}), channel);
  EXPECT_EQ(c_.view().memberships_of_channel(channel).size(), 3u);
  c_.post(c_.open_thread(channel, c_.facilitator), c_.adviser);
  EXPECT_EQ(code(c_.valmerac.second, command_open_thread(channel)), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecidePeople, WhoHadToLeaveAConversationComesBackIntoIt) {
  const auto channel = c_.converse(c_.valmerac.first, {c_.facilitator});
  c_.accept(c_.admin, set_role(c_.valmerac.first, ROLE_EVALUATOR));
  c_.accept(c_.admin, set_role(c_.valmerac.first, ROLE_CATALYST, c_.valmerac.id));
  EXPECT_EQ(hat(c_.valmerac.first, channel), ROLE_UNSPECIFIED);
  const std::uint64_t head = c_.store().head_seq();
  EXPECT_EQ(c_.converse(c_.valmerac.first, {c_.facilitator}), channel);
  EXPECT_GT(c_.view().membership(c_.valmerac.first, channel)->reads_from_seq(), head);
}

TEST_F(DecidePeople, ConversationsAreForPeopleWhoWrite) {
  const auto open = [](std::initializer_list<std::uint64_t> others) {
    Command command;
    command.mutable_open_conversation()->mutable_member_ids()->Add(others.begin(), others.end());
    return command;
  };
  for (const auto who : {c_.evaluator, c_.steering, c_.orientation, c_.technical, c_.admin, c_.former}) {
    EXPECT_EQ(code(who, open({c_.facilitator})), REFUSAL_CODE_FORBIDDEN);
    EXPECT_EQ(code(who, open({999'999})), REFUSAL_CODE_FORBIDDEN) << "whom he names makes no difference";
    EXPECT_EQ(code(c_.facilitator, open({who})), REFUSAL_CODE_FORBIDDEN);
  }
  EXPECT_EQ(code(c_.facilitator, open({})), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.facilitator, open({c_.facilitator})), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.facilitator, open({c_.adviser, c_.adviser})), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(c_.facilitator, open({999'999})), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecidePeople, TheChargeOfATerritoryBringsItsPlacesAndPeople) {
  c_.accept(Actor::founder(), grant(c_.valmerac.pair_follow_up, c_.facilitator, ROLE_ADVISER));
  for (const auto channel : {c_.valmerac.pair_follow_up, c_.valmerac.pair_obstacles, c_.valmerac.first_follow_up,
                             c_.valmerac.second_follow_up}) {
    EXPECT_EQ(hat(c_.facilitator, channel), ROLE_ADVISER);
  }
  EXPECT_EQ(hat(c_.facilitator, c_.plenary), ROLE_FACILITATOR) << "two hats";
  EXPECT_EQ(hat(c_.facilitator, c_.valmerac.pair), ROLE_UNSPECIFIED);
  EXPECT_EQ(hat(c_.facilitator, c_.valmerac.channel), ROLE_UNSPECIFIED);
  EXPECT_EQ(hat(c_.facilitator, c_.kerlohan.pair_follow_up), ROLE_UNSPECIFIED);
  const auto again = c_.send(Actor::founder(), grant(c_.valmerac.pair_follow_up, c_.facilitator, ROLE_ADVISER));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code(), REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(DecidePeople, NobodyIsGivenAHatThatTheTableDoesNotKnow) {
  const auto refused = [&](std::uint64_t channel_id, std::uint64_t member_id, Role role) {
    const auto decided = c_.send(Actor::founder(), grant(channel_id, member_id, role));
    return !decided && decided.error().field() == "grant_membership.role";
  };
  EXPECT_TRUE(refused(c_.valmerac.pair, c_.facilitator, ROLE_FACILITATOR));
  EXPECT_TRUE(refused(c_.valmerac.pair, c_.kerlohan.first, ROLE_CATALYST));
  EXPECT_TRUE(refused(c_.valmerac.pair_follow_up, c_.kerlohan.first, ROLE_ADVISER));
  EXPECT_TRUE(refused(c_.backstage, c_.adviser, ROLE_FACILITATOR));
  EXPECT_TRUE(refused(c_.backstage, c_.evaluator, ROLE_EVALUATOR));
  EXPECT_TRUE(refused(c_.themes, c_.steering, ROLE_STEERING));
  EXPECT_TRUE(refused(c_.converse(c_.facilitator, {c_.adviser}), c_.valmerac.first, ROLE_CATALYST));
  c_.accept(Actor::founder(), grant(c_.valmerac.channel, c_.kerlohan.first, ROLE_CATALYST));
}

}  // namespace ramure::test
