// What holds in a practice round alone: its facilitator is the only real person in it, and stays so.
#include "server/codev/families.hpp"
#include "server/codev/plan_checks.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"

namespace ramure::codev {

Checked check_practice_plan(const v1::RoundPlan& plan, const std::string& field) {
  const bool leads_out = plan.source_thread_id() != 0 || plan.continues_round_id() != 0;
  if (leads_out || plan.deputy_id() != 0 || plan.entered_afterwards()) {
    return refuse::invalid(field,
                           "a practice round stays in its room: it has no deputy, comes from no thread and no other "
                           "round, and is not entered from paper");
  }
  if (plan.lapse_after_ms() != limits::practice_lapse_after_ms ||
      plan.retention_ms() != limits::practice_retention_ms) {
    return refuse::invalid(field, "a practice round is forgotten after a week");
  }
  return {};
}

Checked check_stays_alone(const Asked& asked, const v1::RoundCommand& command) {
  if (!asked.state().plan().practice()) return {};
  switch (command.body_case()) {
    case v1::RoundCommand::kAddParticipant:
    case v1::RoundCommand::kOfferFacilitation:
    case v1::RoundCommand::kProposeObserver:
      return refuse::forbidden("practice", "", "in a practice round one is alone with imaginary people");
    default: return {};
  }
}

// Whether one may ask for it. What is done then is found by whoever knows the script: practice.hpp.
Decided ask_for_turn(const Asked& asked) {
  if (auto checked = check_facilitator(asked, "practice_turn"); !checked) return pass_on(checked);
  if (!asked.state().plan().practice()) {
    return refuse::forbidden("practice", "practice_turn", "in this round everybody is real, and speaks for himself");
  }
  return Events{};
}

}  // namespace ramure::codev
