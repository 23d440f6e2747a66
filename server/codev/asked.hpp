// What every rule is handed (who asks, of which round, when), and the pen with which events are written. Internal to
// this room.
//
//   Pen pen(asked);
//   pen.to_round().mutable_step_extended()->set_by_ms(by_ms);
//   pen.to_member(author).mutable_contribution_made()->…;
//   return pen.events();
#pragma once

#include "server/codev/decide.hpp"
#include "server/codev/refuse.hpp"

namespace ramure::codev {

struct Asked {
  const Round& round;
  const v1::RoundParticipant& me;
  Roles roles = 0;
  std::uint32_t seen_opening = 0;
  Moment moment;

  const v1::RoundState& state() const { return round.state; }
  bool is(v1::RoundRole role) const { return includes(roles, role); }
};

class Pen {
 public:
  Pen(const Round& round, std::uint64_t actor_id, const Moment& moment)
      : round_(round), actor_id_(actor_id), moment_(moment) {}
  explicit Pen(const Asked& asked) : Pen(asked.round, asked.me.member_id(), asked.moment) {}

  // A new event with seq, time, round, actor and audience; the caller gives it its body. Good until the next call.
  v1::RoundEvent& to_round();
  v1::RoundEvent& to_desk();
  v1::RoundEvent& to_member(std::uint64_t member_id);
  // To everybody, and nobody is told whose act it was.
  v1::RoundEvent& to_round_by_nobody();

  std::uint64_t next_seq() const { return moment_.next_seq + events_.size(); }
  bool is_empty() const { return events_.empty(); }
  Events events() { return std::move(events_); }

 private:
  v1::RoundEvent& add(std::uint64_t actor_id);

  const Round& round_;
  std::uint64_t actor_id_;
  Moment moment_;
  Events events_;
};

}  // namespace ramure::codev
