#include "tests/support/raw_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "ramure/v1/frames.pb.h"

namespace ramure::test {

namespace {

// A short binary message of a client: masked, with a mask of zeros.
std::string client_message(const std::string& payload) {
  std::string frame{'\x82', static_cast<char>(0x80 | payload.size()), 0, 0, 0, 0};
  return frame + payload;
}

}  // namespace

RawSocket::RawSocket(std::uint16_t port) : file_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  is_connected_ = connect(file_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
}

RawSocket::~RawSocket() {
  if (file_ >= 0) ::close(file_);
}

bool RawSocket::say(std::string_view bytes) { return ::send(file_, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0; }

bool RawSocket::is_closed_within(std::chrono::milliseconds timeout) {
  pollfd waiting{file_, POLLIN, 0};
  char byte = 0;
  return poll(&waiting, 1, static_cast<int>(timeout.count())) == 1 && recv(file_, &byte, 1, MSG_PEEK) <= 0;
}

std::string RawSocket::read_some(std::chrono::milliseconds timeout) {
  pollfd waiting{file_, POLLIN, 0};
  if (poll(&waiting, 1, static_cast<int>(timeout.count())) != 1) return {};
  std::array<char, 4'096> bytes{};
  const ssize_t count = recv(file_, bytes.data(), bytes.size(), 0);
  return count > 0 ? std::string(bytes.data(), static_cast<std::size_t>(count)) : std::string();
}

std::string RawSocket::read_all() {
  std::string text;
  for (std::string some = read_some(); !some.empty(); some = read_some()) text += some;
  return text;
}

void RawSocket::say_hello(std::uint16_t port, const std::string& token) {
  say("GET /socket HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ramure.v1\r\nAuthorization: Bearer " +
      token + "\r\n\r\n");
  read_some();
  v1::ClientFrame frame;
  frame.set_request_id(1);
  frame.mutable_hello()->set_feature_level(1);
  frame.mutable_hello()->set_events_only(true);
  say(client_message(frame.SerializeAsString()));
}

bool allow_open_files(std::size_t count) {
  rlimit files{};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  return files.rlim_cur >= count;
}

}  // namespace ramure::test
