// Days as they are written in the protocol: "2018-09-30".
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ramure {

// Nothing: it is no such text, or no day of the calendar.
constexpr std::optional<std::chrono::year_month_day> iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  bool is_number = true;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (const char digit : text.substr(from, count)) {
      is_number = is_number && digit >= '0' && digit <= '9';
      value = value * 10 + (digit - '0');
    }
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (!is_number) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace ramure
