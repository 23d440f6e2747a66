#include "server/net/listener.hpp"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <cstring>
#include <stdexcept>

#include "server/log.hpp"

namespace ramure::net {

namespace {

constexpr auto pause_without_descriptors = std::chrono::milliseconds(100);

// IPv6 by its /64, which is one household or one server; IPv4 whole, also when it comes mapped into IPv6.
std::uint64_t address_key_of(asio::ip::address address, bool loopback_exempt) {
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  if (address.is_loopback() && loopback_exempt) return 0;
  if (address.is_v4()) return std::uint64_t{1} << 32 | address.to_v4().to_uint();
  std::uint64_t network = 0;
  std::memcpy(&network, address.to_v6().to_bytes().data(), sizeof network);
  return network | 1;  // never 0, and hardly ever an IPv4's
}

}  // namespace

Listener::Listener(const Endpoint& endpoint, const Site& site, const Services& services, Admission& admission,
                   const IoThreads& threads, asio::ssl::context* tls)
    : site_(site),
      services_(services),
      admission_(admission),
      threads_(threads),
      tls_(tls),
      acceptor_(threads.front()->context()),
      pause_(threads.front()->context()),
      endpoint_(endpoint) {
  try {
    const asio::ip::tcp::endpoint address(asio::ip::make_address(endpoint.address), endpoint.port);
    acceptor_.open(address.protocol());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    if (address.address().is_v6()) acceptor_.set_option(asio::ip::v6_only(true));  // 0.0.0.0 is said by itself
    acceptor_.bind(address);
    acceptor_.listen(4'096);
    endpoint_.port = acceptor_.local_endpoint().port();
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("cannot listen on " + to_string(endpoint) + ": " + error.code().message());
  }
}

void Listener::start() {
  threads_.front()->post([this] { accept_next(); });
}

void Listener::stop() {
  error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
}

void Listener::accept_next() {
  IoThread& thread = *threads_[next_thread_];
  next_thread_ = (next_thread_ + 1) % threads_.size();
  acceptor_.async_accept(thread.context(), [this, &thread](error_code error, TcpSocket socket) {
    on_accepted(error, std::move(socket), thread);
  });
}

void Listener::on_accepted(error_code error, TcpSocket socket, IoThread& thread) {
  if (!acceptor_.is_open()) return;
  if (error) {
    log_warning("a connection was not accepted", {{"reason", error.message()}});
    pause_.expires_after(pause_without_descriptors);
    pause_.async_wait([this](error_code cancelled) {
      if (!cancelled) accept_next();
    });
    return;
  }
  const auto peer = socket.remote_endpoint(error);
  auto ticket =
      error ? Admission::Ticket() : admission_.admit(address_key_of(peer.address(), services_.config.loopback_exempt));
  if (ticket) {
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    thread.post([this, &thread, socket = std::move(socket), ticket = std::move(ticket),
                 address = peer.address().to_string()]() mutable {
      start_http_connection(std::move(socket), std::move(address), std::move(ticket), site_, services_, thread, tls_);
    });
  }
  accept_next();
}

}  // namespace ramure::net
