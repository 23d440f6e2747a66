// A loop with a thread of its own, for tests that want the real thing.
#pragma once

#include <future>
#include <stdexcept>
#include <utility>

#include "server/live/loop.hpp"
#include "server/live/reader_pool.hpp"

namespace ramure::live {

class LoopThread final : public Loop {
 public:
  ~LoopThread() override { pool_.stop(); }
  void post(Task task) override { pool_.submit_bounded(std::move(task)); }

  // Runs there, and waits for the result.
  template <class Work>
  auto call(Work work) {
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    post([&task] { task(); });
    return result.get();
  }

 private:
  ReaderPool pool_{1, 1, [](const std::string& what) { throw std::logic_error(what); }};
};

}  // namespace ramure::live
