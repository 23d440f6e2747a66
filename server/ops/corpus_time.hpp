// Days and hours as the files of a corpus write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "server/clock.hpp"

namespace ramure::ops {

// A time as written: with an offset from UTC, or without one, which means Central European time (as in Paris).
struct CorpusTime {
  std::chrono::local_seconds local{};
  std::optional<std::chrono::minutes> offset;

  TimestampMs utc_ms(std::chrono::weeks shift = {}) const;
};
std::optional<CorpusTime> parse_corpus_time(std::string_view text);              // "2018-05-09T09:12:00"
std::optional<std::chrono::local_days> parse_corpus_day(std::string_view text);  // "2018-05-09"

}  // namespace ramure::ops
