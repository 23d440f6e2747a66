// Watches the clocks of a community's rounds, and whether their facilitators are there: what the server itself brings
// to a round. It decides nothing: it sends a Tick when the rules asked to be looked at again, and NoteConnection when a
// facilitator's last connection went or the first one came. Both are harmless when they come late or twice.
//
// note() from the writer's thread, everything else from maintenance's; next_look_ms() from any.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <span>
#include <vector>

#include "server/live/batch.hpp"
#include "server/live/presence.hpp"
#include "storage/reader.hpp"

namespace ramure::live {

inline constexpr TimestampMs never_ms = std::numeric_limits<TimestampMs>::max();
inline constexpr std::size_t looks_at_once_max = 256;
inline constexpr TimestampMs look_again_ms = 1'000;  // after ticks were sent: were they taken?

class RoundWatch {
 public:
  using Submit = std::function<bool(v1::RoundCommand)>;  // as the server; false: not now
  using WithReader = std::function<void(std::function<void(storage::Reader&)>)>;

  explicit RoundWatch(TimestampMs first_look_ms) : next_look_ms_(first_look_ms == 0 ? never_ms : first_look_ms) {}

  void note(const BatchOutcome& outcome);
  TimestampMs next_look_ms() const { return next_look_ms_; }

  // What there is to do now. `with_reader` may run its job later, on another thread, but not after the watch is gone.
  void tick(TimestampMs now, Presence& presence, const WithReader& with_reader, const Submit& submit);

 private:
  void look(storage::Reader& reader, TimestampMs now, const Submit& submit);
  void look_again_at(TimestampMs at);
  std::vector<std::uint64_t> take_held_anew();

  std::atomic<TimestampMs> next_look_ms_;
  bool has_started_ = false;
  std::mutex mutex_;                      // protects the next
  std::vector<std::uint64_t> held_anew_;  // rounds whose facilitator is another, or new
};

}  // namespace ramure::live
