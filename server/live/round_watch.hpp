// Watches the clocks of a community's rounds, and whether their facilitators are there: what the server itself brings
// to a round. It decides nothing: it sends a Tick when the rules asked to be looked at again, and NoteConnection when a
// facilitator's last connection went or the first one came. Both are harmless when they come late or twice; what finds
// no room (a full queue, a full disk) is sent again.
//
// note() from the writer's thread, tick() from maintenance's; next_look_ms() from any.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <mutex>
#include <vector>

#include "server/live/batch.hpp"
#include "server/live/presence.hpp"
#include "storage/reader.hpp"

namespace ramure::live {

inline constexpr TimestampMs never_ms = std::numeric_limits<TimestampMs>::max();
inline constexpr std::size_t looks_at_once_max = 256;
inline constexpr TimestampMs look_again_ms = 1'000;  // at what was not done yet

class RoundWatch {
 public:
  using Submit = std::function<bool(v1::RoundCommand)>;  // as the server; false: not now
  // Runs the job, perhaps later and on another thread, but not after the watch is gone. nullptr: there is no reader.
  using WithReader = std::function<void(std::function<void(storage::Reader*)>)>;

  // `first_look_ms` 0: no clock is due by itself.
  explicit RoundWatch(TimestampMs first_look_ms) : next_look_ms_(first_look_ms == 0 ? never_ms : first_look_ms) {}

  void note(const BatchOutcome& outcome);
  TimestampMs next_look_ms() const { return next_look_ms_; }

  // What there is to do now, in one job; nothing while the one before has not ended.
  void tick(TimestampMs now, Presence& presence, const WithReader& with_reader, const Submit& submit);

 private:
  // Whose connections are to be told. A start is a connection lost for everybody: nobody was told while the server was
  // down.
  struct ToTell {
    bool everybody = false;
    std::vector<std::uint64_t> facilitator_ids = {};
    std::vector<std::uint64_t> round_ids = {};  // whose facilitator is another, or new
    bool is_empty() const { return !everybody && facilitator_ids.empty() && round_ids.empty(); }
  };

  void look(storage::Reader& reader, TimestampMs now, const Submit& submit);
  void tell(storage::Reader& reader, const ToTell& to_tell, const Presence& presence, const Submit& submit);
  void look_again_at(TimestampMs at);
  ToTell take_to_tell(Presence& presence);
  void tell_later(ToTell to_tell);

  std::atomic<TimestampMs> next_look_ms_;
  std::atomic<bool> is_at_work_ = false;
  std::mutex mutex_;  // protects the next
  ToTell to_tell_{.everybody = true};
};

}  // namespace ramure::live
