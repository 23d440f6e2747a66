#include "server/live/announcer.hpp"

#include <utility>

#include "server/live/erasure.hpp"

namespace ramure::live {

struct Announcer::Place {
  Loop& loop;
  std::unique_ptr<Backlog> backlog;
  Hub hub;

  Place(Loop& its_loop, std::unique_ptr<Backlog> its_backlog, Feed feed, FrameLimits frame)
      : loop(its_loop), backlog(std::move(its_backlog)), hub(std::move(feed), *backlog, frame) {}
};

namespace {

struct Reply {
  ReplyTarget target;
  CommandOutcome outcome;
};

void give(std::vector<Reply>& replies) {
  for (Reply& reply : replies) reply.target.sink->on_outcome(reply.target.request_id, std::move(reply.outcome));
}

}  // namespace

Announcer::Announcer(std::uint64_t head_seq, MakeBacklog make_backlog, RingLimits ring, FrameLimits frame)
    : make_backlog_(std::move(make_backlog)), frame_(frame), feed_(head_seq, ring) {}

Announcer::~Announcer() = default;

Hub& Announcer::hub(Loop& loop) {
  const std::lock_guard lock(mutex_);
  auto& place = places_[&loop];
  // Whatever is announced from now on is posted to this loop, and runs after us.
  if (place == nullptr) place = std::make_unique<Place>(loop, make_backlog_(loop), feed_, frame_);
  return place->hub;
}

std::uint64_t Announcer::head_seq() const {
  const std::lock_guard lock(mutex_);
  return feed_.head_seq();
}

void Announcer::announce(BatchOutcome outcome, std::vector<ReplyTarget> targets) {
  std::unordered_map<Loop*, std::vector<Reply>> replies;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (targets[i].sink == nullptr) continue;
    Loop* loop = targets[i].loop;
    replies[loop].push_back({std::move(targets[i]), std::move(outcome.outcomes[i])});
  }
  // Posting happens under the lock: a hub that is made meanwhile has this in its feed, or gets the post.
  const std::lock_guard lock(mutex_);
  take_into_feed(feed_, outcome.announcement);
  const auto announcement = std::make_shared<const Announcement>(std::move(outcome.announcement));
  if (!announcement->is_empty()) {
    for (auto& [loop, place] : places_) {
      std::vector<Reply> own;
      if (const auto found = replies.find(loop); found != replies.end())
        own = std::move(replies.extract(found).mapped());
      loop->post([self = shared_from_this(), place = place.get(), announcement, own = std::move(own)]() mutable {
        give(own);
        place->hub.on_batch(*announcement);
      });
    }
  }
  for (auto& [loop, own] : replies) {
    loop->post([own = std::move(own)]() mutable { give(own); });
  }
}

void Announcer::on_every_hub(std::function<void(Hub&)> visit) {
  const auto shared = std::make_shared<const std::function<void(Hub&)>>(std::move(visit));
  const std::lock_guard lock(mutex_);
  for (auto& [loop, place] : places_) {
    loop->post([self = shared_from_this(), place = place.get(), shared] { (*shared)(place->hub); });
  }
}

}  // namespace ramure::live
