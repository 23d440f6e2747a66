// Dates as people type them in a search: 2018-09-13, 13/09/2018, 09/2018, 2018-09, 2018, aujourd'hui, hier, today,
// yesterday.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ramure::storage {

// The first day of what was typed: 09/2018 is 1 September 2018. nullopt for anything that is no date of the years
// 1900 to 2199 (31 February included).
std::optional<std::chrono::sys_days> parse_date(std::string_view typed, std::chrono::sys_days today);

// The instant at which the day begins where clocks are `utc_offset_minutes` ahead of UTC on that day.
constexpr std::int64_t begin_of_day_ms(std::chrono::sys_days day, int utc_offset_minutes) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch() -
                                                               std::chrono::minutes(utc_offset_minutes))
      .count();
}

}  // namespace ramure::storage
