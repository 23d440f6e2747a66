// A chunk is a stretch of the journal, encoded once for everybody: each event stands in it as the bytes
// *tag + length + event* of ServerFrame.events, one behind the other. Protobuf concatenation makes every run of
// neighbouring events a piece of a valid ServerFrame, so that a frame is a list of views into chunks and delivering to
// 500 people encodes nothing.
//
// The writer seals the events of a batch into chunks of at most about chunk_bytes_max; a page of the journal, read for
// somebody who is far behind, becomes one too. A sealed chunk never changes: it is shared between threads by
// shared_ptr<const Chunk>, without locks, and lives as long as the ring or a frame in flight holds it.
//
// A chunk covers the seqs (after_seq, through_seq]. In a chunk of the writer every one of them is there; in a page only
// those that its reader might read.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "storage/readable.hpp"

namespace ramure::live {

inline constexpr std::size_t chunk_bytes_max = 64 * 1024;  // sealed when an event takes it past this

struct FeedEvent {
  std::uint64_t seq = 0;
  std::uint64_t channel_id = 0;  // the audience: a channel,
  std::uint64_t member_id = 0;   // or (channel_id 0) one member
  std::uint64_t birth_seq = 0;
  std::uint32_t begin = 0, end = 0;  // in the chunk's bytes
};

// Which channels a chunk speaks to: enough to know whom to wake, without looking at its events one by one.
struct ChannelTouch {
  std::uint64_t channel_id = 0;
  std::uint64_t newest_birth_seq = 0;
  std::uint64_t last_seq = 0;
};

// What an event changes in what a member reads. Hubs apply these in the order of seq.
struct ReadingChange {
  enum class Kind { granted, ended, left };
  Kind kind = Kind::granted;
  std::uint64_t seq = 0;
  std::uint64_t member_id = 0;
  storage::Readable::Place place;  // granted: all of it; ended: channel_id
};

class Chunk;
using ChunkPointer = std::shared_ptr<const Chunk>;

class Chunk {
 public:
  std::uint64_t after_seq() const { return after_seq_; }
  std::uint64_t through_seq() const { return through_seq_; }
  std::span<const FeedEvent> events() const { return events_; }
  std::span<const ChannelTouch> touches() const { return touches_; }
  std::span<const std::uint64_t> members() const { return members_; }  // with an event for them alone
  std::span<const ReadingChange> changes() const { return changes_; }

  // Events first … last - 1 (indexes into events()): fields of a ServerFrame.
  std::string_view bytes(std::size_t first, std::size_t last) const {
    const std::size_t begin = events_[first].begin;
    return std::string_view(bytes_).substr(begin, events_[last - 1].end - begin);
  }
  std::size_t size_bytes() const { return bytes_.size(); }

  // The serialised event alone.
  std::string_view payload(std::size_t index) const;

  // Index of the first event after `seq`. O(log n).
  std::size_t first_after(std::uint64_t seq) const;

  // The same chunk with another payload for one event (erasure), or nullptr when it does not hold that event.
  ChunkPointer with_payload(std::uint64_t seq, std::string_view payload) const;

 private:
  friend class ChunkBuilder;
  std::uint64_t after_seq_ = 0, through_seq_ = 0;
  std::string bytes_;
  std::vector<FeedEvent> events_;
  std::vector<ChannelTouch> touches_;
  std::vector<std::uint64_t> members_;
  std::vector<ReadingChange> changes_;
};

// Builds one chunk. One thread. `after_seq` is where the stretch begins.
class ChunkBuilder {
 public:
  explicit ChunkBuilder(std::uint64_t after_seq);

  // `payload` is the serialised event, as the journal holds it.
  void add(std::uint64_t seq, std::uint64_t channel_id, std::uint64_t member_id, std::uint64_t birth_seq,
           std::string_view payload);

  // The same, and notes what the event changes in what a member reads.
  void add(const v1::Event& event, std::string_view payload);

  bool is_full() const { return chunk_->bytes_.size() >= chunk_bytes_max; }
  bool is_empty() const { return chunk_->events_.empty(); }

  // `through_seq`: everything up to there was looked at; at least the last event's seq.
  ChunkPointer seal(std::uint64_t through_seq) &&;

 private:
  void touch(const FeedEvent& event);
  std::shared_ptr<Chunk> chunk_;
};

// What an event changes in what a member reads; false for the others.
bool reading_change(const v1::Event& event, ReadingChange& change);

}  // namespace ramure::live
