// A round as the rules see it: its state, and its form made quick to ask. A value: copied, compared, stored as the
// bytes of `state`.
//
//   codev::Round round = codev::Round::load(state);       // or Round{} and apply(round, planned_event)
//   auto decided = codev::decide(round, actor, command, {now, next_seq});
//   for (const auto& event : *decided) codev::apply(round, event);
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "ramure/v1/round.pb.h"
#include "server/clock.hpp"
#include "server/codev/form.hpp"

namespace ramure::codev {

struct Round {
  v1::RoundState state;
  std::shared_ptr<const Form> form;  // of state.form(); null while nothing is planned

  static Round load(v1::RoundState state);
};

// Who asks. The server itself looks at clocks and tells of connections; nothing that comes from the network is it.
struct Actor {
  std::uint64_t member_id = 0;
  bool is_server = false;
  bool may_plan = false;  // a facilitator of the community
  static Actor member(std::uint64_t id) { return {id, false, false}; }
  static Actor planner(std::uint64_t id) { return {id, false, true}; }
  static Actor server() { return {0, true, false}; }
};

// When, and which number the first event gets.
struct Moment {
  TimestampMs now = 0;
  std::uint64_t next_seq = 0;
  TimestampMs peers_back_at_ms = 0;  // when no peer of the round is away any more (community/absences.hpp); 0: none is
};

// Somebody of the round who has not left it; nullptr: there is no such person.
const v1::RoundParticipant* participant(const Round& round, std::uint64_t member_id);
v1::RoundParticipant* participant(Round& round, std::uint64_t member_id);

bool is_there(const v1::RoundParticipant& person);  // counts as present
bool is_there(const Round& round, std::uint64_t member_id);
bool is_peer(const v1::RoundParticipant& person);  // client or consultant, not left
bool is_consultant(const Round& round, const v1::RoundParticipant& person);

// What he is in the round now. None: an observer who was not admitted.
Roles roles_of(const Round& round, const v1::RoundParticipant& person);

bool is_running(const Round& round);
bool is_over(const Round& round);                    // finished, cancelled or lapsed
const v1::RoundStep* open_step(const Round& round);  // nullptr: none
std::uint32_t opening(const Round& round);           // how many steps were opened so far, also anew
bool was_opened(const Round& round, std::string_view step);
std::int64_t duration_ms(const Round& round, std::uint32_t position);  // planned; 0: the step has no length
const v1::Contribution* contribution(const Round& round, std::uint64_t id);
v1::Contribution* contribution(Round& round, std::uint64_t id);

// Whether this person may read that contribution now.
bool may_read(const Round& round, const v1::RoundParticipant& person, const v1::Contribution& contribution);

}  // namespace ramure::codev
