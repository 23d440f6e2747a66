// One I/O thread: an io_context that only this thread runs, and the watch over the connections that live on it.
//
// What other threads post lies in an inbox of our own: asio::post() from another thread wakes this one while it holds
// the lock that this one needs first, so that every wake costs two more. All that lies there is run in one go, and then
// the connections that have something to send by it.
#pragma once

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "server/live/loop.hpp"
#include "server/net/io.hpp"
#include "server/net/ready_list.hpp"
#include "server/net/watch.hpp"

namespace ramure::net {

class IoThread final : public live::Loop {
 public:
  IoThread(const Clock& clock, std::size_t half_open_max);
  ~IoThread() override;  // stops

  void start();
  void post(Task task) override;

  // Ends the thread when what is running now has returned. Connections that are still there are never resumed.
  void stop();

  asio::io_context& context() { return context_; }
  Watch& watch() { return watch_; }      // on this thread only
  ReadyList& ready() { return ready_; }  // on this thread only

 private:
  using Descriptor = asio::posix::basic_stream_descriptor<Executor>;
  void run();
  void await_bell();
  void run_inbox();

  asio::io_context context_{1};  // one thread runs it: what it posts to itself needs no lock and no wake
  Watch watch_;
  ReadyList ready_;
  Descriptor bell_;          // an eventfd, rung when the first task comes into the inbox
  std::uint64_t rings_ = 0;  // read from it
  std::mutex mutex_;         // protects the inbox
  std::vector<Task> inbox_;
  std::thread thread_;
};

// All of them: where connections live.
using IoThreads = std::vector<std::unique_ptr<IoThread>>;

}  // namespace ramure::net
