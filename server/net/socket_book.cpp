#include "server/net/socket_book.hpp"

namespace ramure::net {

void SocketBook::add(std::uint64_t session_id, live::Loop& loop, const std::shared_ptr<Revocable>& socket) {
  const std::lock_guard lock(mutex_);
  entries_.emplace(session_id, Entry{&loop, socket.get(), socket});
}

void SocketBook::remove(std::uint64_t session_id, const Revocable& socket) {
  const std::lock_guard lock(mutex_);
  const auto [first, last] = entries_.equal_range(session_id);
  for (auto entry = first; entry != last; ++entry) {
    if (entry->second.address != &socket) continue;
    entries_.erase(entry);
    return;
  }
}

void SocketBook::revoke(std::uint64_t session_id) {
  const std::lock_guard lock(mutex_);
  const auto [first, last] = entries_.equal_range(session_id);
  for (auto entry = first; entry != last; ++entry) {
    // The last reference must go on the loop, so it is not even taken here.
    entry->second.loop->post([socket = entry->second.socket] {
      if (const auto alive = socket.lock()) alive->revoke();
    });
  }
}

}  // namespace ramure::net
