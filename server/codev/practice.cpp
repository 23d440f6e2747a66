#include "server/codev/practice.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "server/codev/plan_checks.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"

namespace ramure::codev {

namespace {

// Its people are the script's, and it has no past and no address.
Checked check_alone(const Actor& actor, const v1::PlanRound& command) {
  const v1::RoundPlan& plan = command.plan();
  if (plan.facilitator_id() != 0 && plan.facilitator_id() != actor.member_id) {
    return refuse::invalid("plan_round.plan.facilitator_id", "one practises for oneself");
  }
  const bool names_people = !command.member_ids().empty() || command.client_id() != 0 || plan.scribe_id() != 0 ||
                            plan.timekeeper_id() != 0 || plan.former_client_id() != 0;
  if (names_people || !command.past_actions().empty()) {
    return refuse::invalid("plan_round.member_ids", "the people of a practice round are imaginary: nobody is named");
  }
  return {};
}

// A step of days is over in minutes: one practises alone, at once.
void shorten(const v1::RoundTemplate& form, v1::RoundPlan& plan) {
  for (const v1::RoundStep& step : form.steps()) {
    const bool is_told =
        std::ranges::find(plan.durations(), step.key(), &v1::StepDuration::step) != plan.durations().end();
    if (is_told || step.standard_ms() < limits::day_ms) continue;
    v1::StepDuration& duration = *plan.add_durations();
    duration.set_step(step.key());
    duration.set_duration_ms(step.standard_ms() / limits::day_ms * limits::practice_day_ms);
  }
}

bool hears_former_client(const v1::RoundTemplate& form) {
  return std::ranges::any_of(form.steps(), [](const v1::RoundStep& step) {
    return std::ranges::find(step.rights(), v1::ROUND_ROLE_FORMER_CLIENT, &v1::RoundRight::role) != step.rights().end();
  });
}

// 0: the script has nobody of this name.
std::uint64_t id_of(const PracticeScript& script, std::string_view name) {
  const auto person = std::ranges::find(script.people, name, &PracticePerson::name);
  if (name.empty() || person == script.people.end()) return 0;
  return ramure::limits::fictional_id_first + static_cast<std::uint64_t>(person - script.people.begin());
}

v1::PlanRound with_people(const v1::RoundTemplate& form, const PracticeScript& script, v1::PlanRound command) {
  for (const PracticePerson& person : script.people) command.add_member_ids(id_of(script, person.name));
  command.set_client_id(ramure::limits::fictional_id_first);
  v1::RoundPlan& plan = *command.mutable_plan();
  plan.set_scribe_id(id_of(script, script.scribe));
  if (!hears_former_client(form)) return command;
  plan.set_former_client_id(id_of(script, script.former_client));
  for (const std::string& what : script.past_actions) {
    v1::PlanAction& action = *command.add_past_actions();
    action.set_id(static_cast<std::uint64_t>(command.past_actions_size()));
    action.set_what(what);
  }
  return command;
}

// What the facilitator does where nobody else is expected to do anything.
struct Next {
  std::string_view what;
  std::string_view sentence;
};

Next next_of_facilitator(const Round& round) {
  const v1::RoundState& state = round.state;
  if (state.suspended()) return {"resume_round", "the round is suspended: resume it, and they go on"};
  if (opening(round) == 0) return {"open_step", "open the first step, and they begin"};
  const auto waits = [&](v1::Hiding hiding) {
    return std::ranges::any_of(state.contributions(), [&](const v1::Contribution& said) {
      return said.hiding() == hiding && said.shown_seq() == 0 && !said.erased();
    });
  };
  if (waits(v1::HIDING_SILENT)) return {"reveal", "all have written: reveal it"};
  if (waits(v1::HIDING_QUEUED)) return {"show_contribution", "questions wait for their turn: take up the next one"};
  if (!state.floor().waiting_ids().empty()) return {"give_floor", "somebody asked for the floor: give it"};
  if (state.designated_id() == 0 && state.client_id() == 0) return {"designate", "say who could be the client"};
  const bool is_last = state.step() == static_cast<std::uint32_t>(state.form().steps_size());
  if (is_last) return {"finish_round", "all is said: finish the round"};
  return {"open_step", "nobody is expected to do anything more in this step: open the next one"};
}

}  // namespace

Decided plan_practice(const v1::RoundTemplate& form, const PracticeScript& script, const Actor& actor,
                      const v1::PlanRound& command, const Moment& moment) {
  if (auto checked = check_alone(actor, command); !checked) return pass_on(checked);
  v1::PlanRound whole = with_people(form, script, command);
  v1::RoundPlan& plan = *whole.mutable_plan();
  if (plan.title().empty()) plan.set_title(script.title);
  if (plan.starts_at_ms() == 0) plan.set_starts_at_ms(moment.now);
  if (plan.lapse_after_ms() == 0) plan.set_lapse_after_ms(limits::practice_lapse_after_ms);
  if (plan.retention_ms() == 0) plan.set_retention_ms(limits::practice_retention_ms);
  if (auto checked = check_practice_plan(plan, "plan_round.plan"); !checked) return pass_on(checked);
  shorten(form, plan);
  auto planned = codev::plan(form, actor, whole, moment);
  if (!planned) return planned;
  for (v1::RoundParticipant& person : *planned->front().mutable_round_planned()->mutable_participants()) {
    if (!ramure::limits::is_fictional(person.member_id())) continue;
    person.set_fictional_name(script.people[person.member_id() - ramure::limits::fictional_id_first].name);
  }
  return planned;
}

Decided practice_turn(const Round& round, const PracticeScript& script, const Actor& actor,
                      const v1::RoundCommand& command, const Moment& moment) {
  if (auto allowed = decide(round, actor, command, moment); !allowed) return allowed;
  const auto turn = next_turn(round, script, moment.now);
  if (turn) return decide(round, Actor::member(turn->member_id), turn->command, moment);
  const Next next = next_of_facilitator(round);
  Refused refused = refuse::forbidden("turn", "practice_turn", next.sentence);
  (*refused.error().mutable_data())["next"] = std::string(next.what);
  return refused;
}

}  // namespace ramure::codev
