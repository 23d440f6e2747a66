// The only source of chance in the simulation: the same seed makes the same choices, on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <stdexcept>
#include <vector>

namespace ramure::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // 0 … n - 1. Modulo, because the library's distributions differ between machines.
  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  std::uint64_t between(std::uint64_t low, std::uint64_t high) { return low + below(high - low + 1); }
  bool chance(unsigned percent) { return below(100) < percent; }

  template <class T>
  T& pick(std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 engine_;
};

// What must hold did not.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace ramure::sim
