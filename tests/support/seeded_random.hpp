// Randomness that a seed reproduces. Never cryptographic.
#pragma once

#include <random>

#include "server/clock.hpp"

namespace ramure::test {

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<unsigned char> bytes) override {
    for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(engine_());
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace ramure::test
