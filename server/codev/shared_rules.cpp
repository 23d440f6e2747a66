#include "server/codev/shared_rules.hpp"

#include <algorithm>

#include "server/codev/conditions.hpp"

namespace ramure::codev {

namespace {

bool waits_for_reveal(const v1::Contribution& said) {
  return said.shown_seq() == 0 && !said.erased() &&
         (said.hiding() == v1::HIDING_SILENT || said.hiding() == v1::HIDING_QUEUED);
}

template <class Wanted>
void do_show(const Round& round, Wanted wanted, Pen& pen) {
  if (std::ranges::none_of(round.state.contributions(), wanted)) return;
  auto& shown = *pen.to_round().mutable_contributions_shown();
  for (const v1::Contribution& said : round.state.contributions()) {
    if (wanted(said)) *shown.add_contributions() = said;
  }
}

}  // namespace

Checked check_facilitator(const Asked& asked, std::string_view field) {
  if (asked.is(v1::ROUND_ROLE_FACILITATOR)) return {};
  return refuse::forbidden("facilitator", field, "the facilitator holds the frame, the steps and the floor");
}

Checked check_running(const Asked& asked, std::string_view field) {
  if (!is_running(asked.round)) return refuse::forbidden("step", field, "no step is open yet");
  if (asked.state().suspended()) {
    return refuse::forbidden("suspended", field, "the round is suspended: it goes on when the facilitator resumes it");
  }
  return {};
}

Checked check_opening(const Asked& asked) {
  if (asked.seen_opening == opening(asked.round)) return {};
  return refuse::invalid("opening", "say which opening of a step you had before your eyes");
}

bool may_be_jumped_over(const Round& round, std::uint32_t position) {
  const v1::RoundStep& step = round.state.form().steps(static_cast<int>(position) - 1);
  const bool held_in_first = round.state.plan().continues_round_id() != 0 && position < round.form->second_round_from();
  return step.optional() || held_in_first;
}

bool is_reachable(const Round& round, std::uint32_t position) {
  for (std::uint32_t between = round.state.step() + 1; between < position; ++between) {
    if (!may_be_jumped_over(round, between)) return false;
  }
  return position > round.state.step();
}

v1::Floor floor_after(const v1::Floor& floor) {
  v1::Floor next;
  const bool in_tour = !floor.tour_ids().empty() && floor.tour_ids(0) == floor.holder_id();
  for (int i = in_tour ? 1 : 0; i < floor.tour_ids_size(); ++i) next.add_tour_ids(floor.tour_ids(i));
  *next.mutable_waiting_ids() = floor.waiting_ids();
  if (!next.tour_ids().empty()) {
    next.set_holder_id(next.tour_ids(0));
  } else if (!next.waiting_ids().empty()) {
    next.set_holder_id(next.waiting_ids(0));
    next.mutable_waiting_ids()->erase(next.waiting_ids().begin());
  }
  return next;
}

bool hides_anything(const Round& round) {
  return round.state.silent_writing() || round.state.questions_hidden() || round.state.form_hides() ||
         std::ranges::any_of(round.state.contributions(), waits_for_reveal);
}

void do_reveal(const Round& round, Pen& pen) {
  if (!hides_anything(round)) return;
  do_show(round, waits_for_reveal, pen);
  pen.to_round().mutable_revealed();
}

void do_open_step(const Round& round, std::uint32_t position, std::string_view reason, TimestampMs now, Pen& pen) {
  const v1::RoundStep& step = round.state.form().steps(static_cast<int>(position) - 1);
  do_reveal(round, pen);
  v1::StepOpened& opened = *pen.to_round().mutable_step_opened();
  opened.set_step(step.key());
  opened.set_opening(opening(round) + 1);
  opened.set_duration_ms(duration_ms(round, position));
  opened.set_reason(std::string(reason));
  const v1::RoundStep* left = codev::open_step(round);
  if (left != nullptr && position > round.state.step()) {
    for (const v1::RoundCondition condition : missing(round, left->ready(), now)) opened.add_passed_over(condition);
  }
  if (!step.releases_parked()) return;
  const auto is_parked = [](const v1::Contribution& said) {
    return said.hiding() == v1::HIDING_PARKED && said.shown_seq() == 0 && !said.erased();
  };
  do_show(round, is_parked, pen);
}

void do_conclude_observer(const Round& round, const v1::ObserverProposal& proposal, std::uint64_t leaving, Pen& pen) {
  bool all_agree = true;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    if (!is_peer(person) || person.member_id() == leaving) continue;
    const auto answer = std::ranges::find(proposal.answers(), person.member_id(), &v1::ObserverAnswer::member_id);
    if (answer == proposal.answers().end()) return;  // somebody has not answered yet
    all_agree = all_agree && answer->agrees();
  }
  if (all_agree) pen.to_round_by_nobody().mutable_observer_admitted()->set_observer_id(proposal.observer_id());
  else pen.to_round_by_nobody().mutable_observer_declined()->set_observer_id(proposal.observer_id());
}

void do_conclude_observers(const Round& round, std::uint64_t leaving, Pen& pen) {
  for (const v1::ObserverProposal& proposal : round.state.observers()) {
    const v1::RoundParticipant* observer = participant(round, proposal.observer_id());
    if (observer == nullptr || !observer->admitted()) do_conclude_observer(round, proposal, leaving, pen);
  }
}

}  // namespace ramure::codev
