// What the server itself brings: a look at the clock, and whether the facilitator is connected. A Tick is harmless when
// it comes late, early or twice: it announces once what has become due, and only does what was ordered beforehand.
#include "server/codev/conditions.hpp"
#include "server/codev/families.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"
#include "server/codev/step_clock.hpp"

namespace ramure::codev {

namespace {

bool is_due(std::optional<TimestampMs> at, TimestampMs now) { return at && *at <= now; }

// The time is for the facilitator and the timekeeper, unless the group wants to see it.
void do_tell_time_over(const Round& round, Pen& pen) {
  const v1::RoundPlan& plan = round.state.plan();
  if (plan.clock_for_all()) {
    pen.to_round().mutable_step_time_over()->set_opening(opening(round));
    return;
  }
  pen.to_desk().mutable_step_time_over()->set_opening(opening(round));
  if (plan.timekeeper_id() == 0) return;
  pen.to_member(plan.timekeeper_id()).mutable_step_time_over()->set_opening(opening(round));
}

void do_erase_words(const Round& round, Pen& pen) {
  const v1::RoundState& state = round.state;
  v1::WordsErased& erased = *pen.to_round().mutable_words_erased();
  for (const v1::Contribution& said : state.contributions()) {
    if (is_clients_own(state, said)) erased.add_kept_ids(said.id());
  }
}

void do_look_at_clock(const Round& round, TimestampMs now, Pen& pen) {
  const v1::StepClock& clock = round.state.clock();
  if (!clock.has_length() || clock.running_since_ms() == 0) return;
  if (!clock.told_over() && is_over(clock, now)) do_tell_time_over(round, pen);
  if (!clock.told_reserve() && is_due(reserve_at(round), now)) {
    pen.to_desk().mutable_reserve_reached()->set_opening(opening(round));
  }
}

// In writing nobody is hurried while he is away: what would open by itself waits for him, unless he stays away for
// long. Who it is, is not said.
bool waits_for_absent(const Round& round, const Moment& moment) {
  return round.state.plan().mode() == v1::ROUND_MODE_WRITTEN && moment.peers_back_at_ms > moment.now &&
         moment.peers_back_at_ms - moment.now <= limits::waits_for_absent_ms_max;
}

void do_put_off(const Round& round, const Moment& moment, Pen& pen) {
  v1::StepScheduled& scheduled = *pen.to_round().mutable_step_scheduled();
  scheduled.set_step(round.state.scheduled_step());
  scheduled.set_at_ms(moment.peers_back_at_ms);
}

// The facilitator's own command, given in advance; a lock is a lock for it too.
void do_open_scheduled(const Round& round, TimestampMs now, Events& events, const Moment& moment) {
  const v1::RoundState& state = round.state;
  Pen pen(round, state.plan().facilitator_id(), {now, moment.next_seq + events.size()});
  const std::uint32_t position = round.form->position(state.scheduled_step());
  const v1::RoundStep& step = state.form().steps(static_cast<int>(position) - 1);
  const auto closed = missing(round, step.needs(), now);
  if (closed.empty() && is_reachable(round, position) && !state.suspended()) {
    do_open_step(round, position, "", now, pen);
  } else {
    v1::StepNotOpened& not_opened = *pen.to_desk().mutable_step_not_opened();
    not_opened.set_step(state.scheduled_step());
    for (const v1::RoundCondition condition : closed) not_opened.add_missing(condition);
  }
  for (v1::RoundEvent& event : pen.events()) events.push_back(std::move(event));
}

}  // namespace

Decided tick(const Round& round, const Moment& moment) {
  const v1::RoundState& state = round.state;
  const TimestampMs now = moment.now;
  Pen pen(round, 0, moment);
  if (is_due(lapse_at(round), now)) {
    pen.to_round().mutable_round_lapsed();
    return pen.events();
  }
  if (is_due(erase_at(round), now)) {  // before anything that could show words once more; the rest at the next look
    do_erase_words(round, pen);
    return pen.events();
  }
  const bool is_time = !is_over(round) && state.scheduled_at_ms() != 0 && state.scheduled_at_ms() <= now;
  const bool opens = is_time && !waits_for_absent(round, moment);
  if (is_time && !opens) do_put_off(round, moment, pen);
  if (is_running(round)) {
    do_look_at_clock(round, now, pen);
    if (state.silent_until_ms() != 0 && state.silent_until_ms() <= now) pen.to_desk().mutable_silent_writing_over();
    // Opening a step reveals by itself.
    if (state.reveal_at_ms() != 0 && state.reveal_at_ms() <= now && !opens) do_reveal(round, pen);
  }
  Events events = pen.events();
  if (opens) do_open_scheduled(round, now, events, moment);
  return events;
}

Decided note_connection(const Round& round, const v1::NoteConnection& command, const Moment& moment) {
  const bool was_connected = round.state.facilitator_gone_since_ms() == 0;
  const bool is_facilitator = round.state.plan().facilitator_id() == command.member_id();
  if (is_over(round) || !is_facilitator || was_connected == command.connected()) return Events{};
  Pen pen(round, 0, moment);
  pen.to_desk().mutable_connection_noted()->set_connected(command.connected());
  return pen.events();
}

}  // namespace ramure::codev
