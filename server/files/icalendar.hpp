// Calendars as other programs read them: iCalendar (RFC 5545), published (RFC 5546), nothing else of it than rounds and
// due dates need. Times are UTC; days are days wherever the reader is.
//
//   const std::string calendar = icalendar("Ramure", entries, now);  // text/calendar; charset=utf-8
//
// Any words may stand in an entry: what would end a line or begin another property is made harmless.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::files {

struct CalendarEntry {
  std::string uid;                // the same for ever: by it a program knows the entry again
  std::uint64_t sequence = 0;     // grows with each change
  std::int64_t starts_at_ms = 0;  // 0 for what has a day
  std::int64_t ends_at_ms = 0;
  std::string on_day;  // "2018-09-30": a whole day instead of a time
  std::string title;
  std::string description;
  std::string place;  // a room, or the address of a video call
  std::string link;   // where it is read in full
  bool is_cancelled = false;
  bool leaves_time_free = false;  // nobody is busy because of it
};

// `name` is what programs call the calendar.
std::string icalendar(std::string_view name, const std::vector<CalendarEntry>& entries, std::int64_t now_ms);

// One property as lines of at most 75 octets, CRLF at each end; no character is cut in two.
std::string folded_line(std::string_view line);

}  // namespace ramure::files
