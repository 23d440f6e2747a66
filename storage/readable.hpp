// The one permission test for reading. History, search, catch-up, export, live delivery and attachments all ask it, and
// nothing else decides what a member sees.
//
//   Readable readable = view.readable(member_id);
//   if (readable.may_read(event.channel_id(), event.birth_seq())) …
//
// It is judged by membership *now*, and by the birth of the thing (never by the seq of an event about it: an edit of
// an old message carries old text).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ramure/v1/model.pb.h"

namespace ramure::storage {

class Readable {
 public:
  struct Place {
    std::uint64_t channel_id = 0;
    std::uint64_t reads_from_seq = 0;  // things born before it are hidden
    std::uint64_t since_seq = 0;       // the event that granted it: live delivery begins after it
    v1::Role role = v1::ROLE_UNSPECIFIED;
  };

  explicit Readable(std::uint64_t member_id = 0) : member_id_(member_id) {}

  std::uint64_t member_id() const { return member_id_; }

  // Whether the member may read a thing of this channel that was born at `birth_seq`. O(log n) in the member's places.
  bool may_read(std::uint64_t channel_id, std::uint64_t birth_seq) const;

  // The same for an event's whole audience: a channel, or (channel_id 0) one member.
  bool may_read_event(std::uint64_t channel_id, std::uint64_t member_id, std::uint64_t birth_seq) const {
    return channel_id == 0 ? member_id == member_id_ : may_read(channel_id, birth_seq);
  }

  // The place, or nullptr when the member does not read the channel: the same answer for hidden and absent.
  const Place* find(std::uint64_t channel_id) const;

  // Sorted by channel_id.
  std::span<const Place> places() const { return places_; }

  // Replaces the place of the same channel.
  void grant(const Place& place);
  void end(std::uint64_t channel_id);
  void clear() { places_.clear(); }

 private:
  std::uint64_t member_id_;
  std::vector<Place> places_;
};

}  // namespace ramure::storage
