#include "server/mail/send_times.hpp"

#include "server/mail/french_holidays.hpp"

namespace ramure::mail {

using namespace std::chrono;

namespace {

using LocalMs = sys_time<milliseconds>;  // what a clock on the wall shows, written as if it were UTC

LocalMs to_local(TimestampMs at, const storage::TimeZone& zone) {
  const LocalMs utc{milliseconds(at)};
  return utc + seconds(zone.utc_offset_seconds(floor<seconds>(utc)));
}

// Eight o'clock is in no hour that a change of time leaves out or brings twice.
TimestampMs morning_of(sys_days day, const storage::TimeZone& zone) {
  const sys_seconds wall = day + day_begins;
  sys_seconds utc = wall - seconds(zone.utc_offset_seconds(wall));
  utc = wall - seconds(zone.utc_offset_seconds(utc));
  return time_point_cast<milliseconds>(utc).time_since_epoch().count();
}

bool is_working_day(sys_days day) {
  const weekday of_week(day);
  return of_week != Saturday && of_week != Sunday && !is_french_holiday(day);
}

bool is_open(sys_days day, const ReceiverTimes& receiver) {
  return is_working_day(day) && (!receiver.away_until || day > *receiver.away_until);
}

}  // namespace

storage::TimeZone first_known_zone(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (auto zone = storage::TimeZone::load(name)) return *std::move(zone);
  }
  return {};
}

sys_days local_day(TimestampMs at, const storage::TimeZone& zone) { return floor<days>(to_local(at, zone)); }

TimestampMs next_allowed_ms(TimestampMs now, const ReceiverTimes& receiver) {
  const LocalMs local = to_local(now, receiver.zone);
  sys_days day = floor<days>(local);
  if (is_open(day, receiver) && local - day < day_ends) {
    return local - day >= day_begins ? now : morning_of(day, receiver.zone);
  }
  day += days(1);
  if (receiver.away_until && day <= *receiver.away_until) day = *receiver.away_until + days(1);
  while (!is_open(day, receiver)) day += days(1);
  return morning_of(day, receiver.zone);
}

std::optional<TimestampMs> next_digest_ms(TimestampMs after, v1::DigestRhythm rhythm, const storage::TimeZone& zone) {
  if (rhythm == v1::DIGEST_RHYTHM_NEVER) return std::nullopt;
  const bool is_daily = rhythm == v1::DIGEST_RHYTHM_DAILY;
  sys_days day = local_day(after, zone);
  while (true) {
    const bool is_date = is_daily ? is_working_day(day) : weekday(day) == Tuesday;
    if (is_date && morning_of(day, zone) > after) return morning_of(day, zone);
    day += days(1);
  }
}

}  // namespace ramure::mail
