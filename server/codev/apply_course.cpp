#include <algorithm>

#include "server/codev/apply_parts.hpp"
#include "server/codev/step_clock.hpp"

namespace ramure::codev {

namespace {

using Body = v1::RoundEvent;

// Where the round should end, once it has begun: what was opened and what is always held.
std::int64_t planned_length_ms(const Round& round) {
  std::int64_t length = 0;
  for (std::uint32_t at = 1; at <= static_cast<std::uint32_t>(round.state.form().steps_size()); ++at) {
    if (!round.state.form().steps(static_cast<int>(at) - 1).optional()) length += duration_ms(round, at);
  }
  return length;
}

void end_hiding(v1::RoundState& state) {
  state.set_silent_writing(false);
  state.set_silent_until_ms(0);
  state.set_questions_hidden(false);
  state.set_reveal_at_ms(0);
  state.set_form_hides(false);
}

void start_clock(v1::RoundState& state, std::int64_t length_ms, TimestampMs at) {
  v1::StepClock& clock = *state.mutable_clock();
  const bool told_reserve = clock.told_reserve();
  clock.Clear();
  const bool runs = length_ms > 0 && !state.plan().entered_afterwards();
  clock.set_has_length(runs);
  clock.set_told_reserve(told_reserve);  // once in a round is enough
  if (!runs) return;
  clock.set_running_since_ms(at);
  clock.set_remaining_ms(length_ms);
}

void apply_step_opened(Round& round, const v1::StepOpened& opened, std::uint64_t seq, TimestampMs at) {
  v1::RoundState& state = round.state;
  const bool is_first = state.openings().empty();
  const std::uint32_t position = round.form->position(opened.step());
  const v1::RoundStep& step = state.form().steps(static_cast<int>(position) - 1);
  if (!state.plan().entered_afterwards()) {
    if (is_first) state.set_planned_end_ms(at + planned_length_ms(round));
    if (step.optional()) state.set_planned_end_ms(state.planned_end_ms() + opened.duration_ms());
  }
  state.set_status(v1::ROUND_STATUS_RUNNING);
  state.set_step(position);
  v1::StepOpening& opening = *state.add_openings();
  opening.set_step(opened.step());
  opening.set_at_ms(at);
  opening.set_reason(opened.reason());
  opening.set_seq(seq);
  start_clock(state, opened.duration_ms(), at);
  state.clear_floor();
  end_hiding(state);
  state.set_form_hides(!step.hidden_kinds().empty());
  state.clear_scheduled_step();
  state.set_scheduled_at_ms(0);
}

void apply_extended(v1::RoundState& state, std::int64_t by_ms, TimestampMs at) {
  v1::StepClock& clock = *state.mutable_clock();
  const std::int64_t left = std::max<std::int64_t>(remaining_ms(clock, at), 0) + by_ms;
  if (clock.running_since_ms() != 0) clock.set_running_since_ms(at);
  clock.set_remaining_ms(left);
  clock.set_told_over(left <= 0);  // whoever cuts it to nothing knows
}

void apply_suspended(v1::RoundState& state, TimestampMs at) {
  v1::StepClock& clock = *state.mutable_clock();
  clock.set_remaining_ms(remaining_ms(clock, at));
  clock.set_running_since_ms(0);
  state.set_suspended(true);
  state.set_suspended_at_ms(at);
}

void apply_resumed(v1::RoundState& state, TimestampMs at) {
  if (state.clock().has_length()) state.mutable_clock()->set_running_since_ms(at);
  if (state.planned_end_ms() != 0) state.set_planned_end_ms(state.planned_end_ms() + at - state.suspended_at_ms());
  state.set_suspended(false);
  state.set_suspended_at_ms(0);
}

void apply_end(v1::RoundState& state, v1::RoundStatus status, TimestampMs at) {
  state.set_status(status);
  state.set_ended_at_ms(at);
  state.set_suspended(false);
  state.clear_clock();
  state.clear_floor();
  state.set_offered_to_id(0);
  end_hiding(state);
  state.clear_scheduled_step();
  state.set_scheduled_at_ms(0);
}

// Only the fact that it existed is kept, and who has to be told so.
void apply_cancelled(v1::RoundState& state, TimestampMs at) {
  v1::RoundState left;
  left.set_id(state.id());
  *left.mutable_form() = state.form();
  for (const v1::RoundParticipant& person : state.participants()) {
    v1::RoundParticipant& kept = *left.add_participants();
    kept.set_member_id(person.member_id());
    kept.set_role(person.role());
    kept.set_attendance(person.attendance());
    kept.set_reads_from_seq(person.reads_from_seq());
    kept.set_admitted(person.admitted());
  }
  state = std::move(left);
  apply_end(state, v1::ROUND_STATUS_CANCELLED, at);
}

void apply_silence(v1::RoundState& state, TimestampMs until) {
  state.set_silent_writing(true);
  state.set_silent_until_ms(until);
}

void apply_scheduled(v1::RoundState& state, const v1::StepScheduled& scheduled) {
  state.set_scheduled_step(scheduled.step());
  state.set_scheduled_at_ms(scheduled.at_ms());
}

void apply_questions_hidden(v1::RoundState& state, TimestampMs reveal_at) {
  state.set_questions_hidden(true);
  state.set_reveal_at_ms(reveal_at);
}

}  // namespace

void apply_course(Round& round, const v1::RoundEvent& event) {
  v1::RoundState& state = round.state;
  const TimestampMs at = event.at_ms();
  switch (event.body_case()) {
    case Body::kStepOpened: return apply_step_opened(round, event.step_opened(), event.seq(), at);
    case Body::kStepScheduled: return apply_scheduled(state, event.step_scheduled());
    case Body::kStepNotOpened: return apply_scheduled(state, {});
    case Body::kStepExtended: return apply_extended(state, event.step_extended().by_ms(), at);
    case Body::kStepTimeOver: state.mutable_clock()->set_told_over(true); return;
    case Body::kReserveReached: state.mutable_clock()->set_told_reserve(true); return;
    case Body::kRoundSuspended: return apply_suspended(state, at);
    case Body::kRoundResumed: return apply_resumed(state, at);
    case Body::kRoundFinished: return apply_end(state, v1::ROUND_STATUS_FINISHED, at);
    case Body::kRoundLapsed: return apply_end(state, v1::ROUND_STATUS_LAPSED, at);
    case Body::kRoundCancelled: return apply_cancelled(state, at);
    case Body::kFloorChanged: *state.mutable_floor() = event.floor_changed().floor(); return;
    case Body::kSilentWritingStarted: return apply_silence(state, event.silent_writing_started().until_ms());
    case Body::kSilentWritingOver: state.set_silent_until_ms(0); return;
    case Body::kQuestionsHidden: return apply_questions_hidden(state, event.questions_hidden().reveal_at_ms());
    case Body::kRevealed: return end_hiding(state);
    default: return;  // an event of a later version changes nothing that is known here
  }
}

}  // namespace ramure::codev
