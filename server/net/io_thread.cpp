#include "server/net/io_thread.hpp"

#include <boost/asio/post.hpp>

#include "server/log.hpp"

namespace ramure::net {

IoThread::IoThread(const Clock& clock, std::size_t half_open_max)
    : work_(context_.get_executor()), watch_(context_, clock, half_open_max), ready_(context_) {}

IoThread::~IoThread() { stop(); }

void IoThread::start() {
  watch_.start();
  thread_ = std::thread([this] { run(); });
}

// A task that throws is a fault of ours; it ends that task, never the thread that so many depend on.
void IoThread::run() {
  for (bool is_done = false; !is_done;) {
    try {
      context_.run();
      is_done = true;
    } catch (const std::exception& error) {
      log_error("a task of an I/O thread failed", {{"what", error.what()}});
    }
  }
}

void IoThread::post(Task task) { asio::post(context_, std::move(task)); }

void IoThread::stop() {
  if (!thread_.joinable()) return;
  context_.stop();
  thread_.join();
}

}  // namespace ramure::net
