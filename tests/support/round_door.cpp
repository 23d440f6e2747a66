#include "tests/support/round_door.hpp"

#include <algorithm>
#include <memory>
#include <string>

#include "server/community/decide.hpp"
#include "server/community/round_book.hpp"

namespace ramure::test {

namespace {

codev::Decided send(storage::Store& store, const codev::Actor& actor, const v1::Command& command, TimestampMs now) {
  const auto by = actor.is_server ? community::Actor::server() : community::Actor::member(actor.member_id);
  store.begin();
  store.begin_command();
  const auto decided =
      community::decide(store.view(), command, by, store.next_seq(), std::max(now, store.last_event_ms()));
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

}  // namespace

RoundDoor door_of(storage::Store& store) {
  const auto keys = std::make_shared<std::uint64_t>(100'000'000'000'000);
  return [&store, keys](const codev::Actor& actor, const v1::RoundCommand& command, TimestampMs now) {
    v1::Command sent;
    sent.set_command_key(std::to_string(++*keys) + "r");
    *sent.mutable_round() = command;
    return send(store, actor, sent, now);
  };
}

}  // namespace ramure::test
