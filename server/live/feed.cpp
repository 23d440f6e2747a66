#include "server/live/feed.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace ramure::live {

Feed::Feed(std::uint64_t head_seq, RingLimits ring) : ring_(ring), head_seq_(head_seq) {}

void Feed::append(ChunkPointer chunk) {
  if (chunk->after_seq() != head_seq_) throw std::logic_error("a chunk must begin at the head of the feed");
  head_seq_ = chunk->through_seq();
  event_count_ += chunk->events().size();
  size_bytes_ += chunk->size_bytes();
  chunks_.push_back(std::move(chunk));
  trim();
}

void Feed::swap_in(ChunkPointer chunk) {
  if (chunk->after_seq() < tail_seq() || chunk->through_seq() > head_seq_) return;
  ChunkPointer& held = chunks_[first_chunk_after(chunk->after_seq())];
  size_bytes_ += chunk->size_bytes();
  size_bytes_ -= held->size_bytes();
  held = std::move(chunk);
}

std::size_t Feed::first_chunk_after(std::uint64_t seq) const {
  const auto at =
      std::ranges::upper_bound(chunks_, seq, {}, [](const ChunkPointer& chunk) { return chunk->through_seq(); });
  return static_cast<std::size_t>(at - chunks_.begin());
}

void Feed::trim() {
  while (event_count_ > ring_.events_max || size_bytes_ > ring_.bytes_max) {
    event_count_ -= chunks_.front()->events().size();
    size_bytes_ -= chunks_.front()->size_bytes();
    chunks_.pop_front();
  }
}

}  // namespace ramure::live
