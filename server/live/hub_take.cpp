// The part of the hub that makes frames: what a woken connection is given.
#include <algorithm>
#include <utility>

#include "server/live/hub.hpp"
#include "server/live/hub_member.hpp"
#include "server/live/wire.hpp"

namespace ramure::live {

namespace {

using Fields = v1::ServerFrame;

}  // namespace

Outgoing Hub::take(Subscription& subscription) {
  Outgoing out;
  subscription.is_awake_ = false;
  if (!subscription.has_begun_ || subscription.is_dismissed_) return out;
  take_events(subscription, out);
  take_private_rows(subscription, out);
  take_texts(subscription, out);
  if (const auto signals = std::exchange(subscription.signals_, nullptr)) {
    for (const auto& bytes : *signals) out.rest += *bytes;
  }
  return out;
}

void Hub::take_events(Subscription& subscription, Outgoing& out) {
  while (subscription.is_behind_ && !subscription.waits_for_page_ && out.event_count == 0) {
    Composed composed = compose_next(subscription);
    if (composed.is_behind_ring) {
      ask_for_page(subscription);
      return;
    }
    subscription.cursor_seq_ = composed.through_seq;
    subscription.is_behind_ = composed.through_seq < feed_.head_seq();
    out.pieces = std::move(composed.pieces);
    out.event_count = composed.event_count;
  }
  // The next page is read while this one is on its way.
  if (subscription.is_behind_ && subscription.page_ == nullptr && subscription.cursor_seq_ < feed_.tail_seq()) {
    ask_for_page(subscription);
  }
  out.has_more = subscription.is_behind_ && !subscription.waits_for_page_;
  if (out.event_count > 0 || (subscription.owes_through_ && !subscription.is_behind_)) {
    append_number(out.rest, Fields::kThroughSeqFieldNumber, through_seq(subscription));
    subscription.owes_through_ = false;
  }
}

Composed Hub::compose_next(Subscription& subscription) {
  const storage::Readable& readable = subscription.member_.readable;
  if (subscription.page_ == nullptr) return compose(subscription.cursor_seq_, readable, feed_, frame_);
  Composed composed =
      compose_page(subscription.cursor_seq_, readable, subscription.page_, subscription.page_until_seq_, frame_);
  const std::uint64_t page_end = std::min(subscription.page_->through_seq(), subscription.page_until_seq_);
  if (composed.through_seq >= page_end) subscription.page_ = nullptr;
  return composed;
}

void Hub::ask_for_page(Subscription& subscription) {
  if (subscription.waits_for_page_) return;
  subscription.waits_for_page_ = true;
  subscription.page_is_stale_ = false;
  // The page is read with what the member reads now; what is announced later comes from the ring or the next page.
  subscription.page_until_seq_ = feed_.head_seq();
  backlog_.read_journal(subscription.id(), subscription.member_.readable, subscription.cursor_seq_);
}

void Hub::on_page(std::uint64_t subscription_id, ChunkPointer page) {
  const auto found = subscriptions_.find(subscription_id);
  if (found == subscriptions_.end()) return;
  Subscription& subscription = *found->second;
  subscription.waits_for_page_ = false;
  const std::uint64_t cursor_seq = subscription.cursor_seq_;
  if (page == nullptr || page->after_seq() > cursor_seq || page->through_seq() <= cursor_seq) {
    dismiss(subscription, Port::Dismissal::backlog_failed);
  } else if (subscription.page_is_stale_) {
    ask_for_page(subscription);  // something was erased since it was read
  } else {
    subscription.page_ = std::move(page);
    wake(subscription);
  }
}

void Hub::take_private_rows(Subscription& subscription, Outgoing& out) {
  Member& member = subscription.member_;
  const std::uint64_t before = subscription.private_revision_;
  const auto give = [&](const PrivateChange& change) {
    out.rest += *change.bytes;
    subscription.private_revision_ = std::max(subscription.private_revision_, change.revision);
  };
  if (const auto page = std::exchange(subscription.private_page_, nullptr)) give(*page);
  const auto& recent = member.recent_private;
  const bool reaches_back = !recent.empty() && recent.front().revision <= subscription.private_revision_ + 1;
  if (reaches_back && !subscription.has_more_private_) {
    for (const PrivateChange& change : recent) {
      if (change.revision <= subscription.private_revision_) continue;
      if (out.rest.size() > frame_.bytes_soft_max) break;
      give(change);
    }
  }
  const bool gave = subscription.private_revision_ > before;
  if (gave) append_number(out.rest, Fields::kPrivateRevisionFieldNumber, subscription.private_revision_);

  const bool lacks = subscription.has_more_private_ || subscription.private_revision_ < member.private_revision;
  if (!lacks || subscription.waits_for_private_) return;
  if (gave && reaches_back && !subscription.has_more_private_) {
    out.has_more = true;  // the frame was full
    return;
  }
  subscription.waits_for_private_ = true;
  backlog_.read_private_rows(subscription.id(), member.id(), subscription.private_revision_);
}

void Hub::on_private_rows(std::uint64_t subscription_id, const v1::PrivateRows* rows) {
  const auto found = subscriptions_.find(subscription_id);
  if (found == subscriptions_.end()) return;
  Subscription& subscription = *found->second;
  subscription.waits_for_private_ = false;
  if (rows == nullptr) {
    dismiss(subscription, Port::Dismissal::backlog_failed);
    return;
  }
  subscription.has_more_private_ = rows->rows_size() > 0;  // until a page is empty
  std::string bytes;
  for (const v1::PrivateRow& row : rows->rows()) {
    append_bytes(bytes, Fields::kPrivateRowsFieldNumber, row.SerializeAsString());
  }
  // An empty page: there is nothing newer than what one holds, or than what the hub has heard of.
  const std::uint64_t known = subscription.has_more_private_ ? rows->revision() : subscription.member_.private_revision;
  const std::uint64_t revision = std::max(rows->revision(), known);
  subscription.private_page_ = std::make_unique<const PrivateChange>(
      PrivateChange{subscription.member_id(), revision, std::make_shared<const std::string>(std::move(bytes))});
  wake(subscription);
}

void Hub::signal_channel(std::uint64_t channel_id, std::uint64_t birth_seq, std::uint64_t except_member_id,
                         std::shared_ptr<const std::string> bytes) {
  const auto readers = readers_of_channel_.find(channel_id);
  if (readers == readers_of_channel_.end()) return;
  for (Member* member : readers->second) {
    if (member->id() == except_member_id || !member->readable.may_read(channel_id, birth_seq)) continue;
    for (Subscription* subscription : member->subscriptions) signal(*subscription, bytes);
  }
}

void Hub::signal(Subscription& subscription, std::shared_ptr<const std::string> bytes) {
  if (!subscription.has_begun_ || subscription.is_dismissed_) return;
  if (subscription.signals_ == nullptr)
    subscription.signals_ = std::make_unique<std::deque<Subscription::SharedBytes>>();
  if (subscription.signals_->size() >= limits::signals_waiting_max) subscription.signals_->pop_front();
  subscription.signals_->push_back(std::move(bytes));
  wake(subscription);
}

}  // namespace ramure::live
