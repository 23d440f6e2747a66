// The machine's own clock and randomness: what main() hands to everything else.
#pragma once

#include "server/clock.hpp"

namespace ramure {

class SystemClock final : public Clock {
 public:
  TimestampMs now_ms() const override;
  std::int64_t steady_ms() const override;
};

// libsodium's generator. Call sodium_init() first (App does).
class SystemRandom final : public Random {
 public:
  void fill(std::span<unsigned char> bytes) override;
};

}  // namespace ramure
