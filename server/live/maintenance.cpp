#include "server/live/maintenance.hpp"

#include <exception>
#include <utility>

namespace ramure::live {

Ticker::Ticker(std::chrono::milliseconds interval, std::function<void()> turn, OnFailure on_failure)
    : interval_(interval), turn_(std::move(turn)), on_failure_(std::move(on_failure)), thread_([this] { run(); }) {}

Ticker::~Ticker() { stop(); }

void Ticker::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Ticker::run() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, interval_, [this] { return is_stopping_; })) {
    lock.unlock();
    try {
      turn_();
    } catch (const std::exception& error) {
      if (on_failure_) on_failure_(error.what());
    }
    lock.lock();
  }
}

Maintenance::Maintenance(Registry& registry, Ticker::OnFailure on_failure)
    : upkeep_(
          maintenance_interval, [&registry] { registry.tick(); }, on_failure),
      following_(
          follow_interval,
          [&registry] {
            registry.open_all_when_due();
            registry.follow();
          },
          on_failure) {}

void Maintenance::stop() {
  upkeep_.stop();
  following_.stop();
}

}  // namespace ramure::live
