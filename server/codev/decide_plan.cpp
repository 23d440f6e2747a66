// Planning a round: who, when, how, in which form.
#include <algorithm>
#include <set>

#include "server/codev/asked.hpp"
#include "server/codev/plan_checks.hpp"
#include "server/codev/round_limits.hpp"

namespace ramure::codev {

namespace {

bool contains(const google::protobuf::RepeatedField<std::uint64_t>& ids, std::uint64_t id) {
  return std::ranges::find(ids, id) != ids.end();
}

Checked check_members(const v1::RoundTemplate& form, const v1::PlanRound& command) {
  const auto& ids = command.member_ids();
  if (std::set(ids.begin(), ids.end()).size() != static_cast<std::size_t>(ids.size()) || contains(ids, 0)) {
    return refuse::invalid("plan_round.member_ids", "each member is named once");
  }
  const auto count = static_cast<std::uint32_t>(ids.size());
  if (count < form.members_min()) {
    return refuse::invalid("plan_round.member_ids",
                           "too few members for this form: peers help one another, so there "
                           "must be enough of them");
  }
  if (count > form.members_max()) return refuse::too_large("plan_round.member_ids", form.members_max(), "members");
  return {};
}

Checked check_roles(const v1::PlanRound& command, const v1::RoundPlan& plan) {
  const auto& members = command.member_ids();
  const std::uint64_t client = command.client_id();
  if (contains(members, plan.facilitator_id())) {
    return refuse::invalid("plan_round.plan.facilitator_id", "the facilitator is no peer in the round");
  }
  if (client != 0 && !contains(members, client)) {
    return refuse::invalid("plan_round.client_id", "the client is one of the members, one person");
  }
  if (plan.deputy_id() != 0 && (plan.deputy_id() == plan.facilitator_id() || plan.deputy_id() == client)) {
    return refuse::invalid("plan_round.plan.deputy_id", "the deputy is neither the facilitator nor the client");
  }
  for (const std::uint64_t hat : {plan.scribe_id(), plan.timekeeper_id()}) {
    if (hat != 0 && (!contains(members, hat) || hat == client)) {
      return refuse::invalid("plan_round.plan", "scribe and timekeeper are consultants of this round");
    }
  }
  if (plan.former_client_id() != 0 && !contains(members, plan.former_client_id())) {
    return refuse::invalid("plan_round.plan.former_client_id", "the former client is one of the members");
  }
  return {};
}

Checked check_past_actions(const v1::PlanRound& command) {
  if (static_cast<std::size_t>(command.past_actions_size()) > limits::past_actions_max) {
    return refuse::too_large("plan_round.past_actions", limits::past_actions_max, "actions");
  }
  std::set<std::uint64_t> ids;
  for (const v1::PlanAction& action : command.past_actions()) {
    if (action.id() == 0 || !ids.insert(action.id()).second) {
      return refuse::invalid("plan_round.past_actions", "each past action has an id of its own");
    }
    auto checked = check_words("plan_round.past_actions", action.what(), limits::text_bytes_max);
    if (!checked) return pass_on(checked);
  }
  return {};
}

Checked check_plan_round(const v1::RoundTemplate& form, const v1::PlanRound& command, const v1::RoundPlan& plan,
                         TimestampMs now) {
  if (auto checked = check_plan(form, plan, now, "plan_round.plan"); !checked) return pass_on(checked);
  if (auto checked = check_members(form, command); !checked) return pass_on(checked);
  if (auto checked = check_roles(command, plan); !checked) return pass_on(checked);
  if (plan.continues_round_id() != 0 && form.second_round_from().empty()) {
    return refuse::invalid("plan_round.plan.continues_round_id", "this form has no second round in a sitting");
  }
  return check_past_actions(command);
}

void add_person(v1::RoundPlanned& planned, const v1::PlanRound& command, std::uint64_t id, v1::RoundRole role,
                std::uint64_t seq) {
  v1::RoundParticipant& person = *planned.add_participants();
  person.set_member_id(id);
  person.set_role(role);
  person.set_is_peer(role == v1::ROUND_ROLE_CONSULTANT);
  person.set_attendance(v1::ATTENDANCE_EXPECTED);
  person.set_reads_from_seq(seq);
  const auto before = std::ranges::find(command.carried_over(), id, &v1::RoundParticipant::member_id);
  if (planned.plan().continues_round_id() != 0 && before != command.carried_over().end()) {
    person.set_frame_accepted_at_ms(before->frame_accepted_at_ms());
  }
}

}  // namespace

Decided plan(const v1::RoundTemplate& form, const Actor& actor, const v1::PlanRound& command, const Moment& moment) {
  if (!actor.may_plan) {
    return refuse::forbidden("facilitator", "plan_round", "rounds are planned by the facilitators of the community");
  }
  v1::RoundPlan plan = command.plan();
  plan.DiscardUnknownFields();
  if (plan.facilitator_id() == 0) plan.set_facilitator_id(actor.member_id);
  if (auto checked = check_plan_round(form, command, plan, moment.now); !checked) return pass_on(checked);

  v1::RoundEvent event;
  event.set_seq(moment.next_seq);
  event.set_at_ms(moment.now);
  event.set_round_id(moment.next_seq);
  event.set_actor_id(actor.member_id);
  event.set_round(true);
  v1::RoundPlanned& planned = *event.mutable_round_planned();
  *planned.mutable_form() = form;
  *planned.mutable_plan() = plan;
  planned.set_designated_id(command.client_id());
  const std::uint64_t seq = moment.next_seq;
  add_person(planned, command, plan.facilitator_id(), v1::ROUND_ROLE_FACILITATOR, seq);
  for (const std::uint64_t id : command.member_ids()) add_person(planned, command, id, v1::ROUND_ROLE_CONSULTANT, seq);
  const bool deputy_is_guest = plan.deputy_id() != 0 && !contains(command.member_ids(), plan.deputy_id());
  if (deputy_is_guest) add_person(planned, command, plan.deputy_id(), v1::ROUND_ROLE_STANDBY, seq);
  for (const v1::PlanAction& action : command.past_actions()) {
    *planned.add_past_actions() = action;
    planned.mutable_past_actions(planned.past_actions_size() - 1)->clear_status();
  }
  return Events{std::move(event)};
}

}  // namespace ramure::codev
