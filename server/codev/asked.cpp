#include "server/codev/asked.hpp"

namespace ramure::codev {

v1::RoundEvent& Pen::add(std::uint64_t actor_id) {
  v1::RoundEvent event;
  event.set_seq(next_seq());
  event.set_at_ms(moment_.now);
  event.set_round_id(round_.state.id());
  event.set_actor_id(actor_id);
  return events_.emplace_back(std::move(event));
}

v1::RoundEvent& Pen::to_round() {
  v1::RoundEvent& event = add(actor_id_);
  event.set_round(true);
  return event;
}

v1::RoundEvent& Pen::to_desk() {
  v1::RoundEvent& event = add(actor_id_);
  event.set_desk(true);
  return event;
}

v1::RoundEvent& Pen::to_member(std::uint64_t member_id) {
  v1::RoundEvent& event = add(actor_id_);
  event.set_member_id(member_id);
  return event;
}

v1::RoundEvent& Pen::to_round_by_nobody() {
  v1::RoundEvent& event = add(0);
  event.set_round(true);
  return event;
}

}  // namespace ramure::codev
