#include "server/live/hub.hpp"

#include <algorithm>
#include <utility>

#include "server/live/erasure.hpp"
#include "server/live/hub_member.hpp"

namespace ramure::live {

Subscription::~Subscription() { hub_.detach(*this); }

std::uint64_t Subscription::member_id() const { return member_.id(); }

Hub::Hub(Feed feed, Backlog& backlog, FrameLimits frame) : feed_(std::move(feed)), backlog_(backlog), frame_(frame) {}

Hub::~Hub() = default;

std::unique_ptr<Subscription> Hub::attach(std::uint64_t member_id, Port& port) {
  auto& member = members_[member_id];
  if (member == nullptr) member = std::make_unique<Member>(member_id);
  std::unique_ptr<Subscription> subscription(new Subscription(*this, next_id_++, *member, port));
  member->subscriptions.push_back(subscription.get());
  subscriptions_.emplace(subscription->id(), subscription.get());
  return subscription;
}

void Hub::detach(Subscription& subscription) {
  while (subscription.texts_ != nullptr) forget_text(subscription, subscription.texts_->all.front().roadmap_id);
  Member& member = subscription.member_;
  std::erase(member.subscriptions, &subscription);
  subscriptions_.erase(subscription.id());
  if (!member.subscriptions.empty()) return;
  for (const auto& place : member.readable.places()) unindex(member, place.channel_id);
  members_.erase(member.id());
}

void Hub::begin(Subscription& subscription, const Beginning& beginning) {
  Member& member = subscription.member_;
  subscription.has_begun_ = true;
  subscription.cursor_seq_ = beginning.resume_seq;
  subscription.private_revision_ = beginning.private_revision;
  subscription.has_more_private_ = beginning.has_more_private_rows;
  subscription.is_behind_ = beginning.resume_seq < feed_.head_seq();
  subscription.owes_through_ = subscription.is_behind_;
  member.private_revision = std::max(member.private_revision, beginning.private_revision);

  if (!member.is_known) {
    member.is_known = true;
    member.readable = beginning.readable;
    member.readable_as_of_seq = beginning.readable_as_of_seq;
    for (const auto& place : member.readable.places()) index(member, place.channel_id);
    for (const ReadingChange& change : std::exchange(member.early_changes, {})) apply(change);
  }
  const bool lacks_private = subscription.has_more_private_ || subscription.private_revision_ < member.private_revision;
  if (subscription.is_behind_ || lacks_private) wake(subscription);
}

const storage::Readable& Hub::readable(const Subscription& subscription) const { return subscription.member_.readable; }

std::uint64_t Hub::readable_as_of_seq(const Subscription& subscription) const {
  return std::max(subscription.member_.readable_as_of_seq, feed_.head_seq());
}

std::uint64_t Hub::through_seq(const Subscription& subscription) const {
  return subscription.is_behind_ ? subscription.cursor_seq_ : std::max(subscription.cursor_seq_, feed_.head_seq());
}

void Hub::on_batch(const Announcement& announcement) {
  for (const ChunkPointer& chunk : announcement.chunks) {
    for (const ReadingChange& change : chunk->changes()) apply(change);
    feed_.append(chunk);
  }
  for (const ChunkPointer& chunk : announcement.chunks) wake_readers(*chunk);
  for (const PrivateChange& change : announcement.private_changes) apply_private(change);
  for (const TextRewriting& rewriting : announcement.rewritten_texts) take_in(rewriting);
  for (const TextChange& change : announcement.text_changes) take_in(change);
  if (announcement.erases()) erase(announcement);
}

void Hub::erase(const Announcement& announcement) {
  for (const ChunkPointer& chunk : announcement.replaced_chunks) feed_.swap_in(chunk);
  for (auto& [id, subscription] : subscriptions_) {
    subscription->page_is_stale_ |= subscription->waits_for_page_;
    if (subscription->page_ == nullptr) continue;
    for (const std::uint64_t message_id : announcement.erased_message_ids) {
      if (ChunkPointer page = without_words_of(*subscription->page_, message_id)) subscription->page_ = std::move(page);
    }
    for (const RoundErasure& erasure : announcement.erased_in_rounds) {
      if (ChunkPointer page = without_words_of(*subscription->page_, erasure)) subscription->page_ = std::move(page);
    }
    for (const std::uint64_t sentence_id : announcement.erased_sentence_ids) {
      if (ChunkPointer page = without_sentence(*subscription->page_, sentence_id))
        subscription->page_ = std::move(page);
    }
    for (const std::uint64_t seq : announcement.erased_seqs) {
      if (ChunkPointer page = without_words_at(*subscription->page_, seq)) subscription->page_ = std::move(page);
    }
    for (const RoadmapErasure& erasure : announcement.erased_in_roadmaps) {
      if (ChunkPointer page = without_words_of(*subscription->page_, erasure)) subscription->page_ = std::move(page);
    }
  }
}

void Hub::apply(const ReadingChange& change) {
  const auto found = members_.find(change.member_id);
  if (found == members_.end()) return;
  Member& member = *found->second;
  if (!member.is_known) {
    member.early_changes.push_back(change);
  } else if (change.seq > member.readable_as_of_seq) {
    change_reading(member, change);
  }
}

void Hub::change_reading(Member& member, const ReadingChange& change) {
  const std::uint64_t channel_id = change.place.channel_id;
  switch (change.kind) {
    case ReadingChange::Kind::granted:
      if (member.readable.find(channel_id) == nullptr) index(member, channel_id);
      member.readable.grant(change.place);
      break;
    case ReadingChange::Kind::ended:
      unindex(member, channel_id);
      member.readable.end(channel_id);
      close_texts_of(member, channel_id);
      break;
    case ReadingChange::Kind::left:
      for (const auto& place : member.readable.places()) unindex(member, place.channel_id);
      member.readable.clear();
      for (Subscription* subscription : member.subscriptions) dismiss(*subscription, Port::Dismissal::member_left);
      break;
  }
}

void Hub::index(Member& member, std::uint64_t channel_id) { readers_of_channel_[channel_id].push_back(&member); }

void Hub::unindex(Member& member, std::uint64_t channel_id) {
  const auto readers = readers_of_channel_.find(channel_id);
  if (readers == readers_of_channel_.end()) return;
  std::erase(readers->second, &member);
  if (readers->second.empty()) readers_of_channel_.erase(readers);
}

void Hub::wake_readers(const Chunk& chunk) {
  for (const ChannelTouch& touch : chunk.touches()) {
    const auto readers = readers_of_channel_.find(touch.channel_id);
    if (readers == readers_of_channel_.end()) continue;
    for (Member* member : readers->second) {
      // The newest birth and the last seq may be of two events: a wake in vain then, never one that is missing.
      const auto* place = member->readable.find(touch.channel_id);
      if (may_deliver(place, touch.last_seq, touch.newest_birth_seq)) fall_behind(*member, chunk);
    }
  }
  for (const std::uint64_t member_id : chunk.members()) {
    if (const auto member = members_.find(member_id); member != members_.end()) fall_behind(*member->second, chunk);
  }
}

void Hub::fall_behind(Member& member, const Chunk& chunk) {
  for (Subscription* subscription : member.subscriptions) {
    if (!subscription->has_begun_) continue;
    if (!subscription->is_behind_) {
      if (subscription->cursor_seq_ >= chunk.through_seq()) continue;  // its snapshot was newer than this
      subscription->cursor_seq_ = std::max(subscription->cursor_seq_, chunk.after_seq());
      subscription->is_behind_ = true;
    }
    if (!subscription->waits_for_page_) wake(*subscription);
  }
}

void Hub::wake(Subscription& subscription) {
  if (subscription.is_awake_ || subscription.is_dismissed_ || !subscription.has_begun_) return;
  subscription.is_awake_ = true;
  subscription.port_.wake();
}

void Hub::dismiss(Subscription& subscription, Port::Dismissal why) {
  if (subscription.is_dismissed_) return;
  subscription.is_dismissed_ = true;
  subscription.port_.dismiss(why);
}

void Hub::apply_private(const PrivateChange& change) {
  const auto found = members_.find(change.member_id);
  if (found == members_.end()) return;
  Member& member = *found->second;
  if (!member.recent_private.empty() && member.recent_private.back().revision + 1 != change.revision) {
    member.recent_private.clear();
  }
  member.recent_private.push_back(change);
  if (member.recent_private.size() > recent_private_changes_max) member.recent_private.pop_front();
  member.private_revision = std::max(member.private_revision, change.revision);
  for (Subscription* subscription : member.subscriptions) {
    if (subscription->private_revision_ < change.revision && !subscription->waits_for_private_) wake(*subscription);
  }
}

}  // namespace ramure::live
