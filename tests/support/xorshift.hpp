// Randomness that a seed reproduces in C++ and in JavaScript alike (tests/collab/dice.mjs).
#pragma once

#include <cstdint>

namespace ramure::test {

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed * 2654435769U) {
    if (state_ == 0) state_ = 1;
  }
  std::uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }
  std::uint32_t below(std::size_t n) { return next() % static_cast<std::uint32_t>(n); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  std::uint32_t state_;
};

}  // namespace ramure::test
