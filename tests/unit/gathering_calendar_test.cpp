// Gatherings and due dates in calendars: another program reads them, and from private places nothing but when.
#include "server/files/gathering_calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>

#include "tests/support/course_commands.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using files::CalendarEntry;
using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t starts = 1'525'334'400'000;  // 3 May 2018, 8:00 UTC
const files::CalendarWish wish{.domain = "valmerac.example", .site = "https://valmerac.example"};

using Component = std::unique_ptr<icalcomponent, decltype([](icalcomponent* c) { icalcomponent_free(c); })>;

// As another program reads it. What it finds wrong fails the test.
Component parsed(const std::vector<CalendarEntry>& entries) {
  const std::string calendar = files::icalendar("Ramure", entries, starts);
  Component component(icalparser_parse_string(calendar.c_str()));
  EXPECT_NE(component, nullptr) << calendar;
  EXPECT_EQ(icalcomponent_count_errors(component.get()), 0) << calendar;
  EXPECT_TRUE(icalrestriction_check(component.get())) << calendar;
  return component;
}

icalcomponent* first_event(const Component& calendar) {
  return icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
}

Gathering gathering() {
  Gathering planned = command_plan(7, GATHERING_KIND_SESSION, starts).course().plan_gathering().gathering();
  planned.set_id(42);
  planned.set_version(3);
  planned.set_description("SECRET de la description");
  planned.set_outcome("SECRET du compte rendu");
  planned.add_programme()->set_title("SECRET du programme");
  planned.set_cancelled_because("SECRET du motif");
  return planned;
}

}  // namespace

TEST(GatheringCalendar, ASessionIsItsNumberTitleTimeAndPlace) {
  Gathering planned = gathering();
  planned.set_video_url("https://visio.example/s1");
  const Component read = parsed({files::calendar_entry(planned, CHANNEL_KIND_PLENARY, wish)});
  icalcomponent* event = first_event(read);
  EXPECT_STREQ(icalcomponent_get_summary(event), "S1 – Comprendre");
  EXPECT_STREQ(icalcomponent_get_location(event), "Salle des fêtes – https://visio.example/s1");
  EXPECT_STREQ(icalcomponent_get_uid(event), "gathering-42@valmerac.example");
  EXPECT_EQ(icalcomponent_get_sequence(event), 3);
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), "20180503T080000Z");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtend(event)), "20180503T100000Z");
  EXPECT_EQ(icalcomponent_get_status(event), ICAL_STATUS_CONFIRMED);
  EXPECT_THAT(icalcomponent_get_description(event), HasSubstr("https://valmerac.example/rencontre/42"));
  EXPECT_THAT(icalcomponent_as_ical_string(read.get()), Not(HasSubstr("SECRET")));
}

TEST(GatheringCalendar, FromAPrivatePlaceItIsARendezVousAndNothingElse) {
  for (int place = 0; place < ChannelKind_ARRAYSIZE; ++place) {
    const auto kind = static_cast<ChannelKind>(place);
    const bool is_open = kind == CHANNEL_KIND_PLENARY || kind == CHANNEL_KIND_THEMES ||
                         kind == CHANNEL_KIND_RESOURCES || kind == CHANNEL_KIND_STEERING ||
                         kind == CHANNEL_KIND_ORIENTATION || kind == CHANNEL_KIND_TECHNICAL;
    Gathering planned = gathering();
    planned.set_video_url("https://visio.example/SECRET");
    const std::string calendar = files::icalendar("Ramure", {files::calendar_entry(planned, kind, wish)}, starts);
    EXPECT_EQ(calendar.find("Comprendre") != std::string::npos, is_open) << place;
    EXPECT_EQ(calendar.find("Salle") != std::string::npos, is_open) << place;
    EXPECT_EQ(calendar.find("SECRET") != std::string::npos, is_open) << place << ": the address of the call";
    EXPECT_EQ(calendar.find("SUMMARY:Rendez-vous\r\n") != std::string::npos, !is_open) << place;
  }
}

TEST(GatheringCalendar, CancelledItIsTakenOutOfCalendars) {
  Gathering planned = gathering();
  planned.set_cancelled(true);
  planned.set_version(4);
  const Component read = parsed({files::calendar_entry(planned, CHANNEL_KIND_PLENARY, wish)});
  EXPECT_EQ(icalcomponent_get_status(first_event(read)), ICAL_STATUS_CANCELLED);
  EXPECT_EQ(icalcomponent_get_sequence(first_event(read)), 4);
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(first_event(read))), "20180503T080000Z");
}

TEST(GatheringCalendar, OpenActionsOfARoadmapAreDueWithoutTheirWords) {
  RoadmapRow roadmap;
  roadmap.set_roadmap_id(9);
  const auto add = [&](const char* due, RoadmapActionStatus status) {
    RoadmapAction& action = *roadmap.add_actions();
    action.set_id(static_cast<std::uint64_t>(roadmap.actions_size()) + 100);
    action.set_title("SECRET");
    action.set_due(due);
    action.set_status(status);
  };
  add("2018-09-30", ROADMAP_ACTION_STATUS_RUNNING);
  add("", ROADMAP_ACTION_STATUS_RUNNING);
  add("2018-09-30", ROADMAP_ACTION_STATUS_DONE);
  add("2018-09-30", ROADMAP_ACTION_STATUS_ABANDONED);
  const auto entries = files::calendar_entries(roadmap, 12, wish);
  ASSERT_EQ(entries.size(), 1u);
  const Component read = parsed(entries);
  EXPECT_STREQ(icalcomponent_get_summary(first_event(read)), "Échéance de votre feuille de route");
  EXPECT_TRUE(icalcomponent_get_dtstart(first_event(read)).is_date);
  EXPECT_EQ(icalcomponent_get_sequence(first_event(read)), 12);
  EXPECT_THAT(icalcomponent_as_ical_string(read.get()), Not(HasSubstr("SECRET")));
}

}  // namespace ramure::test
