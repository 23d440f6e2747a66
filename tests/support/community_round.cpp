#include "tests/support/community_round.hpp"

#include <algorithm>

#include "server/community/round_book.hpp"

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

RoundDoor CommunityRound::door() {
  return [this](const codev::Actor& actor, const v1::RoundCommand& command, TimestampMs now) {
    return send(actor, command, now);
  };
}

std::vector<std::uint64_t> CommunityRound::everybody() const {
  std::vector<std::uint64_t> ids{cast_.facilitator, cast_.client, cast_.guest};
  for (const auto* more : {&cast_.consultants, &cast_.newcomers, &cast_.observers, &cast_.strangers}) {
    ids.insert(ids.end(), more->begin(), more->end());
  }
  return ids;
}

codev::Decided CommunityRound::send(const codev::Actor& actor, v1::RoundCommand command, TimestampMs now) {
  const auto by = actor.is_server ? community::Actor::server() : community::Actor::member(actor.member_id);
  v1::Command sent;
  sent.set_command_key(std::to_string(100'000'000'000'000 + ++keys_) + "r");
  *sent.mutable_round() = std::move(command);
  storage::Store& store = community_.store();
  store.begin();
  store.begin_command();
  const auto decided =
      community::decide(store.view(), sent, by, store.next_seq(), std::max(now, store.last_event_ms()));
  if (!decided) {
    store.undo_command();
    store.commit();
    return std::unexpected(decided.error());
  }
  codev::Events events;
  for (const v1::Event& event : decided->events) {
    store.append(event);
    if (event.has_round()) events.push_back(community::from_journal(event));
  }
  for (const auto& look : decided->round_looks) store.note_round_look(look.round_id, look.at_ms);
  store.end_command();
  store.commit();
  return events;
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
