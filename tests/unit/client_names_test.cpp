#include <gtest/gtest.h>

#include "client-cli/state/names.hpp"

namespace ramure::cli {
namespace {

Names demo_names() {
  v1::Snapshot snapshot;
  const auto member = [&snapshot](std::uint64_t id, const char* key, const char* name) {
    v1::Member* added = snapshot.add_members();
    added->set_id(id);
    added->set_key(key);
    added->set_name(name);
  };
  member(12, "p03", "Lucie Charbonnel");
  member(13, "p04", "Bertrand Maurel");
  member(14, "p05", "Lucien Aubert");
  v1::Thread* thread = snapshot.add_threads();
  thread->set_id(40);
  thread->set_title("Le changement d’élue référente");
  thread->set_channel_id(3);
  v1::Channel* channel = snapshot.add_channels();
  channel->set_id(3);
  channel->set_title("Thématiques");
  Names names;
  names.take(snapshot);
  return names;
}

TEST(ClientNames, FindsByKeyByNameAndByWords) {
  const Names names = demo_names();
  EXPECT_EQ(names.find_member("p03").value(), 12u);
  EXPECT_EQ(names.find_member("lucie charbonnel").value(), 12u);
  EXPECT_EQ(names.find_member("BERTRAND").value(), 13u);
  EXPECT_EQ(names.find_thread("elue referente").value(), 40u);
  EXPECT_EQ(names.find_thread("d'élue").value(), 40u);
}

// Committees are told no names: facilitators who were there were « Ancien participant » to them.
TEST(ClientNames, WhoIsNotNamedHasLeftOnlyWhereNamesAreTold) {
  EXPECT_EQ(demo_names().member(77), "Une personne du programme");
  v1::Snapshot snapshot;
  snapshot.add_channels()->set_id(1);
  snapshot.mutable_channels(0)->set_kind(v1::CHANNEL_KIND_DIRECTORY);
  Names names;
  names.take(snapshot);
  EXPECT_EQ(names.member(77), "Ancien participant");
}

TEST(ClientNames, FollowNewWordsAndThePlacesFollowTheirTerritory) {
  v1::Snapshot snapshot;
  v1::Territory& territory = *snapshot.add_territories();
  territory.set_id(5);
  territory.set_name("Métropole de Valmérac");
  v1::Channel& channel = *snapshot.add_channels();
  channel.set_id(6);
  channel.set_territory_id(5);
  channel.set_title("Canal – Métropole de Valmérac");
  snapshot.add_members()->set_id(12);
  Names names;
  names.take(snapshot);
  v1::Event edited;
  edited.mutable_member_edited()->set_member_id(12);
  edited.mutable_member_edited()->set_name("Nadia B.");
  names.apply(edited);
  *edited.mutable_territory_edited()->mutable_territory() = territory;
  edited.mutable_territory_edited()->mutable_territory()->set_name("Valmérac");
  names.apply(edited);
  EXPECT_EQ(names.member(12), "Nadia B.");
  EXPECT_EQ(names.territory(5), "Valmérac");
  EXPECT_EQ(names.channel(6), "Canal – Valmérac");
}

TEST(ClientNames, SaysWhetherNobodyOrSeveralAreMeant) {
  const Names names = demo_names();
  EXPECT_EQ(names.find_member("Zoé").error().exit, Exit::refused);
  EXPECT_NE(names.find_member("Luci").error().text, names.find_member("Zoé").error().text);
  EXPECT_FALSE(names.find_member("").has_value());
}

TEST(ClientNames, WritesMentionsAsReferencesAndBack) {
  const Names names = demo_names();
  EXPECT_EQ(names.with_mentions("merci @p03 !"), "merci <@12> !");
  EXPECT_EQ(names.with_mentions("@\"Bertrand Maurel\", on y va"), "<@13>, on y va");
  EXPECT_EQ(names.with_mentions("lucie@p03.example.org"), "lucie@p03.example.org");
  EXPECT_EQ(names.with_mentions("@personne"), "@personne");
  EXPECT_EQ(names.readable("merci <@12>, voir <#40>"),
            "merci @Lucie Charbonnel, voir « Le changement d’élue référente »");
}

TEST(ClientNames, LeavesWhatIsNoReferenceAlone) {
  const Names names = demo_names();
  for (const char* text : {"<", "<@", "<@>", "<@12", "<@1x>", "a < b > c", "<@99999999999999999999>", "<b>"}) {
    EXPECT_EQ(names.readable(text), text);
  }
}

TEST(ClientNames, FollowsEvents) {
  Names names = demo_names();
  v1::Event event;
  event.set_seq(41);
  event.mutable_thread_retitled()->set_thread_id(40);
  event.mutable_thread_retitled()->set_title("Nouveau titre");
  names.apply(event);
  EXPECT_EQ(names.thread(40), "Nouveau titre");
  v1::Event ended;
  ended.mutable_membership_ended()->set_channel_id(3);
  names.apply(ended);
  EXPECT_EQ(names.channel(3), "");
  EXPECT_FALSE(names.find_thread("Nouveau").has_value()) << "a place that one left is forgotten";
}

TEST(ClientNames, KeepsNoPlaceAndNoThreadOnTheDevice) {
  const v1::Snapshot kept = demo_names().directory();
  EXPECT_EQ(kept.members_size(), 3);
  EXPECT_EQ(kept.channels_size() + kept.threads_size(), 0);
}

}  // namespace
}  // namespace ramure::cli
