// How one coroutine sleeps until something on the same thread wakes it.
//
//   for (;;) { wakeup.clear(); …do all there is…; co_await wakeup.wait(executor); }
//
// Promises: wake() never resumes the sleeper inside the call; a wake() that comes before wait() is not lost; at most
// one coroutine waits. Two words and a handler, where a timer would cost ten times that.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <utility>

#include "server/net/io.hpp"

namespace ramure::net {

class Wakeup {
 public:
  explicit Wakeup(Executor executor) : executor_(std::move(executor)) {}

  void clear() { is_set_ = false; }

  void wake() {
    is_set_ = true;
    if (!sleeper_) return;
    asio::post(executor_, std::exchange(sleeper_, nullptr));
  }

  Coroutine wait() {
    return asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
        [this](auto handler) {
          sleeper_ = std::move(handler);
          if (is_set_) wake();
        },
        token_);
  }

 private:
  static constexpr asio::use_awaitable_t<Executor> token_{};
  Executor executor_;
  std::move_only_function<void()> sleeper_;
  bool is_set_ = false;
};

}  // namespace ramure::net
