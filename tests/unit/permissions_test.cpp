// The table of the domain guide (5.1), read back cell by cell.
#include "server/identity/permissions.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace ramure::identity {

namespace {

constexpr std::array places{v1::CHANNEL_KIND_DIRECTORY,      v1::CHANNEL_KIND_PLENARY,
                            v1::CHANNEL_KIND_THEMES,         v1::CHANNEL_KIND_TERRITORY,
                            v1::CHANNEL_KIND_PAIR,           v1::CHANNEL_KIND_PAIR_OBSTACLES,
                            v1::CHANNEL_KIND_PAIR_FOLLOW_UP, v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP,
                            v1::CHANNEL_KIND_CONVERSATION,   v1::CHANNEL_KIND_BACKSTAGE,
                            v1::CHANNEL_KIND_RESOURCES,      v1::CHANNEL_KIND_RESOURCE_PROPOSALS,
                            v1::CHANNEL_KIND_STEERING,       v1::CHANNEL_KIND_ORIENTATION,
                            v1::CHANNEL_KIND_TECHNICAL};

// What a hat may do in the places above, in their order: - nothing, R reads, W writes, H keeps order too,
// M moderates too.
std::string rights_of(v1::Role hat, bool as_guest = false) {
  std::string rights;
  for (const v1::ChannelKind kind : places) {
    const auto has = [&](Act act) { return may(hat, kind, act, as_guest); };
    rights += has(Act::moderate) ? 'M' : has(Act::keep_order) ? 'H' : has(Act::post) ? 'W' : has(Act::read) ? 'R' : '-';
  }
  return rights;
}

storage::MemberState member(std::uint64_t id, v1::Role role, std::uint64_t territory_id = 0,
                            v1::MemberStatus status = v1::MEMBER_STATUS_ACTIVE) {
  return {.id = id, .territory_id = territory_id, .role = role, .status = status};
}

// Territory 100 with its four places, two people's follow-ups, and the places of the community.
const std::vector<storage::ChannelState> channels{
    {.id = 1, .kind = v1::CHANNEL_KIND_DIRECTORY},
    {.id = 2, .kind = v1::CHANNEL_KIND_PLENARY},
    {.id = 3, .kind = v1::CHANNEL_KIND_THEMES},
    {.id = 4, .kind = v1::CHANNEL_KIND_BACKSTAGE},
    {.id = 5, .territory_id = 100, .kind = v1::CHANNEL_KIND_TERRITORY},
    {.id = 6, .territory_id = 100, .kind = v1::CHANNEL_KIND_PAIR},
    {.id = 7, .territory_id = 100, .kind = v1::CHANNEL_KIND_PAIR_OBSTACLES},
    {.id = 8, .territory_id = 100, .kind = v1::CHANNEL_KIND_PAIR_FOLLOW_UP},
    {.id = 9, .person_id = 20, .kind = v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP},
    {.id = 10, .person_id = 21, .kind = v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP},
    {.id = 11, .kind = v1::CHANNEL_KIND_CONVERSATION},
};
const storage::ChannelState& territory_channel = channels[4];
const storage::ChannelState& pair_channel = channels[5];
const storage::ChannelState& pair_follow_up = channels[7];
const storage::ChannelState& conversation = channels[10];

std::vector<std::uint64_t> follows(const storage::MemberState& who) {
  std::vector<std::uint64_t> ids;
  for (const Place& place : memberships_that_follow(who, channels)) {
    EXPECT_EQ(place.hat, who.role);
    ids.push_back(place.channel_id);
  }
  return ids;
}

using Ids = std::vector<std::uint64_t>;

}  // namespace

TEST(Permissions, EveryRoleHasTheRightsOfTheDomainGuide) {
  // clang-format off
  // directory, plenary, themes, territory, pair, obstacles, follow-ups, conversation, backstage, resources, proposals,
  // steering, orientation, technical
  EXPECT_EQ(rights_of(v1::ROLE_CATALYST),            "RWWHHHHHH-WW---");
  EXPECT_EQ(rights_of(v1::ROLE_FACILITATOR),         "RMM-----HHMMMMM");
  EXPECT_EQ(rights_of(v1::ROLE_ADVISER),             "RWW--WHHH-WW---");
  EXPECT_EQ(rights_of(v1::ROLE_EVALUATOR),           "RRR-------R----");
  EXPECT_EQ(rights_of(v1::ROLE_STEERING),            "RR--------R-W--");
  EXPECT_EQ(rights_of(v1::ROLE_ORIENTATION),         "----------R--W-");
  EXPECT_EQ(rights_of(v1::ROLE_TECHNICAL_COMMITTEE), "----------R---W");
  EXPECT_EQ(rights_of(v1::ROLE_ADMIN),               "R--------------");
  EXPECT_EQ(rights_of(v1::ROLE_FORMER_MEMBER),       "RRR-------R----");
  EXPECT_EQ(rights_of(v1::ROLE_UNSPECIFIED),         "---------------");
  EXPECT_EQ(rights_of(static_cast<v1::Role>(77)),    "---------------");
  // clang-format on
}

TEST(Permissions, GuestsOfAPairWriteInItsTerritorysChannelAndNowhereElse) {
  for (const auto hat : {v1::ROLE_CATALYST, v1::ROLE_FACILITATOR, v1::ROLE_ADVISER}) {
    EXPECT_EQ(rights_of(hat, true), "---W-----------") << v1::Role_Name(hat);
    EXPECT_FALSE(may(hat, v1::CHANNEL_KIND_TERRITORY, Act::invite, true));
  }
  for (const auto hat : {v1::ROLE_EVALUATOR, v1::ROLE_STEERING, v1::ROLE_ORIENTATION, v1::ROLE_TECHNICAL_COMMITTEE,
                         v1::ROLE_ADMIN, v1::ROLE_FORMER_MEMBER}) {
    EXPECT_EQ(rights_of(hat, true), "---------------") << v1::Role_Name(hat);
  }
}

TEST(Permissions, CommitteesGetAggregatesOfTheThemes) {
  EXPECT_EQ(cell(v1::ROLE_STEERING, v1::CHANNEL_KIND_THEMES).access, Access::aggregates);
  EXPECT_EQ(cell(v1::ROLE_ORIENTATION, v1::CHANNEL_KIND_THEMES).access, Access::aggregates);
  EXPECT_EQ(cell(v1::ROLE_ORIENTATION, v1::CHANNEL_KIND_PLENARY).access, Access::none);
}

TEST(Permissions, ThreadsAndObstaclesHaveTheirPlaces) {
  EXPECT_TRUE(may(v1::ROLE_CATALYST, v1::CHANNEL_KIND_PAIR, Act::open_thread));
  EXPECT_FALSE(may(v1::ROLE_CATALYST, v1::CHANNEL_KIND_PAIR, Act::declare));
  EXPECT_FALSE(may(v1::ROLE_CATALYST, v1::CHANNEL_KIND_PAIR_OBSTACLES, Act::open_thread));
  EXPECT_TRUE(may(v1::ROLE_CATALYST, v1::CHANNEL_KIND_PAIR_OBSTACLES, Act::declare));
  EXPECT_FALSE(may(v1::ROLE_ADVISER, v1::CHANNEL_KIND_PAIR_OBSTACLES, Act::declare));
  EXPECT_TRUE(may(v1::ROLE_ADVISER, v1::CHANNEL_KIND_PAIR_OBSTACLES, Act::post));
  EXPECT_TRUE(may(v1::ROLE_ADVISER, v1::CHANNEL_KIND_THEMES, Act::declare));
  EXPECT_FALSE(may(v1::ROLE_EVALUATOR, v1::CHANNEL_KIND_THEMES, Act::declare));
  EXPECT_FALSE(may(v1::ROLE_ADMIN, v1::CHANNEL_KIND_DIRECTORY, Act::post));
  EXPECT_TRUE(may(v1::ROLE_CATALYST, v1::CHANNEL_KIND_RESOURCES, Act::post));
  EXPECT_FALSE(may(v1::ROLE_CATALYST, v1::CHANNEL_KIND_RESOURCES, Act::open_thread)) << "resources are published";
  EXPECT_TRUE(may(v1::ROLE_CATALYST, v1::CHANNEL_KIND_RESOURCE_PROPOSALS, Act::open_thread));
  EXPECT_TRUE(may(v1::ROLE_FACILITATOR, v1::CHANNEL_KIND_RESOURCES, Act::open_thread));
  EXPECT_TRUE(may(v1::ROLE_ORIENTATION, v1::CHANNEL_KIND_ORIENTATION, Act::post));
  EXPECT_FALSE(may(v1::ROLE_ORIENTATION, v1::CHANNEL_KIND_STEERING, Act::read));
}

TEST(Permissions, MembershipsFollowFromRoleTerritoryAndName) {
  EXPECT_EQ(follows(member(20, v1::ROLE_CATALYST, 100)), (Ids{1, 2, 3, 5, 6, 7, 8, 9}));
  EXPECT_EQ(follows(member(30, v1::ROLE_CATALYST, 200)), (Ids{1, 2, 3}));
  EXPECT_EQ(follows(member(31, v1::ROLE_FACILITATOR)), (Ids{1, 2, 3, 4}));
  EXPECT_EQ(follows(member(32, v1::ROLE_ADVISER)), (Ids{1, 2, 3}));
  EXPECT_EQ(follows(member(33, v1::ROLE_EVALUATOR)), (Ids{1, 2, 3}));
  EXPECT_EQ(follows(member(34, v1::ROLE_STEERING)), (Ids{1, 2}));
  EXPECT_EQ(follows(member(35, v1::ROLE_ORIENTATION)), Ids{});
  EXPECT_EQ(follows(member(36, v1::ROLE_TECHNICAL_COMMITTEE)), Ids{});
  EXPECT_EQ(follows(member(37, v1::ROLE_ADMIN)), Ids{1});
  EXPECT_EQ(follows(member(38, v1::ROLE_FORMER_MEMBER, 100, v1::MEMBER_STATUS_FORMER)), (Ids{1, 2, 3}));
  EXPECT_EQ(follows(member(20, v1::ROLE_CATALYST, 100, v1::MEMBER_STATUS_LEFT)), Ids{});
}

TEST(Permissions, ThePastIsShownInThePlacesOfTheCommunityOnly) {
  for (const v1::ChannelKind kind : places) {
    const bool of_community = kind == v1::CHANNEL_KIND_DIRECTORY || kind == v1::CHANNEL_KIND_PLENARY ||
                              kind == v1::CHANNEL_KIND_THEMES || kind == v1::CHANNEL_KIND_BACKSTAGE ||
                              kind >= v1::CHANNEL_KIND_RESOURCES;
    EXPECT_EQ(shows_whole_past(kind), of_community) << v1::ChannelKind_Name(kind);
  }
}

TEST(Permissions, AHatOutlivesAChangeOnlyWhereTheNewRoleCarriesIt) {
  const auto catalyst = member(20, v1::ROLE_CATALYST, 100);
  const auto moved = member(20, v1::ROLE_CATALYST, 200);
  const auto facilitator = member(20, v1::ROLE_FACILITATOR);
  const auto evaluator = member(20, v1::ROLE_EVALUATOR);
  const auto former = member(20, v1::ROLE_FORMER_MEMBER, 100, v1::MEMBER_STATUS_FORMER);

  EXPECT_EQ(hat_kept(catalyst, moved, v1::ROLE_CATALYST, pair_channel), std::nullopt);
  EXPECT_EQ(hat_kept(catalyst, moved, v1::ROLE_CATALYST, territory_channel), std::nullopt) << "no guest at home";
  EXPECT_EQ(hat_kept(moved, facilitator, v1::ROLE_CATALYST, territory_channel), v1::ROLE_FACILITATOR);
  EXPECT_EQ(hat_kept(moved, evaluator, v1::ROLE_CATALYST, territory_channel), std::nullopt);
  EXPECT_EQ(hat_kept(moved, catalyst, v1::ROLE_CATALYST, territory_channel), v1::ROLE_CATALYST);

  EXPECT_EQ(hat_kept(facilitator, member(20, v1::ROLE_ADVISER), v1::ROLE_ADVISER, pair_follow_up), v1::ROLE_ADVISER);
  EXPECT_EQ(hat_kept(facilitator, moved, v1::ROLE_ADVISER, pair_follow_up), std::nullopt);

  EXPECT_EQ(hat_kept(catalyst, facilitator, v1::ROLE_CATALYST, conversation), v1::ROLE_FACILITATOR);
  EXPECT_EQ(hat_kept(catalyst, evaluator, v1::ROLE_CATALYST, conversation), std::nullopt);
  EXPECT_EQ(hat_kept(catalyst, former, v1::ROLE_CATALYST, conversation), std::nullopt);
  EXPECT_EQ(hat_kept(catalyst, former, v1::ROLE_CATALYST, channels[1]), v1::ROLE_FORMER_MEMBER);
}

TEST(Permissions, AFacilitatorMayAdviseAndNobodyElseWearsTwoHats) {
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    for (int hat = v1::Role_MIN; hat <= v1::Role_MAX; ++hat) {
      const bool expected = role == hat || (role == v1::ROLE_FACILITATOR && hat == v1::ROLE_ADVISER);
      EXPECT_EQ(may_wear(static_cast<v1::Role>(role), static_cast<v1::Role>(hat)), expected) << role << " " << hat;
    }
  }
}

TEST(Permissions, AdminsAddAnybodyFacilitatorsCatalysts) {
  for (int role = v1::Role_MIN; role <= v1::Role_MAX; ++role) {
    const auto actor = static_cast<v1::Role>(role);
    EXPECT_EQ(may_add_member(actor, v1::ROLE_CATALYST), actor == v1::ROLE_ADMIN || actor == v1::ROLE_FACILITATOR);
    EXPECT_EQ(may_add_member(actor, v1::ROLE_FACILITATOR), actor == v1::ROLE_ADMIN);
    EXPECT_EQ(may_manage_members(actor), actor == v1::ROLE_ADMIN);
  }
}

}  // namespace ramure::identity
