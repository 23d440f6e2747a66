// Writing in silence, questions that wait for their turn, and showing what was hidden.
#include "server/codev/families.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/shared_rules.hpp"

namespace ramure::codev {

namespace {

// Held by the facilitator, in an open step.
Checked check_held(const Asked& asked, std::string_view field) {
  if (auto checked = check_facilitator(asked, field); !checked) return pass_on(checked);
  return check_running(asked, field);
}

}  // namespace

Decided start_silent_writing(const Asked& asked, const v1::StartSilentWriting& command) {
  constexpr auto field = "start_silent_writing.for_ms";
  if (auto checked = check_held(asked, field); !checked) return pass_on(checked);
  if (asked.state().silent_writing()) return refuse::already_done(field);
  if (command.for_ms() < 0 || command.for_ms() > limits::step_ms_max) {
    return refuse::invalid(field, "not less than nothing, and at most 60 days");
  }
  Pen pen(asked);
  const TimestampMs until = command.for_ms() == 0 ? 0 : asked.moment.now + command.for_ms();
  pen.to_round().mutable_silent_writing_started()->set_until_ms(until);
  return pen.events();
}

Decided hide_questions(const Asked& asked, const v1::HideQuestions& command) {
  constexpr auto field = "hide_questions.reveal_at_ms";
  if (auto checked = check_held(asked, field); !checked) return pass_on(checked);
  const TimestampMs at = command.reveal_at_ms();
  if (asked.state().questions_hidden() && asked.state().reveal_at_ms() == at) return refuse::already_done(field);
  if (at != 0 && (at <= asked.moment.now || at > asked.moment.now + limits::step_ms_max)) {
    return refuse::invalid(field, "it lies ahead, by at most 60 days");
  }
  Pen pen(asked);
  pen.to_round().mutable_questions_hidden()->set_reveal_at_ms(at);
  return pen.events();
}

Decided reveal(const Asked& asked) {
  if (auto checked = check_held(asked, "reveal"); !checked) return pass_on(checked);
  if (!hides_anything(asked.round)) return refuse::already_done("reveal");
  Pen pen(asked);
  do_reveal(asked.round, pen);
  return pen.events();
}

Decided show_contribution(const Asked& asked, const v1::ShowContribution& command) {
  constexpr auto field = "show_contribution.contribution_id";
  if (auto checked = check_held(asked, field); !checked) return pass_on(checked);
  const v1::Contribution* said = contribution(asked.round, command.contribution_id());
  if (said == nullptr || said->erased() || !may_read(asked.round, asked.me, *said)) return refuse::not_found(field);
  if (said->shown_seq() != 0) return refuse::already_done(field);
  if (said->hiding() != v1::HIDING_QUEUED && said->hiding() != v1::HIDING_PARKED) return refuse::not_found(field);
  // An idea that was set aside is advice too: it waits until advice is asked for.
  const bool is_early = said->hiding() == v1::HIDING_PARKED && asked.state().request().contribution_id() == 0 &&
                        asked.state().form().follows_method();
  if (is_early) {
    return refuse::forbidden("method", field, "what was set aside waits for the consultation, after the request");
  }
  Pen pen(asked);
  *pen.to_round().mutable_contributions_shown()->add_contributions() = *said;
  return pen.events();
}

}  // namespace ramure::codev
