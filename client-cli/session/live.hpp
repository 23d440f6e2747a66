// Events as they come, over reconnections: each exactly once, in order, none missed.
//
// The cursor moves only after an event was handed out. When the connection breaks, it is opened again (after 0.2 s,
// then twice as long each time, at most 10 s, with some chance in it) and the server goes on from the cursor. What was
// kept meanwhile is sent: before `on_return`, or by it.
#pragma once

#include <functional>

#include "client-cli/session/session.hpp"

namespace ramure::cli {

struct LiveHandlers {
  std::function<void(const v1::Event&)> on_event;
  std::function<void(const v1::Signal&)> on_signal;   // may be empty
  std::function<void(bool connected)> on_connection;  // may be empty: the network went, or is back
  std::function<void(std::optional<std::string>)>
      on_line;  // may be empty: a line of standard input, nullopt at its end
  std::function<void(std::optional<std::string>)> on_keys;  // instead of lines: bytes as they are typed
  std::function<void()> on_return;                          // may be empty: connected anew, before anything else comes
  std::function<void(int ms)> wait;  // may be empty: what is done between two attempts to connect
  std::function<bool()> is_over;     // asked after each frame, and while the network is away
};

// Follows from `after_seq` (0: from now on) until `is_over`. Fails only for what waiting cannot mend (signed out).
Result<void> follow_live(Session& session, std::uint64_t after_seq, const LiveHandlers& handlers);

}  // namespace ramure::cli
