#include "client-cli/roadmaps/actions.hpp"

#include <charconv>

#include "client-cli/roadmaps/words.hpp"
#include "client-cli/state/one_named.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

using Field = v1::RoadmapActionField;

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

v1::RoadmapActionStatus status_of(v1::PlanActionStatus status) {
  switch (status) {
    case v1::PLAN_ACTION_STATUS_IN_PROGRESS: return v1::ROADMAP_ACTION_STATUS_RUNNING;
    case v1::PLAN_ACTION_STATUS_DONE: return v1::ROADMAP_ACTION_STATUS_DONE;
    case v1::PLAN_ACTION_STATUS_ABANDONED: return v1::ROADMAP_ACTION_STATUS_ABANDONED;
    default: return v1::ROADMAP_ACTION_STATUS_TO_START;
  }
}

}  // namespace

Result<std::vector<Field>> action_fields(const ActionWords& words) {
  std::vector<Field> fields;
  const auto put = [&fields](const std::optional<std::string>& value, std::string* (Field::*of)()) {
    if (value) *(fields.emplace_back().*of)() = *value;
  };
  put(words.title, &Field::mutable_title);
  put(words.owner, &Field::mutable_owner);
  put(words.partners, &Field::mutable_partners);
  put(words.means, &Field::mutable_means);
  put(words.indicator, &Field::mutable_indicator);
  put(words.axis, &Field::mutable_axis);
  put(words.starts, &Field::mutable_starts);
  put(words.due, &Field::mutable_due);
  if (!words.status) return fields;
  const auto status = roadmap_action_status(*words.status);
  if (!status) return std::unexpected(status.error());
  fields.emplace_back().set_status(*status);
  return fields;
}

Result<std::uint64_t> find_action(const v1::RoadmapView& view, std::string_view text) {
  OneNamed<std::uint64_t> found(text);
  for (const v1::RoadmapAction& action : view.actions()) found.see(action.id(), {action.title()});
  if (found.one() != nullptr) return *found.one();
  return fail(Exit::refused,
              t(found.is_none() ? Words{"aucune action « {} »", "no action \"{}\""}
                                : Words{"plusieurs actions « {} » : précisez", "several actions \"{}\": say more"},
                {text}));
}

Result<ActionWords> words_from_plan(const v1::RoundView& round, std::string_view action, ActionWords typed) {
  const bool is_place = action.starts_with('~');
  const auto number = number_in(is_place ? action.substr(1) : action);
  for (int i = 0; number && i < round.actions_size(); ++i) {
    const v1::PlanAction& planned = round.actions(i);
    // Ids are far beyond the places of a plan: a bare number is whichever it fits.
    const bool is_it = *number == static_cast<std::uint64_t>(i) + 1 || (!is_place && *number == planned.id());
    if (!is_it) continue;
    const auto fill = [](std::optional<std::string>& word, const std::string& value) {
      if (!word && !value.empty()) word = value;
    };
    fill(typed.title, planned.what());
    fill(typed.due, planned.due_on());
    fill(typed.indicator, planned.indicator());
    if (!planned.first_step().empty())
      fill(typed.means, t({"premier pas : {}", "first step: {}"}, {planned.first_step()}));
    fill(typed.status, status_text(status_of(planned.status())));
    return typed;
  }
  return fail(Exit::refused, t({"le plan de ce tour n’a pas d’action {} (« ramure round follow-up »)",
                                "the plan of that round has no action {} (`ramure round follow-up`)"},
                               {action}));
}

}  // namespace ramure::cli
