// The watch of an I/O thread over its connections.
#include <gtest/gtest.h>

#include <deque>

#include "server/net/watch.hpp"
#include "server/system_clock.hpp"

namespace ramure::net {

namespace {

struct Connection final : Watched {
  int drops = 0;
  void on_tick(std::int64_t) override {}
  void drop() override { ++drops; }
  void drain() override {}
};

}  // namespace

// A dropped connection is gone only when the loop goes on, and many may come before that.
TEST(Watch, OfManyThatComeAtOnceEachBeyondTheLimitDropsAnother) {
  constexpr std::size_t half_open_max = 100, all = 1'000;
  asio::io_context context;
  const SystemClock clock;
  Watch watch(context, clock, half_open_max);
  std::deque<Connection> connections(all);
  for (std::size_t i = 0; i < all; ++i) EXPECT_EQ(watch.add_half_open(connections[i]), i >= half_open_max) << i;
  for (std::size_t i = 0; i < all; ++i) EXPECT_EQ(connections[i].drops, i < all - half_open_max ? 1 : 0) << i;
  for (std::size_t i = 0; i < all; ++i) {
    EXPECT_FALSE(watch.is_empty());
    watch.remove_half_open(connections[i]);
  }
  EXPECT_TRUE(watch.is_empty());
}

TEST(Watch, WhoeverIsThroughMakesRoom) {
  asio::io_context context;
  const SystemClock clock;
  Watch watch(context, clock, 2);
  std::deque<Connection> connections(4);
  EXPECT_FALSE(watch.add_half_open(connections[0]));
  EXPECT_FALSE(watch.add_half_open(connections[1]));
  watch.remove_half_open(connections[0]);
  EXPECT_FALSE(watch.add_half_open(connections[2]));
  EXPECT_TRUE(watch.add_half_open(connections[3]));
  EXPECT_EQ(connections[1].drops, 1) << "the oldest that is there";
  for (std::size_t i = 1; i < 4; ++i) watch.remove_half_open(connections[i]);
}

}  // namespace ramure::net
