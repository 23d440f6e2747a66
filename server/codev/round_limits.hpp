// The limits of a round, named, with their units. They join protocol/limits.hpp when rounds join the protocol's frames.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ramure::codev::limits {

inline constexpr std::int64_t minute_ms = 60'000;
inline constexpr std::int64_t day_ms = 24 * 60 * minute_ms;

inline constexpr std::int64_t deputy_after_ms = 5 * minute_ms;  // unless the plan says otherwise; the next two too
inline constexpr std::int64_t retention_ms = 30 * day_ms;
inline constexpr std::int64_t lapse_after_ms = 90 * day_ms;
inline constexpr std::int64_t deputy_after_ms_min = minute_ms;
inline constexpr std::int64_t step_ms_max = 60 * day_ms;
inline constexpr std::int64_t waits_for_absent_ms_max = 14 * day_ms;  // a step that would open by itself
inline constexpr std::int64_t planned_ahead_ms_max = 2 * 366 * day_ms;
inline constexpr std::int64_t setting_ms_max = 5 * 366 * day_ms;  // of retention and lapse

inline constexpr std::int64_t practice_lapse_after_ms = 7 * day_ms;
inline constexpr std::int64_t practice_retention_ms = 7 * day_ms;
inline constexpr std::int64_t practice_day_ms = 5 * minute_ms;  // what a day of a form lasts where one practises

inline constexpr std::size_t contributions_max = 5'000;  // in one round, notes included
// What one person writes in one round, notes included: a round is held in memory while it is worked on, and nobody
// fills it up for the others.
inline constexpr std::size_t written_bytes_max = 256 * 1024;
inline constexpr std::size_t text_bytes_max = 10'000;
inline constexpr std::size_t minutes_bytes_max = 40'000;
inline constexpr std::size_t evaluation_bytes_max = 600;  // two sentences
inline constexpr std::size_t line_bytes_max = 300;        // titles, first steps, indicators
inline constexpr std::size_t subject_bytes_max = 1'000;   // three lines
inline constexpr std::size_t reason_bytes_max = 1'000;
inline constexpr std::size_t link_bytes_max = 500;
inline constexpr std::size_t help_wanted_max = 8;
inline constexpr std::size_t actions_max = 5;
inline constexpr std::size_t past_actions_max = 20;
inline constexpr std::size_t observers_max = 3;
inline constexpr std::size_t standby_max = 3;
inline constexpr std::size_t people_ever_max = 60;  // who came and left

inline constexpr std::size_t group_people_min = 4;  // of a proposed group, the client to be included
inline constexpr std::size_t group_people_wanted_min = 6;
inline constexpr std::size_t group_people_wanted_max = 8;
inline constexpr std::size_t group_people_max = 10;

static_assert(actions_max <= past_actions_max);
static_assert(practice_lapse_after_ms <= lapse_after_ms);
static_assert(lapse_after_ms > retention_ms, "what was forgotten is still there when it lapses");

}  // namespace ramure::codev::limits
