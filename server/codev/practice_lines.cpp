#include "server/codev/practice_lines.hpp"

#include <algorithm>
#include <chrono>

#include "protocol/limits.hpp"
#include "server/files/words.hpp"

namespace ramure::codev {

namespace {

std::string day_after(TimestampMs now, int days) {
  using namespace std::chrono;
  const auto today = floor<std::chrono::days>(sys_time<milliseconds>(milliseconds(now)));
  return files::iso_date(today + std::chrono::days(days));
}

}  // namespace

std::vector<const PracticeLine*> UnsaidLines::unsaid(std::uint64_t member_id) const {
  std::vector<const PracticeLine*> lines;
  const auto add = [&](const PracticeLines& all) {
    for (const PracticeLine& line : all) {
      if (!was_said(member_id, line)) lines.push_back(&line);
    }
  };
  if (member_id == round_.state.client_id()) add(script_.client);
  const std::uint64_t at = member_id - ramure::limits::fictional_id_first;
  if (at < script_.people.size()) add(script_.people[at].lines);  // more people: of a script that is no more
  return lines;
}

bool UnsaidLines::is_for_here(const PracticeLine& line) const {
  const Form::Kind* kind = round_.form->kind(line.said.kind());
  const v1::RoundStep* step = open_step(round_);
  if (kind == nullptr || step == nullptr || (kind->always != 0 && line.steps.empty())) return false;
  if (!line.steps.empty() && std::ranges::find(line.steps, step->key()) == line.steps.end()) return false;
  if (kind->meaning == v1::CONTRIBUTION_MEANING_QUESTION) return can_be_answered();
  return kind->meaning != v1::CONTRIBUTION_MEANING_HELP_REQUEST &&
         kind->meaning != v1::CONTRIBUTION_MEANING_RESERVATION;
}

v1::ContributionMeaning UnsaidLines::meaning_of(const PracticeLine& line) const {
  const Form::Kind* kind = round_.form->kind(line.said.kind());
  return kind == nullptr ? v1::CONTRIBUTION_MEANING_UNSPECIFIED : kind->meaning;
}

v1::Contribution UnsaidLines::whole(std::uint64_t member_id, const PracticeLine& line) const {
  const v1::RoundState& state = round_.state;
  v1::Contribution said = line.said;
  if (line.due_in_days != 0) said.mutable_action()->set_due_on(day_after(now_, line.due_in_days));
  const auto& actions = member_id == state.client_id() ? state.actions() : state.past_actions();
  for (int at = 0; at < actions.size() && at < static_cast<int>(line.progress.size()); ++at) {
    const auto& [status, reason] = line.progress[static_cast<std::size_t>(at)];
    v1::ActionProgress& progress = *said.add_progress();
    progress.set_action_id(actions[at].id());
    progress.set_status(status);
    progress.set_reason(reason);
  }
  return said;
}

std::string UnsaidLines::answer_to(const v1::Contribution& question) const {
  for (const PracticePerson& person : script_.people) {
    for (const PracticeLine& line : person.lines) {
      if (!line.answer.empty() && line.said.text() == question.text()) return line.answer;
    }
  }
  return script_.answer_otherwise;
}

bool UnsaidLines::was_said(std::uint64_t member_id, const PracticeLine& line) const {
  return std::ranges::any_of(round_.state.contributions(), [&](const v1::Contribution& said) {
    return said.author_id() == member_id && said.kind() == line.said.kind() && said.text() == line.said.text();
  });
}

// What is asked can be answered: the client may, in this step.
bool UnsaidLines::can_be_answered() const {
  const Roles client = only(v1::ROUND_ROLE_CLIENT);
  return std::ranges::any_of(round_.state.form().kinds(), [&](const v1::RoundKind& kind) {
    return kind.meaning() == v1::CONTRIBUTION_MEANING_ANSWER &&
           (round_.form->allowed(round_.state.step(), *round_.form->kind(kind.key())) & client) != 0;
  });
}

}  // namespace ramure::codev
