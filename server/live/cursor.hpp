// Catching up, as a pure function: from where a connection is, through what its member may read now, to the bytes of
// one frame. Live delivery is the same function over a short distance; there is no other way to be given an event.
//
//   Composed frame = compose(cursor_seq, readable, feed);
//   if (frame.is_behind_ring) read the journal after cursor_seq, and compose from that page
//   else send frame.pieces as one message, then cursor_seq = frame.through_seq
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <string_view>

#include "protocol/limits.hpp"
#include "server/live/chunk.hpp"
#include "server/live/feed.hpp"
#include "storage/readable.hpp"

namespace ramure::live {

// Bytes of a ServerFrame that somebody else owns. The owner keeps them alive while the frame is being written.
struct Piece {
  ChunkPointer owner;
  std::string_view bytes;
};
using Pieces = boost::container::small_vector<Piece, 2>;

struct FrameLimits {
  std::size_t pieces_max =
      limits::server_frame_buffers_max - 4;  // the rest: replies, private rows, signals, through_seq
  std::size_t bytes_soft_max = limits::server_frame_bytes_soft_max;  // one longer event still goes, alone
};

struct Composed {
  Pieces pieces;
  std::size_t size_bytes = 0;
  std::size_t event_count = 0;
  std::uint64_t through_seq = 0;  // all that one may read up to here is in the frame, or was before it
  bool is_behind_ring = false;    // nothing was composed: the ring begins after the cursor
};

// Reading is judged by membership now: `place` is the reader's place in the event's channel, or nullptr. Of a channel
// that was entered, what came before the entry is not delivered event by event: the client asks for the channel
// instead.
inline bool may_deliver(const storage::Readable::Place* place, std::uint64_t seq, std::uint64_t birth_seq) {
  return place != nullptr && birth_seq >= place->reads_from_seq && seq > place->since_seq;
}

// `through_seq` of the answer is the feed's head unless a limit stopped it (or the cursor is ahead of the head).
Composed compose(std::uint64_t cursor_seq, const storage::Readable& readable, const Feed& feed,
                 const FrameLimits& frame = {});

// The same from a page of the journal, no further than `until_seq`.
Composed compose_page(std::uint64_t cursor_seq, const storage::Readable& readable, const ChunkPointer& page,
                      std::uint64_t until_seq, const FrameLimits& frame = {});

}  // namespace ramure::live
