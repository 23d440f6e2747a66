// The feed: the last stretch of a community's journal, in memory, in chunks. Whoever is behind by no more than this
// catches up without the database; whoever is further behind reads the journal.
//
//   tail_seq        head_seq
//      ▼               ▼
//      [chunk][chunk][chunk]        events tail_seq + 1 … head_seq are here
//
// A plain value, used by one thread: the announcer has one, and every hub has its own, all pointing to the same
// immutable chunks. So that reading needs no lock, and a ring costs its bytes once.
#pragma once

#include <cstdint>
#include <deque>

#include "protocol/limits.hpp"
#include "server/live/chunk.hpp"

namespace ramure::live {

struct RingLimits {
  std::size_t events_max = limits::ring_events_max;
  std::size_t bytes_max = limits::ring_bytes_max;
};

class Feed {
 public:
  explicit Feed(std::uint64_t head_seq, RingLimits ring = {});

  std::uint64_t head_seq() const { return head_seq_; }
  std::uint64_t tail_seq() const { return chunks_.empty() ? head_seq_ : chunks_.front()->after_seq(); }
  std::size_t event_count() const { return event_count_; }
  std::size_t size_bytes() const { return size_bytes_; }

  // `chunk` begins at the head. Drops old chunks to stay within the limits.
  void append(ChunkPointer chunk);

  // Erasure: puts this chunk in the place of the one that covers the same seqs, if the ring still holds it.
  void swap_in(ChunkPointer chunk);

  const std::deque<ChunkPointer>& chunks() const { return chunks_; }

  // Index of the first chunk that goes past `seq`; seq must not be before tail_seq(). O(log n).
  std::size_t first_chunk_after(std::uint64_t seq) const;

 private:
  void trim();

  RingLimits ring_;
  std::uint64_t head_seq_;
  std::size_t event_count_ = 0, size_bytes_ = 0;
  std::deque<ChunkPointer> chunks_;
};

}  // namespace ramure::live
