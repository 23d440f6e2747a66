// How far clocks are ahead of UTC in a time zone, from the machine's own zone files (TZif, RFC 8536): C++20's time
// zones are not in GCC 12's library, and the C library's are process-wide.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace ramure::storage {

class TimeZone {
 public:
  // `name` as in "Europe/Paris". nullopt: no such zone, or a file that cannot be understood.
  static std::optional<TimeZone> load(std::string_view name,
                                      const std::filesystem::path& files = "/usr/share/zoneinfo");

  // From the file's bytes.
  static std::optional<TimeZone> parse(std::string_view bytes);

  // At midnight UTC of the day, rounded to minutes.
  int utc_offset_minutes(std::chrono::sys_days day) const;

  std::int32_t utc_offset_seconds(std::chrono::sys_seconds at) const;

 private:
  struct Change {
    std::int64_t at_s = 0;
    std::int32_t offset_s = 0;
  };
  std::int32_t first_offset_s_ = 0;  // before any change
  std::vector<Change> changes_;      // in order
};

}  // namespace ramure::storage
