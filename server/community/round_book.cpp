#include "server/community/round_book.hpp"

#include "server/codev/decide.hpp"
#include "server/codev/shipped_templates.hpp"

namespace ramure::community {

namespace {

// Applies the events up to `through_seq` from `next` on; returns where it stopped.
std::size_t fold(codev::Round& round, const std::vector<v1::Event>& events, std::size_t next,
                 std::uint64_t through_seq) {
  for (; next < events.size() && events[next].seq() <= through_seq; ++next) {
    codev::apply(round, from_journal(events[next]));
  }
  return next;
}

}  // namespace

RoundBook::RoundPointer RoundBook::open(std::uint64_t round_id, std::uint64_t committed_seq, const Load& load) {
  Remembered known;
  {
    const std::lock_guard lock(mutex_);
    const auto found = rounds_.find(round_id);
    // Somebody who reads an older state of the tables is not shown a newer round.
    if (found != rounds_.end() && found->second.through_seq <= committed_seq) known = found->second;
  }
  const std::vector<v1::Event> events = load(known.through_seq);
  if (events.empty()) return known.round;
  auto round = known.round == nullptr ? codev::Round{} : *known.round;
  const std::size_t committed = fold(round, events, 0, committed_seq);
  if (committed != 0) {
    known = {std::make_shared<const codev::Round>(round), committed_seq};
    const std::lock_guard lock(mutex_);
    if (rounds_.size() >= remembered_rounds_max) rounds_.clear();
    if (rounds_[round_id].through_seq < committed_seq) rounds_[round_id] = known;
  }
  if (committed == events.size()) return known.round;
  fold(round, events, committed, events.back().seq());
  return std::make_shared<const codev::Round>(std::move(round));
}

RoundBook::RoundPointer RoundRules::open(std::uint64_t round_id, std::uint64_t committed_seq,
                                         const RoundBook::Load& load) const {
  if (book != nullptr) return book->open(round_id, committed_seq, load);
  RoundBook alone;
  return alone.open(round_id, committed_seq, load);
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
