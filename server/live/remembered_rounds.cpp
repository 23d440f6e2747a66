#include "server/live/remembered_rounds.hpp"

#include <algorithm>
#include <utility>

namespace ramure::live {

namespace {

// Whether nobody else has it, nor had it at this moment on another thread: to drop our own second hold on it
// synchronizes with whoever dropped his before.
bool is_alone(const std::shared_ptr<codev::Round>& round) {
  auto second = round;
  const bool alone = second.use_count() == 2;
  second.reset();
  return alone;
}

}  // namespace

// Somebody who reads an older state of the tables is not shown a newer round.
RememberedRounds::Remembered RememberedRounds::find(std::uint64_t round_id, std::uint64_t committed_seq) {
  const std::lock_guard lock(mutex_);
  const auto found = rounds_.find(round_id);
  return found != rounds_.end() && found->second.through_seq <= committed_seq ? found->second : Remembered{};
}

void RememberedRounds::keep(std::uint64_t round_id, Remembered remembered) {
  const std::lock_guard lock(mutex_);
  if (rounds_.size() >= remembered_rounds_max && !rounds_.contains(round_id)) rounds_.clear();
  Remembered& known = rounds_[round_id];
  if (known.through_seq < remembered.through_seq) known = std::move(remembered);
}

community::RoundPointer RememberedRounds::open(std::uint64_t round_id, std::uint64_t committed_seq,
                                               const community::LoadRound& load) {
  Remembered known = find(round_id, committed_seq);
  const std::vector<v1::Event> events = load(known.through_seq);
  if (events.empty()) return known.round;
  const auto uncommitted =
      std::ranges::find_if(events, [&](const v1::Event& event) { return event.seq() > committed_seq; });
  auto round = known.round == nullptr ? codev::Round{} : *known.round;
  if (uncommitted != events.begin()) {
    community::fold(round, {events.begin(), uncommitted});
    known = {std::make_shared<codev::Round>(round), std::prev(uncommitted)->seq()};
    keep(round_id, known);
  }
  if (uncommitted == events.end()) return known.round;
  community::fold(round, {uncommitted, events.end()});
  return std::make_shared<const codev::Round>(std::move(round));
}

community::RoundInHand RememberedRounds::take(std::uint64_t round_id, const community::LoadRound& load) {
  community::RoundInHand in_hand;
  {
    const std::lock_guard lock(mutex_);
    if (auto taken = rounds_.extract(round_id)) {
      Remembered& known = taken.mapped();
      in_hand.through_seq = known.through_seq;
      in_hand.round = is_alone(known.round) ? std::move(*known.round) : *known.round;
    }
  }
  community::fold(in_hand, load);
  return in_hand;
}

void RememberedRounds::put_back(std::uint64_t round_id, community::RoundInHand in_hand) {
  const std::uint64_t through_seq = in_hand.through_seq;
  keep(round_id, {std::make_shared<codev::Round>(std::move(in_hand.round)), through_seq});
}

void RememberedRounds::forget() {
  const std::lock_guard lock(mutex_);
  rounds_.clear();
}

}  // namespace ramure::live
