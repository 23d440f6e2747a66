// The ordinary life of a socket against the real server: Hello, commands, live delivery, catching up after an absence.
#include <gtest/gtest.h>

#include <set>

#include "protocol/limits.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

// The bodies of the messages that come, in order, until `count` are there.
std::vector<std::string> bodies(WsClient& client, std::size_t count) {
  std::vector<std::string> found;
  while (found.size() < count) {
    const auto frame = client.receive_event_frame(5s);
    if (!frame) break;
    for (const v1::Event& event : frame->events()) {
      if (event.has_message_posted()) found.push_back(event.message_posted().body());
    }
  }
  return found;
}

class NetSocket : public testing::Test {
 protected:
  RunningCommunity served;
  const std::uint64_t anna = served.people().valmerac.first;
  const std::uint64_t bruno = served.people().kerlohan.first;
};

}  // namespace

TEST_F(NetSocket, HelloSaysWhoOneIsAndShowsTheCommunity) {
  WsClient client = served.connect(anna);
  const v1::Welcome welcome = client.hello();
  EXPECT_EQ(welcome.me().id(), anna);
  EXPECT_EQ(welcome.community().slug(), "essai");
  EXPECT_EQ(welcome.feature_level(), limits::feature_level);
  EXPECT_GT(welcome.head_seq(), 0);
  EXPECT_EQ(welcome.resume_seq(), welcome.head_seq());
  ASSERT_TRUE(welcome.has_snapshot());
  EXPECT_GT(welcome.snapshot().channels_size(), 0);
}

TEST_F(NetSocket, WhatOneSaysTheOthersHear) {
  WsClient writer = served.connect(anna);
  WsClient reader = served.connect(bruno);
  writer.hello();
  reader.hello();
  for (const char* body : {"un", "deux", "trois"}) {
    const v1::Reply reply = writer.command(served.post(served.thread(), body));
    ASSERT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
  }
  EXPECT_EQ(bodies(reader, 3), (std::vector<std::string>{"un", "deux", "trois"}));
  EXPECT_EQ(bodies(writer, 3), (std::vector<std::string>{"un", "deux", "trois"}));
}

TEST_F(NetSocket, WhoeverWasAwayCatchesUpFromTheCursor) {
  WsClient first = served.connect(bruno);
  const v1::Welcome before = first.hello();
  first.close();
  WsClient writer = served.connect(anna);
  writer.hello();
  for (int i = 0; i < 20; ++i) writer.command(served.post(served.thread(), std::to_string(i)));

  WsClient again = served.connect(bruno);
  v1::Hello hello;
  hello.set_epoch(before.epoch());
  hello.set_cursor_seq(before.head_seq());
  const v1::Welcome welcome = again.hello(hello);
  EXPECT_FALSE(welcome.has_snapshot());
  EXPECT_EQ(welcome.resume_seq(), before.head_seq());
  const auto missed = bodies(again, 20);
  ASSERT_EQ(missed.size(), 20U);
  EXPECT_EQ(missed.front(), "0");
  EXPECT_EQ(missed.back(), "19");
}

TEST_F(NetSocket, AStaleEpochIsAnsweredWithASnapshot) {
  WsClient client = served.connect(anna);
  v1::Hello hello;
  hello.set_epoch("00000000000000000000000000000000");
  hello.set_cursor_seq(3);
  const v1::Welcome welcome = client.hello(hello);
  EXPECT_TRUE(welcome.epoch_changed());
  EXPECT_TRUE(welcome.has_snapshot());
}

TEST_F(NetSocket, FramesSayUpToWhereTheyReach) {
  WsClient client = served.connect(anna);
  client.hello();
  const v1::Reply reply = client.command(served.post(served.thread(), "Bonjour"));
  std::uint64_t through_seq = 0;
  while (through_seq < reply.accepted().last_seq()) {
    const auto frame = client.receive(5s);
    ASSERT_TRUE(frame.has_value());
    EXPECT_GE(frame->through_seq(), through_seq);
    through_seq = frame->through_seq();
  }
}

TEST_F(NetSocket, TheSameCommandTwiceActsOnce) {
  WsClient client = served.connect(anna);
  client.hello();
  const v1::Command command = served.post(served.thread(), "une seule fois");
  const v1::Reply first = client.command(command);
  const v1::Reply second = client.command(command);
  ASSERT_TRUE(first.has_accepted());
  ASSERT_TRUE(second.has_accepted());
  EXPECT_FALSE(first.accepted().repeated());
  EXPECT_TRUE(second.accepted().repeated());
  EXPECT_EQ(second.accepted().first_seq(), first.accepted().first_seq());
}

TEST_F(NetSocket, AKeyUsedForSomethingElseIsRefused) {
  WsClient client = served.connect(anna);
  client.hello();
  v1::Command command = served.post(served.thread(), "ceci");
  ASSERT_TRUE(client.command(command).has_accepted());
  command.mutable_post_message()->set_body("cela");
  EXPECT_EQ(client.command(command).refusal().code(), v1::REFUSAL_CODE_KEY_REUSED);
}

TEST_F(NetSocket, TheJsonSubProtocolSaysTheSame) {
  WsClient client = served.connect(anna, protocol::Encoding::json);
  const v1::Welcome welcome = client.hello();
  EXPECT_EQ(welcome.me().id(), anna);
  ASSERT_TRUE(client.command(served.post(served.thread(), "en JSON")).has_accepted());
  EXPECT_EQ(bodies(client, 1), std::vector<std::string>{"en JSON"});
}

TEST_F(NetSocket, ClockSyncComesBackWithBothTimes) {
  WsClient client = served.connect(anna);
  client.hello();
  v1::ClientFrame frame;
  frame.mutable_signal()->mutable_clock_sync()->set_client_ms(42);
  client.send(frame);
  for (;;) {
    const auto answer = client.receive(5s);
    ASSERT_TRUE(answer.has_value());
    if (answer->signals_size() == 0 || !answer->signals(0).has_clock_sync()) continue;
    EXPECT_EQ(answer->signals(0).clock_sync().client_ms(), 42);
    EXPECT_GT(answer->signals(0).clock_sync().server_ms(), 0);
    break;
  }
}

TEST_F(NetSocket, ManyRequestsAtOnceAreAllAnswered) {
  WsClient client = served.connect(anna);
  client.hello();
  constexpr int count = 200;  // far more than may be in flight: the server stops reading, and goes on
  for (int i = 0; i < count; ++i) {
    v1::ClientFrame frame;
    frame.set_request_id(1'000 + i);
    *frame.mutable_command() = served.post(served.thread(), "message " + std::to_string(i));
    client.send(frame);
  }
  std::set<std::uint64_t> answered;
  while (answered.size() < count) {
    const auto frame = client.receive(10s);
    ASSERT_TRUE(frame.has_value()) << answered.size();
    for (const v1::Reply& reply : frame->replies()) {
      EXPECT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
      EXPECT_TRUE(answered.insert(reply.request_id()).second);
    }
  }
}

}  // namespace ramure::test
