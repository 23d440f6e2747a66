#include "server/community/rounds.hpp"

#include <algorithm>

#include "protocol/check.hpp"
#include "server/codev/practice.hpp"
#include "server/codev/step_clock.hpp"
#include "server/codev/templates.hpp"
#include "server/community/absences.hpp"
#include "server/community/access.hpp"
#include "server/community/memberships.hpp"
#include "server/community/round_readers.hpp"
#include "server/community/round_return.hpp"

namespace ramure::community {

namespace {

using Body = v1::RoundCommand;
using storage::ChannelState;
using storage::MemberState;

LoadRound loading(Asked& asked, std::uint64_t round_id) {
  return [&asked, round_id](std::uint64_t after_seq) { return asked.view.round_events(round_id, after_seq); };
}

// A round that a command is decided on, and what it decides applied to. Put back in the end, unless the command was
// refused after that.
class HeldRound {
 public:
  HeldRound(Asked& asked, std::uint64_t round_id)
      : rules_(asked.rounds), id_(round_id), in_hand_(rules_.take(round_id, loading(asked, round_id))) {}
  ~HeldRound() {
    if (exists() && !is_dropped_) rules_.put_back(id_, std::move(in_hand_));
  }
  HeldRound(const HeldRound&) = delete;
  HeldRound& operator=(const HeldRound&) = delete;

  bool exists() const { return in_hand_.through_seq != 0; }
  const codev::Round& operator*() const { return in_hand_.round; }
  void apply(const codev::Events& events) {
    for (const v1::RoundEvent& event : events) codev::apply(in_hand_.round, event);
    if (!events.empty()) in_hand_.through_seq = events.back().seq();
  }
  void drop() { is_dropped_ = true; }

 private:
  const RoundRules& rules_;
  std::uint64_t id_;
  RoundInHand in_hand_;
  bool is_dropped_ = false;
};

// --- People ------------------------------------------------------------------------------------------------------

// Peers learn from one another: an evaluator looks on, and never takes part.
Checked check_person(Asked& asked, std::uint64_t id, bool as_observer, std::string_view field) {
  const auto member = asked.view.member(id);
  if (!member || !can_be_in_round(*member)) return refuse::not_found(field);
  if (!as_observer && member->role == v1::ROLE_EVALUATOR) {
    return refuse::invalid(field, "an evaluator observes a round, when everybody in it agrees");
  }
  return {};
}

Checked check_holder(Asked& asked, std::uint64_t id, std::string_view field) {
  const auto member = asked.view.member(id);
  if (!member || !can_be_in_round(*member)) return refuse::not_found(field);
  if (member->role != v1::ROLE_FACILITATOR) {
    return refuse::invalid(field, "a round is planned for a facilitator of the community");
  }
  return {};
}

Checked check_people(Asked& asked, const v1::PlanRound& command) {
  const v1::RoundPlan& plan = command.plan();
  if (plan.facilitator_id() != 0) {
    auto checked = check_holder(asked, plan.facilitator_id(), "plan_round.plan.facilitator_id");
    if (!checked) return checked;
  }
  if (plan.deputy_id() != 0) {
    auto checked = check_person(asked, plan.deputy_id(), false, "plan_round.plan.deputy_id");
    if (!checked) return checked;
  }
  for (const std::uint64_t id : command.member_ids()) {
    auto checked = check_person(asked, id, false, "plan_round.member_ids");
    if (!checked) return checked;
  }
  return {};
}

// The obstacle that a round comes from: one that whoever plans it can read.
Checked check_source(Asked& asked, const v1::RoundPlan& plan, std::string_view field) {
  if (plan.source_thread_id() == 0) return {};
  auto source = access_thread(asked, plan.source_thread_id(), field);
  if (!source) return pass_on(source);
  return {};
}

// What names people or threads of the community, besides planning.
Checked check_names(Asked& asked, const v1::RoundCommand& command) {
  switch (command.body_case()) {
    case Body::kReplanRound: {
      const std::uint64_t deputy = command.replan_round().plan().deputy_id();
      if (deputy != 0) {
        if (auto checked = check_person(asked, deputy, false, "replan_round.plan.deputy_id"); !checked) return checked;
      }
      return check_source(asked, command.replan_round().plan(), "replan_round.plan.source_thread_id");
    }
    case Body::kAddParticipant:
      return check_person(asked, command.add_participant().member_id(), false, "add_participant.member_id");
    case Body::kProposeObserver:
      return check_person(asked, command.propose_observer().observer_id(), true, "propose_observer.observer_id");
    default: return {};
  }
}

// --- One command -------------------------------------------------------------------------------------------------

codev::Actor actor_of(const Asked& asked) {
  if (asked.is_server) return codev::Actor::server();
  const bool may_plan = asked.me.role == v1::ROLE_FACILITATOR && asked.me.status == v1::MEMBER_STATUS_ACTIVE;
  return may_plan ? codev::Actor::planner(asked.me.id) : codev::Actor::member(asked.me.id);
}

void do_announce(Announcer& announce, const codev::Events& events) {
  for (const v1::RoundEvent& event : events) announce.of_round(to_journal(event));
}

// Who accepted the frame in the first round of a sitting, and when.
Checked carry_over(Asked& asked, v1::PlanRound& command) {
  command.clear_carried_over();
  const std::uint64_t first = command.plan().continues_round_id();
  if (first == 0) return {};
  const HeldRound round(asked, first);
  const bool is_mine = round.exists() && codev::participant(*round, asked.me.id) != nullptr;
  if (!is_mine) return refuse::not_found("plan_round.plan.continues_round_id");
  *command.mutable_carried_over() = (*round).state.participants();
  return {};
}

// Its people are nobody of the community, so there is nobody to look up.
std::expected<codev::Events, v1::Refusal> decide_plan(Asked& asked, const v1::RoundTemplate& form,
                                                      v1::PlanRound& command) {
  const codev::Moment moment{asked.now, asked.next_seq};
  if (command.plan().practice()) {
    return codev::plan_practice(form, codev::shipped_practice_script(), actor_of(asked), command, moment);
  }
  if (auto checked = check_people(asked, command); !checked) return pass_on(checked);
  if (auto checked = check_source(asked, command.plan(), "plan_round.plan.source_thread_id"); !checked) {
    return pass_on(checked);
  }
  if (auto checked = carry_over(asked, command); !checked) return pass_on(checked);
  return codev::plan(form, actor_of(asked), command, moment);
}

// Peers alone are waited for: whoever leads may have given the command because he is away.
TimestampMs peers_back_at_ms(const Asked& asked, const codev::Round& round) {
  std::vector<std::uint64_t> member_ids;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    if (codev::is_peer(person) && codev::is_there(person)) member_ids.push_back(person.member_id());
  }
  return all_back_at_ms(asked.view, member_ids, asked.now);
}

std::expected<codev::Events, v1::Refusal> decide_events(const Asked& asked, const codev::Round& round,
                                                        const v1::RoundCommand& command) {
  codev::Moment moment{asked.now, asked.next_seq};
  if (command.has_tick()) moment.peers_back_at_ms = peers_back_at_ms(asked, round);
  if (!command.has_practice_turn()) return codev::decide(round, actor_of(asked), command, moment);
  return codev::practice_turn(round, codev::shipped_practice_script(), actor_of(asked), command, moment);
}

Decided plan_round(Asked& asked, v1::PlanRound command) {
  if (asked.me.role != v1::ROLE_FACILITATOR) {
    return refuse::forbidden("plan_round", "rounds are planned by the facilitators of the community");
  }
  const v1::RoundTemplate* form = asked.rounds.known_templates().find(command.template_key());
  if (form == nullptr) return refuse::invalid("plan_round.template_key", "there is no template of this name");
  auto events = decide_plan(asked, *form, command);
  if (!events) return pass_on(events);
  codev::Round round;
  for (const v1::RoundEvent& event : *events) codev::apply(round, event);
  Announcer announce(asked);
  do_announce(announce, *events);
  const ChannelState desk = do_open_channel(announce, asked, {.kind = v1::CHANNEL_KIND_ROUND_DESK}, "", "");
  CHECK(desk.id == desk_of(round.state.id()), "the desk is opened right after its round");
  do_settle_readers(announce, asked, round, *events);
  announce.look_at_round(round.state.id(), codev::next_look_ms(round).value_or(0));
  return announce.decision();
}

}  // namespace

Decided decide_round(Asked& asked, const v1::RoundCommand& command) {
  if (command.has_plan_round()) return plan_round(asked, command.plan_round());
  HeldRound round(asked, command.round_id());
  if (!round.exists()) return refuse::not_found("round_id");
  auto events = decide_events(asked, *round, command);
  if (!events) return pass_on(events);
  if (auto checked = check_names(asked, command); !checked) return pass_on(checked);
  const RoundOutcome before = RoundOutcome::of(*round);
  round.apply(*events);
  if (auto checked = check_return(asked, before, *round); !checked) {
    round.drop();
    return pass_on(checked);
  }

  Announcer announce(asked);
  do_announce(announce, *events);
  if (!events->empty()) {
    do_settle_readers(announce, asked, *round, *events);
    do_return(announce, asked, before, *round);
  }
  announce.look_at_round(command.round_id(), codev::next_look_ms(*round).value_or(0));
  Decision decision = announce.decision();
  do_hide_author(decision, *events);
  return decision;
}

void do_leave_round(Announcer& announce, Asked& asked, std::uint64_t member_id, std::uint64_t round_id) {
  HeldRound round(asked, round_id);
  CHECK(round.exists(), "a membership is of a round that exists");
  v1::RoundCommand command;
  command.set_round_id(round_id);
  command.mutable_remove_participant()->set_member_id(member_id);
  // Whoever holds the frame leaves it to his deputy, who may take over; a cancelled round forgets by itself.
  auto events = codev::decide(*round, codev::Actor::member(member_id), command, {asked.now, announce.next_seq()});
  if (!events) {
    for (const std::uint64_t channel_id : {round_id, desk_of(round_id)}) {
      if (asked.view.membership(member_id, channel_id)) do_end(announce, member_id, channel_id);
    }
    return;
  }
  round.apply(*events);
  do_announce(announce, *events);
  do_settle_readers(announce, asked, *round, *events);  // his own place, and that of an observer whom all others want
  announce.look_at_round(round_id, codev::next_look_ms(*round).value_or(0));
}

}  // namespace ramure::community
