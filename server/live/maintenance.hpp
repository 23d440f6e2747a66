// The thread that looks after open communities a few times a second: checkpoints, who came and went, closing what is
// idle. What goes wrong there is reported and tried again at the next tick.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "server/live/registry.hpp"

namespace ramure::live {

inline constexpr std::chrono::milliseconds maintenance_interval{250};

class Maintenance {
 public:
  using OnFailure = std::function<void(const std::string& what)>;

  Maintenance(Registry& registry, OnFailure on_failure);
  ~Maintenance();  // stops; returns when the tick that is running has ended

  void stop();

 private:
  void run();

  Registry& registry_;
  const OnFailure on_failure_;
  std::mutex mutex_;  // protects is_stopping_
  std::condition_variable changed_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace ramure::live
