// A practice round (« salle d'essai »): a facilitator alone, with imaginary people, in the true room. They have ids
// that no member has (limits::is_fictional) and act by the same rules as everybody; when, the facilitator says, turn by
// turn.
//
//   auto planned = plan_practice(form, script, Actor::planner(me), command, {now, next_seq});
//   auto decided = practice_turn(round, script, Actor::member(me), command, {now, next_seq});
//
// Nothing of it leaves the room: nobody else is let in, nothing returns to a thread (sharing.hpp), and it is forgotten
// after a week.
#pragma once

#include <optional>

#include "server/codev/decide.hpp"
#include "server/codev/practice_script.hpp"

namespace ramure::codev {

// What somebody imaginary does, as a member would send it.
struct Turn {
  std::uint64_t member_id = 0;
  v1::RoundCommand command;
};

// Who acts next in the open step, and what she does: whatever the rules accept of her, in the order in which the method
// expects it. Nothing: it is the facilitator's turn. The same round, script and time always give the same turn.
std::optional<Turn> next_turn(const Round& round, const PracticeScript& script, TimestampMs now);

// PlanRound with plan.practice: the people are the script's, the date is now unless it is told.
Decided plan_practice(const v1::RoundTemplate& form, const PracticeScript& script, const Actor& actor,
                      const v1::PlanRound& command, const Moment& moment);

// PracticeTurn: the next turn, decided. Its events are of whoever is imaginary.
Decided practice_turn(const Round& round, const PracticeScript& script, const Actor& actor,
                      const v1::RoundCommand& command, const Moment& moment);

}  // namespace ramure::codev
