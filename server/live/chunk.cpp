#include "server/live/chunk.hpp"

#include <algorithm>

#include "ramure/v1/frames.pb.h"
#include "server/live/wire.hpp"

namespace ramure::live {

namespace {

constexpr int events_field = v1::ServerFrame::kEventsFieldNumber;
static_assert(events_field < 16, "the tag is one byte");

}  // namespace

std::size_t Chunk::first_after(std::uint64_t seq) const {
  const auto at = std::ranges::upper_bound(events_, seq, {}, &FeedEvent::seq);
  return static_cast<std::size_t>(at - events_.begin());
}

std::string_view Chunk::payload(std::size_t index) const {
  std::string_view field = bytes(index, index + 1);
  field.remove_prefix(1);  // the tag
  while (static_cast<unsigned char>(field.front()) & 0x80) field.remove_prefix(1);
  field.remove_prefix(1);  // the last byte of the length
  return field;
}

ChunkPointer Chunk::with_payload(std::uint64_t seq, std::string_view payload) const {
  const auto found = std::ranges::lower_bound(events_, seq, {}, &FeedEvent::seq);
  if (found == events_.end() || found->seq != seq) return nullptr;

  const std::string_view old = bytes_;
  auto copy = std::make_shared<Chunk>(*this);
  copy->bytes_.assign(old.substr(0, found->begin));
  append_bytes(copy->bytes_, events_field, payload);
  const auto new_end = static_cast<std::uint32_t>(copy->bytes_.size());
  copy->bytes_.append(old.substr(found->end));

  const std::uint32_t shift = new_end - found->end;  // modulo 2^32: also when it shrinks
  auto event = copy->events_.begin() + (found - events_.begin());
  event->end = new_end;
  for (++event; event != copy->events_.end(); ++event) {
    event->begin += shift;
    event->end += shift;
  }
  return copy;
}

ChunkBuilder::ChunkBuilder(std::uint64_t after_seq) : chunk_(std::make_shared<Chunk>()) {
  chunk_->after_seq_ = after_seq;
  chunk_->through_seq_ = after_seq;
}

void ChunkBuilder::add(std::uint64_t seq, std::uint64_t channel_id, std::uint64_t member_id, std::uint64_t birth_seq,
                       std::string_view payload) {
  FeedEvent event{seq, channel_id, member_id, birth_seq, static_cast<std::uint32_t>(chunk_->bytes_.size()), 0};
  append_bytes(chunk_->bytes_, events_field, payload);
  event.end = static_cast<std::uint32_t>(chunk_->bytes_.size());
  chunk_->events_.push_back(event);
  chunk_->through_seq_ = seq;
  touch(event);
}

void ChunkBuilder::add(const v1::Event& event, std::string_view payload) {
  add(event.seq(), event.channel_id(), event.member_id(), event.birth_seq(), payload);
  if (ReadingChange change; reading_change(event, change)) chunk_->changes_.push_back(change);
}

ChunkPointer ChunkBuilder::seal(std::uint64_t through_seq) && {
  chunk_->through_seq_ = through_seq;
  return std::move(chunk_);
}

void ChunkBuilder::touch(const FeedEvent& event) {
  if (event.channel_id == 0) {
    if (std::ranges::find(chunk_->members_, event.member_id) == chunk_->members_.end()) {
      chunk_->members_.push_back(event.member_id);
    }
    return;
  }
  auto touched = std::ranges::find(chunk_->touches_, event.channel_id, &ChannelTouch::channel_id);
  if (touched == chunk_->touches_.end()) {
    touched = chunk_->touches_.insert(touched, ChannelTouch{event.channel_id, 0, 0});
  }
  touched->newest_birth_seq = std::max(touched->newest_birth_seq, event.birth_seq);
  touched->last_seq = event.seq;
}

bool reading_change(const v1::Event& event, ReadingChange& change) {
  change.seq = event.seq();
  if (event.has_membership_granted()) {
    const v1::Membership& membership = event.membership_granted().membership();
    change.kind = ReadingChange::Kind::granted;
    change.member_id = membership.member_id();
    // since_seq is this very event: rules may leave it to us, who know the seq anyway.
    change.place = {membership.channel_id(), membership.reads_from_seq(), event.seq(), membership.role()};
    return true;
  }
  if (event.has_membership_ended()) {
    change.kind = ReadingChange::Kind::ended;
    change.member_id = event.member_id();
    change.place.channel_id = event.membership_ended().channel_id();
    return true;
  }
  if (event.has_member_status_changed() && event.member_status_changed().status() == v1::MEMBER_STATUS_LEFT) {
    change.kind = ReadingChange::Kind::left;
    change.member_id = event.member_status_changed().member_id();
    return true;
  }
  return false;
}

}  // namespace ramure::live
