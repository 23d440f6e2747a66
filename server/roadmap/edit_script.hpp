// The shortest way from one sequence to another by removals and additions (E. Myers, 1986), within a bound. Internal to
// this room.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace ramure::roadmap {

// A stretch that both have: `units` elements from `before` and `after` on.
struct Match {
  std::size_t before = 0;
  std::size_t after = 0;
  std::size_t units = 0;
};

// The stretches that stay, in order. Nothing: more than `edits_max` removals and additions lie between. Takes time
// (size + edits) × edits and memory edits².
std::optional<std::vector<Match>> matches(const std::vector<std::uint32_t>& before,
                                          const std::vector<std::uint32_t>& after, std::size_t edits_max);

}  // namespace ramure::roadmap
