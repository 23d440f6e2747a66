// Work in a process of its own, which is killed in the midst of it.
//
//   const int status = live_for(life(dice), [&] { send_all(); return 0; });   // killed_status when it was killed in
//   time
#pragma once

#include <chrono>
#include <csignal>
#include <functional>

namespace ramure::test {

inline constexpr int killed_status = 128 + SIGKILL;

// `work` runs in a child with what the parent has in memory; what it returns is its exit status, 2 if it throws. It
// must not use a database that the parent holds open. `life` 0: to the end. A child does not outlive the test.
int live_for(std::chrono::microseconds life, const std::function<int()>& work);

}  // namespace ramure::test
