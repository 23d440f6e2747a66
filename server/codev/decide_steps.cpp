// How a round moves: forward through its form, back with a reason, suspended, finished, cancelled. Timers never do it.
#include <algorithm>

#include "server/codev/conditions.hpp"
#include "server/codev/families.hpp"
#include "server/codev/plan_checks.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"
#include "server/codev/step_clock.hpp"

namespace ramure::codev {

namespace {

// The step that was open before this one, in the order of the form. Where the round began here, the one that was jumped
// over: a client who left must be able to be followed by another. 0: there is none.
std::uint32_t step_before(const Round& round) {
  for (std::uint32_t at = round.state.step(); at > 1; --at) {
    if (was_opened(round, round.state.form().steps(static_cast<int>(at) - 2).key())) return at - 1;
  }
  return round.state.step() == 0 ? 0 : round.state.step() - 1;
}

Checked check_back(const Asked& asked, std::uint32_t position, const v1::OpenStep& command) {
  if (position != step_before(asked.round)) {
    return refuse::forbidden("step", "open_step.step", "one goes back by one step, to the one that was open before");
  }
  auto reason = check_words("open_step.reason", command.reason(), limits::reason_bytes_max);
  if (!reason) return refuse::invalid("open_step.reason", "going back needs a reason that all can read");
  return {};
}

Checked check_forward(const Asked& asked, std::uint32_t position) {
  if (!is_reachable(asked.round, position)) {
    return refuse::forbidden("step", "open_step.step",
                             "a step lies between that is always held: it can be shortened, "
                             "never skipped");
  }
  const v1::RoundStep& step = asked.state().form().steps(static_cast<int>(position) - 1);
  const auto closed = missing(asked.round, step.needs(), asked.moment.now);
  if (!closed.empty()) return refuse::locked("open_step.step", closed);
  return {};
}

}  // namespace

Decided open_step(const Asked& asked, const v1::OpenStep& command) {
  if (auto checked = check_facilitator(asked, "open_step"); !checked) return pass_on(checked);
  if (auto checked = check_opening(asked); !checked) return pass_on(checked);
  if (asked.state().suspended()) {
    return refuse::forbidden("suspended", "open_step", "the round is suspended: resume it first");
  }
  const std::uint32_t position = asked.round.form->position(command.step());
  if (position == 0) return refuse::invalid("open_step.step", "this form has no such step");
  if (position == asked.state().step()) return refuse::already_done("open_step.step");
  const bool is_back = position < asked.state().step();
  auto checked = is_back ? check_back(asked, position, command) : check_forward(asked, position);
  if (!checked) return pass_on(checked);
  Pen pen(asked);
  do_open_step(asked.round, position, is_back ? command.reason() : "", asked.moment.now, pen);
  return pen.events();
}

Decided schedule_step(const Asked& asked, const v1::ScheduleStep& command) {
  if (auto checked = check_facilitator(asked, "schedule_step"); !checked) return pass_on(checked);
  const bool revokes = command.at_ms() == 0;
  if (revokes && asked.state().scheduled_at_ms() == 0) return refuse::already_done("schedule_step.at_ms");
  if (!revokes) {
    const std::uint32_t position = asked.round.form->position(command.step());
    if (position == 0) return refuse::invalid("schedule_step.step", "this form has no such step");
    if (!is_reachable(asked.round, position)) {
      return refuse::forbidden("step", "schedule_step.step", "only a step that could come next opens by itself");
    }
    if (command.at_ms() <= asked.moment.now || command.at_ms() > asked.moment.now + limits::step_ms_max) {
      return refuse::invalid("schedule_step.at_ms", "it lies ahead, by at most 60 days");
    }
  }
  Pen pen(asked);
  v1::StepScheduled& scheduled = *pen.to_round().mutable_step_scheduled();
  if (!revokes) scheduled.set_step(command.step());
  scheduled.set_at_ms(command.at_ms());
  return pen.events();
}

Decided extend_step(const Asked& asked, const v1::ExtendStep& command) {
  constexpr auto field = "extend_step.by_ms";
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  if (!is_running(asked.round)) return refuse::forbidden("step", field, "no step is open yet");
  if (!asked.state().clock().has_length()) return refuse::invalid(field, "this step has no length");
  const std::int64_t by_ms = command.by_ms();
  if (by_ms == 0 || by_ms > limits::step_ms_max || by_ms < -limits::step_ms_max) {
    return refuse::invalid(field, "by more than nothing, and at most 60 days");
  }
  const std::int64_t left = std::max<std::int64_t>(remaining_ms(asked.state().clock(), asked.moment.now), 0);
  if (left + by_ms < 0 || left + by_ms > limits::step_ms_max) {
    return refuse::invalid(field, "a step never has less than nothing left, nor more than 60 days");
  }
  Pen pen(asked);
  pen.to_round().mutable_step_extended()->set_by_ms(by_ms);
  return pen.events();
}

Decided suspend_round(const Asked& asked) {
  if (auto checked = check_facilitator(asked, "suspend_round"); !checked) return pass_on(checked);
  if (!is_running(asked.round)) return refuse::forbidden("step", "suspend_round", "no step is open yet");
  if (asked.state().suspended()) return refuse::already_done("suspend_round");
  Pen pen(asked);
  pen.to_round().mutable_round_suspended();
  return pen.events();
}

Decided resume_round(const Asked& asked) {
  if (auto checked = check_facilitator(asked, "resume_round"); !checked) return pass_on(checked);
  if (!asked.state().suspended()) return refuse::already_done("resume_round");
  Pen pen(asked);
  pen.to_round().mutable_round_resumed();
  return pen.events();
}

Decided finish_round(const Asked& asked) {
  if (auto checked = check_facilitator(asked, "finish_round"); !checked) return pass_on(checked);
  if (auto checked = check_running(asked, "finish_round"); !checked) return pass_on(checked);
  if (auto checked = check_opening(asked); !checked) return pass_on(checked);
  const auto& form = asked.state().form();
  for (std::uint32_t at = 1; at <= static_cast<std::uint32_t>(form.steps_size()); ++at) {
    if (!may_be_jumped_over(asked.round, at) && !was_opened(asked.round, form.steps(static_cast<int>(at) - 1).key())) {
      return refuse::forbidden("step", "finish_round",
                               "synthesis and learning can be shortened, never skipped: a step "
                               "that is always held was not opened");
    }
  }
  const auto closed = missing(asked.round, form.finish_needs(), asked.moment.now);
  if (!closed.empty()) return refuse::locked("finish_round", closed);
  Pen pen(asked);
  do_reveal(asked.round, pen);
  pen.to_round().mutable_round_finished();
  return pen.events();
}

Decided cancel_round(const Asked& asked) {
  if (auto checked = check_facilitator(asked, "cancel_round"); !checked) return pass_on(checked);
  Pen pen(asked);
  pen.to_round().mutable_round_cancelled();
  return pen.events();
}

}  // namespace ramure::codev
