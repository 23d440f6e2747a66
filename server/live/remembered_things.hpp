// Things that are folded from their events, remembered as of the last commit that they were asked
// at. One that is not here is folded anew: forgetting costs time, never truth. Any thread.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "ramure/v1/events.pb.h"

namespace ramure::live {

inline constexpr std::size_t remembered_things_max = 16;  // each has some 100 KB; at most what the rules' limits allow

// `fold` applies events, in order.
template <class Thing, void (*fold)(Thing&, std::span<const v1::Event>), std::size_t things_max = remembered_things_max>
class RememberedThings {
 public:
  using Pointer = std::shared_ptr<const Thing>;
  using Load = std::function<std::vector<v1::Event>(std::uint64_t after_seq)>;  // its events, in order

  // nullptr: there is none. What a batch has added since the last commit is shown, and not remembered.
  Pointer open(std::uint64_t id, std::uint64_t committed_seq, const Load& load) {
    Remembered known = find(id, committed_seq);
    const std::vector<v1::Event> events = load(known.through_seq);
    if (events.empty()) return known.thing;
    const auto uncommitted =
        std::ranges::find_if(events, [&](const v1::Event& event) { return event.seq() > committed_seq; });
    auto thing = known.thing == nullptr ? Thing{} : *known.thing;
    if (uncommitted != events.begin()) {
      fold(thing, {events.begin(), uncommitted});
      known = {std::make_shared<const Thing>(thing), committed_seq};
      keep(id, known);
    }
    if (uncommitted == events.end()) return known.thing;
    fold(thing, {uncommitted, events.end()});
    return std::make_shared<const Thing>(std::move(thing));
  }

 private:
  struct Remembered {
    Pointer thing;
    std::uint64_t through_seq = 0;
  };

  // Somebody who reads an older state of the tables is not shown a newer thing.
  Remembered find(std::uint64_t id, std::uint64_t committed_seq) {
    const std::lock_guard lock(mutex_);
    const auto found = things_.find(id);
    return found != things_.end() && found->second.through_seq <= committed_seq ? found->second : Remembered{};
  }

  void keep(std::uint64_t id, const Remembered& remembered) {
    const std::lock_guard lock(mutex_);
    if (things_.size() >= things_max && !things_.contains(id)) things_.clear();
    Remembered& known = things_[id];
    if (known.through_seq < remembered.through_seq) known = remembered;
  }

  std::mutex mutex_;  // protects the next
  std::unordered_map<std::uint64_t, Remembered> things_;
};

}  // namespace ramure::live
