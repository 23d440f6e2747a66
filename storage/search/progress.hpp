// How far the search index has come, told by the thread that follows the journal to those that search. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace ramure::storage {

class SearchProgress {
 public:
  void note(std::uint64_t through_seq) {
    {
      const std::lock_guard lock(mutex_);
      through_seq_ = through_seq;
    }
    moved_.notify_all();
  }

  // Returns when the index knows the journal up to `seq`, or when the time is up.
  void wait_for(std::uint64_t seq, std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    moved_.wait_for(lock, at_most, [&] { return through_seq_ >= seq; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  std::uint64_t through_seq_ = 0;  // guarded by mutex_
};

}  // namespace ramure::storage
