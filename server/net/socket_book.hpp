// Which sockets belong to which session, so that ending a session ends them.
//
// A socket that opens while its session is being revoked must not live on: register first, then ask
// Accounts::is_live(), then serve. Any thread; each socket is told on its own loop.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "server/live/loop.hpp"

namespace ramure::net {

class Revocable {
 public:
  virtual void revoke() = 0;  // on the socket's loop; closes with 1008

 protected:
  ~Revocable() = default;
};

class SocketBook {
 public:
  void add(std::uint64_t session_id, live::Loop& loop, const std::shared_ptr<Revocable>& socket);
  void remove(std::uint64_t session_id, const Revocable& socket);
  void revoke(std::uint64_t session_id);

 private:
  struct Entry {
    live::Loop* loop;
    const Revocable* address;  // tells entries apart, also when the socket is about to go
    std::weak_ptr<Revocable> socket;
  };
  std::mutex mutex_;
  std::unordered_multimap<std::uint64_t, Entry> entries_;  // guarded by mutex_
};

}  // namespace ramure::net
