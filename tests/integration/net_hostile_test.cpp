// Clients that are slow, silent or too many cost little and harm nobody else.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "tests/support/http_client.hpp"
#include "tests/support/raw_socket.hpp"
#include "tests/support/resident_memory.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

void expect_ordinary_service(RunningCommunity& served) {
  const auto begin = Clock::now();
  WsClient client = served.connect(served.people().kerlohan.first);
  client.hello();
  EXPECT_TRUE(client.command(served.post(served.thread(), "tout va bien")).has_accepted());
  EXPECT_LT(Clock::now() - begin, 3s);
}

}  // namespace

TEST(NetHostile, ARequestThatTricklesInIsDropped) {
  RunningCommunity served({"--limits-request-timeout-ms", "1000"});
  RawSocket slow(served.port());
  const auto begin = Clock::now();
  bool closed = false;
  for (int i = 0; i < 100 && !closed; ++i) {
    slow.say("X");
    closed = slow.is_closed_within(100ms);
  }
  EXPECT_TRUE(closed);
  EXPECT_LT(Clock::now() - begin, 4s);
  expect_ordinary_service(served);
}

TEST(NetHostile, ABodyThatNeverComesIsDropped) {
  RunningCommunity served({"--limits-request-timeout-ms", "1000"});
  RawSocket slow(served.port());
  slow.say("POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{");
  EXPECT_TRUE(slow.is_closed_within(4s));
  expect_ordinary_service(served);
}

TEST(NetHostile, AHeadWithoutEndIsRefused) {
  RunningCommunity served;
  RawSocket client(served.port());
  client.say("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(20'000, 'a'));
  EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 431 "));
  RawSocket nonsense(served.port());
  nonsense.say("\x16\x03\x01 this is no HTTP\r\n\r\n");
  EXPECT_TRUE(nonsense.read_all().starts_with("HTTP/1.1 400 "));
  expect_ordinary_service(served);
}

TEST(NetHostile, OfManyHalfOpenSocketsTheOldestGo) {
  RunningCommunity served({"--limits-half-open", "100", "--threads-io", "1"});
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 1'000; ++i) {
    sockets.emplace_back(served.port());
    ASSERT_TRUE(sockets.back().is_connected()) << i;
  }
  EXPECT_TRUE(sockets.front().is_closed_within(3s));
  EXPECT_TRUE(sockets[800].is_closed_within(3s));
  EXPECT_FALSE(sockets.back().is_closed_within(0ms));
  expect_ordinary_service(served);  // while they lie there
  expect_resident_below(served.server(), 300U << 20);
}

TEST(NetHostile, TenThousandHalfOpenSocketsCostBoundedMemory) {
  if (!allow_open_files(11'000)) GTEST_SKIP() << "the system allows too few files";
  RunningCommunity served;
  expect_ordinary_service(served);
  const std::size_t before = served.server().resident_bytes();
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 10'000; ++i) {
    sockets.emplace_back(served.port());
    ASSERT_TRUE(sockets.back().is_connected()) << i;
    sockets.back().say("GET / HTTP/1.1\r\n");
  }
  expect_ordinary_service(served);
  expect_resident_below(served.server(), before + (100U << 20));
}

TEST(NetHostile, ConnectionsFromOneAddressAreLimited) {
  RunningCommunity served({"--limits-connections-per-address", "3", "--limits-loopback-exempt", "false"});
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 3; ++i) sockets.emplace_back(served.port());
  RawSocket fourth(served.port());
  EXPECT_TRUE(fourth.is_closed_within(3s));
  EXPECT_FALSE(sockets[0].is_closed_within(0ms));
  sockets.clear();
  const auto end = Clock::now() + 5s;
  bool served_again = false;
  while (!served_again && Clock::now() < end) {
    try {
      served_again = http(served.port(), {.target = "/healthz"}).status == 200;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(20ms);
    }
  }
  EXPECT_TRUE(served_again);
}

TEST(NetHostile, ConnectionsInTotalAreLimited) {
  RunningCommunity served({"--limits-connections", "5"});
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 5; ++i) sockets.emplace_back(served.port());
  RawSocket sixth(served.port());
  EXPECT_TRUE(sixth.is_closed_within(3s));
}

TEST(NetHostile, AClientThatNeverReadsIsDroppedAndSlowsNobody) {
  RunningCommunity served({"--limits-write-stall-timeout-ms", "1000", "--metrics-listen", "127.0.0.1:0"});
  WsClient::Options options = served.options(served.people().valmerac.second);
  options.receive_buffer_bytes = 4'096;
  WsClient deaf(options);
  deaf.hello();
  WsClient writer = served.connect(served.people().valmerac.first);
  writer.hello();
  const std::size_t before = served.server().resident_bytes();
  const std::string body(30'000, 'a');
  std::string metrics;
  // By time, not by count: a fast disk takes thousands of posts before the second without progress is over.
  const auto end = Clock::now() + 15s;
  for (int i = 0; Clock::now() < end && metrics.find("reason=\"stalled\"} 1") == std::string::npos; ++i) {
    const auto begin = Clock::now();
    ASSERT_TRUE(writer.command(served.post(served.thread(), body)).has_accepted());
    ASSERT_LT(Clock::now() - begin, 3s);
    writer.inbox.clear();
    if (i % 50 == 49) metrics = http(served.server().metrics_port(), {.target = "/metrics"}).body;
  }
  EXPECT_NE(metrics.find("ramure_sockets_closed_total{reason=\"stalled\"} 1"), std::string::npos);
  expect_resident_below(served.server(), before + (64U << 20), "more than the ring's limit and some");
  expect_ordinary_service(served);
}

// Small frames are sent at once while the kernel takes them, by the waiting writer when it does not.
TEST(NetHostile, AClientThatStopsReadingForAWhileMissesNothingAndGetsNothingTwice) {
  RunningCommunity served;
  WsClient::Options options = served.options(served.people().valmerac.second);
  options.receive_buffer_bytes = 4'096;
  WsClient sleeper(options);
  std::uint64_t cursor_seq = sleeper.hello().head_seq();
  WsClient writer = served.connect(served.people().valmerac.first);
  writer.hello();
  const std::string body(3'500, 'a');
  std::uint64_t last_seq = 0;
  for (int i = 0; i < 1'000; ++i) {  // more than the kernel holds for one who does not read
    const v1::Reply reply = writer.command(served.post(served.thread(), body));
    ASSERT_TRUE(reply.has_accepted());
    last_seq = reply.accepted().last_seq();
    writer.inbox.clear();
  }
  std::set<std::uint64_t> seen;
  std::size_t times = 0;
  while (cursor_seq < last_seq) {
    const auto frame = sleeper.receive(10s);
    ASSERT_TRUE(frame) << "after " << cursor_seq << " of " << last_seq
                       << (sleeper.is_open() ? ", and no more" : ", dropped");
    for (const v1::Event& event : frame->events()) {
      if (event.has_message_posted()) seen.insert(event.seq());
      if (event.has_message_posted()) ++times;
    }
    if (frame->through_seq() != 0) cursor_seq = frame->through_seq();
  }
  EXPECT_EQ(seen.size(), 1'000U);
  EXPECT_EQ(times, 1'000U);
}

TEST(NetHostile, AFloodOfCommandsFromOneDelaysTheOthersLittle) {
  RunningCommunity served;
  WsClient flooder = served.connect(served.people().valmerac.first);
  flooder.hello();
  std::thread flood([&] {
    for (int i = 0; i < 3'000; ++i) {
      v1::ClientFrame frame;
      frame.set_request_id(1'000'000 + i);
      *frame.mutable_command() = served.post(served.thread(), "flot");
      try {
        flooder.send(frame);
      } catch (const std::runtime_error&) {
        return;  // its own socket is full: it does not read its replies
      }
    }
  });
  for (int i = 0; i < 5; ++i) expect_ordinary_service(served);
  flood.join();
}

}  // namespace ramure::test
