// The words of documents, in the two languages; dates, times and sizes as people write them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ramure/v1/model.pb.h"
#include "storage/search/time_zone.hpp"

namespace ramure::files {

enum class Language { french, english };

struct Words {
  const char* french;
  const char* english;
};

inline const char* in(Language language, Words words) {
  return language == Language::french ? words.french : words.english;
}

// Puts `value` in the place of the first "{}".
std::string filled(std::string text, std::string_view value);

// Times of one zone, in words.
class Calendar {
 public:
  // `zone` is an IANA name; one that the machine does not know counts as UTC.
  Calendar(Language language, std::string zone);

  std::string moment(std::int64_t at_ms) const;         // « jeudi 28 juin 2018, 9 h 42 »
  std::string day(std::int64_t at_ms) const;            // « jeudi 28 juin 2018 »
  static std::string machine_time(std::int64_t at_ms);  // "2018-06-28T07:42:00Z"
  const std::string& zone() const { return zone_name_; }

 private:
  Language language_;
  std::string zone_name_;
  std::optional<storage::TimeZone> zone_;

  std::chrono::sys_seconds local(std::int64_t at_ms) const;
};

std::string iso_date(const std::chrono::year_month_day& date);  // "2018-09-30"; years of four digits

// « 30 septembre 2018 » of "2018-09-30"; what is no such date is given back as it is.
std::string date_text(Language language, std::string_view date);

std::string size_text(Language language, std::uint64_t bytes);  // « 1,2 Mo »

// Empty where there is nothing to say.
const char* kind_text(Language language, v1::ThreadKind kind);
const char* kind_text(Language language, v1::MessageKind kind);
const char* status_text(Language language, v1::ObstacleStatus status);
const char* nature_text(Language language, v1::ObstacleNature nature);

}  // namespace ramure::files
