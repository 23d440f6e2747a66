#include "server/files/round_calendar.hpp"

#include <algorithm>

namespace ramure::files {

namespace {

constexpr std::int64_t usual_length_ms = 2 * 3'600'000;  // of a form whose steps have no length

std::int64_t length_ms(const v1::RoundView& view) {
  const auto& planned = view.plan().durations();
  bool is_held = view.plan().continues_round_id() == 0;  // the second round of a sitting begins later in the form
  std::int64_t length = 0;
  for (const v1::RoundStep& step : view.form().steps()) {
    is_held = is_held || step.key() == view.form().second_round_from();
    const auto own = std::ranges::find(planned, step.key(), &v1::StepDuration::step);
    if (is_held) length += own == planned.end() ? step.standard_ms() : own->duration_ms();
  }
  return length > 0 ? length : usual_length_ms;
}

std::string title_of(const v1::RoundView& view, Language language) {
  const bool is_round = view.form().follows_method() || view.form().label().empty();
  std::string title =
      is_round ? in(language, {"Tour de codéveloppement", "Round of co-development"}) : view.form().label();
  return view.plan().group().empty() ? title : title + " – " + view.plan().group();
}

CalendarEntry entry_of_round(const v1::RoundView& view, const RoundCalendarWish& wish) {
  CalendarEntry entry;
  entry.uid = "round-" + std::to_string(view.id()) + "@" + wish.domain;
  entry.title = title_of(view, wish.language);
  if (view.status() == v1::ROUND_STATUS_CANCELLED) {  // of a cancelled round only this is kept: that there was one
    entry.is_cancelled = true;
    entry.starts_at_ms = view.ended_at_ms();
    return entry;
  }
  entry.starts_at_ms = view.plan().starts_at_ms();
  entry.ends_at_ms = entry.starts_at_ms + length_ms(view);
  entry.place = view.plan().video_link();
  entry.link = wish.page_link;
  entry.leaves_time_free = view.plan().mode() == v1::ROUND_MODE_WRITTEN;  // it lasts for weeks, beside everything else
  return entry;
}

}  // namespace

std::vector<CalendarEntry> calendar_entries(const v1::RoundView& view, std::uint64_t revision,
                                            const RoundCalendarWish& wish) {
  if (view.id() == 0) return {};
  std::vector<CalendarEntry> entries{entry_of_round(view, wish)};
  for (const v1::PlanAction& action : view.actions()) {
    const bool is_open =
        action.status() != v1::PLAN_ACTION_STATUS_DONE && action.status() != v1::PLAN_ACTION_STATUS_ABANDONED;
    if (view.client_id() != wish.reader_id || !is_open || action.due_on().empty()) continue;
    CalendarEntry due;
    due.uid = "round-" + std::to_string(view.id()) + "-action-" + std::to_string(action.id()) + "@" + wish.domain;
    due.title = in(wish.language, {"Échéance de votre plan d’action", "Due in your action plan"});
    due.on_day = action.due_on();
    due.link = wish.page_link;
    due.leaves_time_free = true;
    entries.push_back(std::move(due));
  }
  for (CalendarEntry& entry : entries) {
    entry.sequence = revision;
    if (entry.link.empty()) continue;  // said again in words: many programs show no address
    entry.description =
        filled(in(wish.language, {"Le détail se lit dans Ramure\u00A0: {}", "Read more in Ramure: {}"}), entry.link);
  }
  return entries;
}

}  // namespace ramure::files
