// A blocking WebSocket client for tests against the real server: one thread, every call bounded in time.
//
//   WsClient anna({.port = server.port(), .token = token});
//   v1::Welcome welcome = anna.hello();
//   v1::Reply reply = anna.command(post);          // other frames that come meanwhile wait in the inbox
//   auto frame = anna.receive(2s);                 // the next frame; nullopt: silence, or the connection is closed
//
// Failing to connect or to be answered in time throws std::runtime_error: a test that meets it has failed.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "protocol/codec.hpp"
#include "ramure/v1/frames.pb.h"

namespace ramure::test {

// The server answered the handshake with something else than 101.
struct UpgradeRefused : std::runtime_error {
  explicit UpgradeRefused(unsigned http_status)
      : std::runtime_error("upgrade refused: " + std::to_string(http_status)), status(http_status) {}
  unsigned status;
};

class WsClient {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    std::string token = {};   // sent as Authorization: Bearer, unless empty
    std::string cookie = {};  // sent as Cookie, unless empty
    std::string origin = {};  // sent as Origin, unless empty
    bool tls = false;         // any certificate is accepted
    protocol::Encoding encoding = protocol::Encoding::binary;
    std::string subprotocol = {};  // empty: the encoding's own
    int receive_buffer_bytes = 0;  // of the socket; 0: the kernel's choice
  };

  explicit WsClient(const Options& options);  // connects and upgrades; throws UpgradeRefused
  ~WsClient();                                // drops the connection, without a close handshake
  WsClient(WsClient&&) noexcept;

  void send(const v1::ClientFrame& frame);
  void send_bytes(std::string_view message, bool as_text);  // one WebSocket message, whatever is in it
  void send_raw(std::string_view bytes);                    // past the framing, straight into the stream

  // The next frame, first from the inbox.
  std::optional<v1::ServerFrame> receive(std::chrono::milliseconds timeout = std::chrono::seconds(10));
  std::optional<v1::ServerFrame> receive_event_frame(std::chrono::milliseconds timeout = std::chrono::seconds(10));

  v1::Welcome hello(v1::Hello hello = {});
  v1::Reply request(v1::ClientFrame frame);  // gives it a request id and waits for the reply
  v1::Reply command(const v1::Command& command);
  v1::Reply query(const v1::Query& query);

  // Reads until the server closes; what it sends until then goes to the inbox. The close code, 1006 when the stream
  // ended without a close frame, 0 when it is still open after the timeout.
  std::uint16_t wait_for_close(std::chrono::milliseconds timeout = std::chrono::seconds(10));
  std::string close_reason() const;

  bool is_open() const;
  void close();  // the close handshake, at most 5 s

  std::deque<v1::ServerFrame> inbox;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ramure::test
