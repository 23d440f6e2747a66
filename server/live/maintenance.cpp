#include "server/live/maintenance.hpp"

#include <exception>
#include <utility>

namespace ramure::live {

Maintenance::Maintenance(Registry& registry, OnFailure on_failure)
    : registry_(registry), on_failure_(std::move(on_failure)), thread_([this] { run(); }) {}

Maintenance::~Maintenance() { stop(); }

void Maintenance::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Maintenance::run() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, maintenance_interval, [this] { return is_stopping_; })) {
    lock.unlock();
    try {
      registry_.tick();
    } catch (const std::exception& error) {
      if (on_failure_) on_failure_(error.what());
    }
    lock.lock();
  }
}

}  // namespace ramure::live
