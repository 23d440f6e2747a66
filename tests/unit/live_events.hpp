// Small events and chunks for the tests of server/live.
#pragma once

#include <string>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "ramure/v1/frames.pb.h"
#include "server/live/chunk.hpp"
#include "server/live/cursor.hpp"

namespace ramure::live::test {

inline v1::Event message(std::uint64_t seq, std::uint64_t channel_id, const std::string& body,
                         std::uint64_t birth_seq = 0) {
  v1::Event event;
  event.set_seq(seq);
  event.set_channel_id(channel_id);
  event.set_birth_seq(birth_seq == 0 ? seq : birth_seq);
  event.mutable_message_posted()->set_body(body);
  return event;
}

inline v1::Event note_to(std::uint64_t seq, std::uint64_t member_id) {
  v1::Event event;
  event.set_seq(seq);
  event.set_member_id(member_id);
  event.set_birth_seq(seq);
  event.mutable_authorship_noted()->set_author_id(member_id);
  return event;
}

inline v1::Event granted(std::uint64_t seq, std::uint64_t member_id, std::uint64_t channel_id,
                         std::uint64_t reads_from_seq) {
  v1::Event event;
  event.set_seq(seq);
  event.set_member_id(member_id);
  event.set_birth_seq(seq);
  v1::Membership* membership = event.mutable_membership_granted()->mutable_membership();
  membership->set_member_id(member_id);
  membership->set_channel_id(channel_id);
  membership->set_reads_from_seq(reads_from_seq);
  membership->set_since_seq(seq);
  return event;
}

inline v1::Event ended(std::uint64_t seq, std::uint64_t member_id, std::uint64_t channel_id) {
  v1::Event event;
  event.set_seq(seq);
  event.set_member_id(member_id);
  event.set_birth_seq(seq);
  event.mutable_membership_ended()->set_channel_id(channel_id);
  return event;
}

// The events must be neighbours: seq, seq + 1 …
inline ChunkPointer chunk(const std::vector<v1::Event>& events) {
  ChunkBuilder builder(events.front().seq() - 1);
  for (const v1::Event& event : events) builder.add(event, event.SerializeAsString());
  return std::move(builder).seal(events.back().seq());
}

inline storage::Readable reader_of(std::uint64_t member_id, const std::vector<storage::Readable::Place>& places) {
  storage::Readable readable(member_id);
  for (const auto& place : places) readable.grant(place);
  return readable;
}

inline v1::ServerFrame parse(const Pieces& pieces, const std::string& rest = {}) {
  std::string bytes;
  for (const Piece& piece : pieces) bytes += piece.bytes;
  bytes += rest;
  v1::ServerFrame frame;
  if (!frame.ParseFromString(bytes)) throw std::runtime_error("the pieces are not a frame");
  return frame;
}

inline std::vector<std::uint64_t> seqs(const v1::ServerFrame& frame) {
  std::vector<std::uint64_t> result;
  for (const v1::Event& event : frame.events()) result.push_back(event.seq());
  return result;
}

}  // namespace ramure::live::test
