// SIGTERM: nothing new comes in, what is in flight is answered, everybody is told and closed with 1012, and the data
// folder is whole afterwards.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>

#include "tests/support/http_client.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

constexpr std::uint16_t service_restart = 1012;

}  // namespace

TEST(NetDrain, ConnectionsAreToldAndClosed) {
  RunningCommunity served;
  WsClient client = served.connect(served.people().valmerac.first);
  client.hello();
  served.server().signal(SIGTERM);
  EXPECT_EQ(client.wait_for_close(), service_restart);
  bool was_told = false;
  for (const v1::ServerFrame& frame : client.inbox) {
    for (const v1::Signal& signal : frame.signals()) was_told |= signal.has_going_away();
  }
  EXPECT_TRUE(was_told);
  EXPECT_EQ(served.server().wait(10s), 0) << served.server().log();
}

TEST(NetDrain, WhatWasInFlightIsAnsweredAndKept) {
  RunningCommunity served;
  const std::uint64_t anna = served.people().valmerac.first;
  WsClient client = served.connect(anna);
  const v1::Welcome welcome = client.hello();
  for (int i = 0; i < 16; ++i) {
    v1::ClientFrame frame;
    frame.set_request_id(100 + i);
    *frame.mutable_command() = served.post(served.thread(), "en vol " + std::to_string(i));
    client.send(frame);
  }
  served.server().signal(SIGTERM);
  EXPECT_EQ(client.wait_for_close(), service_restart);
  std::uint64_t last_seq = welcome.head_seq();
  for (const v1::ServerFrame& frame : client.inbox) {
    for (const v1::Reply& reply : frame.replies()) {
      EXPECT_TRUE(reply.has_accepted());
      last_seq = std::max(last_seq, reply.accepted().last_seq());
    }
  }
  EXPECT_EQ(served.server().wait(10s), 0);
  served.server().start();
  EXPECT_GE(served.connect(anna).hello().head_seq(), last_seq);
}

TEST(NetDrain, ASilentHttpConnectionDoesNotHoldTheServerUp) {
  RunningCommunity served;
  http(served.port(), {.target = "/healthz"});
  WsClient mute = served.connect(served.people().valmerac.first);  // says no Hello, answers no close
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(served.server().stop(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 15s);
}

TEST(NetDrain, AServerThatWasKilledComesBackOnTheSameFolder) {
  RunningCommunity served;
  WsClient client = served.connect(served.people().valmerac.first);
  client.hello();
  const v1::Reply reply = client.command(served.post(served.thread(), "gardé"));
  ASSERT_TRUE(reply.has_accepted());
  served.server().kill();
  served.server().start();
  WsClient again = served.connect(served.people().valmerac.first);
  EXPECT_GE(again.hello().head_seq(), reply.accepted().last_seq());
}

TEST(NetDrain, TheDataFolderIsServedByOneProcessOnly) {
  RunningCommunity served;
  try {
    ServerProcess second(served.data());
    FAIL() << "two servers on one folder";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("in use by another ramured"), std::string::npos) << error.what();
  }
}

TEST(NetDrain, AnAddressThatIsTakenIsNamed) {
  RunningCommunity served;
  TemporaryFolder other;
  try {
    ServerProcess second(other.path(), {"--listen", "127.0.0.1:" + std::to_string(served.port())});
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("cannot listen on 127.0.0.1:"), std::string::npos) << error.what();
  }
}

}  // namespace ramure::test
