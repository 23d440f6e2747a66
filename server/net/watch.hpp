// The watch of one I/O thread over its connections: one timer for all of them instead of several for each. Twice a
// second it calls on_tick(), where a connection looks at its own deadlines.
//
// Connections are half open until they become a WebSocket session: plain HTTP, and sockets that say nothing. Of those
// there is a limit; beyond it the one that has been so longest is dropped. Somebody who opens ten thousand sockets and
// leaves them lying only drops his own, because whoever means it is through in a moment.
//
// One thread: the loop's.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <cstdint>

#include "server/clock.hpp"
#include "server/net/io.hpp"

namespace ramure::net {

class Watched : public boost::intrusive::list_base_hook<> {
 public:
  virtual void on_tick(std::int64_t steady_ms) = 0;
  virtual void drop() = 0;   // at once, without a word
  virtual void drain() = 0;  // answer what is in flight, say goodbye, close

  bool was_crowded_out = false;  // the watch's own mark

 protected:
  ~Watched() = default;
};

class Watch {
 public:
  Watch(asio::io_context& context, const Clock& clock, std::size_t half_open_max);

  void start();
  void stop();

  // Whether an older one was dropped for it.
  bool add_half_open(Watched& connection);
  void remove_half_open(Watched& connection);
  void add_session(Watched& connection);
  void remove_session(Watched& connection);

  // Every connection, half open or not, is asked to drain; later ones at once.
  void drain();
  void drop_all();
  bool is_empty() const { return half_open_.empty() && crowded_out_.empty() && sessions_.empty(); }

 private:
  using List = boost::intrusive::list<Watched>;
  template <class Visit>
  static void visit(List& list, Visit visit);
  void tick();

  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor> timer_;
  const Clock& clock_;
  const std::size_t half_open_max_;
  bool is_draining_ = false;
  List half_open_;    // oldest first
  List crowded_out_;  // dropped for others, and not gone yet: each was half open, and counts no more
  List sessions_;
};

}  // namespace ramure::net
