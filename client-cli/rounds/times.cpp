// How a round's durations and dates are said and typed.
#include <array>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <optional>

#include "client-cli/rounds/words.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

Failure no_duration(std::string_view text) {
  return {
      Exit::usage,
      t({"« {} » n’est pas une durée : 10, 10min, 2h ou 3j", "\"{}\" is no duration: 10, 10min, 2h or 3d"}, {text})};
}

// nullopt for a day that no calendar has, like 31 February.
std::optional<std::int64_t> to_ms(std::tm parts) {
  const int day = parts.tm_mday;
  parts.tm_isdst = -1;
  const std::time_t seconds = std::mktime(&parts);
  if (parts.tm_mday != day) return std::nullopt;
  return static_cast<std::int64_t>(seconds) * 1000;
}

}  // namespace

std::string duration_text(std::int64_t ms) {
  if (ms >= 2 * day_ms) return t({"{} jours", "{} days"}, {std::to_string(ms / day_ms)});
  if (ms >= 2 * hour_ms) {
    const std::string minutes = std::to_string((ms % hour_ms) / minute_ms);
    return t({"{} h {}", "{} h {} min"}, {std::to_string(ms / hour_ms), minutes.size() < 2 ? "0" + minutes : minutes});
  }
  return std::to_string(ms / minute_ms) + " min";
}

std::string remaining_text(std::int64_t remaining_ms) {
  if (remaining_ms < 0 && -remaining_ms < minute_ms) return t({"le temps est écoulé", "time is over"});
  if (remaining_ms < 0) return t({"dépassé de {}", "over by {}"}, {duration_text(-remaining_ms)});
  if (remaining_ms < minute_ms) return t({"moins d’une minute", "less than a minute"});
  return t({"reste {}", "{} left"}, {duration_text(remaining_ms)});
}

Result<std::int64_t> duration_ms(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || count < 0 || count > 1'000'000) return std::unexpected(no_duration(text));
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (unit.empty() || unit == "min" || unit == "m") return count * minute_ms;
  if (unit == "h") return count * hour_ms;
  if (unit == "j" || unit == "d") return count * day_ms;
  return std::unexpected(no_duration(text));
}

Result<std::int64_t> moment_ms(std::string_view text, std::int64_t now_ms) {
  const std::string given(text);
  const std::time_t seconds = now_ms / 1000;
  std::tm today{};
  localtime_r(&seconds, &today);
  today.tm_sec = 0;
  std::tm parts = today;
  std::array<char, 2> rest{};
  const auto in_range = [&parts] {
    return parts.tm_hour >= 0 && parts.tm_hour < 24 && parts.tm_min >= 0 && parts.tm_min < 60;
  };
  int year = 0, month = 0, day = 0;
  for (const char* form : {"%4d-%2d-%2d %2d:%2d%1s", "%4d-%2d-%2dT%2d:%2d%1s", "%4d-%2d-%2d %2dh%2d%1s"}) {
    const int read = std::sscanf(given.c_str(), form, &year, &month, &day, &parts.tm_hour, &parts.tm_min, rest.data());
    if (read != 5 || !in_range() || month < 1 || month > 12 || day < 1 || day > 31) continue;
    parts.tm_year = year - 1900;
    parts.tm_mon = month - 1;
    parts.tm_mday = day;
    if (const auto ms = to_ms(parts)) return *ms;
  }
  parts = today;
  for (const char* form : {"%2d:%2d%1s", "%2dh%2d%1s"}) {
    if (std::sscanf(given.c_str(), form, &parts.tm_hour, &parts.tm_min, rest.data()) != 2 || !in_range()) continue;
    if (const auto ms = to_ms(parts)) return *ms;
  }
  return fail(Exit::usage, t({"« {} » n’est pas une date : 2026-12-01 14:30, ou 14:30 pour aujourd’hui",
                              "\"{}\" is no date: 2026-12-01 14:30, or 14:30 for today"},
                             {text}));
}

}  // namespace ramure::cli
