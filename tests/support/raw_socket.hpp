// A TCP connection that says exactly what a test tells it to say: half a request, nonsense, a handshake by hand.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace ramure::test {

class RawSocket {
 public:
  explicit RawSocket(std::uint16_t port);  // to 127.0.0.1
  RawSocket(RawSocket&& other) noexcept : file_(std::exchange(other.file_, -1)), is_connected_(other.is_connected_) {}
  ~RawSocket();

  bool is_connected() const { return is_connected_; }
  bool say(std::string_view bytes);  // false: the server has closed

  // Whether the server has closed, waiting at most that long.
  bool is_closed_within(std::chrono::milliseconds timeout);

  // Whatever is there, or comes within that time; empty: nothing, or closed.
  std::string read_some(std::chrono::milliseconds timeout = std::chrono::seconds(10));
  std::string read_all();  // until the server closes

  // Upgrades to the binary sub-protocol and says Hello (events only); returns without waiting for an answer.
  void say_hello(std::uint16_t port, const std::string& token);

 private:
  int file_;
  bool is_connected_ = false;
};

// Room for that many sockets in this process and the servers it starts; false when the system does not allow it.
bool allow_open_files(std::size_t count);

}  // namespace ramure::test
