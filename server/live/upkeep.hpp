// What follows an open community on threads of its own, so that the writer never waits for it: moving the WAL into the
// database (PASSIVE checkpoints). Opened with the host, stopped before its files are closed.
//
// Called by maintenance (one thread at a time).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "storage/store.hpp"

namespace ramure::live {

inline constexpr std::int64_t checkpoint_interval_ms = 5'000;

class Upkeep {
 public:
  explicit Upkeep(const std::filesystem::path& folder);

  void tick(std::int64_t steady_ms, std::uint64_t head_seq);

 private:
  std::unique_ptr<storage::Checkpointer> checkpointer_;
  std::int64_t checkpointed_at_ms_ = 0;
  std::uint64_t checkpointed_seq_ = 0;
};

}  // namespace ramure::live
