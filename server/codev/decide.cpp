#include "server/codev/decide.hpp"

#include "server/codev/families.hpp"

namespace ramure::codev {

namespace {

using Body = v1::RoundCommand;

Decided decide_for_server(const Round& round, const v1::RoundCommand& command, const Moment& moment) {
  switch (command.body_case()) {
    case Body::kTick: return tick(round, moment);
    case Body::kNoteConnection: return note_connection(round, command.note_connection(), moment);
    default: return refuse::unknown_command();
  }
}

// What is said and how one moves on.
Decided decide_course(const Asked& asked, const v1::RoundCommand& command) {
  switch (command.body_case()) {
    case Body::kOpenStep: return open_step(asked, command.open_step());
    case Body::kScheduleStep: return schedule_step(asked, command.schedule_step());
    case Body::kExtendStep: return extend_step(asked, command.extend_step());
    case Body::kSuspendRound: return suspend_round(asked);
    case Body::kResumeRound: return resume_round(asked);
    case Body::kFinishRound: return finish_round(asked);
    case Body::kCancelRound: return cancel_round(asked);
    case Body::kContribute: return contribute(asked, command.contribute());
    case Body::kConfirmWords: return confirm_words(asked);
    case Body::kStartTour: return start_tour(asked, command.start_tour());
    case Body::kGiveFloor: return give_floor(asked, command.give_floor());
    case Body::kYieldFloor: return yield_floor(asked);
    case Body::kStartSilentWriting: return start_silent_writing(asked, command.start_silent_writing());
    case Body::kHideQuestions: return hide_questions(asked, command.hide_questions());
    case Body::kReveal: return reveal(asked);
    case Body::kShowContribution: return show_contribution(asked, command.show_contribution());
    default: return refuse::unknown_command();
  }
}

// Who is there, and in which role.
Decided decide_people(const Asked& asked, const v1::RoundCommand& command) {
  if (auto checked = check_stays_alone(asked, command); !checked) return pass_on(checked);
  switch (command.body_case()) {
    case Body::kReplanRound: return replan_round(asked, command.replan_round());
    case Body::kAddParticipant: return add_participant(asked, command.add_participant());
    case Body::kNoteAttendance: return note_attendance(asked, command.note_attendance());
    case Body::kAcceptFrame: return accept_frame(asked);
    case Body::kAnswerDesignation: return answer_designation(asked, command.answer_designation());
    case Body::kOfferFacilitation: return offer_facilitation(asked, command.offer_facilitation());
    case Body::kAnswerOffer: return answer_offer(asked, command.answer_offer());
    case Body::kTakeOver: return take_over(asked);
    case Body::kProposeObserver: return propose_observer(asked, command.propose_observer());
    case Body::kAnswerObserver: return answer_observer(asked, command.answer_observer());
    case Body::kWishMinutes: return wish_minutes(asked, command.wish_minutes());
    case Body::kPracticeTurn: return ask_for_turn(asked);
    default: return decide_course(asked, command);
  }
}

}  // namespace

Decided decide(const Round& round, const Actor& actor, const v1::RoundCommand& command, const Moment& moment) {
  if (round.state.id() == 0 || command.body_case() == Body::kPlanRound) return refuse::not_found("round_id");
  if (actor.is_server) return decide_for_server(round, command, moment);
  const v1::RoundParticipant* me = participant(round, actor.member_id);
  const Roles roles = me == nullptr ? 0 : roles_of(round, *me);
  if (roles == 0 || round.state.status() == v1::ROUND_STATUS_CANCELLED) return refuse::not_found("round_id");
  if (command.opening() != 0 && command.opening() != opening(round)) return refuse::moved_on(opening(round));
  const Asked asked{round, *me, roles, command.opening(), moment};
  // One's own words, and one's own leaving, are one's own for ever.
  if (command.has_erase_contribution()) return erase_contribution(asked, command.erase_contribution());
  if (command.has_remove_participant()) return remove_participant(asked, command.remove_participant());
  if (is_over(round)) return refuse::forbidden("over", "", "the round is over: what was said in it stays as it is");
  return decide_people(asked, command);
}

}  // namespace ramure::codev
