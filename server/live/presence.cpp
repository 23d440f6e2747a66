#include "server/live/presence.hpp"

#include "server/live/signals.hpp"

namespace ramure::live {

Presence::Ticket& Presence::Ticket::operator=(Ticket&& other) noexcept {
  if (this != &other) {
    give_up();
    presence_ = std::move(other.presence_);
    member_id_ = other.member_id_;
  }
  return *this;
}

Presence::Ticket::~Ticket() { give_up(); }

void Presence::Ticket::give_up() {
  if (presence_ != nullptr) presence_->leave(member_id_);
  presence_ = nullptr;
}

Presence::Ticket Presence::enter(std::uint64_t member_id) {
  const std::lock_guard lock(mutex_);
  ++connection_count_;
  if (++connections_[member_id] == 1) {
    changed_[member_id] = true;
    moved_.insert(member_id);
  }
  return {shared_from_this(), member_id};
}

void Presence::leave(std::uint64_t member_id) {
  const std::lock_guard lock(mutex_);
  --connection_count_;
  if (--connections_[member_id] > 0) return;
  connections_.erase(member_id);
  changed_[member_id] = false;
  moved_.insert(member_id);
}

bool Presence::is_here(std::uint64_t member_id) const {
  const std::lock_guard lock(mutex_);
  return connections_.contains(member_id);
}

std::vector<std::uint64_t> Presence::take_moved() {
  const std::lock_guard lock(mutex_);
  const std::vector<std::uint64_t> moved(moved_.begin(), moved_.end());
  moved_.clear();
  return moved;
}

std::string Presence::everybody() const {
  std::string bytes;
  std::size_t told = 0;
  const std::lock_guard lock(mutex_);
  for (const auto& [member_id, count] : connections_) {
    if (++told > presence_told_max) break;
    bytes += encode_presence(member_id, true);
  }
  return bytes;
}

std::string Presence::changes(std::int64_t steady_ms) {
  std::string bytes;
  const std::lock_guard lock(mutex_);
  const auto wait_ms = presence_gather_ms + static_cast<std::int64_t>(connection_count_);
  if (changed_.empty() || steady_ms - told_at_ms_ < wait_ms) return bytes;
  told_at_ms_ = steady_ms;
  std::size_t told = 0;
  for (const auto& [member_id, is_here] : changed_) {
    if (++told > presence_told_max) break;
    bytes += encode_presence(member_id, is_here);
  }
  changed_.clear();
  return bytes;
}

}  // namespace ramure::live
