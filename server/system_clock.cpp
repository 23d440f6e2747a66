#include "server/system_clock.hpp"

#include <sodium.h>

#include <chrono>

namespace ramure {

namespace {

template <typename TimePoint>
std::int64_t milliseconds(TimePoint point) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(point.time_since_epoch()).count();
}

}  // namespace

TimestampMs SystemClock::now_ms() const { return milliseconds(std::chrono::system_clock::now()); }

std::int64_t SystemClock::steady_ms() const { return milliseconds(std::chrono::steady_clock::now()); }

void SystemRandom::fill(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace ramure
