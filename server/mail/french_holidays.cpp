#include "server/mail/french_holidays.hpp"

#include <algorithm>
#include <array>

namespace ramure::mail {

using namespace std::chrono;

namespace {

constexpr std::array<month_day, 8> fixed_days{January / 1, May / 1,      May / 8,       July / 14,
                                              August / 15, November / 1, November / 11, December / 25};
// Easter Monday, Ascension, Whit Monday: after Easter Sunday.
constexpr std::array<days, 3> movable_days{days(1), days(39), days(50)};

}  // namespace

sys_days easter_sunday(year of) {
  const int y = static_cast<int>(of);
  const int golden = y % 19, century = y / 100, of_century = y % 100;
  const int skipped = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
  const int moon = (19 * golden + skipped + 15) % 30;
  const int week = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
  const int late = (golden + 11 * moon + 22 * week) / 451;
  const int sum = moon + week - 7 * late + 114;
  return of / month(static_cast<unsigned>(sum / 31)) / day(static_cast<unsigned>(sum % 31 + 1));
}

bool is_french_holiday(sys_days at) {
  const year_month_day date(at);
  if (std::ranges::find(fixed_days, month_day(date.month(), date.day())) != fixed_days.end()) return true;
  return std::ranges::find(movable_days, at - easter_sunday(date.year())) != movable_days.end();
}

}  // namespace ramure::mail
