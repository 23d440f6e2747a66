// Whether a request may become a WebSocket: at /socket, with a live session, from our own page if a browser asks, and
// in a sub-protocol that we speak. What is refused is answered as plain HTTP: 401, 403, 404 or 400.
#pragma once

#include <expected>
#include <string_view>

#include "server/net/http_message.hpp"
#include "server/net/services.hpp"
#include "server/net/ws_connection.hpp"

namespace ramure::net {

// `subprotocols` is the Sec-WebSocket-Protocol header: names, separated by commas; our first one that is in it is
// taken.
std::expected<Upgrade, Response> check_upgrade(const Services& services, const Request& request,
                                               std::string_view subprotocols);

}  // namespace ramure::net
