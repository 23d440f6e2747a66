// Rounds as calendars: what is written is iCalendar (libical reads it, and holds it to RFC 5545 and 5546), and says no
// more than it may.
#include "server/files/icalendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <algorithm>
#include <memory>

#include "server/codev/visible.hpp"
#include "server/files/round_calendar.hpp"
#include "tests/support/round_replay.hpp"

namespace ramure::test {

namespace {

using files::CalendarEntry;
using files::icalendar;
using files::RoundCalendarWish;
using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t now = 1'530'171'720'000;  // 28 June 2018, 7:42:00 UTC

using Component = std::unique_ptr<icalcomponent, decltype([](icalcomponent* c) { icalcomponent_free(c); })>;

// As another program reads it. What it finds wrong fails the test.
Component parsed(const std::string& calendar) {
  Component component(icalparser_parse_string(calendar.c_str()));
  if (component == nullptr) ADD_FAILURE() << "no iCalendar: " << calendar;
  else {
    EXPECT_EQ(icalcomponent_count_errors(component.get()), 0) << calendar;
    EXPECT_TRUE(icalrestriction_check(component.get())) << icalcomponent_as_ical_string(component.get());
  }
  return component;
}

icalcomponent* event(const Component& calendar, int number) {
  icalcomponent* found = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  while (number-- > 0) found = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  return found;
}

void expect_folded(const std::string& calendar) {
  for (std::size_t at = 0; at < calendar.size();) {
    const std::size_t end = calendar.find("\r\n", at);
    ASSERT_NE(end, std::string::npos) << "the last line ends too";
    EXPECT_LE(end - at, 75u);
    const std::string line = calendar.substr(at, end - at);
    EXPECT_EQ(line.find_first_of("\r\n"), std::string::npos) << line;
    const std::size_t first = line.starts_with(' ') ? 1 : 0;
    EXPECT_NE(static_cast<unsigned char>(line[first]) & 0xC0, 0x80) << "a character was cut: " << line;
    at = end + 2;
  }
}

CalendarEntry entry(const std::string& title) {
  CalendarEntry made;
  made.uid = "round-7@valmerac.example";
  made.sequence = 3;
  made.starts_at_ms = now + 3'600'000;
  made.ends_at_ms = now + 2 * 3'600'000;
  made.title = title;
  return made;
}

RoundCalendarWish wish_of(std::uint64_t reader) {
  return {.reader_id = reader, .domain = "valmerac.example", .page_link = "https://ramure.example/tours/100"};
}

std::vector<CalendarEntry> entries_for(const RoundPlay& play, std::uint64_t reader) {
  return calendar_entries(codev::view_for(play.round, reader, play.now), play.state().last_seq() - play.state().id(),
                          wish_of(reader));
}

}  // namespace

TEST(ICalendar, AnotherProgramReadsWhatWasWritten) {
  CalendarEntry made = entry("Tour de codéveloppement – Groupe A");
  made.place = "https://visio.example/salle;a=1,b";
  made.link = "https://ramure.example/tours/7";
  const std::string calendar = icalendar("Ramure", {made}, now);
  expect_folded(calendar);
  const Component read = parsed(calendar);
  EXPECT_EQ(icalcomponent_get_method(read.get()), ICAL_METHOD_PUBLISH);
  icalcomponent* round = event(read, 0);
  ASSERT_NE(round, nullptr);
  EXPECT_STREQ(icalcomponent_get_uid(round), "round-7@valmerac.example");
  EXPECT_STREQ(icalcomponent_get_summary(round), "Tour de codéveloppement – Groupe A");
  EXPECT_STREQ(icalcomponent_get_location(round), "https://visio.example/salle;a=1,b");
  EXPECT_EQ(icalcomponent_get_sequence(round), 3);
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstamp(round)), "20180628T074200Z");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(round)), "20180628T084200Z");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtend(round)), "20180628T094200Z");
  EXPECT_EQ(icalcomponent_get_status(round), ICAL_STATUS_CONFIRMED);
}

TEST(ICalendar, AWholeDayHasNoTime) {
  CalendarEntry made;
  made.uid = "due@valmerac.example";
  made.on_day = "2018-09-30";
  made.title = "Échéance";
  const std::string calendar = icalendar("Ramure", {made}, now);
  EXPECT_THAT(calendar, HasSubstr("\r\nDTSTART;VALUE=DATE:20180930\r\n"));
  const Component read = parsed(calendar);
  EXPECT_TRUE(icalcomponent_get_dtstart(event(read, 0)).is_date);
}

TEST(ICalendar, LongLinesAreFoldedBetweenCharactersAndComeBackWhole) {
  for (std::size_t shift = 0; shift < 8; ++shift) {
    std::string title(shift, 'x');
    for (int i = 0; i < 60; ++i) title += "é€𝄞";
    const std::string calendar = icalendar("Ramure", {entry(title)}, now);
    expect_folded(calendar);
    EXPECT_STREQ(icalcomponent_get_summary(event(parsed(calendar), 0)), title.c_str());
  }
  EXPECT_EQ(files::folded_line(std::string(75, 'a')), std::string(75, 'a') + "\r\n");
  EXPECT_EQ(files::folded_line(std::string(76, 'a')), std::string(75, 'a') + "\r\n a\r\n");
  EXPECT_EQ(files::folded_line(std::string(200, '\x80')).size(), 200 + 2 * 3 + 2u) << "what is no UTF-8 ends too";
}

// Words begin no property and end no entry.
TEST(ICalendar, HostileWordsStayWords) {
  const std::string hostile = "a\r\nEND:VEVENT\nATTENDEE:mailto:x@y\tb\\n;c,d\x01\u202E.";
  CalendarEntry made = entry(hostile);
  made.place = made.description = made.link = made.uid = hostile;
  const std::string calendar = icalendar(hostile, {made}, now);
  expect_folded(calendar);
  EXPECT_THAT(calendar, Not(HasSubstr("\r\nATTENDEE")));
  Component read(icalparser_parse_string(calendar.c_str()));
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(icalcomponent_count_components(read.get(), ICAL_VEVENT_COMPONENT), 1);
  EXPECT_STREQ(icalcomponent_get_summary(event(read, 0)), "a \nEND:VEVENT\nATTENDEE:mailto:x@y b\\n;c,d .");
}

TEST(RoundCalendar, ARoundIsItsGroupItsTimeAndItsVideoLink) {
  v1::PlanRound plan = RoundPlay::usual_plan(shipped_form("standard"), 4, now + 86'400'000);
  plan.mutable_plan()->set_title("Un sujet SECRET");
  plan.mutable_plan()->set_group("Groupe A");
  plan.mutable_plan()->set_video_link("https://visio.example/salle");
  RoundPlay play(shipped_form("standard"), plan, 1, now);
  const std::string calendar = icalendar("Ramure", entries_for(play, 20), now);
  EXPECT_THAT(calendar, Not(HasSubstr("SECRET")));
  const Component read = parsed(calendar);
  icalcomponent* round = event(read, 0);
  EXPECT_STREQ(icalcomponent_get_summary(round), "Tour de codéveloppement – Groupe A");
  EXPECT_STREQ(icalcomponent_get_location(round), "https://visio.example/salle");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(round)), "20180629T074200Z");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtend(round)), "20180629T095700Z") << "2 h 15, by its steps";
  EXPECT_EQ(icalcomponent_count_components(read.get(), ICAL_VEVENT_COMPONENT), 1);
  EXPECT_TRUE(entries_for(play, 99).empty()) << "he is not in it";
}

TEST(RoundCalendar, ReplannedItIsTheSameEntryWithALaterSequence) {
  RoundPlay play(shipped_form("standard"));
  const CalendarEntry before = entries_for(play, 20).at(0);
  v1::RoundCommand replans = play.command();
  *replans.mutable_replan_round()->mutable_plan() = play.state().plan();
  replans.mutable_replan_round()->mutable_plan()->set_starts_at_ms(play.state().plan().starts_at_ms() + 3'600'000);
  const codev::Decided decided = play.send(1, std::move(replans));
  ASSERT_TRUE(decided) << decided.error().message();
  const CalendarEntry after = entries_for(play, 20).at(0);
  EXPECT_EQ(after.uid, before.uid);
  EXPECT_GT(after.sequence, before.sequence);
  EXPECT_EQ(after.starts_at_ms, before.starts_at_ms + 3'600'000);
}

TEST(RoundCalendar, CancelledItIsTakenOutOfCalendars) {
  RoundPlay play(shipped_form("standard"));
  const std::string uid = entries_for(play, 20).at(0).uid;
  v1::RoundCommand cancels = play.command();
  cancels.mutable_cancel_round();
  ASSERT_TRUE(play.send(1, std::move(cancels)));
  const Component read = parsed(icalendar("Ramure", entries_for(play, 20), now));
  EXPECT_STREQ(icalcomponent_get_uid(event(read, 0)), uid.c_str());
  EXPECT_EQ(icalcomponent_get_status(event(read, 0)), ICAL_STATUS_CANCELLED);
}

TEST(RoundCalendar, AWrittenRoundOfWeeksKeepsNobodyBusy) {
  RoundPlay play(shipped_form("ecrit"));
  EXPECT_TRUE(entries_for(play, 20).at(0).leaves_time_free);
}

// Of both demo rounds: the client's open actions, to the client alone, and no word of any round.
TEST(RoundCalendar, DueActionsAreTheClientsAndWithoutWords) {
  for (const ops::CorpusRound& corpus : corpus_rounds()) {
    RoundReplay replay(corpus);
    replay.run();
    const auto open = std::ranges::count_if(replay.play.state().actions(), [](const v1::PlanAction& action) {
      return action.status() != v1::PLAN_ACTION_STATUS_DONE && action.status() != v1::PLAN_ACTION_STATUS_ABANDONED;
    });
    ASSERT_GT(open, 0);
    for (const v1::RoundParticipant& person : replay.play.state().participants()) {
      const bool is_client = person.member_id() == corpus_person(corpus.client_id);
      const std::vector<CalendarEntry> entries = entries_for(replay.play, person.member_id());
      EXPECT_EQ(entries.size(), 1 + (is_client ? static_cast<std::size_t>(open) : 0u));
      const std::string calendar = icalendar("Ramure", entries, now);
      parsed(calendar);
      EXPECT_THAT(calendar, Not(HasSubstr(corpus.title)));
      for (const v1::PlanAction& action : replay.play.state().actions()) {
        EXPECT_THAT(calendar, Not(HasSubstr(action.what().substr(0, 20))));
      }
    }
  }
}

}  // namespace ramure::test
