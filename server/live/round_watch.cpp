#include "server/live/round_watch.hpp"

#include <utility>

namespace ramure::live {

namespace {

v1::RoundCommand tick_of(std::uint64_t round_id) {
  v1::RoundCommand command;
  command.set_round_id(round_id);
  command.mutable_tick();
  return command;
}

v1::RoundCommand connection_of(std::uint64_t round_id, std::uint64_t facilitator_id, bool is_here) {
  v1::RoundCommand command;
  command.set_round_id(round_id);
  command.mutable_note_connection()->set_member_id(facilitator_id);
  command.mutable_note_connection()->set_connected(is_here);
  return command;
}

}  // namespace

void RoundWatch::note(const BatchOutcome& outcome) {
  for (const community::RoundLook& look : outcome.round_looks) {
    if (look.at_ms != 0) look_again_at(look.at_ms);
  }
  if (outcome.rounds_held_anew.empty()) return;
  const std::lock_guard lock(mutex_);
  held_anew_.insert(held_anew_.end(), outcome.rounds_held_anew.begin(), outcome.rounds_held_anew.end());
}

void RoundWatch::look_again_at(TimestampMs at) {
  TimestampMs known = next_look_ms_;
  while (at < known && !next_look_ms_.compare_exchange_weak(known, at)) continue;
}

std::vector<std::uint64_t> RoundWatch::take_held_anew() {
  const std::lock_guard lock(mutex_);
  return std::exchange(held_anew_, {});
}

void RoundWatch::look(storage::Reader& reader, TimestampMs now, const Submit& submit) {
  const std::vector<std::uint64_t> due = reader.rounds_to_look_at(now, looks_at_once_max);
  for (const std::uint64_t id : due) {
    if (!submit(tick_of(id))) break;
  }
  // A tick may be refused room (a full queue, a full disk), and there may be more than these: a round whose look is
  // still due then is found again.
  if (!due.empty()) look_again_at(now + look_again_ms);
  if (const TimestampMs later = reader.next_look_ms(now); later != 0) look_again_at(later);
}

void RoundWatch::tick(TimestampMs now, Presence& presence, const WithReader& with_reader, const Submit& submit) {
  if (next_look_ms_ <= now) {
    next_look_ms_ = never_ms;  // what the ticks bring says when the next one is due
    with_reader([this, now, submit](storage::Reader& reader) { look(reader, now, submit); });
  }
  // A start is a connection lost for everybody; nobody was told while the server was down.
  if (!std::exchange(has_started_, true)) {
    with_reader([this](storage::Reader& reader) {
      const std::lock_guard lock(mutex_);
      for (const std::uint64_t id : reader.open_rounds_held_by(0)) held_anew_.push_back(id);
    });
  }
  for (const auto& [member_id, is_here] : presence.take_moves()) {
    with_reader([member_id, is_here, submit](storage::Reader& reader) {
      for (const std::uint64_t id : reader.open_rounds_held_by(member_id)) {
        submit(connection_of(id, member_id, is_here));
      }
    });
  }
  const std::vector<std::uint64_t> held_anew = take_held_anew();
  if (held_anew.empty()) return;
  with_reader([held_anew, &presence, submit](storage::Reader& reader) {
    for (const std::uint64_t id : held_anew) {
      const std::uint64_t facilitator_id = reader.facilitator_of(id);
      submit(connection_of(id, facilitator_id, presence.is_here(facilitator_id)));
    }
  });
}

}  // namespace ramure::live
