// The types of Asio that the network room uses everywhere, with the executor spelt out: the erased one costs memory in
// every socket and a call through a pointer in every operation.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/error_code.hpp>

namespace ramure::net {

namespace asio = boost::asio;
using boost::system::error_code;

using Executor = asio::io_context::executor_type;
using TcpSocket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Coroutine = asio::awaitable<void, Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;

// co_await something(…, as_result) gives a tuple that begins with the error code, and never throws.
inline constexpr asio::as_tuple_t<asio::use_awaitable_t<Executor>> as_result{};

}  // namespace ramure::net
