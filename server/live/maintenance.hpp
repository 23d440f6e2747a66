// The two threads that look after open communities: one for what is due now and then (checkpoints, who came and went,
// closing what is idle), one that follows the journals (search index, erasing). What goes wrong there is reported and
// tried again at the next turn. They open every community at the start and then once a day: what was being erased goes
// on, what has waited too long goes.
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
inline constexpr std::chrono::milliseconds follow_interval{500};  // gathers; a search waits for what its asker has seen

// Does something again and again on a thread of its own.
class Ticker {
 public:
  using OnFailure = std::function<void(const std::string& what)>;

  Ticker(std::chrono::milliseconds interval, std::function<void()> turn, OnFailure on_failure);
  ~Ticker();

  void stop();  // returns when the turn that is running has ended

 private:
  void run();

  const std::chrono::milliseconds interval_;
  const std::function<void()> turn_;
  const OnFailure on_failure_;
  std::mutex mutex_;  // protects is_stopping_
  std::condition_variable changed_;
  bool is_stopping_ = false;
  std::thread thread_;
};

class Maintenance {
 public:
  Maintenance(Registry& registry, Ticker::OnFailure on_failure);
  void stop();

 private:
  Ticker upkeep_;
  Ticker following_;
};

}  // namespace ramure::live
