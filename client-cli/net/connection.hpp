// One WebSocket connection to a Ramure server. Single-threaded: nothing moves but inside a call.
//
//   auto connection = Connection::open(address, token);          // TCP, TLS, upgrade
//   auto welcome = (*connection)->hello(hello);                  // first, once
//   auto reply = (*connection)->request(frame);                  // events that arrive meanwhile wait in the inbox
//   auto frame = (*connection)->next(1000);                      // the next frame that is no reply, or nullopt in time
//
// After a Failure of kind no_network the connection is of no more use: open another one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client-cli/failure.hpp"
#include "client-cli/net/address.hpp"
#include "ramure/v1/frames.pb.h"

namespace ramure::cli {

class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(const Address& address, const std::string& token);
  ~Connection();

  Result<v1::Welcome> hello(const v1::Hello& hello);

  // Waits at most 30 s for the reply. A refusal comes back inside the reply.
  Result<v1::Reply> request(v1::ClientFrame frame);

  // Sends without waiting for anything (signals).
  Result<void> send(const v1::ClientFrame& frame);

  // The next frame with events, private rows or signals. nullopt when `timeout_ms` passed, or `wake()` was called.
  Result<std::optional<v1::ServerFrame>> next(int timeout_ms);

  // Calls `on_line` (inside next()) for every line that standard input brings, and with nullopt at its end.
  void read_lines(std::function<void(std::optional<std::string>)> on_line);

  // The same for bytes as they come, for whoever reads keys. One of the two, once.
  void read_keys(std::function<void(std::optional<std::string>)> on_keys);

  // Ends a waiting next(); callable from inside on_line and on_keys only.
  void wake();

  // The close handshake, at most 2 s.
  void close();

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ramure::cli
