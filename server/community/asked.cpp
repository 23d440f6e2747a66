#include "server/community/asked.hpp"

#include "protocol/check.hpp"

namespace ramure::community {

v1::Event& Announcer::add(std::uint64_t birth_seq) {
  const std::uint64_t seq = next_seq();
  v1::Event& event = decision_.events.emplace_back();
  event.set_seq(seq);
  event.set_at_ms(asked_.now);
  event.set_actor_id(asked_.me.id);
  event.set_birth_seq(birth_seq);
  event.set_command_key(asked_.command_key);
  return event;
}

v1::Event& Announcer::to_channel(std::uint64_t channel_id, std::uint64_t birth_seq) {
  v1::Event& event = add(birth_seq);
  event.set_channel_id(channel_id);
  return event;
}

v1::Event& Announcer::to_channel_by_nobody(std::uint64_t channel_id, std::uint64_t birth_seq) {
  v1::Event& event = to_channel(channel_id, birth_seq);
  event.clear_actor_id();
  event.clear_command_key();
  return event;
}

v1::Event& Announcer::to_member(std::uint64_t member_id) {
  v1::Event& event = add(next_seq());
  event.set_member_id(member_id);
  return event;
}

void Announcer::of_round(v1::Event event) {
  CHECK(event.seq() == next_seq(), "an event of a round takes the next number");
  if (event.actor_id() != 0) event.set_command_key(asked_.command_key);
  decision_.events.push_back(std::move(event));
}

v1::PrivateRow& Announcer::row_of(std::uint64_t member_id) {
  if (member_id == asked_.me.id) return decision_.private_rows.emplace_back();
  return decision_.rows_of_others.emplace_back(member_id).row;
}

}  // namespace ramure::community
