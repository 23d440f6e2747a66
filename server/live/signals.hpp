// Signals: who is here, who is typing. Never stored, never repeated; whoever lags loses them. Who may see one is the
// hub's test: presence is shown to readers of the directory, typing to those who may read the thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "ramure/v1/frames.pb.h"

namespace ramure::live {

inline constexpr std::int64_t typing_interval_ms = 3'000;
inline constexpr std::uint64_t directory_channel_id = 1;

// Encoded as a field of ServerFrame.
std::string encode_signal(const v1::Signal& signal);
std::string encode_typing(std::uint64_t thread_id, std::uint64_t member_id);
std::string encode_presence(std::uint64_t member_id, bool online);

// How often one connection may say that it is typing. Two words per connection, on its own thread.
class TypingGate {
 public:
  // Whether this one is passed on: the first, one in another thread a second later, then one every 3 s.
  bool admit(std::uint64_t thread_id, std::int64_t steady_ms);

 private:
  std::uint64_t thread_id_ = 0;
  std::int64_t last_ms_ = 0;
};

inline constexpr std::int64_t cursor_interval_ms = 50;

// How often one connection may say where its cursor is. The last place of a burst is the client's to send again.
class CursorGate {
 public:
  bool admit(std::int64_t steady_ms) {
    if (last_ms_ != 0 && steady_ms - last_ms_ < cursor_interval_ms) return false;
    last_ms_ = steady_ms;
    is_shown_ = true;
    return true;
  }
  // That it is gone is told at any time, once for each place that was told.
  bool admit_gone() { return std::exchange(is_shown_, false); }

 private:
  std::int64_t last_ms_ = 0;
  bool is_shown_ = false;
};

}  // namespace ramure::live
