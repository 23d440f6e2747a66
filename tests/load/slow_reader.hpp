// One member of the crowd who stops reading.
#pragma once

#include "tests/load/delivery.hpp"

namespace ramure::load {

struct SlowReader {
  double p99_without = 0, p99_with = 0;  // of the others' deliveries, seconds
  std::size_t extra_bytes = 0;           // of server memory
};

SlowReader run_slow_reader(const ServedCommunity& community, const Crowd& crowd, Swarm::Load load);

}  // namespace ramure::load
