// Listens on one address and deals new connections out to the I/O threads, one after the other.
//
// One accepting socket that deals round, rather than one per thread with SO_REUSEPORT: there the kernel chooses by a
// hash of the addresses, so that of a few hundred long-lived connections one thread gets half as many again as another,
// and a thread that is busy leaves those waiting that it was given. Accepting is cheap; being even for hours is not.
#pragma once

#include <boost/asio/steady_timer.hpp>

#include "server/config.hpp"
#include "server/net/admission.hpp"
#include "server/net/http_connection.hpp"
#include "server/net/io_thread.hpp"

namespace ramure::net {

class Listener {
 public:
  // Binds and listens; throws std::runtime_error with a sentence that names the address. `threads` outlive it; it works
  // on the first of them.
  Listener(const Endpoint& endpoint, const Site& site, const Services& services, Admission& admission,
           const IoThreads& threads, asio::ssl::context* tls);

  Endpoint endpoint() const { return endpoint_; }  // with the port that was really taken

  void start();  // from any thread, once
  void stop();   // on the first thread's loop: nothing is accepted any more

 private:
  void accept_next();
  void on_accepted(error_code error, TcpSocket socket, IoThread& thread);

  const Site& site_;
  const Services& services_;
  Admission& admission_;
  const IoThreads& threads_;
  asio::ssl::context* const tls_;
  asio::basic_socket_acceptor<asio::ip::tcp, Executor> acceptor_;
  asio::steady_timer pause_;  // when there are no file descriptors left
  Endpoint endpoint_;
  std::size_t next_thread_ = 0;
};

}  // namespace ramure::net
