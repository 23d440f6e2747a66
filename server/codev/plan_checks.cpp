#include "server/codev/plan_checks.hpp"

#include <algorithm>
#include <set>

#include "server/codev/round_limits.hpp"
#include "server/community/text.hpp"

namespace ramure::codev {

namespace {

Checked check_durations(const v1::RoundTemplate& form, const v1::RoundPlan& plan, const std::string& field) {
  std::set<std::string> told;
  for (const v1::StepDuration& duration : plan.durations()) {
    const bool is_known = std::ranges::find(form.steps(), duration.step(), &v1::RoundStep::key) != form.steps().end();
    if (!is_known || !told.insert(duration.step()).second) {
      return refuse::invalid(field + ".durations", "each duration names a step of the form, once");
    }
    if (duration.duration_ms() <= 0 || duration.duration_ms() > limits::step_ms_max) {
      return refuse::invalid(field + ".durations", "a step lasts more than nothing, and at most 60 days");
    }
  }
  return {};
}

Checked check_dates(const v1::RoundPlan& plan, TimestampMs now, const std::string& field) {
  const TimestampMs starts = plan.starts_at_ms();
  if (starts <= 0) return refuse::invalid(field + ".starts_at_ms", "a round has a date");
  if (starts > now + limits::planned_ahead_ms_max) {
    return refuse::invalid(field + ".starts_at_ms", "it is too far ahead");
  }
  if (!plan.entered_afterwards() && starts < now - limits::day_ms) {
    return refuse::invalid(field + ".starts_at_ms",
                           "it is in the past; a round can be entered afterwards, when the "
                           "plan says so");
  }
  if (plan.entered_afterwards() && (plan.mode() == v1::ROUND_MODE_WRITTEN || starts > now)) {
    return refuse::invalid(field + ".entered_afterwards",
                           "only what was spoken, and before now, is entered afterwards");
  }
  return {};
}

Checked check_settings(const v1::RoundPlan& plan, const std::string& field) {
  const auto fits = [](std::int64_t value, std::int64_t least, std::int64_t most) {
    return value == 0 || (value >= least && value <= most);
  };
  if (!fits(plan.deputy_after_ms(), limits::deputy_after_ms_min, limits::step_ms_max)) {
    return refuse::invalid(field + ".deputy_after_ms", "the deputy waits a minute at least");
  }
  if (!fits(plan.retention_ms(), limits::day_ms, limits::setting_ms_max)) {
    return refuse::invalid(field + ".retention_ms", "between a day and five years");
  }
  if (!fits(plan.lapse_after_ms(), limits::day_ms, limits::setting_ms_max)) {
    return refuse::invalid(field + ".lapse_after_ms", "between a day and five years");
  }
  return {};
}

}  // namespace

Checked check_words(std::string_view field, std::string_view text, std::size_t bytes_max) {
  return community::check_text(field, text, bytes_max);
}

Checked check_optional_words(std::string_view field, std::string_view text, std::size_t bytes_max) {
  return community::check_optional_text(field, text, bytes_max);
}

Checked check_plan(const v1::RoundTemplate& form, const v1::RoundPlan& plan, TimestampMs now,
                   const std::string& field) {
  if (std::ranges::find(form.modes(), static_cast<int>(plan.mode())) == form.modes().end()) {
    return refuse::invalid(field + ".mode", "this form is not held in this mode");
  }
  auto title = community::check_optional_line(field + ".title", plan.title(), limits::line_bytes_max);
  if (!title) return pass_on(title);
  auto group = community::check_optional_line(field + ".group", plan.group(), limits::line_bytes_max);
  if (!group) return pass_on(group);
  auto link = community::check_optional_line(field + ".video_link", plan.video_link(), limits::link_bytes_max);
  if (!link) return pass_on(link);
  if (!plan.video_link().empty() && !plan.video_link().starts_with("https://")) {
    return refuse::invalid(field + ".video_link", "a video link begins with https://");
  }
  if (auto checked = check_dates(plan, now, field); !checked) return pass_on(checked);
  if (auto checked = check_settings(plan, field); !checked) return pass_on(checked);
  return check_durations(form, plan, field);
}

}  // namespace ramure::codev
