#include "server/net/admission.hpp"

namespace ramure::net {

Admission::Ticket Admission::admit(std::uint64_t address_key) {
  const std::lock_guard lock(mutex_);
  if (total_ >= limits_.connections_max) {
    metrics_.add(Counter::connections_refused_total_limit);
    return {};
  }
  if (address_key != 0) {
    std::size_t& from_there = by_address_[address_key];
    if (from_there >= limits_.per_address_max) {
      metrics_.add(Counter::connections_refused_address_limit);
      return {};
    }
    ++from_there;
  }
  ++total_;
  metrics_.add(Counter::connections_accepted);
  return {*this, address_key};
}

std::size_t Admission::count() const {
  const std::lock_guard lock(mutex_);
  return total_;
}

bool Admission::wait_until_empty(std::chrono::milliseconds timeout) const {
  std::unique_lock lock(mutex_);
  return emptied_.wait_for(lock, timeout, [this] { return total_ == 0; });
}

void Admission::release(std::uint64_t address_key) {
  const std::lock_guard lock(mutex_);
  if (--total_ == 0) emptied_.notify_all();
  if (address_key == 0) return;
  const auto found = by_address_.find(address_key);
  if (--found->second == 0) by_address_.erase(found);
}

}  // namespace ramure::net
