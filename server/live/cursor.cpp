#include "server/live/cursor.hpp"

#include <algorithm>

namespace ramure::live {

namespace {

// Remembers the place of the last channel: neighbouring events mostly are of the same one.
class Sieve {
 public:
  explicit Sieve(const storage::Readable& readable) : readable_(readable) {}

  bool lets_through(const FeedEvent& event) {
    if (event.channel_id == 0) return event.member_id == readable_.member_id();
    if (event.channel_id != channel_id_) {
      channel_id_ = event.channel_id;
      place_ = readable_.find(event.channel_id);
    }
    return may_deliver(place_, event.seq, event.birth_seq);
  }

 private:
  const storage::Readable& readable_;
  std::uint64_t channel_id_ = 0;
  const storage::Readable::Place* place_ = nullptr;
};

// Adds what the sieve lets through of `chunk`, from index `first` on, up to `until_seq`. False when a limit of the
// frame stopped it; composed.through_seq then is the seq before the first event that did not go.
bool compose_chunk(Composed& composed, Sieve& sieve, const ChunkPointer& chunk, std::size_t first,
                   std::uint64_t until_seq, const FrameLimits& frame) {
  const auto events = chunk->events();
  std::size_t run = events.size();  // where the run of neighbours that is being gathered begins; size(): none
  const auto end_run = [&](std::size_t last) {
    if (run < last) composed.pieces.push_back({chunk, chunk->bytes(run, last)});
    run = events.size();
  };

  std::size_t at = first;
  for (; at < events.size() && events[at].seq <= until_seq; ++at) {
    const FeedEvent& event = events[at];
    if (!sieve.lets_through(event)) {
      if (run < at) end_run(at);
      continue;
    }
    const std::size_t size = event.end - event.begin;
    const bool is_full = composed.event_count > 0 && composed.size_bytes + size > frame.bytes_soft_max;
    const bool needs_piece = run == events.size();
    if (is_full || (needs_piece && composed.pieces.size() >= frame.pieces_max)) {
      end_run(at);
      composed.through_seq = std::max(composed.through_seq, event.seq - 1);
      return false;
    }
    if (needs_piece) run = at;
    composed.size_bytes += size;
    ++composed.event_count;
  }
  end_run(at);
  composed.through_seq = std::max(composed.through_seq, std::min(until_seq, chunk->through_seq()));
  return true;
}

}  // namespace

Composed compose(std::uint64_t cursor_seq, const storage::Readable& readable, const Feed& feed,
                 const FrameLimits& frame) {
  Composed composed;
  composed.through_seq = cursor_seq;
  if (cursor_seq >= feed.head_seq()) return composed;
  if (cursor_seq < feed.tail_seq()) {
    composed.is_behind_ring = true;
    return composed;
  }
  Sieve sieve(readable);
  const auto& chunks = feed.chunks();
  const std::size_t first_chunk = feed.first_chunk_after(cursor_seq);
  for (std::size_t at = first_chunk; at < chunks.size(); ++at) {
    const std::size_t first = at == first_chunk ? chunks[at]->first_after(cursor_seq) : 0;
    if (!compose_chunk(composed, sieve, chunks[at], first, feed.head_seq(), frame)) break;
  }
  return composed;
}

Composed compose_page(std::uint64_t cursor_seq, const storage::Readable& readable, const ChunkPointer& page,
                      std::uint64_t until_seq, const FrameLimits& frame) {
  Composed composed;
  composed.through_seq = cursor_seq;
  if (cursor_seq < page->after_seq()) {
    composed.is_behind_ring = true;
    return composed;
  }
  Sieve sieve(readable);
  compose_chunk(composed, sieve, page, page->first_after(cursor_seq), until_seq, frame);
  return composed;
}

}  // namespace ramure::live
