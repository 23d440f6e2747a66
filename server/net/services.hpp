// What the network room needs of the rest of the server. Made by App, which outlives every connection.
#pragma once

#include <atomic>

#include "server/clock.hpp"
#include "server/config.hpp"
#include "server/identity/accounts.hpp"
#include "server/live/registry.hpp"
#include "server/metrics.hpp"
#include "server/net/socket_book.hpp"

namespace ramure::mail {
class Office;
}

namespace ramure::net {

class Polls;

struct Services {
  const Config& config;
  const Clock& clock;
  Metrics& metrics;
  identity::Accounts& accounts;
  live::Registry& registry;
  SocketBook& sockets;
  Polls& polls;
  const std::atomic<bool>& is_draining;
  mail::Office* office = nullptr;  // none is set up
};

}  // namespace ramure::net
