#include "tests/support/cut_line.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace ramure::test {

namespace {

constexpr int look_every_ms = 50;  // whether it is over

sockaddr_in here(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool is_readable(int end) {
  pollfd waiting{end, POLLIN, 0};
  return poll(&waiting, 1, 0) > 0;
}

bool write_all(int end, const char* bytes, ssize_t count) {
  for (ssize_t written = 0; written < count;) {
    const ssize_t got = send(end, bytes + written, static_cast<std::size_t>(count - written), MSG_NOSIGNAL);
    if (got <= 0) return false;
    written += got;
  }
  return true;
}

}  // namespace

CutLine::CutLine(std::uint16_t to_port) : to_port_(to_port) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = here(0);
  socklen_t size = sizeof address;
  const bool listens = bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       listen(listener_, 16) == 0 &&
                       getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  if (!listens) throw std::runtime_error("no port for a line");
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

CutLine::~CutLine() {
  is_over_ = true;
  accepting_.join();
  for (std::thread& connection : connections_) connection.join();
  close(listener_);
}

void CutLine::accept_all() {
  while (!is_over_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, look_every_ms) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) connections_.emplace_back([this, client] { carry(client); });
  }
}

void CutLine::carry(int client) {
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = here(to_port_);
  bool goes_on = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  std::size_t asked = 0;
  std::array<char, 16 * 1024> bytes;
  const auto pass = [&bytes](int from, int to, bool is_lost) {
    const ssize_t count = recv(from, bytes.data(), bytes.size(), 0);
    return count > 0 && (is_lost || write_all(to, bytes.data(), count)) ? count : 0;
  };
  while (goes_on && !is_over_) {
    std::array<pollfd, 2> waiting{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
    if (poll(waiting.data(), waiting.size(), look_every_ms) <= 0) continue;
    if (is_readable(client)) {
      const ssize_t count = pass(client, server, false);
      asked += static_cast<std::size_t>(count);
      goes_on = count > 0;
    }
    const std::size_t asked_max = asked_max_;
    if (goes_on && is_readable(server)) goes_on = pass(server, client, asked_max > 0 && asked > asked_max) > 0;
  }
  close(client);
  close(server);
}

}  // namespace ramure::test
