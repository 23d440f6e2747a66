// An I/O thread, as live/ sees it: something that runs tasks one after the other. net/ makes one of each io_context,
// the simulation one of a queue.
#pragma once

#include <functional>

namespace ramure::live {

// Promises:
// 1. post() may be called from any thread and never blocks.
// 2. Tasks run on the loop's own thread, one at a time, never inside post().
// 3. Tasks posted by one thread, or by several that take turns, run in the order of posting.
class Loop {
 public:
  using Task = std::move_only_function<void()>;

  virtual ~Loop() = default;
  virtual void post(Task task) = 0;
};

}  // namespace ramure::live
