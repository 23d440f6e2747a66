// One HTTP connection, from the first byte on: TLS, one request after the other, perhaps an upgrade to a WebSocket, for
// which it hands its stream over and ends, so that nothing of the HTTP side is kept for a session.
//
// Bounds: a head of 8 KiB, a body of what its route allows (nothing is read of a body whose head is refused), and
// request_timeout_ms for each of: the handshake, the head, the body. Whoever is slower is dropped.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <span>
#include <string>

#include "server/net/admission.hpp"
#include "server/net/io_thread.hpp"
#include "server/net/routes.hpp"
#include "server/net/services.hpp"
#include "server/net/stream.hpp"
#include "server/net/web_files.hpp"

namespace ramure::net {

// Which addresses a listener serves.
struct Site {
  std::span<const Route> routes;
  bool has_socket = false;        // whether /socket is there
  const WebFiles* web = nullptr;  // answers what no route does; null: no web client
};

// On the thread's own loop. `tls` is null for plain connections, and else outlives them.
void start_http_connection(TcpSocket socket, std::string peer_address, Admission::Ticket ticket, const Site& site,
                           const Services& services, IoThread& thread, asio::ssl::context* tls);

}  // namespace ramure::net
