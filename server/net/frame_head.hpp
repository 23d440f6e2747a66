// The head of a whole WebSocket message from a server, in one frame and not masked (RFC 6455, section 5.2).
#pragma once

#include <boost/container/static_vector.hpp>
#include <cstddef>
#include <cstdint>

namespace ramure::net {

inline constexpr std::size_t frame_head_bytes_max = 10;
using FrameHead = boost::container::static_vector<unsigned char, frame_head_bytes_max>;

inline FrameHead frame_head(bool is_text, std::uint64_t payload_bytes) {
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

}  // namespace ramure::net
