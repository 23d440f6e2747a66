// Groups for rounds: what every proposal keeps, on many communities from seeds, and what is asked of the known ones.
#include "server/codev/groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace ramure::test {

namespace {

using codev::GroupCandidate;
using codev::propose_groups;
using People = std::vector<GroupCandidate>;

// Twelve territories of two, as in the programme: every third has the same profile.
People programme(std::uint64_t territories) {
  People people;
  for (std::uint64_t t = 1; t <= territories; ++t) {
    for (const std::uint64_t place : {0u, 1u}) {
      people.push_back(
          {100 + 2 * t + place, t, "profil " + std::to_string(t % 3), "organisation " + std::to_string(t)});
    }
  }
  return people;
}

std::vector<std::size_t> sizes(const v1::ProposedGroups& proposed) {
  std::vector<std::size_t> found;
  for (const auto& group : proposed.groups()) found.push_back(static_cast<std::size_t>(group.member_ids_size()));
  std::ranges::sort(found, std::greater());
  return found;
}

using Sizes = std::vector<std::size_t>;

People alone(std::size_t count) {
  People people;
  for (std::size_t i = 1; i <= count; ++i) people.push_back({i, 0, "", ""});
  return people;
}

Sizes usual_sizes(std::size_t people) { return sizes(propose_groups(alone(people), 0).value()); }

// How many of a key (a territory, say) are in the fullest group.
template <class Key>
std::size_t most_together(const v1::ProposedGroups& proposed, const People& people, Key key) {
  std::size_t most = 0;
  for (const auto& group : proposed.groups()) {
    std::map<std::string, std::size_t> together;
    for (const std::uint64_t id : group.member_ids()) {
      const std::string of = key(*std::ranges::find(people, id, &GroupCandidate::member_id));
      if (!of.empty()) most = std::max(most, ++together[of]);
    }
  }
  return most;
}

std::string territory(const GroupCandidate& person) {
  return person.territory_id == 0 ? "" : std::to_string(person.territory_id);
}

People random_people(std::mt19937_64& random) {
  const auto pick = [&](std::uint64_t below) { return random() % below; };
  People people;
  const std::uint64_t territories = 1 + pick(20);
  for (std::uint64_t t = 1; t <= territories; ++t) {
    for (std::uint64_t count = 1 + pick(3); count > 0; --count) {
      people.push_back({1'000 + people.size() * 7, pick(10) == 0 ? 0 : t,
                        pick(4) == 0 ? "" : "p" + std::to_string(pick(4)),
                        pick(2) == 0 ? "" : "o" + std::to_string(pick(6))});
    }
  }
  return people;
}

}  // namespace

TEST(CodevGroups, TwelvePairsMakeThreeGroupsOfEightEachPairSplit) {
  const People people = programme(12);
  const v1::ProposedGroups proposed = propose_groups(people, 0).value();
  EXPECT_EQ(sizes(proposed), (Sizes{8, 8, 8}));
  EXPECT_TRUE(proposed.unsplit_territory_ids().empty());
  EXPECT_EQ(most_together(proposed, people, territory), 1u);
  // 8 people of three profiles: no group has more than three of one.
  EXPECT_EQ(most_together(proposed, people, [](const GroupCandidate& person) { return person.profile; }), 3u);
}

TEST(CodevGroups, TheUsualNumberBringsThemNearestToSixToEight) {
  EXPECT_EQ(usual_sizes(4), (Sizes{4}));
  EXPECT_EQ(usual_sizes(8), (Sizes{8}));
  EXPECT_EQ(usual_sizes(9), (Sizes{9}));
  EXPECT_EQ(usual_sizes(10), (Sizes{5, 5}));
  EXPECT_EQ(usual_sizes(11), (Sizes{6, 5}));
  EXPECT_EQ(usual_sizes(12), (Sizes{6, 6}));
  EXPECT_EQ(usual_sizes(16), (Sizes{8, 8}));
  EXPECT_EQ(usual_sizes(17), (Sizes{6, 6, 5}));
  EXPECT_EQ(usual_sizes(22), (Sizes{8, 7, 7}));
  EXPECT_EQ(usual_sizes(24), (Sizes{8, 8, 8}));
  EXPECT_EQ(usual_sizes(200).front(), 8u);
}

TEST(CodevGroups, APairInOneGroupIsToldOf) {
  const v1::ProposedGroups proposed = propose_groups(programme(4), 1).value();
  EXPECT_EQ(proposed.unsplit_territory_ids_size(), 4);
  const v1::ProposedGroups split = propose_groups(programme(4), 2).value();
  EXPECT_TRUE(split.unsplit_territory_ids().empty());
}

TEST(CodevGroups, PeopleOfOneOrganisationAreKeptApartBeforeProfilesAreMixed) {
  People people;
  for (std::uint64_t i = 1; i <= 16; ++i) {
    const bool is_boss_or_report = i == 1 || i == 3;
    people.push_back({i, i, i <= 8 ? "rural" : "urbain", is_boss_or_report ? "Opérateur" : ""});
  }
  const v1::ProposedGroups proposed = propose_groups(people, 2).value();
  EXPECT_EQ(most_together(proposed, people, [](const GroupCandidate& person) { return person.organisation; }), 1u);
  EXPECT_EQ(most_together(proposed, people, [](const GroupCandidate& person) { return person.profile; }), 4u);
}

TEST(CodevGroups, WhatCannotBeAGroupIsRefused) {
  EXPECT_EQ(propose_groups({}, 0).error().field(), "propose_groups.member_ids");
  EXPECT_EQ(propose_groups(alone(3), 0).error().field(), "propose_groups.member_ids");
  People twice = alone(5);
  twice.push_back(twice.front());
  EXPECT_EQ(propose_groups(twice, 0).error().field(), "propose_groups.member_ids");
  EXPECT_EQ(propose_groups(programme(12), 7).error().field(), "propose_groups.group_count") << "groups of three";
  EXPECT_EQ(propose_groups(programme(12), 2).error().field(), "propose_groups.group_count") << "groups of twelve";
  EXPECT_EQ(propose_groups(programme(2), 4'000'000'000).error().field(), "propose_groups.group_count");
}

TEST(CodevGroups, EveryProposalKeepsItsPromises) {
  std::size_t proposals = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    std::mt19937_64 random(seed);
    People people = random_people(random);
    const auto count = static_cast<std::uint32_t>(random() % 6);
    const auto decided = propose_groups(people, count);
    if (!decided) continue;
    ++proposals;
    SCOPED_TRACE("seed " + std::to_string(seed));
    const v1::ProposedGroups& proposed = *decided;
    std::multiset<std::uint64_t> placed;
    for (const auto& group : proposed.groups()) placed.insert(group.member_ids().begin(), group.member_ids().end());
    std::multiset<std::uint64_t> asked;
    std::map<std::uint64_t, std::size_t> of_territory;
    for (const GroupCandidate& person : people) {
      asked.insert(person.member_id);
      if (person.territory_id != 0) ++of_territory[person.territory_id];
    }
    EXPECT_EQ(placed, asked) << "everybody once";
    const Sizes found = sizes(proposed);
    EXPECT_LE(found.front() - found.back(), 1u);
    EXPECT_GE(found.back(), 4u);
    EXPECT_LE(found.front(), 10u);
    std::set<std::uint64_t> too_many;  // more people than groups: these alone can stay together
    for (const auto& [id, size] : of_territory) {
      if (size > found.size()) too_many.insert(id);
    }
    const auto& told = proposed.unsplit_territory_ids();
    EXPECT_EQ(std::set<std::uint64_t>(told.begin(), told.end()), too_many);
    std::reverse(people.begin(), people.end());
    EXPECT_EQ(propose_groups(people, count)->SerializeAsString(), proposed.SerializeAsString());
  }
  EXPECT_GT(proposals, 200u);
}

}  // namespace ramure::test
