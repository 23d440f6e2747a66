// A client's stream, with or without TLS. Everything that is made of one is a template, written once and instantiated
// for these two.
#pragma once

#include <boost/asio/ssl/stream.hpp>

#include "server/net/io.hpp"

namespace ramure::net {

using TlsSocket = asio::ssl::stream<TcpSocket>;

inline TcpSocket& socket_of(TcpSocket& stream) { return stream; }
inline TcpSocket& socket_of(TlsSocket& stream) { return stream.next_layer(); }

}  // namespace ramure::net
