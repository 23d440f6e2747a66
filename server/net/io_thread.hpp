// One I/O thread: an io_context that only this thread runs, and the watch over the connections that live on it.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <memory>
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
  void run();

  asio::io_context context_{1};  // one thread runs it: what it posts to itself needs no lock and no wake
  asio::executor_work_guard<Executor> work_;
  Watch watch_;
  ReadyList ready_;
  std::thread thread_;
};

// All of them: where connections live.
using IoThreads = std::vector<std::unique_ptr<IoThread>>;

}  // namespace ramure::net
