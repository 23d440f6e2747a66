// Founding a community; and that none of it can be asked for by a member.
#include <gtest/gtest.h>

#include "tests/support/founded_community.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using community::Actor;

Command found() {
  Command command;
  command.mutable_found_community()->set_slug("parcours-2018");
  command.mutable_found_community()->set_name("Parcours");
  command.mutable_found_community()->set_time_zone("Europe/Paris");
  return command;
}

Command add_territory(std::string_view key) {
  Command command;
  command.mutable_add_territory()->mutable_territory()->set_key(std::string(key));
  command.mutable_add_territory()->mutable_territory()->set_name("Vallées de l’Oursine");
  command.mutable_add_territory()->mutable_territory()->set_time_zone("Indian/Reunion");
  return command;
}

Command add_theme(std::string_view key) {
  Command command;
  command.mutable_add_theme()->mutable_theme()->set_key(std::string(key));
  command.mutable_add_theme()->mutable_theme()->set_title("Fragilités");
  return command;
}

Command open_channel(ChannelKind kind) {
  Command command;
  command.mutable_open_channel()->set_kind(kind);
  command.mutable_open_channel()->set_title("Lieu");
  return command;
}

// A store in which nothing has happened.
class DecideFirst : public testing::Test {
 protected:
  TemporaryFolder folder_;
  std::unique_ptr<storage::Store> store_ = open_test_store(folder_.path());

  community::Decided decide(const Command& command, const Actor& actor = Actor::founder()) {
    return community::decide(store_->view(), command, actor, 1, 1'000);
  }
};

class DecideFounding : public testing::Test {
 protected:
  RuledCommunity c_;

  RefusalCode code(const Command& command) {
    const auto decided = c_.consider(Actor::founder(), command);
    return decided ? REFUSAL_CODE_UNSPECIFIED : decided.error().code();
  }
};

}  // namespace

TEST_F(DecideFirst, EventOneFoundsTheCommunityAndOpensTheDirectory) {
  const auto decided = decide(found());
  ASSERT_TRUE(decided);
  ASSERT_EQ(decided->events.size(), 9u);
  const Event& first = decided->events[0];
  EXPECT_EQ(first.seq(), 1u);
  EXPECT_EQ(first.channel_id(), 1u);
  EXPECT_EQ(first.birth_seq(), 1u);
  EXPECT_EQ(first.community_founded().slug(), "parcours-2018");
  const std::array kinds{CHANNEL_KIND_PLENARY,
                         CHANNEL_KIND_THEMES,
                         CHANNEL_KIND_BACKSTAGE,
                         CHANNEL_KIND_RESOURCES,
                         CHANNEL_KIND_RESOURCE_PROPOSALS,
                         CHANNEL_KIND_STEERING,
                         CHANNEL_KIND_ORIENTATION,
                         CHANNEL_KIND_TECHNICAL};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const Channel& channel = decided->events[i + 1].channel_opened().channel();
    EXPECT_EQ(channel.kind(), kinds[i]);
    EXPECT_EQ(channel.id(), i + 2);
    EXPECT_FALSE(channel.title().empty());
  }
}

TEST_F(DecideFirst, NothingComesBeforeTheFounding) {
  for (const Command& command : {add_territory("t01"), add_theme("th1"), command_add_member(ROLE_ADMIN, 0, "adm"),
                                 open_channel(CHANNEL_KIND_PLENARY)}) {
    const auto decided = decide(command);
    ASSERT_FALSE(decided) << command.ShortDebugString();
    EXPECT_EQ(decided.error().code(), REFUSAL_CODE_INVALID_ARGUMENT);
  }
}

TEST_F(DecideFirst, SlugNameAndTimeZoneAreChecked) {
  const auto field = [&](auto change) {
    Command command = found();
    change(*command.mutable_found_community());
    const auto decided = decide(command);
    return decided ? std::string() : decided.error().field();
  };
  for (const char* slug : {"", "Parcours", "a b", "../a", "é"}) {
    EXPECT_EQ(field([&](FoundCommunity& f) { f.set_slug(slug); }), "found_community.slug") << slug;
  }
  EXPECT_EQ(field([](FoundCommunity& f) { f.set_name("\n"); }), "found_community.name");
  for (const char* zone : {"", "Europe Paris", "Europe/Pâris"}) {
    EXPECT_EQ(field([&](FoundCommunity& f) { f.set_time_zone(zone); }), "found_community.time_zone") << zone;
  }
}

TEST_F(DecideFounding, ACommunityIsFoundedOnce) { EXPECT_EQ(code(found()), REFUSAL_CODE_ALREADY_DONE); }

TEST_F(DecideFounding, ATerritoryOpensItsFourChannels) {
  const auto decision = c_.accept(Actor::founder(), add_territory("t11"));
  ASSERT_EQ(decision.events.size(), 5u);
  const std::uint64_t id = decision.events[0].seq();
  EXPECT_EQ(decision.events[0].territory_added().territory().id(), id);
  EXPECT_EQ(decision.events[0].territory_added().territory().time_zone(), "Indian/Reunion");
  const std::array kinds{CHANNEL_KIND_TERRITORY, CHANNEL_KIND_PAIR, CHANNEL_KIND_PAIR_OBSTACLES,
                         CHANNEL_KIND_PAIR_FOLLOW_UP};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const Event& event = decision.events[i + 1];
    EXPECT_EQ(event.channel_opened().channel().kind(), kinds[i]);
    EXPECT_EQ(event.channel_opened().channel().territory_id(), id);
    EXPECT_EQ(event.channel_id(), event.seq());
  }
  EXPECT_EQ(decision.events[1].channel_opened().channel().key(), "c-terr-t11");
  EXPECT_EQ(code(add_territory("t11")), REFUSAL_CODE_INVALID_ARGUMENT) << "the key is taken";
  EXPECT_EQ(code(add_territory("")), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideFounding, ThemesHaveKeysOfTheirOwn) {
  EXPECT_EQ(code(add_theme("th1")), REFUSAL_CODE_INVALID_ARGUMENT);
  EXPECT_EQ(code(add_theme("")), REFUSAL_CODE_INVALID_ARGUMENT);
  const auto decision = c_.accept(Actor::founder(), add_theme("th9"));
  EXPECT_EQ(decision.events.at(0).theme_added().theme().id(), decision.events[0].seq());
  Command unnamed = add_theme("th10");
  unnamed.mutable_add_theme()->mutable_theme()->set_title("");
  EXPECT_EQ(code(unnamed), REFUSAL_CODE_INVALID_ARGUMENT);
}

TEST_F(DecideFounding, OnlyAMissingPlaceIsOpened) {
  for (const auto kind :
       {CHANNEL_KIND_PLENARY, CHANNEL_KIND_BACKSTAGE, CHANNEL_KIND_RESOURCES, CHANNEL_KIND_STEERING}) {
    EXPECT_EQ(code(open_channel(kind)), REFUSAL_CODE_ALREADY_DONE);
  }
  for (const auto kind :
       {CHANNEL_KIND_UNSPECIFIED, CHANNEL_KIND_DIRECTORY, CHANNEL_KIND_CONVERSATION, static_cast<ChannelKind>(99)}) {
    EXPECT_EQ(code(open_channel(kind)), REFUSAL_CODE_INVALID_ARGUMENT);
  }
  Command of_territory = open_channel(CHANNEL_KIND_PAIR);
  EXPECT_EQ(code(of_territory), REFUSAL_CODE_INVALID_ARGUMENT);
  of_territory.mutable_open_channel()->set_territory_id(c_.valmerac.id);
  EXPECT_EQ(code(of_territory), REFUSAL_CODE_ALREADY_DONE);
  of_territory.mutable_open_channel()->set_territory_id(999'999);
  EXPECT_EQ(code(of_territory), REFUSAL_CODE_NOT_FOUND);
  Command of_person = open_channel(CHANNEL_KIND_PERSONAL_FOLLOW_UP);
  EXPECT_EQ(code(of_person), REFUSAL_CODE_INVALID_ARGUMENT);
  of_person.mutable_open_channel()->set_person_id(c_.valmerac.first);
  EXPECT_EQ(code(of_person), REFUSAL_CODE_ALREADY_DONE);
  of_person.mutable_open_channel()->set_person_id(c_.facilitator);
  EXPECT_EQ(code(of_person), REFUSAL_CODE_UNSPECIFIED);
}

TEST_F(DecideFounding, ToMembersTheFoundingCommandsDoNotExist) {
  Command grant;
  grant.mutable_grant_membership()->set_channel_id(c_.backstage);
  grant.mutable_grant_membership()->set_member_id(c_.admin);
  grant.mutable_grant_membership()->set_role(ROLE_FACILITATOR);
  const std::string unknown = c_.refusal(c_.admin, Command()).SerializeAsString();
  for (const Command& command : {found(), open_channel(CHANNEL_KIND_PLENARY), grant}) {
    EXPECT_EQ(c_.refusal(c_.admin, command).SerializeAsString(), unknown) << command.ShortDebugString();
  }
}

TEST_F(DecideFounding, TheFounderHasNoVoice) {
  EXPECT_EQ(code(command_open_thread(c_.plenary)), REFUSAL_CODE_UNAUTHENTICATED);
  EXPECT_EQ(code(command_post(1)), REFUSAL_CODE_UNAUTHENTICATED);
  EXPECT_EQ(code(Command()), REFUSAL_CODE_UNIMPLEMENTED);
}

}  // namespace ramure::test
