#include "server/live/upkeep.hpp"

#include "storage/error.hpp"

namespace ramure::live {

Upkeep::Upkeep(const std::filesystem::path& folder)
    : checkpointer_(storage::Checkpointer::open(folder)),
      sweeper_(storage::FileSweeper::open(folder)),
      swept_at_ms_(-sweep_interval_ms) {}

void Upkeep::tick(std::int64_t steady_ms, std::int64_t now_ms, std::uint64_t head_seq) {
  checkpoint(steady_ms, head_seq);
  sweep(steady_ms, now_ms);
}

void Upkeep::checkpoint(std::int64_t steady_ms, std::uint64_t head_seq) {
  if (steady_ms - checkpointed_at_ms_ < checkpoint_interval_ms || head_seq == checkpointed_seq_) return;
  checkpointed_at_ms_ = steady_ms;
  if (checkpointer_->run(false)) checkpointed_seq_ = head_seq;
}

void Upkeep::sweep(std::int64_t steady_ms, std::int64_t now_ms) {
  if (!is_sweeping_) {
    if (steady_ms - swept_at_ms_ < sweep_interval_ms) return;
    swept_at_ms_ = steady_ms;
    is_sweeping_ = true;
    sweeper_->begin_round();
  }
  try {
    for (int i = 0; i < sweep_steps_per_tick && is_sweeping_; ++i) is_sweeping_ = sweeper_->step(now_ms);
  } catch (const storage::StorageError& error) {
    if (error.kind == storage::StorageError::Kind::busy) return;  // the next tick goes on
    is_sweeping_ = false;                                         // told once, tried again with the next round
    throw;
  }
}

}  // namespace ramure::live
