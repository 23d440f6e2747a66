#include "server/live/writer_pool.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

namespace ramure::live {

WriterLane::WriterLane(WriterPool& pool, Run run, Deliver deliver)
    : pool_(pool), run_(std::move(run)), deliver_(std::move(deliver)) {}

WriterLane::~WriterLane() { drain(); }

bool WriterLane::submit(PendingCommand command, ReplyTarget target) {
  std::unique_lock lock(mutex_);
  if (is_draining_ || commands_.size() >= limits::commands_waiting_max) return false;
  commands_.push_back(std::move(command));
  targets_.push_back(std::move(target));
  schedule(lock);
  return true;
}

bool WriterLane::post(Task task) {
  std::unique_lock lock(mutex_);
  if (is_draining_) return false;
  tasks_.push_back(std::move(task));
  schedule(lock);
  return true;
}

void WriterLane::drain() {
  std::unique_lock lock(mutex_);
  is_draining_ = true;
  idle_.wait(lock, [this] { return !is_scheduled_; });
}

std::size_t WriterLane::waiting() const {
  const std::lock_guard lock(mutex_);
  return commands_.size();
}

void WriterLane::schedule(std::unique_lock<std::mutex>& lock) {
  if (is_scheduled_) return;
  is_scheduled_ = true;
  lock.unlock();
  pool_.schedule(*this);
}

bool WriterLane::run_once() {
  std::unique_lock lock(mutex_);
  const bool run_task = !tasks_.empty() && (task_is_next_ || commands_.empty());
  task_is_next_ = !run_task;
  if (run_task) {
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    pool_.guard([&] { task(); });
  } else {
    auto [commands, targets] = next_batch();
    lock.unlock();
    pool_.guard([&] { deliver_(run_(commands), std::move(targets)); });
  }

  lock.lock();
  if (!commands_.empty() || !tasks_.empty()) return true;
  is_scheduled_ = false;
  idle_.notify_all();  // under the lock: once it is free the lane may be gone
  return false;
}

std::pair<std::vector<PendingCommand>, std::vector<ReplyTarget>> WriterLane::next_batch() {
  const auto count = static_cast<std::ptrdiff_t>(std::min(commands_.size(), limits::commands_per_batch_max));
  std::vector<PendingCommand> commands(std::make_move_iterator(commands_.begin()),
                                       std::make_move_iterator(commands_.begin() + count));
  std::vector<ReplyTarget> targets(std::make_move_iterator(targets_.begin()),
                                   std::make_move_iterator(targets_.begin() + count));
  commands_.erase(commands_.begin(), commands_.begin() + count);
  targets_.erase(targets_.begin(), targets_.begin() + count);
  return {std::move(commands), std::move(targets)};
}

WriterPool::WriterPool(std::size_t threads, OnFailure on_failure) : on_failure_(std::move(on_failure)) {
  for (std::size_t i = 0; i < threads; ++i) {
    Worker& worker = *workers_.emplace_back(std::make_unique<Worker>());
    threads_.emplace_back([this, &worker] { run(worker); });
  }
}

WriterPool::~WriterPool() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
    waiting_.clear();
  }
  for (const auto& worker : workers_) worker->called.notify_one();
  for (std::thread& thread : threads_) thread.join();
}

void WriterPool::schedule(WriterLane& lane) {
  std::unique_lock lock(mutex_);
  ready_.push_back(&lane);
  if (waiting_.empty()) return;
  Worker& worker = *waiting_.back();
  waiting_.pop_back();
  worker.is_called = true;
  lock.unlock();
  worker.called.notify_one();
}

void WriterPool::guard(const std::function<void()>& work) {
  try {
    work();
  } catch (const std::exception& error) {
    if (on_failure_) on_failure_(error.what());
  }
}

void WriterPool::run(Worker& self) {
  std::unique_lock lock(mutex_);
  for (;;) {
    while (ready_.empty()) {
      if (is_stopping_) return;
      self.is_called = false;
      waiting_.push_back(&self);
      self.called.wait(lock, [&] { return is_stopping_ || self.is_called; });
    }
    WriterLane& lane = *ready_.front();
    ready_.pop_front();
    lock.unlock();
    const bool has_more = lane.run_once();
    lock.lock();
    if (has_more) ready_.push_back(&lane);  // behind the communities that wait; nobody else need be called for it
  }
}

}  // namespace ramure::live
