#include "server/net/io_thread.hpp"

#include <boost/asio/post.hpp>

namespace ramure::net {

IoThread::IoThread(const Clock& clock, std::size_t half_open_max)
    : work_(context_.get_executor()), watch_(context_, clock, half_open_max) {}

IoThread::~IoThread() { stop(); }

void IoThread::start() {
  watch_.start();
  thread_ = std::thread([this] { context_.run(); });
}

void IoThread::post(Task task) { asio::post(context_, std::move(task)); }

void IoThread::stop() {
  if (!thread_.joinable()) return;
  context_.stop();
  thread_.join();
}

}  // namespace ramure::net
