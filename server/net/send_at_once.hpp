// A small WebSocket message, sent past Beast when the kernel takes it whole at once: most frames are so small, and
// resuming a coroutine and asking Beast would cost more than the sending. Only while nothing else writes to the socket.
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "server/net/io.hpp"

namespace ramure::net {

// Bytes of a message's payload. Beside at most as many that the peer has not had yet, the kernel takes them whole: its
// smallest buffer for sending is four times that.
inline constexpr std::size_t direct_bytes_max = 4'096;

inline constexpr std::size_t frame_head_bytes_max = 10;
using FrameHead = boost::container::static_vector<unsigned char, frame_head_bytes_max>;

// Of a whole message from a server, in one frame and not masked (RFC 6455, section 5.2).
FrameHead frame_head(bool is_text, std::uint64_t payload_bytes);

// Bytes that the kernel holds and the peer has not acknowledged.
int unsent_by_kernel(TcpSocket& socket);

// How many bytes the kernel may hold of what was sent at once. It is asked only when that could be too many: asking
// costs a tenth of the sending.
class SendRoom {
 public:
  // At most `direct_bytes_max` are with the kernel.
  bool is_enough(TcpSocket& socket);
  void note_sent(std::size_t bytes) { unsent_bytes_max_ += bytes; }
  // Something else wrote to the socket.
  void forget() { unsent_bytes_max_ = unknown; }

 private:
  static constexpr std::size_t unknown = std::numeric_limits<std::size_t>::max() / 2;
  std::size_t unsent_bytes_max_ = unknown;
};

enum class Sent {
  whole,
  nothing,  // too long, no room, or a peer that is gone: for the ordinary way
  part,     // the stream is of no more use: nobody can send the rest of the frame
};
// The socket does not block.
Sent send_at_once(TcpSocket& socket, SendRoom& room, bool is_text, std::span<const asio::const_buffer> payload);

}  // namespace ramure::net
