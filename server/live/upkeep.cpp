#include "server/live/upkeep.hpp"

namespace ramure::live {

Upkeep::Upkeep(const std::filesystem::path& folder) : checkpointer_(storage::Checkpointer::open(folder)) {}

void Upkeep::tick(std::int64_t steady_ms, std::uint64_t head_seq) {
  if (steady_ms - checkpointed_at_ms_ < checkpoint_interval_ms || head_seq == checkpointed_seq_) return;
  checkpointed_at_ms_ = steady_ms;
  if (checkpointer_->run(false)) checkpointed_seq_ = head_seq;
}

}  // namespace ramure::live
