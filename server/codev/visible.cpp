#include "server/codev/visible.hpp"

#include <algorithm>

#include "server/codev/conditions.hpp"
#include "server/codev/step_clock.hpp"

namespace ramure::codev {

namespace {

bool is_at_desk(const Round& round, std::uint64_t member_id) {
  return member_id == round.state.plan().facilitator_id() || member_id == round.state.plan().deputy_id();
}

void show_contributions(const Round& round, const v1::RoundParticipant& me, v1::RoundView& view) {
  const v1::RoundStep* step = open_step(round);
  for (const v1::Contribution& said : round.state.contributions()) {
    if (!may_read(round, me, said)) continue;
    *view.add_contributions() = said;
    const bool is_offered = said.kept_for_consultation() && said.author_id() == me.member_id() && !said.erased();
    if (is_offered && step != nullptr && step->releases_parked()) view.add_notes_offered(said.id());
  }
}

void show_allowed(const Round& round, Roles roles, v1::RoundView& view) {
  if (!is_running(round)) return;
  for (const v1::RoundKind& kind : round.state.form().kinds()) {
    const Form::Kind& known = *round.form->kind(kind.key());
    const bool allowed = (roles & (known.always | round.form->allowed(round.state.step(), known))) != 0;
    if (allowed) view.add_kinds_allowed_now(kind.key());
  }
}

void show_clock(const Round& round, Roles roles, TimestampMs now, v1::RoundView& view) {
  const bool is_shown = round.state.plan().clock_for_all() || includes(roles, v1::ROUND_ROLE_FACILITATOR) ||
                        includes(roles, v1::ROUND_ROLE_TIMEKEEPER);
  if (!is_shown || !round.state.clock().has_length()) return;
  view.set_shows_clock(true);
  view.set_step_remaining_ms(remaining_ms(round.state.clock(), now));
}

// What is told already (a lock) is not told again as something that may be passed over.
void show_conditions(const Round& round, const google::protobuf::RepeatedField<int>& conditions, bool is_lock,
                     TimestampMs now, v1::RoundView& view) {
  for (const int number : conditions) {
    const auto condition = static_cast<v1::RoundCondition>(number);
    const auto& all = view.conditions();
    if (std::ranges::find(all, condition, &v1::ConditionState::condition) != all.end()) continue;
    v1::ConditionState& told = *view.add_conditions();
    told.set_condition(condition);
    told.set_holds(holds(round, condition, now));
    told.set_is_lock(is_lock);
    if (told.holds()) continue;
    for (const std::uint64_t id : waiting_for(round, condition)) told.add_waiting_for_ids(id);
  }
}

void show_desk(const Round& round, TimestampMs now, v1::RoundView& view) {
  const v1::RoundState& state = round.state;
  for (const v1::ObserverProposal& proposal : state.observers()) {
    const v1::RoundParticipant* observer = participant(round, proposal.observer_id());
    if (observer == nullptr || !observer->admitted()) view.add_proposed_observer_ids(proposal.observer_id());
  }
  if (!is_running(round)) return;
  const bool has_next = state.step() < static_cast<std::uint32_t>(state.form().steps_size());
  const auto& locks =
      has_next ? state.form().steps(static_cast<int>(state.step())).needs() : state.form().finish_needs();
  show_conditions(round, locks, true, now, view);
  show_conditions(round, open_step(round)->ready(), false, now, view);
  for (const std::uint64_t id : not_yet_heard(round)) view.add_not_yet_heard_ids(id);
  const auto reserve = reserve_at(round);
  view.set_reserve_reached(reserve && *reserve <= now);
}

// Of people who are not in the round (left, or an observer who was not admitted) nothing is shown.
void show_people(const Round& round, v1::RoundView& view) {
  for (const v1::RoundParticipant& person : round.state.participants()) {
    const bool is_shown = person.attendance() != v1::ATTENDANCE_LEFT && roles_of(round, person) != 0;
    if (is_shown) *view.add_participants() = person;
  }
}

bool may_take_over(const Round& round, std::uint64_t member_id, TimestampMs now) {
  return !is_over(round) && round.state.plan().deputy_id() == member_id && is_left_alone(round, now);
}

// Where the round is, for everybody in it alike.
void show_course(const Round& round, v1::RoundView& view) {
  const v1::RoundState& state = round.state;
  *view.mutable_minutes() = state.minutes();
  *view.mutable_past_actions() = state.past_actions();
  *view.mutable_openings() = state.openings();
  view.set_offered_to_id(state.offered_to_id());
  view.set_questions_hidden(state.questions_hidden());
  view.set_reveal_at_ms(state.reveal_at_ms());
  view.set_silent_until_ms(state.silent_until_ms());
  view.set_scheduled_step(state.scheduled_step());
  view.set_scheduled_at_ms(state.scheduled_at_ms());
  view.set_words_unconfirmed(state.words_unconfirmed());
  view.set_words_erased(state.words_erased());
  view.set_ended_at_ms(state.ended_at_ms());
}

void show_roles(Roles roles, v1::RoundView& view) {
  for (int role = v1::ROUND_ROLE_CLIENT; role < v1::RoundRole_ARRAYSIZE; ++role) {
    if (includes(roles, static_cast<v1::RoundRole>(role))) view.add_my_roles(static_cast<v1::RoundRole>(role));
  }
}

std::uint64_t observer_asked(const Round& round, const v1::RoundParticipant& me) {
  if (!is_peer(me)) return 0;
  for (const v1::ObserverProposal& proposal : round.state.observers()) {
    const auto& answers = proposal.answers();
    const bool has_answered =
        std::ranges::find(answers, me.member_id(), &v1::ObserverAnswer::member_id) != answers.end();
    if (!has_answered) return proposal.observer_id();
  }
  return 0;
}

// Whether something that the open step asks for, or the next one, waits for him.
bool is_waited_for(const Round& round, std::uint64_t member_id) {
  if (!is_running(round)) return false;
  for (const int condition : open_step(round)->ready()) {
    const auto ids = waiting_for(round, static_cast<v1::RoundCondition>(condition));
    if (std::ranges::find(ids, member_id) != ids.end()) return true;
  }
  return false;
}

}  // namespace

bool visible_to(const Round& round, const v1::RoundEvent& event, std::uint64_t member_id) {
  const v1::RoundParticipant* person = participant(round, member_id);
  if (person == nullptr || roles_of(round, *person) == 0) return false;
  if (event.round_id() != round.state.id() || event.seq() < person->reads_from_seq()) return false;
  if (round.state.status() == v1::ROUND_STATUS_CANCELLED) return event.has_round_cancelled();
  switch (event.audience_case()) {
    case v1::RoundEvent::kRound: return event.round();
    case v1::RoundEvent::kDesk: return event.desk() && is_at_desk(round, member_id);
    case v1::RoundEvent::kMemberId: return event.member_id() == member_id;
    default: return false;
  }
}

v1::RoundView view_for(const Round& round, std::uint64_t member_id, TimestampMs now) {
  v1::RoundView view;
  const v1::RoundParticipant* me = participant(round, member_id);
  const Roles roles = me == nullptr ? 0 : roles_of(round, *me);
  if (roles == 0) return view;
  const v1::RoundState& state = round.state;
  view.set_id(state.id());
  view.set_status(state.status());
  if (state.status() == v1::ROUND_STATUS_CANCELLED) return view;
  *view.mutable_plan() = state.plan();
  *view.mutable_form() = state.form();
  show_people(round, view);
  view.set_client_id(state.client_id());
  view.set_designated_id(state.designated_id());
  view.set_step(state.step());
  view.set_opening(opening(round));
  view.set_suspended(state.suspended());
  *view.mutable_request() = state.request();
  *view.mutable_actions() = state.actions();
  *view.mutable_floor() = state.floor();
  view.set_silent_writing(state.silent_writing());
  view.set_frame_accepted(me->frame_accepted_at_ms() != 0);
  show_contributions(round, *me, view);
  show_allowed(round, roles, view);
  show_clock(round, roles, now, view);
  view.set_observer_asked_id(observer_asked(round, *me));
  show_course(round, view);
  show_roles(roles, view);
  view.set_may_take_over(may_take_over(round, member_id, now));
  if (includes(roles, v1::ROUND_ROLE_FACILITATOR)) show_desk(round, now, view);
  return view;
}

bool awaits(const Round& round, std::uint64_t member_id) {
  const v1::RoundParticipant* me = participant(round, member_id);
  if (me == nullptr || roles_of(round, *me) == 0 || is_over(round)) return false;
  const v1::RoundState& state = round.state;
  const bool is_asked_to_be_client = state.designated_id() == member_id && state.client_id() == 0;
  return state.floor().holder_id() == member_id || is_asked_to_be_client || state.offered_to_id() == member_id ||
         observer_asked(round, *me) != 0 || is_waited_for(round, member_id);
}

}  // namespace ramure::codev
