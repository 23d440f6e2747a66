// Tells every I/O thread of a community what was committed: one post per thread and batch, with the replies for that
// thread in it. Holds the feed from which new hubs begin.
//
// Promises:
// 1. Every hub hears of every batch after the feed that it began with, in order, exactly once.
// 2. On a thread, the replies of a batch come right before the hub there hears of it.
// 3. hub() is called on the loop's own thread; announce() on writer threads, one at a time.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/live/batch.hpp"
#include "server/live/feed.hpp"
#include "server/live/hub.hpp"
#include "server/live/loop.hpp"

namespace ramure::live {

class Announcer : public std::enable_shared_from_this<Announcer> {
 public:
  // Makes the backlog of a new hub; it lives as long as the hub.
  using MakeBacklog = std::function<std::unique_ptr<Backlog>(Loop&)>;

  Announcer(std::uint64_t head_seq, MakeBacklog make_backlog, RingLimits ring = {}, FrameLimits frame = {});
  ~Announcer();

  // The hub of this loop, made on first use; it lives as long as the announcer.
  Hub& hub(Loop& loop);

  void announce(BatchOutcome outcome, std::vector<ReplyTarget> targets);

  std::uint64_t head_seq() const;

  // Runs on every loop that has a hub, with it.
  void on_every_hub(std::function<void(Hub&)> visit);

 private:
  struct Place;  // a loop with its backlog and hub

  const MakeBacklog make_backlog_;
  const FrameLimits frame_;
  mutable std::mutex mutex_;  // protects feed_ and the list (a hub itself belongs to its loop)
  Feed feed_;
  std::unordered_map<Loop*, std::unique_ptr<Place>> places_;
};

}  // namespace ramure::live
