// One WebSocket connection: two coroutines that move bytes between a socket and a Dialogue, which knows what they mean.
//
//   reader   waits for room in the dialogue, reads one message, hands it over
//   writer   takes a frame from the dialogue, writes it as ONE message, sleeps when there is nothing
//
// Memory is counted in hundreds of bytes: there may be thousands of these that are silent. Nothing is kept for reading
// but a few bytes until a message begins, nothing for writing until there is something to say; there is no timer per
// connection (see watch.hpp), no compression, and a frame's events are borrowed from the feed, not copied.
#pragma once

#include <memory>

#include "protocol/codec.hpp"
#include "server/net/admission.hpp"
#include "server/net/http_wire.hpp"
#include "server/net/io_thread.hpp"
#include "server/net/services.hpp"
#include "server/net/stream.hpp"

namespace ramure::net {

// The upgrade, checked: who it is for, and in which sub-protocol.
struct Upgrade {
  std::shared_ptr<const identity::Identity> identity;
  protocol::Encoding encoding = protocol::Encoding::binary;
};

// Takes the stream over on its own I/O thread, answers the handshake, and lives until the connection ends.
template <class Stream>
void start_ws_connection(Stream stream, WireRequest request, Upgrade upgrade, Admission::Ticket ticket,
                         const Services& services, IoThread& thread);

}  // namespace ramure::net
