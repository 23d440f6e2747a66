#include "server/files/words.hpp"

#include <array>
#include <charconv>
#include <chrono>

namespace ramure::files {

namespace {

using namespace std::chrono;

constexpr std::array<Words, 7> weekdays{{{"dimanche", "Sunday"},
                                         {"lundi", "Monday"},
                                         {"mardi", "Tuesday"},
                                         {"mercredi", "Wednesday"},
                                         {"jeudi", "Thursday"},
                                         {"vendredi", "Friday"},
                                         {"samedi", "Saturday"}}};

constexpr std::array<Words, 12> months{{{"janvier", "January"},
                                        {"février", "February"},
                                        {"mars", "March"},
                                        {"avril", "April"},
                                        {"mai", "May"},
                                        {"juin", "June"},
                                        {"juillet", "July"},
                                        {"août", "August"},
                                        {"septembre", "September"},
                                        {"octobre", "October"},
                                        {"novembre", "November"},
                                        {"décembre", "December"}}};

// In the order of their numbers in the protocol; 0 is unspecified.
constexpr std::array<Words, 7> thread_kinds{{{"", ""},
                                             {"discussion", "discussion"},
                                             {"question", "question"},
                                             {"témoignage", "testimony"},
                                             {"frein", "obstacle"},
                                             {"ressource", "resource"},
                                             {"choix d’un sujet", "choice of a subject"}}};
constexpr std::array<Words, 10> message_kinds{{{"", ""},
                                               {"", ""},
                                               {"question", "question"},
                                               {"frein", "obstacle"},
                                               {"message de cadre", "note on the frame"},
                                               {"retour", "what became of it"},
                                               {"proposition", "proposal"},
                                               {"proposition de l’animation", "what the facilitators would take"},
                                               {"objection", "objection"},
                                               {"choix retenu", "what was chosen"}}};
constexpr std::array<Words, 11> statuses{{{"", ""},
                                          {"brouillon", "draft"},
                                          {"ouvert", "open"},
                                          {"en discussion", "in discussion"},
                                          {"proposé en codev", "proposed for a round"},
                                          {"en codev", "in a round"},
                                          {"plan d’action en cours", "action plan under way"},
                                          {"levé", "lifted"},
                                          {"contourné", "bypassed"},
                                          {"persistant", "persistent"},
                                          {"archivé", "archived"}}};
constexpr std::array<Words, 12> natures{{{"", ""},
                                         {"politique", "political"},
                                         {"juridique", "legal"},
                                         {"financier", "financial"},
                                         {"culturel", "cultural"},
                                         {"compétences", "skills"},
                                         {"temps", "time"},
                                         {"gouvernance", "governance"},
                                         {"confiance", "trust"},
                                         {"données et outils", "data and tools"},
                                         {"géographie", "geography"},
                                         {"autre", "other"}}};

template <std::size_t N>
const char* at(const std::array<Words, N>& table, Language language, int value) {
  const bool is_known = value >= 0 && static_cast<std::size_t>(value) < N;
  return in(language, table[is_known ? static_cast<std::size_t>(value) : 0]);
}

std::string two_digits(long number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// « 1er juin 2018 »
std::string in_words(Language language, const year_month_day& date) {
  const auto day = static_cast<unsigned>(date.day());
  const bool is_first_in_french = day == 1 && language == Language::french;
  return (is_first_in_french ? "1er" : std::to_string(day)) + " " +
         in(language, months[static_cast<unsigned>(date.month()) - 1]) + " " +
         std::to_string(static_cast<int>(date.year()));
}

}  // namespace

std::string filled(std::string text, std::string_view value) {
  const std::size_t at = text.find("{}");
  return at == std::string::npos ? text : text.replace(at, 2, value);
}

Calendar::Calendar(Language language, std::string zone)
    : language_(language), zone_name_(std::move(zone)), zone_(storage::TimeZone::load(zone_name_)) {
  if (!zone_) zone_name_ = "UTC";
}

sys_seconds Calendar::local(std::int64_t at_ms) const {
  const sys_seconds utc = floor<seconds>(sys_time<milliseconds>(milliseconds(at_ms)));
  return utc + seconds(zone_ ? zone_->utc_offset_seconds(utc) : 0);
}

std::string Calendar::day(std::int64_t at_ms) const {
  const sys_days day = floor<days>(local(at_ms));
  return std::string(in(language_, weekdays[weekday(day).c_encoding()])) + " " + in_words(language_, day);
}

std::string Calendar::moment(std::int64_t at_ms) const {
  const sys_seconds at = local(at_ms);
  const hh_mm_ss time(at - floor<days>(at));
  const std::string hour = std::to_string(time.hours().count()), minute = two_digits(time.minutes().count());
  if (language_ == Language::english) return day(at_ms) + ", " + hour + ":" + minute;
  return day(at_ms) + ", " + hour + "\u00A0h\u00A0" + minute;  // no-break spaces: « 9 h 42 » stays together
}

std::string Calendar::machine_time(std::int64_t at_ms) {
  const sys_seconds utc = floor<seconds>(sys_time<milliseconds>(milliseconds(at_ms)));
  const sys_days day = floor<days>(utc);
  const hh_mm_ss time(utc - day);
  return iso_date(day) + "T" + two_digits(time.hours().count()) + ":" + two_digits(time.minutes().count()) + ":" +
         two_digits(time.seconds().count()) + "Z";
}

std::string iso_date(const year_month_day& date) {
  return std::to_string(static_cast<int>(date.year())) + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
         two_digits(static_cast<unsigned>(date.day()));
}

std::string date_text(Language language, std::string_view date) {
  const auto number = [&](std::size_t from, std::size_t count) {
    unsigned value = 0;
    const char* end = date.data() + from + count;
    const auto [stopped, error] = std::from_chars(date.data() + from, end, value);
    return error == std::errc() && stopped == end ? value : 0;
  };
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::string(date);
  const year_month_day day =
      year(static_cast<int>(number(0, 4))) / month(number(5, 2)) / std::chrono::day(number(8, 2));
  return day.ok() ? in_words(language, day) : std::string(date);
}

std::string size_text(Language language, std::uint64_t bytes) {
  const bool is_french = language == Language::french;
  if (bytes < 1'000) return std::to_string(bytes) + (is_french ? "\u00A0octets" : "\u00A0bytes");
  const bool is_mega = bytes >= 999'500;
  const std::uint64_t tenths = is_mega ? (bytes + 50'000) / 100'000 : (bytes + 500) / 1'000 * 10;
  std::string number = std::to_string(tenths / 10);
  if (is_mega && tenths % 10 != 0) number += (is_french ? "," : ".") + std::to_string(tenths % 10);
  const char* unit = is_mega ? in(language, {"\u00A0Mo", "\u00A0MB"}) : in(language, {"\u00A0ko", "\u00A0kB"});
  return number + unit;
}

const char* kind_text(Language language, v1::ThreadKind kind) { return at(thread_kinds, language, kind); }
const char* kind_text(Language language, v1::MessageKind kind) { return at(message_kinds, language, kind); }
const char* status_text(Language language, v1::ObstacleStatus status) { return at(statuses, language, status); }
const char* nature_text(Language language, v1::ObstacleNature nature) { return at(natures, language, nature); }

}  // namespace ramure::files
