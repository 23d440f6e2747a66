#include "server/community/round_book.hpp"

#include <utility>

#include "server/codev/decide.hpp"
#include "server/codev/shipped_templates.hpp"

namespace ramure::community {

void fold(codev::Round& round, std::span<const v1::Event> events) {
  for (const v1::Event& event : events) codev::apply(round, from_journal(event));
}

void fold(RoundInHand& in_hand, const LoadRound& load) {
  const std::vector<v1::Event> events = load(in_hand.through_seq);
  fold(in_hand.round, events);
  if (!events.empty()) in_hand.through_seq = events.back().seq();
}

RoundPointer RoundRules::open(std::uint64_t round_id, std::uint64_t committed_seq, const LoadRound& load) const {
  if (book != nullptr) return book->open(round_id, committed_seq, load);
  const std::vector<v1::Event> events = load(0);
  if (events.empty()) return nullptr;
  auto round = std::make_shared<codev::Round>();
  fold(*round, events);
  return round;
}

RoundInHand RoundRules::take(std::uint64_t round_id, const LoadRound& load) const {
  if (book != nullptr) return book->take(round_id, load);
  RoundInHand in_hand;
  fold(in_hand, load);
  return in_hand;
}

void RoundRules::put_back(std::uint64_t round_id, RoundInHand in_hand) const {
  if (book != nullptr) book->put_back(round_id, std::move(in_hand));
}

const codev::Templates& RoundRules::known_templates() const {
  return templates != nullptr ? *templates : codev::shipped_templates();
}

v1::RoundEvent from_journal(const v1::Event& event) {
  v1::RoundEvent round = event.round();
  round.set_seq(event.seq());
  round.set_at_ms(event.at_ms());
  round.set_actor_id(event.actor_id());
  if (event.channel_id() == 0) {
    round.set_member_id(event.member_id());
  } else if (event.channel_id() == round.round_id()) {
    round.set_round(true);
  } else {
    round.set_desk(true);
  }
  return round;
}

v1::Event to_journal(v1::RoundEvent round) {
  v1::Event event;
  event.set_seq(round.seq());
  event.set_at_ms(round.at_ms());
  event.set_actor_id(round.actor_id());
  event.set_birth_seq(round.seq());
  if (round.audience_case() == v1::RoundEvent::kMemberId) {
    event.set_member_id(round.member_id());
  } else {
    event.set_channel_id(round.round() ? round.round_id() : desk_of(round.round_id()));
  }
  round.clear_seq();
  round.clear_at_ms();
  round.clear_actor_id();
  round.clear_audience();
  *event.mutable_round() = std::move(round);
  return event;
}

}  // namespace ramure::community
