// The words of the directory: who may change which, and what is announced to whom.
#include <gtest/gtest.h>

#include <functional>

#include "storage/reader.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

namespace {

using namespace v1;

class DecideDirectory : public testing::Test {
 protected:
  RuledCommunity c_;

  Refusal refusal(std::uint64_t member_id, const Command& command) { return c_.refusal(member_id, command); }

  Command profile(std::string_view name, std::string_view bio = "") {
    Command command;
    command.mutable_edit_profile()->set_name(std::string(name));
    command.mutable_edit_profile()->set_bio(std::string(bio));
    return command;
  }
  Command territory(const std::function<void(Territory&)>& change) {
    Command command;
    Territory& edited = *command.mutable_edit_territory()->mutable_territory();
    edited = *c_.view().territory(c_.valmerac.id);
    change(edited);
    return command;
  }
  Command theme(const std::function<void(Theme&)>& change) {
    Command command;
    Theme& edited = *command.mutable_edit_theme()->mutable_theme();
    edited = *c_.view().theme(c_.theme);
    change(edited);
    return command;
  }
};

}  // namespace

TEST_F(DecideDirectory, OnesProfileIsReplacedAndToldToTheDirectory) {
  const auto decision = c_.accept(c_.valmerac.first, profile("Nadia B.", "Deux lignes\nsur elle."));
  ASSERT_EQ(decision.events.size(), 1u);
  EXPECT_EQ(decision.events[0].channel_id(), RuledCommunity::directory);
  EXPECT_EQ(decision.events[0].member_edited().member_id(), c_.valmerac.first);
  const Member now = c_.view().profile(c_.valmerac.first);
  EXPECT_EQ(now.name(), "Nadia B.");
  EXPECT_EQ(now.bio(), "Deux lignes\nsur elle.");
  EXPECT_EQ(now.key(), "valmerac-1") << "the key stays, and so do role and territory";
  EXPECT_EQ(now.territory_id(), c_.valmerac.id);
  EXPECT_EQ(refusal(c_.valmerac.first, profile("Nadia B.", "Deux lignes\nsur elle.")).code(),
            REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(DecideDirectory, AProfileHasANameAndNoControlCharacters) {
  EXPECT_EQ(refusal(c_.facilitator, profile("")).field(), "edit_profile.name");
  EXPECT_EQ(refusal(c_.facilitator, profile("Deux\nlignes")).field(), "edit_profile.name");
  EXPECT_EQ(refusal(c_.facilitator, profile("\u202E evil")).field(), "edit_profile.name");
  EXPECT_EQ(refusal(c_.facilitator, profile("Nom", "\x07")).field(), "edit_profile.bio");
}

TEST_F(DecideDirectory, WhoDoesNotReadTheDirectoryIsToldOfHisOwnChange) {
  const auto decision = c_.accept(c_.orientation, profile("Isabelle"));
  ASSERT_EQ(decision.events.size(), 2u);
  EXPECT_EQ(decision.events[0].channel_id(), RuledCommunity::directory);
  EXPECT_EQ(decision.events[1].member_id(), c_.orientation);
  EXPECT_EQ(decision.events[1].member_edited().name(), "Isabelle");
  EXPECT_EQ(c_.snapshot(c_.orientation).members(0).name(), "Isabelle");
}

TEST_F(DecideDirectory, ThePairSaysWhatItOffersAndSeeks) {
  const auto decision = c_.accept(c_.valmerac.second, territory([](Territory& t) {
                                    t.set_summary("Une grande ville");
                                    t.set_offers("- un réseau");
                                    t.set_seeks("- des voisins");
                                  }));
  ASSERT_EQ(decision.events.size(), 1u);
  EXPECT_EQ(decision.events[0].channel_id(), RuledCommunity::directory);
  EXPECT_EQ(c_.view().territory(c_.valmerac.id)->seeks(), "- des voisins");
  for (const auto member : {c_.kerlohan.first, c_.facilitator, c_.adviser, c_.evaluator, c_.former}) {
    const auto refused = refusal(member, territory([](Territory& t) { t.set_offers("autre chose"); }));
    EXPECT_EQ(refused.code(), REFUSAL_CODE_FORBIDDEN) << member;
  }
  EXPECT_EQ(refusal(c_.valmerac.first, territory([](Territory&) {})).code(), REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(DecideDirectory, WhatATerritoryIsCalledIsAnAdminsAlone) {
  const std::vector<std::pair<std::string, std::function<void(Territory&)>>> changes{
      {"name", [](Territory& t) { t.set_name("Autre"); }},
      {"profile_label", [](Territory& t) { t.set_profile_label("Autre"); }},
      {"time_zone", [](Territory& t) { t.set_time_zone("Indian/Reunion"); }}};
  for (const auto& [field, change] : changes) {
    const auto refused = refusal(c_.valmerac.first, territory(change));
    EXPECT_EQ(refused.code(), REFUSAL_CODE_FORBIDDEN) << field;
    EXPECT_EQ(refused.field(), "edit_territory.territory." + field);
    EXPECT_TRUE(c_.consider(c_.admin, territory(change))) << field;
  }
  for (const auto member : {c_.valmerac.first, c_.admin}) {
    const auto refused = refusal(member, territory([](Territory& t) { t.set_key("autre"); }));
    EXPECT_EQ(refused.code(), REFUSAL_CODE_INVALID_ARGUMENT);
    EXPECT_EQ(refused.field(), "edit_territory.territory.key");
  }
  const auto lost = refusal(c_.admin, territory([](Territory& t) { t.set_time_zone("Europe/Atlantide"); }));
  EXPECT_EQ(lost.field(), "edit_territory.territory.time_zone") << "a zone that no machine knows";
}

TEST_F(DecideDirectory, HiddenAndAbsentTerritoriesAndThemesAreTheSame) {
  const auto absent_territory = territory([](Territory& t) { t.set_id(900'000); });
  const auto absent_theme = theme([](Theme& t) { t.set_id(900'000); });
  EXPECT_EQ(refusal(c_.orientation, territory([](Territory& t) { t.set_seeks("x"); })).SerializeAsString(),
            refusal(c_.orientation, absent_territory).SerializeAsString());
  EXPECT_EQ(refusal(c_.technical, theme([](Theme& t) { t.set_title("Autre"); })).SerializeAsString(),
            refusal(c_.technical, absent_theme).SerializeAsString());
  EXPECT_EQ(refusal(c_.admin, absent_territory).code(), REFUSAL_CODE_NOT_FOUND);
}

TEST_F(DecideDirectory, PlacesFollowTheNameOfTheirTerritory) {
  const auto title = [&](std::uint64_t member_id, std::uint64_t channel_id) {
    const Snapshot seen = c_.snapshot(member_id);
    for (const Channel& channel : seen.channels()) {
      if (channel.id() == channel_id) return channel.title();
    }
    return std::string("hidden");
  };
  c_.accept(c_.admin, territory([](Territory& t) { t.set_name("Valmérac"); }));
  EXPECT_EQ(title(c_.valmerac.first, c_.valmerac.pair), "À deux – Valmérac");
  c_.accept(c_.valmerac.first, territory([](Territory& t) { t.set_seeks("des voisins"); }));
  c_.accept(c_.admin, territory([](Territory& t) { t.set_name("Grand Valmérac"); }));
  EXPECT_EQ(title(c_.valmerac.first, c_.valmerac.channel), "Canal – Grand Valmérac");
  EXPECT_EQ(title(c_.kerlohan.first, c_.kerlohan.channel), "Canal – Pays de Kerlohan");
  EXPECT_EQ(title(c_.valmerac.first, c_.plenary), "Plénière");
}

TEST_F(DecideDirectory, FacilitatorsAndAdminsEditThemes) {
  for (const auto member : {c_.facilitator, c_.admin}) {
    const auto decision = c_.accept(member, theme([&](Theme& t) {
                                      t.set_title("Thème de " + std::to_string(member));
                                      t.set_position(9);
                                    }));
    EXPECT_EQ(decision.events.at(0).theme_edited().theme().id(), c_.theme);
  }
  EXPECT_EQ(c_.view().theme(c_.theme)->key(), "th1");
  const Snapshot seen = c_.snapshot(c_.evaluator);
  ASSERT_EQ(seen.themes_size(), 2);
  EXPECT_EQ(seen.themes(1).id(), c_.theme) << "its new position puts it behind the other";
  EXPECT_EQ(refusal(c_.valmerac.first, theme([](Theme& t) { t.set_title("Autre"); })).code(), REFUSAL_CODE_FORBIDDEN);
  EXPECT_EQ(refusal(c_.facilitator, theme([](Theme& t) { t.set_key("th9"); })).field(), "edit_theme.theme.key");
  EXPECT_EQ(refusal(c_.facilitator, theme([](Theme& t) { t.set_title("ab"); })).field(), "edit_theme.theme.title");
  EXPECT_EQ(refusal(c_.facilitator, theme([](Theme&) {})).code(), REFUSAL_CODE_ALREADY_DONE);
}

TEST_F(DecideDirectory, AnAdminAddsThemesAndTerritoriesFromTheNetwork) {
  Command added;
  added.mutable_add_territory()->mutable_territory()->set_key("t99");
  added.mutable_add_territory()->mutable_territory()->set_name("Un de plus");
  added.mutable_add_territory()->mutable_territory()->set_time_zone("America/Martinique");
  const auto decision = c_.accept(c_.admin, added);
  ASSERT_EQ(decision.events.size(), 5u) << "with its four places";
  EXPECT_EQ(decision.events[0].actor_id(), c_.admin);
  const auto newcomer = c_.add_member(ROLE_CATALYST, decision.events[0].seq(), "p99");
  EXPECT_NE(c_.view().readable(newcomer).find(decision.events[1].seq()), nullptr) << "whose pair comes into them";

  added.mutable_add_theme()->mutable_theme()->set_key("th99");
  added.mutable_add_theme()->mutable_theme()->set_title("Un thème de plus");
  EXPECT_EQ(c_.accept(c_.admin, added).events.size(), 1u);
  EXPECT_EQ(refusal(c_.admin, added).field(), "add_theme.theme.key");
  EXPECT_EQ(refusal(c_.facilitator, added).code(), REFUSAL_CODE_FORBIDDEN);
}

// A client of a later release may send more than we know: the journal keeps what was checked.
TEST_F(DecideDirectory, FieldsThatAreNotKnownStayOutside) {
  const auto smuggling = territory([](Territory& t) {
    t.set_seeks("des voisins");
    t.GetReflection()->MutableUnknownFields(&t)->AddLengthDelimited(900, std::string(1'000, 'x'));
  });
  const auto decision = c_.accept(c_.valmerac.first, smuggling);
  EXPECT_EQ(decision.events[0].SerializeAsString().find("xxx"), std::string::npos);
}

}  // namespace ramure::test
