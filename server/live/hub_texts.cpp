// The texts of roadmaps that connections have open: cursors over a log of their own, as for the journal.
#include <algorithm>
#include <utility>

#include "server/live/hub.hpp"
#include "server/live/hub_member.hpp"

namespace ramure::live {

bool Hub::prepare_text(Subscription& subscription, std::uint64_t roadmap_id) {
  if (subscription.texts_ == nullptr) subscription.texts_ = std::make_unique<OpenTexts>();
  if (OpenText* open = subscription.texts_->find(roadmap_id)) {
    *open = {.roadmap_id = roadmap_id, .page = {}};
    return true;
  }
  if (subscription.texts_->all.size() >= limits::open_texts_max) return false;
  subscription.texts_->all.push_back({.roadmap_id = roadmap_id, .page = {}});
  text_rings_[roadmap_id].readers.push_back(&subscription);
  return true;
}

bool Hub::begin_text(Subscription& subscription, std::uint64_t roadmap_id, std::uint64_t version, std::uint64_t head) {
  OpenText* open = subscription.texts_ == nullptr ? nullptr : subscription.texts_->find(roadmap_id);
  if (open == nullptr) return false;
  open->version = version;
  open->has_begun = true;
  TextRing& ring = text_rings_.at(roadmap_id);
  ring.head = std::max(ring.head, head);
  wake(subscription);
  return true;
}

void Hub::close_text(Subscription& subscription, std::uint64_t roadmap_id) { forget_text(subscription, roadmap_id); }

bool Hub::has_open_text(const Subscription& subscription, std::uint64_t roadmap_id) const {
  const OpenText* open = subscription.texts_ == nullptr ? nullptr : subscription.texts_->find(roadmap_id);
  return open != nullptr && open->has_begun;
}

void Hub::forget_text(Subscription& subscription, std::uint64_t roadmap_id) {
  if (subscription.texts_ == nullptr) return;
  const auto gone =
      std::erase_if(subscription.texts_->all, [&](const OpenText& open) { return open.roadmap_id == roadmap_id; });
  if (subscription.texts_->all.empty()) subscription.texts_ = nullptr;
  const auto ring = text_rings_.find(roadmap_id);
  if (gone == 0 || ring == text_rings_.end()) return;
  std::erase(ring->second.readers, &subscription);
  if (ring->second.readers.empty()) text_rings_.erase(ring);
}

void Hub::close_texts_of(const Member& member, std::uint64_t roadmap_id) {
  for (Subscription* subscription : member.subscriptions) forget_text(*subscription, roadmap_id);
}

void Hub::take_in(const TextChange& change) {
  const auto found = text_rings_.find(change.roadmap_id);
  if (found == text_rings_.end()) return;
  TextRing& ring = found->second;
  ring.bytes += change.bytes->size();
  ring.changes.push_back(change);
  ring.head = std::max(ring.head, change.version);
  while (ring.changes.size() > 1 &&
         (ring.changes.size() > limits::text_ring_entries_max || ring.bytes > limits::text_ring_bytes_max)) {
    ring.bytes -= ring.changes.front().bytes->size();
    ring.changes.pop_front();
  }
  for (Subscription* subscription : ring.readers) {
    if (subscription->texts_->find(change.roadmap_id)->has_begun) wake(*subscription);
  }
}

void Hub::take_in(const TextRewriting& rewriting) {
  const auto found = text_rings_.find(rewriting.roadmap_id);
  if (found == text_rings_.end()) return;
  TextRing& ring = found->second;
  ring.changes.clear();
  ring.bytes = 0;
  ring.head = std::max(ring.head, rewriting.version);
  for (Subscription* subscription : ring.readers) {
    OpenText& open = *subscription->texts_->find(rewriting.roadmap_id);
    open.page.clear();
    open.page_is_stale = open.waits_for_page;
    if (open.has_begun) wake(*subscription);
  }
}

void Hub::take_texts(Subscription& subscription, Outgoing& out) {
  if (subscription.texts_ == nullptr) return;
  const auto is_full = [&] { return out.rest.size() > frame_.bytes_soft_max; };
  const auto give = [&](OpenText& open, const TextChange& change) {
    if (change.version != open.version + 1) return;
    out.rest += *change.bytes;
    open.version = change.version;
  };
  for (OpenText& open : subscription.texts_->all) {
    if (!open.has_begun || open.waits_for_page) continue;
    for (const TextChange& change : open.page) {
      if (is_full()) break;
      give(open, change);
    }
    if (!open.page.empty() && open.page.back().version <= open.version) open.page.clear();
    if (!open.page.empty()) {
      out.has_more = true;
      continue;
    }
    const TextRing& ring = text_rings_.at(open.roadmap_id);
    const auto& recent = ring.changes;
    if (ring.head <= open.version) continue;
    if (recent.empty() || recent.front().version > open.version + 1) {
      open.waits_for_page = true;
      backlog_.read_text(subscription.id(), open.roadmap_id, open.version);
      continue;
    }
    if (recent.back().version <= open.version) continue;
    const auto from = recent.begin() + static_cast<std::ptrdiff_t>(open.version + 1 - recent.front().version);
    for (auto change = from; change != recent.end() && !is_full(); ++change) give(open, *change);
    out.has_more |= open.version < recent.back().version;
  }
}

void Hub::on_text(std::uint64_t subscription_id, std::uint64_t roadmap_id, const std::vector<TextChange>* changes) {
  const auto found = subscriptions_.find(subscription_id);
  if (found == subscriptions_.end()) return;
  Subscription& subscription = *found->second;
  OpenText* open = subscription.texts_ == nullptr ? nullptr : subscription.texts_->find(roadmap_id);
  if (open == nullptr || !open->waits_for_page) return;  // closed meanwhile, or opened anew
  open->waits_for_page = false;
  if (std::exchange(open->page_is_stale, false)) return wake(subscription);  // asks anew
  const bool joins = changes != nullptr && !changes->empty() && changes->front().version == open->version + 1;
  if (!joins) return dismiss(subscription, Port::Dismissal::backlog_failed);
  open->page = *changes;
  wake(subscription);
}

void Hub::signal_text(std::uint64_t roadmap_id, std::uint64_t except_subscription_id,
                      std::shared_ptr<const std::string> bytes) {
  const auto ring = text_rings_.find(roadmap_id);
  if (ring == text_rings_.end()) return;
  for (Subscription* subscription : ring->second.readers) {
    const bool is_told =
        subscription->id() != except_subscription_id && subscription->texts_->find(roadmap_id)->has_begun;
    if (is_told) signal(*subscription, bytes);
  }
}

}  // namespace ramure::live
