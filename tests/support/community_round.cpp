#include "tests/support/community_round.hpp"

#include <algorithm>

#include "server/community/round_book.hpp"
#include "tests/support/round_door.hpp"

namespace ramure::test {

CommunityRound::CommunityRound() {
  RuledCommunity& c = community_;
  const auto add = [&](const std::string& key) { return c.add_member(v1::ROLE_CATALYST, c.kerlohan.id, key); };
  cast_.facilitator = c.facilitator;
  cast_.client = c.valmerac.first;
  cast_.consultants = {c.kerlohan.first, c.kerlohan.second, c.adviser};
  for (const char* key : {"x1", "x2", "x3", "x4"}) cast_.consultants.push_back(add(key));
  cast_.guest = c.other_facilitator;
  cast_.newcomers.clear();
  for (const char* key : {"n1", "n2", "n3", "n4"}) cast_.newcomers.push_back(add(key));
  cast_.observers = {c.evaluator, c.other_adviser};
  cast_.strangers = {c.valmerac.second, c.admin, c.steering};
}

RoundDoor CommunityRound::door() { return door_of(community_.store()); }

std::vector<std::uint64_t> CommunityRound::everybody() const {
  std::vector<std::uint64_t> ids{cast_.facilitator, cast_.client, cast_.guest};
  for (const auto* more : {&cast_.consultants, &cast_.newcomers, &cast_.observers, &cast_.strangers}) {
    ids.insert(ids.end(), more->begin(), more->end());
  }
  return ids;
}

void CommunityRound::leave_the_community(std::mt19937_64& engine, RoundPlay& play) {
  const auto& people = play.state().participants();
  const std::uint64_t id = people[static_cast<int>(engine() % static_cast<std::uint64_t>(people.size()))].member_id();
  if (community_.view().member(id)->status != v1::MEMBER_STATUS_ACTIVE || id == play.state().plan().facilitator_id()) {
    return;
  }
  v1::Command command;
  command.mutable_end_membership()->set_member_id(id);
  command.mutable_end_membership()->set_status(engine() % 2 == 0 ? v1::MEMBER_STATUS_LEFT : v1::MEMBER_STATUS_FORMER);
  for (const v1::Event& event : community_.accept(community_.admin, command).events) {
    if (event.has_round()) play.take_in({community::from_journal(event)});
  }
}

}  // namespace ramure::test
