#include "server/net/send_at_once.hpp"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <boost/asio/buffer.hpp>
#include <boost/container/small_vector.hpp>

namespace ramure::net {

FrameHead frame_head(bool is_text, std::uint64_t payload_bytes) {
  constexpr unsigned char final_text = 0x81, final_binary = 0x82;
  FrameHead head{is_text ? final_text : final_binary};
  const auto append = [&head, payload_bytes](int bytes) {
    while (bytes-- > 0) head.push_back(static_cast<unsigned char>(payload_bytes >> (8 * bytes)));
  };
  if (payload_bytes < 126) {
    append(1);
  } else if (payload_bytes < 65'536) {
    head.push_back(126);
    append(2);
  } else {
    head.push_back(127);
    append(8);
  }
  return head;
}

int unsent_by_kernel(TcpSocket& socket) {
  int bytes = 0;
  ioctl(socket.native_handle(), SIOCOUTQ, &bytes);
  return bytes;
}

bool SendRoom::is_enough(TcpSocket& socket) {
  if (unsent_bytes_max_ > direct_bytes_max) unsent_bytes_max_ = static_cast<std::size_t>(unsent_by_kernel(socket));
  return unsent_bytes_max_ <= direct_bytes_max;
}

Sent send_at_once(TcpSocket& socket, SendRoom& room, bool is_text, std::span<const asio::const_buffer> payload) {
  const std::size_t payload_bytes = asio::buffer_size(payload);
  if (payload_bytes > direct_bytes_max || !room.is_enough(socket)) return Sent::nothing;
  const FrameHead head = frame_head(is_text, payload_bytes);
  boost::container::small_vector<asio::const_buffer, 4> buffers{asio::buffer(head)};
  buffers.insert(buffers.end(), payload.begin(), payload.end());
  error_code error;
  const std::size_t sent = socket.write_some(std::span<const asio::const_buffer>(buffers), error);
  room.note_sent(sent);
  if (sent == 0) return Sent::nothing;
  return sent == head.size() + payload_bytes ? Sent::whole : Sent::part;
}

}  // namespace ramure::net
