// Handing the facilitation over: by offer and acceptance; or the deputy, when the facilitator has been gone for long
// enough. Nobody seizes it.
#include "server/codev/families.hpp"
#include "server/codev/shared_rules.hpp"
#include "server/codev/step_clock.hpp"

namespace ramure::codev {

namespace {

Decided taken(const Asked& asked, bool by_absence) {
  Pen pen(asked);
  v1::FacilitationTaken& body = *pen.to_round().mutable_facilitation_taken();
  body.set_from_member_id(asked.state().plan().facilitator_id());
  body.set_to_member_id(asked.me.member_id());
  body.set_by_absence(by_absence);
  return pen.events();
}

// Whoever becomes the client cannot hold the frame for himself.
bool may_facilitate(const Asked& asked, const v1::RoundParticipant& person) {
  return person.role() == v1::ROUND_ROLE_STANDBY ||
         (is_consultant(asked.round, person) && person.member_id() != asked.state().designated_id());
}

}  // namespace

Decided offer_facilitation(const Asked& asked, const v1::OfferFacilitation& command) {
  constexpr auto field = "offer_facilitation.to_member_id";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  if (command.to_member_id() == asked.state().offered_to_id()) return refuse::already_done(field);
  Pen pen(asked);
  if (command.to_member_id() == 0) {
    pen.to_round().mutable_facilitation_over();
    return pen.events();
  }
  const v1::RoundParticipant* heir = participant(asked.round, command.to_member_id());
  if (heir == nullptr || !may_facilitate(asked, *heir)) {
    return refuse::invalid(field, "it is offered to somebody of the round who is neither its client nor an observer");
  }
  pen.to_round().mutable_facilitation_offered()->set_to_member_id(command.to_member_id());
  return pen.events();
}

Decided answer_offer(const Asked& asked, const v1::AnswerOffer& command) {
  if (asked.state().offered_to_id() != asked.me.member_id()) {
    return refuse::forbidden("facilitator", "answer_offer", "the facilitation was not offered to you");
  }
  if (command.accepts()) {
    if (!may_facilitate(asked, asked.me)) {
      return refuse::forbidden("client", "answer_offer", "the client cannot hold the frame as well");
    }
    return taken(asked, false);
  }
  Pen pen(asked);
  pen.to_round().mutable_facilitation_over();
  return pen.events();
}

Decided take_over(const Asked& asked) {
  const v1::RoundPlan& plan = asked.state().plan();
  if (plan.deputy_id() == 0 || plan.deputy_id() != asked.me.member_id()) {
    return refuse::forbidden("facilitator", "take_over", "only the deputy who was named beforehand takes over");
  }
  if (!is_left_alone(asked.round, asked.moment.now)) {
    return refuse::forbidden("time", "take_over", "the facilitator is there, or has not been gone for long enough");
  }
  if (!may_facilitate(asked, asked.me)) {
    return refuse::forbidden("client", "take_over", "the client cannot hold the frame as well");
  }
  return taken(asked, true);
}

}  // namespace ramure::codev
