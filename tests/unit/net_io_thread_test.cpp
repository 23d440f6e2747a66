// The thread on which connections live, and what others post to it.
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/net/io_thread.hpp"
#include "server/system_clock.hpp"

namespace ramure::net {

namespace {

constexpr std::size_t half_open_max = 10;

class IoThreadTest : public testing::Test {
 protected:
  // Returns when everything posted before has run.
  void wait() {
    std::promise<void> done;
    thread_.post([&done] { done.set_value(); });
    done.get_future().wait();
  }

  SystemClock clock_;
  IoThread thread_{clock_, half_open_max};
};

}  // namespace

TEST_F(IoThreadTest, RunsWhatManyThreadsPostOnceEachInTheirOrder) {
  constexpr int posters = 4, each = 5'000;
  std::vector<std::vector<int>> ran(posters);
  std::thread::id home;
  bool is_elsewhere = false;
  thread_.start();
  thread_.post([&] { home = std::this_thread::get_id(); });
  std::vector<std::thread> threads;
  for (int poster = 0; poster < posters; ++poster) {
    threads.emplace_back([&, poster] {
      for (int i = 0; i < each; ++i) {
        thread_.post([&, poster, i] {
          ran[static_cast<std::size_t>(poster)].push_back(i);
          is_elsewhere |= std::this_thread::get_id() != home;
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  wait();
  EXPECT_FALSE(is_elsewhere);
  for (const std::vector<int>& own : ran) {
    ASSERT_EQ(own.size(), each);
    for (int i = 0; i < each; ++i) ASSERT_EQ(own[static_cast<std::size_t>(i)], i);
  }
}

TEST_F(IoThreadTest, ATaskThatThrowsTakesNoOtherWithIt) {
  std::string order;
  thread_.post([&] { order += 'a'; });
  thread_.post([] { throw std::runtime_error("a fault of ours"); });
  thread_.post([&] { order += 'b'; });
  thread_.start();
  wait();
  EXPECT_EQ(order, "ab");
}

TEST_F(IoThreadTest, WhatATaskPostsToItsOwnThreadComesLater) {
  std::string order;
  std::promise<void> done;
  thread_.post([&] {
    thread_.post([&] {
      order += 'b';
      done.set_value();
    });
    order += 'a';
  });
  thread_.start();
  done.get_future().wait();
  EXPECT_EQ(order, "ab");
}

TEST(IoThread, WhatIsPostedAfterTheEndIsDroppedUnrun) {
  auto held = std::make_shared<int>(0);
  const std::weak_ptr<int> seen = held;
  {
    const SystemClock clock;
    IoThread thread(clock, half_open_max);
    thread.start();
    thread.stop();
    thread.post([held = std::move(held)] { ++*held; });
    EXPECT_FALSE(seen.expired());
  }
  EXPECT_TRUE(seen.expired());
}

}  // namespace ramure::net
