// The connections of one I/O thread that have something to send, and the head of what is sent without Beast.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/net/ready_list.hpp"
#include "server/net/send_at_once.hpp"

namespace ramure::net {

namespace {

struct Somebody final : Ready {
  std::function<void()> on_turn = [] {};
  int turns = 0;
  void deliver() noexcept override {
    ++turns;
    on_turn();
  }
};

std::vector<int> bytes_of(const FrameHead& head) { return {head.begin(), head.end()}; }

}  // namespace

TEST(ReadyList, EachHasOneTurnHoweverOftenItIsAdded) {
  asio::io_context context;
  ReadyList list(context);
  Somebody one;
  Somebody other;
  for (int i = 0; i < 3; ++i) {
    list.add(one);
    list.add(other);
  }
  EXPECT_EQ(one.turns, 0) << "never inside add()";
  EXPECT_EQ(context.poll(), 1U) << "one go of the loop for both";
  EXPECT_EQ(one.turns, 1);
  EXPECT_EQ(other.turns, 1);
}

TEST(ReadyList, WhoeverIsAddedMeanwhileComesTheNextTime) {
  asio::io_context context;
  ReadyList list(context);
  Somebody one;
  one.on_turn = [&] {
    if (one.turns == 1) list.add(one);
  };
  list.add(one);
  context.run_one();
  EXPECT_EQ(one.turns, 1);
  context.run_one();
  EXPECT_EQ(one.turns, 2);
}

TEST(ReadyList, WhoeverIsGoneHasNoTurn) {
  asio::io_context context;
  ReadyList list(context);
  auto gone = std::make_unique<Somebody>();
  auto taken_along = std::make_unique<Somebody>();
  Somebody last;
  Somebody first;
  first.on_turn = [&] { taken_along.reset(); };
  list.add(*gone);
  list.add(first);
  list.add(*taken_along);
  list.add(last);
  gone.reset();
  context.poll();
  EXPECT_EQ(taken_along, nullptr);
  EXPECT_EQ(last.turns, 1);
}

// RFC 6455, section 5.2: the length in 7 bits, or 126 and 16 bits, or 127 and 64 bits; always the shortest.
TEST(FrameHead, TheLengthHasItsShortestForm) {
  EXPECT_EQ(bytes_of(frame_head(false, 0)), (std::vector<int>{0x82, 0}));
  EXPECT_EQ(bytes_of(frame_head(true, 125)), (std::vector<int>{0x81, 125}));
  EXPECT_EQ(bytes_of(frame_head(false, 126)), (std::vector<int>{0x82, 126, 0, 126}));
  EXPECT_EQ(bytes_of(frame_head(false, 65'535)), (std::vector<int>{0x82, 126, 0xff, 0xff}));
  EXPECT_EQ(bytes_of(frame_head(false, 65'536)), (std::vector<int>{0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0}));
}

}  // namespace ramure::net
