// Time and randomness come in as parameters: nothing below main() looks at a clock or draws a number by itself.
#pragma once

#include <cstdint>
#include <span>

namespace ramure {

using TimestampMs = std::int64_t;  // milliseconds since 1970, UTC

class Clock {
 public:
  virtual ~Clock() = default;
  virtual TimestampMs now_ms() const = 0;      // wall clock
  virtual std::int64_t steady_ms() const = 0;  // never goes back; for durations and timeouts
};

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<unsigned char> bytes) = 0;  // cryptographically strong in production
};

}  // namespace ramure
