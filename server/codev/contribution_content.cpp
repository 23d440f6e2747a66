// The words of a contribution: there where they are needed, bounded everywhere.
#include <algorithm>

#include "protocol/iso_day.hpp"
#include "server/codev/contribution_checks.hpp"
#include "server/codev/plan_checks.hpp"
#include "server/codev/round_limits.hpp"
#include "server/codev/template_words.hpp"
#include "server/community/text.hpp"

namespace ramure::codev {

namespace {

using Meaning = v1::ContributionMeaning;

constexpr auto text_field = "contribute.contribution.text";

enum class Words { optional, required, required_unless_spoken };

Words words_of(Meaning meaning) {
  switch (meaning) {
    case v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE:
    case v1::CONTRIBUTION_MEANING_SUBJECT:
    case v1::CONTRIBUTION_MEANING_PREFERENCE:
    case v1::CONTRIBUTION_MEANING_DESIGNATION:
    case v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE:
    case v1::CONTRIBUTION_MEANING_AGREEMENT:
    case v1::CONTRIBUTION_MEANING_RESERVATION:
    case v1::CONTRIBUTION_MEANING_MINUTES_ANSWER:
    case v1::CONTRIBUTION_MEANING_SHARING_CHOICE:
    case v1::CONTRIBUTION_MEANING_PROGRESS:
    case v1::CONTRIBUTION_MEANING_PASS:
    case v1::CONTRIBUTION_MEANING_DONE:
    case v1::CONTRIBUTION_MEANING_NOURISHED:
    case v1::CONTRIBUTION_MEANING_FLOOR_REQUEST:
    case v1::CONTRIBUTION_MEANING_DISCOMFORT: return Words::optional;
    case v1::CONTRIBUTION_MEANING_HELP_REQUEST:
    case v1::CONTRIBUTION_MEANING_ACTION:
    case v1::CONTRIBUTION_MEANING_MINUTES:
    case v1::CONTRIBUTION_MEANING_PARKED:
    case v1::CONTRIBUTION_MEANING_PRIVATE_NOTE: return Words::required;
    default: return Words::required_unless_spoken;
  }
}

std::size_t text_bytes_max(Meaning meaning) {
  if (meaning == v1::CONTRIBUTION_MEANING_MINUTES) return limits::minutes_bytes_max;
  if (meaning == v1::CONTRIBUTION_MEANING_EVALUATION) return limits::evaluation_bytes_max;
  if (meaning == v1::CONTRIBUTION_MEANING_SUBJECT) return limits::subject_bytes_max;
  return limits::text_bytes_max;
}

Checked check_text(const Saying& saying) {
  const Meaning meaning = saying.kind.meaning;
  const Words words = words_of(meaning);
  const bool may_be_empty = words == Words::optional || (words == Words::required_unless_spoken && saying.is_noted);
  const std::string& text = saying.told.text();
  if (text.empty() && may_be_empty) return {};
  return check_words(text_field, text, text_bytes_max(meaning));
}

Checked check_subject(const v1::Contribution& told) {
  auto title = community::check_line("contribute.contribution.title", told.title(), 3, limits::line_bytes_max);
  if (!title) return pass_on(title);
  if (!v1::SubjectKind_IsValid(told.subject_kind()) || told.subject_kind() == v1::SUBJECT_KIND_UNSPECIFIED) {
    return refuse::invalid("contribute.contribution.subject_kind", "a subject is a concern, a problem or a project");
  }
  auto urgency = check_optional_words("contribute.contribution.urgency", told.urgency(), limits::line_bytes_max);
  if (!urgency) return pass_on(urgency);
  return check_optional_words("contribute.contribution.expects", told.expects(), limits::subject_bytes_max);
}

Checked check_action(const v1::PlanAction& action) {
  auto first = check_words("contribute.contribution.action.first_step", action.first_step(), limits::line_bytes_max);
  if (!first) return refuse::invalid("contribute.contribution.action.first_step", "an action has a first step");
  if (!iso_day(action.due_on())) {
    return refuse::invalid("contribute.contribution.action.due_on",
                           "an action has a date, like 2018-09-30: without one "
                           "it is a wish");
  }
  return check_optional_words("contribute.contribution.action.indicator", action.indicator(), limits::line_bytes_max);
}

Checked check_progress(const v1::Contribution& told) {
  if (static_cast<std::size_t>(told.progress_size()) > limits::past_actions_max) {
    return refuse::too_large("contribute.contribution.progress", limits::past_actions_max, "actions");
  }
  for (const v1::ActionProgress& progress : told.progress()) {
    if (!v1::PlanActionStatus_IsValid(progress.status()) || progress.status() == v1::PLAN_ACTION_STATUS_UNSPECIFIED) {
      return refuse::invalid("contribute.contribution.progress", "it says where the action is");
    }
    auto reason =
        check_optional_words("contribute.contribution.progress.reason", progress.reason(), limits::reason_bytes_max);
    if (!reason) return pass_on(reason);
    if (progress.status() == v1::PLAN_ACTION_STATUS_ABANDONED && community::is_blank(progress.reason())) {
      return refuse::invalid("contribute.contribution.progress.reason",
                             "an abandoned action is no fault, but it has a "
                             "reason");
    }
  }
  return {};
}

Checked check_help_wanted(const v1::Contribution& told) {
  if (static_cast<std::size_t>(told.help_wanted_size()) > limits::help_wanted_max) {
    return refuse::too_large("contribute.contribution.help_wanted", limits::help_wanted_max, "kinds of help");
  }
  for (const std::string& help : told.help_wanted()) {
    auto checked = community::check_line("contribute.contribution.help_wanted", help, 1, 60);
    if (!checked) return pass_on(checked);
  }
  return {};
}

}  // namespace

Checked check_content(const Saying& saying) {
  if (auto checked = check_text(saying); !checked) return pass_on(checked);
  switch (saying.kind.meaning) {
    case v1::CONTRIBUTION_MEANING_SUBJECT: return check_subject(saying.told);
    case v1::CONTRIBUTION_MEANING_HELP_REQUEST: return check_help_wanted(saying.told);
    case v1::CONTRIBUTION_MEANING_ACTION: return check_action(saying.told.action());
    case v1::CONTRIBUTION_MEANING_PROGRESS:
      if (saying.told.progress().empty()) {
        return refuse::invalid("contribute.contribution.progress", "it says of which action");
      }
      return check_progress(saying.told);
    case v1::CONTRIBUTION_MEANING_EXPERIENCE: return check_progress(saying.told);
    default: return {};
  }
}

}  // namespace ramure::codev
