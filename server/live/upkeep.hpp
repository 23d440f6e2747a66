// What follows an open community on threads of its own, so that the writer never waits for it: moving the WAL into the
// database (PASSIVE checkpoints), and looking through the files for those to which nothing refers, at the start and
// then now and then. Opened with the host, stopped before its files are closed.
//
// Called by maintenance (one thread at a time).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "storage/file_sweeper.hpp"
#include "storage/store.hpp"

namespace ramure::live {

inline constexpr std::int64_t checkpoint_interval_ms = 5'000;
inline constexpr std::int64_t sweep_interval_ms = 3'600'000;
inline constexpr int sweep_steps_per_tick = 16;  // of some 260; each takes a lock for a moment

class Upkeep {
 public:
  explicit Upkeep(const std::filesystem::path& folder);

  void tick(std::int64_t steady_ms, std::int64_t now_ms, std::uint64_t head_seq);

 private:
  void checkpoint(std::int64_t steady_ms, std::uint64_t head_seq);
  void sweep(std::int64_t steady_ms, std::int64_t now_ms);

  std::unique_ptr<storage::Checkpointer> checkpointer_;
  std::int64_t checkpointed_at_ms_ = 0;
  std::uint64_t checkpointed_seq_ = 0;
  std::unique_ptr<storage::FileSweeper> sweeper_;
  std::int64_t swept_at_ms_ = 0;
  bool is_sweeping_ = false;
};

}  // namespace ramure::live
