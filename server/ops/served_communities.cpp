#include "server/ops/served_communities.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace ramure::ops {

namespace {

// A loop that lives as long as somebody waits in it.
class WaitingLoop final : public live::Loop {
 public:
  void post(Task task) override {
    // Under the lock to the end: who waits may be gone as soon as it is released.
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    posted_.notify_one();
  }

  void run_until(const std::function<bool()>& is_done) {
    while (!is_done()) {
      Task task;
      {
        std::unique_lock lock(mutex_);
        posted_.wait(lock, [this] { return !tasks_.empty(); });
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<Task> tasks_;
};

struct WaitingSink final : live::ReplySink {
  void on_outcome(std::uint64_t, live::CommandOutcome outcome) override { result = std::move(outcome.result); }
  std::optional<std::expected<v1::Accepted, v1::Refusal>> result;
};

}  // namespace

Submit submit_through(live::Registry& registry) {
  return [&registry](const std::string& slug, const community::Actor& actor,
                     const v1::Command& command) -> std::expected<v1::Accepted, v1::Refusal> {
    auto lease = registry.open_now(slug);
    if (!lease) return std::unexpected(lease.error());
    WaitingLoop loop;
    const auto sink = std::make_shared<WaitingSink>();
    if (auto refusal = (*lease)->submit({actor, command}, {sink, &loop, 0})) return std::unexpected(*refusal);
    loop.run_until([&] { return sink->result.has_value(); });
    return std::move(*sink->result);
  };
}

}  // namespace ramure::ops
