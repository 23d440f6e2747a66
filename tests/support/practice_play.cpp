#include "tests/support/practice_play.hpp"

#include <algorithm>
#include <stdexcept>

#include "protocol/limits.hpp"

namespace ramure::test {

namespace {

codev::Round planned(const v1::RoundTemplate& form, v1::RoundMode mode, TimestampMs at) {
  const auto events = codev::plan_practice(form, codev::shipped_practice_script(), codev::Actor::planner(practising),
                                           practice_plan(form, mode), {at, 100});
  if (!events) throw std::logic_error(form.key() + ": " + events.error().message());
  codev::Round round;
  for (const v1::RoundEvent& event : *events) codev::apply(round, event);
  return round;
}

constexpr TimestampMs practised_at = 1'530'180'000'000;  // 28 June 2018, 10:00 UTC

}  // namespace

v1::PlanRound practice_plan(const v1::RoundTemplate& form, v1::RoundMode mode) {
  v1::PlanRound plan;
  plan.set_template_key(form.key());
  plan.mutable_plan()->set_practice(true);
  plan.mutable_plan()->set_mode(mode);
  return plan;
}

std::uint64_t imaginary(int which) { return limits::fictional_id_first + static_cast<std::uint64_t>(which); }

PracticePlay::PracticePlay(const v1::RoundTemplate& form, v1::RoundMode mode)
    : RoundPlay(planned(form, mode, practised_at), practised_at) {}

codev::Decided PracticePlay::turn() {
  now += 1'000;
  v1::RoundCommand command;
  command.set_round_id(round.state.id());
  command.mutable_practice_turn();
  codev::Decided decided =
      codev::practice_turn(round, codev::shipped_practice_script(), codev::Actor::member(practising), command,
                           {now, round.state.last_seq() + 1});
  if (decided) take_in(*decided);
  return decided;
}

int PracticePlay::turns() {
  for (int taken = 0; taken < 100; ++taken) {
    if (!turn()) return taken;
  }
  throw std::logic_error("the turns of " + codev::open_step(round)->key() + " never end");
}

void PracticePlay::through(const std::function<void(const v1::RoundStep&)>& after_each) {
  const v1::RoundTemplate form = state().form();
  for (const v1::RoundStep& step : form.steps()) {
    const auto opened = open(step.key());
    if (!opened) throw std::logic_error(step.key() + ": " + opened.error().message());
    turns();
    if (after_each) after_each(step);
  }
}

void PracticePlay::go_on_to(const std::string& wanted) {
  const v1::RoundTemplate form = state().form();
  for (int at = static_cast<int>(state().step()); at < form.steps_size(); ++at) {
    const std::string& step = form.steps(at).key();
    const auto opened = open(step);
    if (!opened) throw std::logic_error(step + ": " + opened.error().message());
    if (step == wanted) return;
    turns();
  }
}

bool PracticePlay::was_said(std::string_view kind) const {
  return std::ranges::find(state().contributions(), kind, &v1::Contribution::kind) != state().contributions().end();
}

}  // namespace ramure::test
