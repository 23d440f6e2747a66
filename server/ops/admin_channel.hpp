// Messages between `ramured` commands and a running server: JSON objects, each behind its length (4 bytes, big-endian),
// over a connected socket.
//
//   client                                                    server
//   {"command": "member invite", "community": "demo", …}  ──▶
//                                                         ◀──  {"progress": {"what": …, "done": 3, "of": 9}}   …
//                                                         ◀──  {"answer": {…}}  or  {"fault": {"kind": …, "sentence":
//                                                         …}}
//
// One request per connection. Every wait ends after `silence_ms_max` of nothing sent or received, but a client waits
// for as long as the connection stands: work may be long.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

namespace ramure::ops {

inline constexpr std::size_t admin_message_bytes_max = std::size_t{48} * 1024 * 1024;
inline constexpr std::int64_t silence_ms_max = 10'000;

struct ChannelError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class AdminChannel {
 public:
  // Takes the descriptor over.
  explicit AdminChannel(int fd) : fd_(fd) {}
  ~AdminChannel();
  AdminChannel(AdminChannel&& other) noexcept;
  AdminChannel& operator=(AdminChannel&&) = delete;

  void limit_silence(bool when_sending, bool when_receiving);
  // Throw ChannelError: the other side is gone, silent for too long, or sends something that is no message.
  void send(const boost::json::object& message);
  boost::json::object receive();

 private:
  int fd_;
};

}  // namespace ramure::ops
