// When somebody may be written to: days, hours, zones, holidays, absences; and the dates of digests.
#include <gtest/gtest.h>

#include "protocol/iso_day.hpp"
#include "server/mail/french_holidays.hpp"
#include "server/mail/send_times.hpp"

namespace ramure::mail {

namespace {

using namespace std::chrono;

// "2018-05-03 08:30", UTC.
TimestampMs at(std::string_view text) {
  const auto number = [&](std::size_t from) { return (text[from] - '0') * 10 + (text[from + 1] - '0'); };
  const sys_time<milliseconds> moment =
      sys_days(*iso_day(text.substr(0, 10))) + hours(number(11)) + minutes(number(14));
  return moment.time_since_epoch().count();
}
std::string text_of(TimestampMs moment) {
  const sys_time<milliseconds> time{milliseconds(moment)};
  const year_month_day date(floor<days>(time));
  const hh_mm_ss clock(time - floor<days>(time));
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
  return text;
}

ReceiverTimes in(std::string_view zone, std::string_view away_until = "") {
  ReceiverTimes times{.zone = first_known_zone({zone})};
  if (const auto day = iso_day(away_until)) times.away_until = *day;
  return times;
}
std::string next(std::string_view now, const ReceiverTimes& receiver = in("Europe/Paris")) {
  return text_of(next_allowed_ms(at(now), receiver));
}
std::string digest(std::string_view after, v1::DigestRhythm rhythm, std::string_view zone = "Europe/Paris") {
  const auto date = next_digest_ms(at(after), rhythm, first_known_zone({zone}));
  return date ? text_of(*date) : "never";
}

TEST(FrenchHolidays, EasterIsWhereTheTablesHaveIt) {
  const std::pair<int, const char*> known[] = {{1818, "1818-03-22"}, {1943, "1943-04-25"}, {2000, "2000-04-23"},
                                               {2018, "2018-04-01"}, {2024, "2024-03-31"}, {2025, "2025-04-20"},
                                               {2026, "2026-04-05"}, {2038, "2038-04-25"}, {2285, "2285-03-22"}};
  for (const auto& [year_of, day] : known) EXPECT_EQ(easter_sunday(year(year_of)), sys_days(*iso_day(day))) << day;
}

TEST(FrenchHolidays, ElevenDaysAYearAndNoneOfARegionAlone) {
  const std::vector<std::string> of_2018{"2018-01-01", "2018-04-02", "2018-05-01", "2018-05-08",
                                         "2018-05-10", "2018-05-21", "2018-07-14", "2018-08-15",
                                         "2018-11-01", "2018-11-11", "2018-12-25"};
  std::vector<std::string> found;
  for (sys_days day = 2018y / January / 1; day < sys_days(2019y / January / 1); day += days(1)) {
    if (is_french_holiday(day))
      found.push_back(text_of(sys_time<milliseconds>(day).time_since_epoch().count()).substr(0, 10));
  }
  EXPECT_EQ(found, of_2018);
  EXPECT_FALSE(is_french_holiday(2018y / March / 30)) << "Good Friday is one in Alsace and Moselle";
  EXPECT_FALSE(is_french_holiday(2018y / December / 26));
}

TEST(SendTimes, FromEightToNineteenByTheReceiversClock) {
  EXPECT_EQ(next("2018-05-03 06:00"), "2018-05-03 06:00") << "8 h in Paris";
  EXPECT_EQ(next("2018-05-03 05:59"), "2018-05-03 06:00");
  EXPECT_EQ(next("2018-05-03 16:59"), "2018-05-03 16:59");
  EXPECT_EQ(next("2018-05-03 17:00"), "2018-05-04 06:00") << "19 h is over";
  EXPECT_EQ(next("2018-05-03 05:00", in("Indian/Reunion")), "2018-05-03 05:00") << "9 h there";
  EXPECT_EQ(next("2018-05-03 16:00", in("America/Martinique")), "2018-05-03 16:00");
  EXPECT_EQ(next("2018-05-03 10:00", in("America/Martinique")), "2018-05-03 12:00");
  EXPECT_EQ(next("2018-05-03 06:00", in("No/Where")), "2018-05-03 08:00") << "UTC";
}

TEST(SendTimes, NeitherAtWeekendsNorOnHolidays) {
  EXPECT_EQ(next("2018-05-04 17:30"), "2018-05-07 06:00") << "Friday evening: Monday";
  EXPECT_EQ(next("2018-05-05 09:00"), "2018-05-07 06:00");
  EXPECT_EQ(next("2018-05-07 18:00"), "2018-05-09 06:00") << "8 May is a holiday";
  EXPECT_EQ(next("2018-05-09 18:00"), "2018-05-11 06:00") << "Ascension";
  EXPECT_EQ(next("2018-05-19 10:00"), "2018-05-22 06:00") << "Whit Monday";
}

TEST(SendTimes, MorningsAreRightOnBothSidesOfAChangeOfTime) {
  EXPECT_EQ(next("2018-03-24 12:00"), "2018-03-26 06:00");
  EXPECT_EQ(next("2018-03-23 18:30"), "2018-03-26 06:00");
  EXPECT_EQ(next("2018-10-26 18:30"), "2018-10-29 07:00");
}

TEST(SendTimes, AnAbsenceEndsWithItsLastDay) {
  EXPECT_EQ(next("2018-08-06 09:00", in("Europe/Paris", "2018-08-24")), "2018-08-27 06:00") << "a Friday: Monday";
  EXPECT_EQ(next("2018-08-27 09:00", in("Europe/Paris", "2018-08-27")), "2018-08-28 06:00");
  EXPECT_EQ(next("2018-08-28 09:00", in("Europe/Paris", "2018-08-27")), "2018-08-28 09:00");
  EXPECT_EQ(next("2018-08-27 23:00", in("Pacific/Auckland", "2018-08-27")), "2018-08-27 23:00") << "the 28th there";
}

// An hourly walk through three years in four zones: what is allowed is allowed, and no earlier moment was.
TEST(SendTimes, TheNextAllowedMomentIsAllowedAndTheEarliest) {
  for (const char* zone : {"Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Noumea"}) {
    const ReceiverTimes receiver = in(zone, "2025-08-20");
    TimestampMs allowed = 0;
    for (TimestampMs now = at("2024-01-01 00:30"); now < at("2027-01-01 00:00"); now += 3'600'000) {
      const TimestampMs found = next_allowed_ms(now, receiver);
      ASSERT_GE(found, now);
      ASSERT_TRUE(may_write(found, receiver)) << zone << " " << text_of(now);
      ASSERT_TRUE(found == now || found >= allowed) << "it never goes back";
      ASSERT_LE(found - now, TimestampMs{600} * 24 * 3'600'000);
      allowed = found;
    }
  }
}

TEST(SendTimes, ADigestComesOnTuesdaysOrOnWorkingDays) {
  EXPECT_EQ(digest("2018-05-03 08:00", v1::DIGEST_RHYTHM_WEEKLY), "2018-05-08 06:00");
  EXPECT_EQ(digest("2018-05-03 08:00", v1::DIGEST_RHYTHM_UNSPECIFIED), "2018-05-08 06:00");
  EXPECT_EQ(digest("2018-05-08 06:00", v1::DIGEST_RHYTHM_WEEKLY), "2018-05-15 06:00") << "once a date";
  EXPECT_EQ(digest("2018-05-08 05:59", v1::DIGEST_RHYTHM_WEEKLY), "2018-05-08 06:00");
  EXPECT_EQ(digest("2018-05-04 09:00", v1::DIGEST_RHYTHM_DAILY), "2018-05-07 06:00");
  EXPECT_EQ(digest("2018-05-07 09:00", v1::DIGEST_RHYTHM_DAILY), "2018-05-09 06:00");
  EXPECT_EQ(digest("2018-05-07 23:00", v1::DIGEST_RHYTHM_WEEKLY, "Indian/Reunion"), "2018-05-08 04:00");
  EXPECT_EQ(digest("2018-05-03 08:00", v1::DIGEST_RHYTHM_NEVER), "never");
}

}  // namespace

}  // namespace ramure::mail
