#include "storage/search/dates.hpp"

#include <array>
#include <charconv>
#include <string>

#include "storage/search/french_words.hpp"

namespace ramure::storage {

namespace {

struct Numbers {
  std::array<int, 3> value{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
};

// "13/09/2018" into its numbers; nullopt when anything else than digits stands between the separators.
std::optional<Numbers> split_numbers(std::string_view typed, char separator) {
  Numbers numbers;
  for (;;) {
    const std::string_view digits = typed.substr(0, typed.find(separator));
    if (numbers.count == 3 || digits.empty() || digits.size() > 4) return std::nullopt;
    int& value = numbers.value[numbers.count];
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || value < 0) return std::nullopt;
    numbers.digits[numbers.count++] = digits.size();
    if (digits.size() == typed.size()) return numbers;
    typed.remove_prefix(digits.size() + 1);
  }
}

std::optional<std::chrono::sys_days> day_of(int year, int month, int day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1900 || year > 2199) return std::nullopt;
  return std::chrono::sys_days(date);
}

}  // namespace

std::optional<std::chrono::sys_days> parse_date(std::string_view typed, std::chrono::sys_days today) {
  const auto words = french_words(typed);
  if (words.size() == 1) {
    const std::string& word = words.front().exact;
    if (word == "aujourdhui" || word == "today") return today;
    if (word == "hier" || word == "yesterday") return today - std::chrono::days(1);
  }
  const char separator = typed.find('/') != std::string_view::npos ? '/' : '-';
  const auto numbers = split_numbers(typed, separator);
  if (!numbers) return std::nullopt;
  const auto& [value, digits, count] = *numbers;
  const std::size_t year_at = digits[0] == 4 ? 0 : count - 1;  // 2018-09-13 or 13/09/2018
  if (digits[year_at] != 4) return std::nullopt;
  if (count == 1) return day_of(value[0], 1, 1);
  if (count == 2) return year_at == 0 ? day_of(value[0], value[1], 1) : day_of(value[1], value[0], 1);
  return year_at == 0 ? day_of(value[0], value[1], value[2]) : day_of(value[2], value[1], value[0]);
}

}  // namespace ramure::storage
