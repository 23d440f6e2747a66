#include "server/files/icalendar.hpp"

#include "server/files/markdown_text.hpp"
#include "server/files/words.hpp"

namespace ramure::files {

namespace {

constexpr std::size_t line_octets_max = 75;

// "20180628T074200Z"
std::string time_value(std::int64_t at_ms) {
  std::string time = Calendar::machine_time(at_ms);
  std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
  return time;
}

std::string day_value(std::string day) {
  std::erase(day, '-');
  return day;
}

std::string text_value(std::string_view text) {
  std::string value;
  for (const char c : text) {
    if (c == '\n') value += "\\n";
    else if (c == '\\' || c == ';' || c == ',') value += std::string{'\\', c};
    else value += c;
  }
  return one_line(value);
}

// A published calendar names its organizer (RFC 5546): here nobody, who has no address.
std::string organizer(std::string_view name) {
  std::string shown = one_line(name);
  std::erase(shown, '"');
  return folded_line("ORGANIZER;CN=\"" + shown + "\":invalid:nomail");
}

std::string entry_text(const CalendarEntry& entry, const std::string& organizer, std::int64_t now_ms) {
  std::string text = "BEGIN:VEVENT\r\n";
  const auto property = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += folded_line(std::string(name) + value);
  };
  property("UID:", text_value(entry.uid));
  property("DTSTAMP:", time_value(now_ms));
  text += organizer;
  property("SEQUENCE:", std::to_string(entry.sequence));
  property("STATUS:", entry.is_cancelled ? "CANCELLED" : "CONFIRMED");
  if (entry.on_day.empty()) {
    property("DTSTART:", time_value(entry.starts_at_ms));
    if (entry.ends_at_ms > entry.starts_at_ms) property("DTEND:", time_value(entry.ends_at_ms));
  } else {
    property("DTSTART;VALUE=DATE:", day_value(one_line(entry.on_day)));
  }
  property("SUMMARY:", text_value(entry.title));
  property("DESCRIPTION:", text_value(entry.description));
  property("LOCATION:", text_value(entry.place));
  property("URL:", one_line(entry.link));
  property("CLASS:", "PRIVATE");  // whoever shares his calendar shows with it no more than that he is busy
  property("TRANSP:", entry.leaves_time_free || entry.is_cancelled ? "TRANSPARENT" : "OPAQUE");
  return text + "END:VEVENT\r\n";
}

}  // namespace

std::string folded_line(std::string_view line) {
  std::string folded;
  std::size_t room = line_octets_max;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    if (end == 0) end = room;  // no UTF-8: cut it anywhere
    folded += line.substr(0, end);
    folded += "\r\n ";
    line.remove_prefix(end);
    room = line_octets_max - 1;  // the space before it counts
  }
  return folded + std::string(line) + "\r\n";
}

std::string icalendar(std::string_view name, const std::vector<CalendarEntry>& entries, std::int64_t now_ms) {
  std::string calendar =
      "BEGIN:VCALENDAR\r\n"
      "VERSION:2.0\r\n"
      "PRODID:-//Ramure//Ramure//FR\r\n"
      "CALSCALE:GREGORIAN\r\n"
      "METHOD:PUBLISH\r\n"
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n";
  calendar += folded_line("NAME:" + text_value(name));
  calendar += folded_line("X-WR-CALNAME:" + text_value(name));  // what programs older than RFC 7986 read
  for (const CalendarEntry& entry : entries) calendar += entry_text(entry, organizer(name), now_ms);
  return calendar + "END:VCALENDAR\r\n";
}

}  // namespace ramure::files
