#include "server/net/io_thread.hpp"

#include <sys/eventfd.h>

#include <cerrno>
#include <system_error>

#include "server/log.hpp"

namespace ramure::net {

namespace {

int make_bell() {
  const int bell = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (bell < 0) throw std::system_error(errno, std::generic_category(), "an eventfd for an I/O thread");
  return bell;
}

// A task that throws is a fault of ours; it ends that task, never the thread that so many depend on.
template <class Work>
bool guard(const Work& work) {
  try {
    work();
    return true;
  } catch (const std::exception& error) {
    log_error("a task of an I/O thread failed", {{"what", error.what()}});
    return false;
  }
}

}  // namespace

IoThread::IoThread(const Clock& clock, std::size_t half_open_max)
    : watch_(context_, clock, half_open_max), ready_(context_), bell_(context_, make_bell()) {
  await_bell();
}

IoThread::~IoThread() { stop(); }

void IoThread::start() {
  watch_.start();
  thread_ = std::thread([this] { run(); });
}

void IoThread::run() {
  for (bool is_done = false; !is_done;) is_done = guard([this] { context_.run(); });
}

void IoThread::post(Task task) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    is_first = inbox_.empty();
    inbox_.push_back(std::move(task));
  }
  if (is_first) ::eventfd_write(bell_.native_handle(), 1);
}

void IoThread::await_bell() {
  bell_.async_read_some(asio::buffer(&rings_, sizeof rings_), [this](error_code error, std::size_t) {
    if (error) return;
    await_bell();
    run_inbox();
  });
}

// What a task posts to its own thread comes with the next ring. One that throws takes none of the others with it.
void IoThread::run_inbox() {
  std::vector<Task> tasks;
  {
    const std::lock_guard lock(mutex_);
    tasks.swap(inbox_);
  }
  const ReadyList::Turn turn(ready_);
  for (Task& task : tasks) guard([&task] { task(); });
}

void IoThread::stop() {
  if (!thread_.joinable()) return;
  context_.stop();
  thread_.join();
}

}  // namespace ramure::net
