#include "server/live/remembered_rounds.hpp"

#include <algorithm>

namespace ramure::live {

// Somebody who reads an older state of the tables is not shown a newer round.
RememberedRounds::Remembered RememberedRounds::find(std::uint64_t round_id, std::uint64_t committed_seq) {
  const std::lock_guard lock(mutex_);
  const auto found = rounds_.find(round_id);
  return found != rounds_.end() && found->second.through_seq <= committed_seq ? found->second : Remembered{};
}

void RememberedRounds::keep(std::uint64_t round_id, const Remembered& remembered) {
  const std::lock_guard lock(mutex_);
  if (rounds_.size() >= remembered_rounds_max && !rounds_.contains(round_id)) rounds_.clear();
  Remembered& known = rounds_[round_id];
  if (known.through_seq < remembered.through_seq) known = remembered;
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
    known = {std::make_shared<const codev::Round>(round), committed_seq};
    keep(round_id, known);
  }
  if (uncommitted == events.end()) return known.round;
  community::fold(round, {uncommitted, events.end()});
  return std::make_shared<const codev::Round>(std::move(round));
}

}  // namespace ramure::live
