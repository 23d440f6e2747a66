// Signals: who is here, who is typing. Never stored, never repeated; whoever lags loses them. What may be seen of a
// person's presence is judged by the directory, typing by the thread's channel and birth: the hub's one test.
//
// One Signals per (loop, community), beside the hub, on the loop's thread only; what it tells the others goes
// through the announcer's on_every_hub.
//
// Bounds: typing at most once per 3 s per connection and thread, presence gathered for presence_gather_ms and at most
// presence_per_frame_max people a frame, signals_waiting_max signals waiting per connection.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ramure/v1/frames.pb.h"
#include "server/live/hub.hpp"

namespace ramure::live {

inline constexpr std::int64_t typing_interval_ms = 3'000;

// An encoded ServerFrame field.
std::string encode_signal(const v1::Signal& signal);
std::string encode_typing(std::uint64_t thread_id, std::uint64_t member_id);
std::string encode_presence(std::uint64_t member_id, bool online);

// How often one connection may say that it is typing. Two words per connection.
class TypingGate {
 public:
  // Whether this one is passed on.
  bool admit(std::uint64_t thread_id, std::int64_t steady_ms);

 private:
  std::uint64_t thread_id_ = 0;
  std::int64_t last_ms_ = -typing_interval_ms;
};

}  // namespace ramure::live
