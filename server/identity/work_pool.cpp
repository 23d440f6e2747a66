#include "server/identity/work_pool.hpp"

#include <utility>

namespace ramure::identity {

WorkPool::WorkPool(unsigned threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkPool::post(Job& job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_ || waiting_.size() >= waiting_max_) return false;
    waiting_.push_back(std::move(job));
  }
  arrived_.notify_one();
  return true;
}

void WorkPool::stop() {
  std::deque<Job> left;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    left.swap(waiting_);
  }
  arrived_.notify_all();
  for (std::thread& thread : std::exchange(threads_, {})) thread.join();
  for (Job& job : left) job(Turn::stopped);
}

void WorkPool::work() {
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    job(Turn::run);
  }
}

}  // namespace ramure::identity
