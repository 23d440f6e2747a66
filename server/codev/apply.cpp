// What an event changes in a round. It asks nothing and refuses nothing: what was decided is so.
#include <algorithm>

#include "protocol/check.hpp"
#include "server/codev/apply_parts.hpp"
#include "server/codev/decide.hpp"
#include "server/codev/step_clock.hpp"

namespace ramure::codev {

namespace {

using Body = v1::RoundEvent;

void take_out(google::protobuf::RepeatedField<std::uint64_t>& ids, std::uint64_t id) {
  ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
}

// Whoever leaves, or is absent, neither has the floor nor waits for it: it goes to the next.
void apply_off_the_floor(v1::RoundState& state, std::uint64_t id) {
  v1::Floor& floor = *state.mutable_floor();
  take_out(*floor.mutable_waiting_ids(), id);
  take_out(*floor.mutable_tour_ids(), id);
  if (floor.holder_id() == id) floor.set_holder_id(floor.tour_ids().empty() ? 0 : floor.tour_ids(0));
}

void apply_planned(Round& round, const v1::RoundPlanned& planned, const v1::RoundEvent& event) {
  v1::RoundState& state = round.state;
  state.set_id(event.seq());
  state.set_status(v1::ROUND_STATUS_PLANNED);
  *state.mutable_form() = planned.form();
  *state.mutable_plan() = planned.plan();
  *state.mutable_participants() = planned.participants();
  state.set_designated_id(planned.designated_id());
  *state.mutable_past_actions() = planned.past_actions();
  round.form = std::make_shared<Form>(planned.form());
}

// The client is gone: what was built on him is no longer in force. The round goes back to find another, or is
// cancelled.
void apply_without_client(v1::RoundState& state) {
  state.set_client_id(0);
  const std::uint32_t version = state.request().version();
  state.mutable_request()->Clear();
  state.mutable_request()->set_version(version);  // versions never come twice
  state.clear_actions();
  state.clear_minutes();
  state.clear_words_unconfirmed();
}

void apply_removed(Round& round, std::uint64_t id) {
  v1::RoundState& state = round.state;
  if (v1::RoundParticipant* person = participant(round, id)) person->set_attendance(v1::ATTENDANCE_LEFT);
  v1::RoundPlan& plan = *state.mutable_plan();
  if (plan.deputy_id() == id) plan.set_deputy_id(0);
  if (plan.scribe_id() == id) plan.set_scribe_id(0);
  if (plan.timekeeper_id() == id) plan.set_timekeeper_id(0);
  if (state.offered_to_id() == id) state.set_offered_to_id(0);
  apply_off_the_floor(state, id);
  if (is_over(round)) return;  // who was the client, and who agreed, stays true
  if (state.designated_id() == id) state.set_designated_id(0);
  if (state.client_id() == id) apply_without_client(state);
  take_out(*state.mutable_request()->mutable_agreed_ids(), id);
}

void apply_designation_answered(v1::RoundState& state, std::uint64_t id, bool accepts) {
  if (accepts) {
    state.set_client_id(id);
    take_out(*state.mutable_request()->mutable_agreed_ids(), id);
    if (state.plan().scribe_id() == id) state.mutable_plan()->set_scribe_id(0);
    if (state.plan().timekeeper_id() == id) state.mutable_plan()->set_timekeeper_id(0);
    if (state.plan().deputy_id() == id) state.mutable_plan()->set_deputy_id(0);
    if (state.offered_to_id() == id) state.set_offered_to_id(0);
  } else {
    if (state.client_id() == id) apply_without_client(state);
    state.set_designated_id(0);
  }
}

void apply_facilitation_taken(Round& round, const v1::FacilitationTaken& taken) {
  v1::RoundState& state = round.state;
  v1::RoundPlan& plan = *state.mutable_plan();
  if (v1::RoundParticipant* from = participant(round, taken.from_member_id())) {
    from->set_role(from->is_peer() ? v1::ROUND_ROLE_CONSULTANT : v1::ROUND_ROLE_STANDBY);
  }
  participant(round, taken.to_member_id())->set_role(v1::ROUND_ROLE_FACILITATOR);
  participant(round, taken.to_member_id())->set_attendance(v1::ATTENDANCE_PRESENT);
  plan.set_facilitator_id(taken.to_member_id());
  if (plan.deputy_id() == taken.to_member_id() || plan.deputy_id() == 0) plan.set_deputy_id(taken.from_member_id());
  if (plan.scribe_id() == taken.to_member_id()) plan.set_scribe_id(0);
  if (plan.timekeeper_id() == taken.to_member_id()) plan.set_timekeeper_id(0);
  if (plan.former_client_id() == taken.to_member_id()) plan.set_former_client_id(0);
  state.set_offered_to_id(0);
  state.set_facilitator_gone_since_ms(0);
  take_out(*state.mutable_request()->mutable_agreed_ids(), taken.to_member_id());
  apply_off_the_floor(state, taken.to_member_id());
}

void apply_people(Round& round, const v1::RoundEvent& event) {
  v1::RoundState& state = round.state;
  switch (event.body_case()) {
    case Body::kRoundPlanned: return apply_planned(round, event.round_planned(), event);
    case Body::kRoundReplanned: *state.mutable_plan() = event.round_replanned().plan(); return;
    case Body::kParticipantAdded: *state.add_participants() = event.participant_added().participant(); return;
    case Body::kParticipantRemoved: return apply_removed(round, event.participant_removed().member_id());
    case Body::kAttendanceNoted:
      participant(round, event.attendance_noted().member_id())->set_attendance(event.attendance_noted().attendance());
      if (event.attendance_noted().attendance() == v1::ATTENDANCE_ABSENT) {
        apply_off_the_floor(state, event.attendance_noted().member_id());
      }
      return;
    case Body::kFrameAccepted: return apply_frame_accepted(round, event.frame_accepted().member_id(), event.at_ms());
    case Body::kDesignationAnswered:
      return apply_designation_answered(state, event.designation_answered().member_id(),
                                        event.designation_answered().accepts());
    case Body::kFacilitationOffered: state.set_offered_to_id(event.facilitation_offered().to_member_id()); return;
    case Body::kFacilitationOver: state.set_offered_to_id(0); return;
    case Body::kFacilitationTaken: return apply_facilitation_taken(round, event.facilitation_taken());
    case Body::kConnectionNoted:
      state.set_facilitator_gone_since_ms(event.connection_noted().connected() ? 0 : event.at_ms());
      return;
    default: return apply_observers(round, event);
  }
}

}  // namespace

void apply_client_answer(v1::RoundState& state, std::uint64_t id, bool accepts) {
  apply_designation_answered(state, id, accepts);
}

void apply_frame_accepted(Round& round, std::uint64_t id, TimestampMs at) {
  v1::RoundParticipant& person = *participant(round, id);
  if (person.frame_accepted_at_ms() == 0) person.set_frame_accepted_at_ms(at);
  person.set_attendance(v1::ATTENDANCE_PRESENT);
}

void apply(Round& round, const v1::RoundEvent& event) {
  CHECK(round.state.id() == event.round_id() || event.has_round_planned(), "an event belongs to its round");
  switch (event.body_case()) {
    case Body::kContributionMade:
    case Body::kContributionsShown:
    case Body::kContributionErased:
    case Body::kWordsConfirmed:
    case Body::kMinutesWished:
    case Body::kWordsErased: apply_words(round, event); break;
    case Body::kRoundPlanned:
    case Body::kRoundReplanned:
    case Body::kParticipantAdded:
    case Body::kParticipantRemoved:
    case Body::kAttendanceNoted:
    case Body::kFrameAccepted:
    case Body::kDesignationAnswered:
    case Body::kFacilitationOffered:
    case Body::kFacilitationOver:
    case Body::kFacilitationTaken:
    case Body::kConnectionNoted:
    case Body::kObserverProposed:
    case Body::kObserverAnswered:
    case Body::kObserverAdmitted:
    case Body::kObserverDeclined:
    case Body::kObserverWithdrawn: apply_people(round, event); break;
    default: apply_course(round, event); break;
  }
  round.state.set_last_seq(event.seq());
  round.state.set_last_event_at_ms(event.at_ms());
}

}  // namespace ramure::codev
