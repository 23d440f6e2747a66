// A few threads on which everything runs that reads the disk: history, search, catch-up, export, Hello. Shared by all
// communities; nothing slow ever runs on an I/O thread.
//
// Promises:
// 1. submit() never blocks: when `waiting_max` jobs wait it says no, and the caller answers OVERLOADED.
// 2. submit_bounded() always accepts. It is for jobs of which there is at most one per connection at a time (Hello, the
//    next page of the journal), so that the number of connections bounds them.
// 3. Jobs begin in the order of submission. A job that throws ends that job only; the failure goes to `on_failure`.
// 4. stop() runs what waits, then joins; later submissions are refused (submit) or dropped (submit_bounded).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ramure::live {

class ReaderPool {
 public:
  using Job = std::move_only_function<void()>;
  using OnFailure = std::function<void(const std::string& what)>;

  ReaderPool(std::size_t threads, std::size_t waiting_max, OnFailure on_failure);
  ~ReaderPool();  // stops

  bool submit(Job job);
  void submit_bounded(Job job);
  void stop();

  std::size_t waiting() const;

 private:
  void run();

  const std::size_t waiting_max_;
  const OnFailure on_failure_;
  mutable std::mutex mutex_;  // protects the next three
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool is_stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace ramure::live
