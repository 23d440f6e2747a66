// A client by long polling for tests against the real server: what WsClient is for sockets, by POST /api/poll.
//
//   PollClient anna({.port = server.port(), .token = token});
//   v1::Welcome welcome = anna.hello();
//   v1::Reply reply = anna.command(post);
//   auto frame = anna.receive();     // waits in the server, up to 25 s; nullopt: silence, or it is over
//
// One thread. What the server refuses throws PollRefused.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <stdexcept>
#include <string>

#include "protocol/codec.hpp"
#include "ramure/v1/polling.pb.h"
#include "tests/support/http_client.hpp"

namespace ramure::test {

struct PollRefused : std::runtime_error {
  explicit PollRefused(HttpAnswer answer);
  unsigned status;
  v1::Refusal refusal;
};

class PollClient {
 public:
  struct Options {
    std::uint16_t port = 0;
    std::string token = {};  // as in WsClient::Options
    std::string cookie = {};
    std::string origin = {};
    protocol::Encoding encoding = protocol::Encoding::binary;
  };

  explicit PollClient(Options options) : options_(std::move(options)) {}

  // One request as it is, and what came back, whatever it says.
  HttpAnswer post(const v1::Poll& poll) const;
  v1::PollAnswer ask(const v1::Poll& poll);  // frames go to the inbox too

  v1::Welcome hello(v1::Hello hello = {});
  std::optional<v1::ServerFrame> receive();
  v1::Reply command(const v1::Command& command);
  v1::Reply query(const v1::Query& query);
  void end();             // the page closes
  void wait_for_close();  // what comes until then goes to the inbox

  v1::Poll next_poll();  // the one that waits next
  v1::Poll bringing(v1::ClientFrame frame) const;
  std::uint32_t close_code() const { return close_code_; }  // 0: it goes on
  const std::string& close_reason() const { return close_reason_; }

  std::deque<v1::ServerFrame> inbox;

 private:
  v1::Reply request(v1::ClientFrame frame);

  const Options options_;
  std::string poll_id_;
  std::uint32_t number_ = 0;
  std::uint64_t next_request_id_ = 1;
  std::uint32_t close_code_ = 0;
  std::string close_reason_;
};

}  // namespace ramure::test
