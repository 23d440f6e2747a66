// A clock that stands still until it is told the time: for importing what was written long ago, and for tests.
#pragma once

#include <atomic>

#include "server/clock.hpp"

namespace ramure {

class ManualClock final : public Clock {
 public:
  explicit ManualClock(TimestampMs now_ms = 0) : now_ms_(now_ms) {}
  TimestampMs now_ms() const override { return now_ms_; }
  std::int64_t steady_ms() const override { return now_ms_; }

  void set(TimestampMs now_ms) { now_ms_ = now_ms; }
  void advance(std::int64_t by_ms) { now_ms_ += by_ms; }

 private:
  std::atomic<TimestampMs> now_ms_;
};

}  // namespace ramure
