// A few threads for what is slow, with a queue that has an end.
//
// Promises: post() never waits; a job that was taken is called exactly once, also when the pool stops (then with
// Turn::stopped, and it must do nothing but say so); at most `threads` jobs run at once.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ramure::identity {

enum class Turn { run, stopped };

class WorkPool {
 public:
  using Job = std::move_only_function<void(Turn)>;

  WorkPool(unsigned threads, std::size_t waiting_max);
  ~WorkPool() { stop(); }

  // False: too much is waiting, or the pool has stopped; `job` was not taken, and is still the caller's.
  bool post(Job& job);

  // What runs is finished, what waits is called with Turn::stopped. Not from a job. Idempotent.
  void stop();

 private:
  void work();

  const std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job> waiting_;  // guarded by mutex_
  bool stopped_ = false;     // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace ramure::identity
