// The rules of a round of co-development: a command becomes events, or a refusal that says which rule of the method
// stands against it. Pure: no clock, no socket, no SQL; the same round, actor, command and moment always give the same
// answer.
//
//   auto decided = codev::decide(round, Actor::member(me), command, {now, next_seq});
//   if (!decided) answer(decided.error());  // data["cause"]: rights, lock, floor, opening, …
//   else for (const auto& event : *decided) codev::apply(round, event);
//
// Nobody outside the round learns of it: whoever is not in it is answered NOT_FOUND, as if it did not exist. A Tick
// that brings nothing gives no events, and is no refusal.
#pragma once

#include <expected>
#include <vector>

#include "ramure/v1/refusals.pb.h"
#include "ramure/v1/round_commands.pb.h"
#include "ramure/v1/round_events.pb.h"
#include "server/codev/round.hpp"

namespace ramure::codev {

using Events = std::vector<v1::RoundEvent>;
using Decided = std::expected<Events, v1::Refusal>;

// `moment.now` is never before the round's last event.
Decided decide(const Round& round, const Actor& actor, const v1::RoundCommand& command, const Moment& moment);

// PlanRound, with the template that its key names. The one event's seq is the round's id. That the people named are
// members of the community is the caller's to know.
Decided plan(const v1::RoundTemplate& form, const Actor& actor, const v1::PlanRound& command, const Moment& moment);

// What the event changes. Any round and its events in order give the same state as before.
void apply(Round& round, const v1::RoundEvent& event);

}  // namespace ramure::codev
