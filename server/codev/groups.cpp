#include "server/codev/groups.hpp"

#include <algorithm>
#include <set>

#include "server/codev/refuse.hpp"
#include "server/codev/round_limits.hpp"

namespace ramure::codev {

namespace {

using Group = std::vector<GroupCandidate>;

// What it costs to have two people in one group. No number of likenesses of a lower kind weighs as much as one of a
// higher: groups have at most 10 people, so 45 couples.
constexpr std::int64_t same_territory = 1'000'000;
constexpr std::int64_t same_organisation = 1'000;
constexpr std::int64_t same_profile = 1;
static_assert(same_profile * 2 * limits::group_people_max < same_organisation);
static_assert(same_organisation * 2 * limits::group_people_max < same_territory);

std::int64_t likeness(const GroupCandidate& one, const GroupCandidate& other) {
  std::int64_t cost = 0;
  if (one.territory_id != 0 && one.territory_id == other.territory_id) cost += same_territory;
  if (!one.organisation.empty() && one.organisation == other.organisation) cost += same_organisation;
  if (!one.profile.empty() && one.profile == other.profile) cost += same_profile;
  return cost;
}

// Of `person` in the place of number `place` of the group.
std::int64_t cost_of(const GroupCandidate& person, const Group& group, std::size_t place) {
  std::int64_t cost = 0;
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (i != place) cost += likeness(person, group[i]);
  }
  return cost;
}

bool are_possible(std::size_t people, std::size_t groups) {
  return groups != 0 && people / groups >= limits::group_people_min &&
         (people + groups - 1) / groups <= limits::group_people_max;
}

// How far the sizes are from 6 to 8. Too many is worse than too few: everybody is to be client once.
std::size_t distance_from_wanted(std::size_t people, std::size_t groups) {
  std::size_t distance = 0;
  for (std::size_t group = 0; group < groups; ++group) {
    const std::size_t size = people / groups + (group < people % groups ? 1 : 0);
    if (size > limits::group_people_wanted_max) distance += 2 * (size - limits::group_people_wanted_max);
    if (size < limits::group_people_wanted_min) distance += limits::group_people_wanted_min - size;
  }
  return distance;
}

// Equal distances: the fewer groups, for each wants a facilitator.
std::size_t usual_count(std::size_t people) {
  std::size_t best = 0;
  for (std::size_t groups = 1; groups <= people / limits::group_people_min; ++groups) {
    if (!are_possible(people, groups)) continue;
    if (best == 0 || distance_from_wanted(people, groups) < distance_from_wanted(people, best)) best = groups;
  }
  return best;
}

// Dealt like cards, territory by territory: no group gets two of a territory that has no more people than there are
// groups. What follows never undoes this, because nothing weighs as much.
std::vector<Group> deal(std::vector<GroupCandidate> people, std::size_t count) {
  std::ranges::sort(people, [](const GroupCandidate& one, const GroupCandidate& other) {
    return std::pair(one.territory_id, one.member_id) < std::pair(other.territory_id, other.member_id);
  });
  std::vector<Group> groups(count);
  for (std::size_t i = 0; i < people.size(); ++i) groups[i % count].push_back(std::move(people[i]));
  return groups;
}

// The best exchange for somebody of `group`, if there is one that leaves people less alike.
bool exchange_best(std::vector<Group>& groups, std::size_t group, std::size_t place) {
  std::int64_t best_gain = 0;
  GroupCandidate* best = nullptr;
  GroupCandidate& me = groups[group][place];
  for (std::size_t other = 0; other < groups.size(); ++other) {
    if (other == group) continue;
    for (std::size_t there = 0; there < groups[other].size(); ++there) {
      GroupCandidate& him = groups[other][there];
      const std::int64_t now = cost_of(me, groups[group], place) + cost_of(him, groups[other], there);
      const std::int64_t then = cost_of(him, groups[group], place) + cost_of(me, groups[other], there);
      if (now - then <= best_gain) continue;
      best_gain = now - then;
      best = &him;
    }
  }
  if (best != nullptr) std::swap(me, *best);
  return best != nullptr;
}

// Ends: each exchange lowers a cost that is a whole number and not negative.
void mix(std::vector<Group>& groups) {
  for (bool is_better = true; is_better;) {
    is_better = false;
    for (std::size_t group = 0; group < groups.size(); ++group) {
      for (std::size_t place = 0; place < groups[group].size(); ++place) {
        if (exchange_best(groups, group, place)) is_better = true;
      }
    }
  }
}

v1::ProposedGroups told(const std::vector<Group>& groups) {
  v1::ProposedGroups proposed;
  std::set<std::uint64_t> unsplit;
  for (const Group& group : groups) {
    v1::ProposedGroups::Group& ids = *proposed.add_groups();
    std::set<std::uint64_t> territories;
    for (const GroupCandidate& person : group) {
      ids.add_member_ids(person.member_id);
      const bool is_first = person.territory_id == 0 || territories.insert(person.territory_id).second;
      if (!is_first) unsplit.insert(person.territory_id);
    }
    std::ranges::sort(*ids.mutable_member_ids());
  }
  for (const std::uint64_t id : unsplit) proposed.add_unsplit_territory_ids(id);
  return proposed;
}

}  // namespace

std::expected<v1::ProposedGroups, v1::Refusal> propose_groups(std::vector<GroupCandidate> people,
                                                              std::uint32_t group_count) {
  std::set<std::uint64_t> ids;
  for (const GroupCandidate& person : people) {
    if (!ids.insert(person.member_id).second) {
      return refuse::invalid("propose_groups.member_ids", "each person is named once");
    }
  }
  if (people.size() < limits::group_people_min) {
    return refuse::invalid("propose_groups.member_ids", "a round needs a client and three consultants: four people");
  }
  const std::size_t count = group_count == 0 ? usual_count(people.size()) : group_count;
  if (!are_possible(people.size(), count)) {
    return refuse::invalid("propose_groups.group_count", "that would make groups of fewer than 4 or more than 10");
  }
  std::vector<Group> groups = deal(std::move(people), count);
  mix(groups);
  return told(groups);
}

}  // namespace ramure::codev
