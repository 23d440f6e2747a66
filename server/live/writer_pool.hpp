// A small pool of writer threads, and a lane per community: the bounded queue of its commands. A lane is on one thread
// at a time; an idle lane costs no thread. At low load a batch is one command and its latency one fsync; while the
// disk syncs the next batch grows by itself.
//
// Promises:
// 1. submit() and post() never block. When `commands_waiting_max` commands of the community wait, submit() says no.
// 2. Commands of one lane run in the order of submission, all that wait at once, at most commands_per_batch_max.
// 3. `deliver` runs on the writer thread after the batch's commit, batches in order; a command's target is handed back
//    with its outcome exactly once.
// 4. Tasks given to post() run between batches, on the lane's thread of the moment, with nothing else using the store.
//    A lane with both lets a batch and a task take turns, so that erasing delays nobody by more than one step.
// 5. After drain() returns nothing of the lane runs or waits any more; later submissions are refused.
// 6. Of the threads that wait, the one that has waited least is called: at low load one thread does all the work, and
//    finds what it needs still in its core's cache.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "protocol/limits.hpp"
#include "server/live/batch.hpp"

namespace ramure::live {

class WriterPool;

class WriterLane {
 public:
  using Run = std::function<BatchOutcome(std::span<const PendingCommand>)>;
  using Deliver = std::function<void(BatchOutcome, std::vector<ReplyTarget>)>;
  using Task = std::move_only_function<void()>;

  // `pool` outlives the lane. The lane must be drained before it is destroyed.
  WriterLane(WriterPool& pool, Run run, Deliver deliver);
  ~WriterLane();

  bool submit(PendingCommand command, ReplyTarget target);
  bool post(Task task);
  void drain();

  std::size_t waiting() const;

 private:
  friend class WriterPool;
  bool run_once();  // on a writer thread; whether there is more. Without, the lane may be gone
  std::pair<std::vector<PendingCommand>, std::vector<ReplyTarget>> next_batch();
  void schedule(std::unique_lock<std::mutex>& lock);  // unlocks

  WriterPool& pool_;
  const Run run_;
  const Deliver deliver_;
  mutable std::mutex mutex_;  // protects the following
  std::condition_variable idle_;
  std::deque<PendingCommand> commands_;  // and, in step with them,
  std::deque<ReplyTarget> targets_;
  std::deque<Task> tasks_;
  bool is_scheduled_ = false;  // with the pool: waiting there or running
  bool is_draining_ = false;
  bool task_is_next_ = false;
};

class WriterPool {
 public:
  // Something was thrown out of a batch, which may be committed and not announced: must end the process.
  using OnFailure = std::function<void(const std::string& what)>;
  WriterPool(std::size_t threads, OnFailure on_failure);
  ~WriterPool();  // stops; every lane must be gone or drained

 private:
  friend class WriterLane;
  struct Worker {
    std::condition_variable called;
    bool is_called = false;
  };
  void schedule(WriterLane& lane);
  void guard(const std::function<void()>& work);
  void run(Worker& self);

  const OnFailure on_failure_;
  std::mutex mutex_;  // protects the next three, and what the workers hold
  std::deque<WriterLane*> ready_;
  std::vector<Worker*> waiting_;  // the last began to wait last
  bool is_stopping_ = false;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<std::thread> threads_;  // one for each worker
};

}  // namespace ramure::live
