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

void append(std::vector<std::uint64_t>& ids, const std::vector<std::uint64_t>& more) {
  ids.insert(ids.end(), more.begin(), more.end());
}

}  // namespace

void RoundWatch::note(const BatchOutcome& outcome) {
  for (const community::RoundLook& look : outcome.round_looks) {
    if (look.at_ms != 0) look_again_at(look.at_ms);
  }
  if (!outcome.rounds_held_anew.empty()) tell_later({.round_ids = outcome.rounds_held_anew});
}

void RoundWatch::look_again_at(TimestampMs at) {
  TimestampMs known = next_look_ms_;
  while (at < known && !next_look_ms_.compare_exchange_weak(known, at)) continue;
}

void RoundWatch::tell_later(ToTell to_tell) {
  const std::lock_guard lock(mutex_);
  to_tell_.everybody |= to_tell.everybody;
  append(to_tell_.facilitator_ids, to_tell.facilitator_ids);
  append(to_tell_.round_ids, to_tell.round_ids);
}

RoundWatch::ToTell RoundWatch::take_to_tell(Presence& presence) {
  const std::vector<std::uint64_t> moved = presence.take_moved();
  const std::lock_guard lock(mutex_);
  append(to_tell_.facilitator_ids, moved);
  return std::exchange(to_tell_, {});
}

void RoundWatch::look(storage::Reader& reader, TimestampMs now, const Submit& submit) {
  const std::vector<std::uint64_t> due = reader.rounds_to_look_at(now, looks_at_once_max);
  for (const std::uint64_t id : due) {
    if (!submit(tick_of(id))) break;
  }
  // A tick may find no room, and there may be more than these: a round whose look is still due then is found again.
  if (!due.empty()) look_again_at(now + look_again_ms);
  if (const TimestampMs later = reader.next_look_ms(now); later != 0) look_again_at(later);
}

void RoundWatch::tell(storage::Reader& reader, const ToTell& to_tell, const Presence& presence, const Submit& submit) {
  std::vector<std::uint64_t> rounds = to_tell.round_ids;
  if (to_tell.everybody) append(rounds, reader.open_rounds_held_by(0));
  for (const std::uint64_t id : to_tell.facilitator_ids) append(rounds, reader.open_rounds_held_by(id));
  for (const std::uint64_t id : rounds) {
    const std::uint64_t facilitator_id = reader.facilitator_of(id);
    const bool has_room = submit(connection_of(id, facilitator_id, presence.is_here(facilitator_id)));
    if (!has_room) tell_later({.round_ids = {id}});
  }
}

void RoundWatch::tick(TimestampMs now, Presence& presence, const WithReader& with_reader, const Submit& submit) {
  if (is_at_work_) return;
  const bool is_due = next_look_ms_ <= now;
  ToTell to_tell = take_to_tell(presence);
  if (!is_due && to_tell.is_empty()) return;
  is_at_work_ = true;
  if (is_due) next_look_ms_ = never_ms;  // what the ticks bring says when the next one is due
  with_reader([this, now, is_due, to_tell = std::move(to_tell), &presence, submit](storage::Reader* reader) {
    if (reader != nullptr) {
      if (is_due) look(*reader, now, submit);
      tell(*reader, to_tell, presence, submit);
    } else {
      if (is_due) look_again_at(now + look_again_ms);
      tell_later(to_tell);
    }
    is_at_work_ = false;
  });
}

}  // namespace ramure::live
