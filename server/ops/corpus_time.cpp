#include "server/ops/corpus_time.hpp"

#include <charconv>
#include <string>

namespace ramure::ops {

namespace {

using namespace std::chrono;

// "2018-05-09" with what separates: digits at fixed places, read one number at a time.
std::optional<int> number(std::string_view text, std::size_t at, std::size_t digits) {
  int value = 0;
  if (text.size() < at + digits) return std::nullopt;
  const char* begin = text.data() + at;
  const auto [end, error] = std::from_chars(begin, begin + digits, value);
  if (error != std::errc() || end != begin + digits || *begin == '-') return std::nullopt;
  return value;
}

bool has(std::string_view text, std::size_t at, char c) { return at < text.size() && text[at] == c; }

std::optional<minutes> parse_offset(std::string_view text) {
  if (text == "Z") return minutes(0);
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hour = number(text, 1, 2), minute = number(text, 4, 2);
  if (!hour || !minute || *hour > 14 || *minute > 59) return std::nullopt;
  const minutes offset = hours(*hour) + minutes(*minute);
  return text[0] == '-' ? -offset : offset;
}

// Summer time in the European Union: from the last Sunday of March to that of October, at 01:00 UTC.
bool is_summer_in_europe(sys_seconds at) {
  const year_month_day day(floor<days>(at));
  const sys_seconds begins = sys_days(day.year() / March / Sunday[last]) + hours(1);
  const sys_seconds ends = sys_days(day.year() / October / Sunday[last]) + hours(1);
  return begins <= at && at < ends;
}

}  // namespace

std::optional<local_days> parse_corpus_day(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto time = parse_corpus_time(std::string(text) + "T00:00:00");
  if (!time) return std::nullopt;
  return floor<days>(time->local);
}

std::optional<CorpusTime> parse_corpus_time(std::string_view text) {
  const auto year_number = number(text, 0, 4), month_number = number(text, 5, 2), day_number = number(text, 8, 2);
  const auto hour = number(text, 11, 2), minute = number(text, 14, 2), second = number(text, 17, 2);
  const bool is_punctuated =
      has(text, 4, '-') && has(text, 7, '-') && has(text, 10, 'T') && has(text, 13, ':') && has(text, 16, ':');
  if (!is_punctuated || !year_number || !month_number || !day_number || !hour || !minute || !second)
    return std::nullopt;
  const year_month_day date(year(*year_number), month(static_cast<unsigned>(*month_number)),
                            day(static_cast<unsigned>(*day_number)));
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  CorpusTime time;
  time.local = local_days(date) + hours(*hour) + minutes(*minute) + seconds(*second);
  if (text.size() > 19) {
    time.offset = parse_offset(text.substr(19));
    if (!time.offset) return std::nullopt;
  }
  return time;
}

TimestampMs CorpusTime::utc_ms(weeks shift) const {
  const sys_seconds as_if_utc((local + shift).time_since_epoch());
  sys_seconds at = as_if_utc - hours(1);
  if (offset) {
    at = as_if_utc - *offset;
  } else if (is_summer_in_europe(as_if_utc - hours(2))) {
    at = as_if_utc - hours(2);
  }
  return duration_cast<milliseconds>(at.time_since_epoch()).count();
}

}  // namespace ramure::ops
