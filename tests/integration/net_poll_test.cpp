// Long polling against the real server: whoever cannot open a socket sees the same as whoever can.
#include <gtest/gtest.h>
#include <signal.h>

#include <future>

#include "tests/support/poll_client.hpp"
#include "tests/support/raw_socket.hpp"
#include "tests/support/resident_memory.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using Bodies = std::vector<std::string>;

class NetPoll : public testing::Test {
 protected:
  PollClient poll_as(std::uint64_t member_id, protocol::Encoding encoding = protocol::Encoding::binary) const {
    return PollClient({.port = served.port(), .token = served.token(member_id), .encoding = encoding});
  }
  // What is said from now on, as a client hears it, until `count` messages are there.
  template <class Client>
  Bodies bodies(Client& client, std::size_t count) {
    Bodies found;
    while (found.size() < count) {
      const auto frame = client.receive();
      if (!frame) break;
      for (const v1::Event& event : frame->events()) {
        if (event.has_message_posted()) found.push_back(event.message_posted().body());
      }
    }
    return found;
  }
  // Asks, and goes away before it is answered. False: it was answered before (somebody came).
  bool lose_an_answer(const v1::Poll& poll, std::uint64_t member_id) {
    const std::string body = poll.SerializeAsString();
    RawSocket lossy(served.port());
    lossy.say("POST /api/poll HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-protobuf\r\nAuthorization: Bearer " +
              served.token(member_id) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return lossy.read_some(2s).empty();
  }
  bool shows(const std::string& metric) {
    return http(served.server().metrics_port(), {.target = "/metrics"}).body.find("\n" + metric + "\n") !=
           std::string::npos;
  }

  RunningCommunity served{{"--metrics-listen", "127.0.0.1:0", "--limits-half-open", "100", "--threads-io", "2"}};
  const std::uint64_t anna = served.people().valmerac.first;
  const std::uint64_t bruno = served.people().kerlohan.first;
};

}  // namespace

TEST_F(NetPoll, BySocketAndByPollingOneSeesTheSame) {
  WsClient by_socket = served.connect(anna);
  PollClient by_poll = poll_as(bruno);
  const v1::Welcome one = by_socket.hello();
  const v1::Welcome other = by_poll.hello();
  EXPECT_EQ(other.me().id(), bruno);
  EXPECT_EQ(other.head_seq(), one.head_seq());
  Bodies said;
  for (int i = 0; i < 10; ++i) {
    said.push_back((i % 2 == 0 ? "par socket " : "sans socket ") + std::to_string(i));
    const v1::Command command = served.post(served.thread(), said.back());
    const v1::Reply reply = i % 2 == 0 ? by_socket.command(command) : by_poll.command(command);
    ASSERT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
  }
  EXPECT_EQ(bodies(by_socket, said.size()), said);
  EXPECT_EQ(bodies(by_poll, said.size()), said);
}

TEST_F(NetPoll, WhatIsSaidMeanwhileComesAtOnce) {
  PollClient reader = poll_as(bruno);
  reader.hello();
  auto heard = std::async(std::launch::async, [&] { return bodies(reader, 1); });
  EXPECT_EQ(heard.wait_for(500ms), std::future_status::timeout);
  WsClient writer = served.connect(anna);
  writer.hello();
  const auto begin = std::chrono::steady_clock::now();
  writer.command(served.post(served.thread(), "à l’instant"));
  EXPECT_EQ(heard.get(), Bodies{"à l’instant"});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST_F(NetPoll, JsonSaysTheSame) {
  PollClient client = poll_as(anna, protocol::Encoding::json);
  EXPECT_EQ(client.hello().me().id(), anna);
  EXPECT_TRUE(client.command(served.post(served.thread(), "en JSON")).has_accepted());
  EXPECT_EQ(bodies(client, 1), Bodies{"en JSON"});
  v1::Query query;
  query.mutable_get_thread()->set_thread_id(served.thread());
  EXPECT_EQ(client.query(query).answer().thread().row().thread().title(), "Premier fil");
}

TEST_F(NetPoll, ALostAnswerIsMadeGoodByANewHello) {
  PollClient reader = poll_as(bruno);
  const v1::Welcome before = reader.hello();
  while (!lose_an_answer(reader.next_poll(), bruno)) {
  }
  PollClient writer = poll_as(anna);
  writer.hello();
  const v1::Command command = served.post(served.thread(), "perdu en route");
  ASSERT_TRUE(writer.command(command).has_accepted());
  try {
    v1::Poll again = reader.next_poll();
    again.set_number(again.number() - 1);  // it does not know whether that one was answered
    reader.ask(again);
    FAIL() << "the same request twice";
  } catch (const PollRefused& refused) {
    EXPECT_EQ(refused.refusal.code(), v1::REFUSAL_CODE_CONFLICT);
  }
  v1::Hello hello;
  hello.set_epoch(before.epoch());
  hello.set_cursor_seq(before.head_seq());
  const v1::Welcome welcome = reader.hello(hello);
  EXPECT_FALSE(welcome.has_snapshot());
  ASSERT_TRUE(writer.command(served.post(served.thread(), "et après")).has_accepted());
  EXPECT_EQ(bodies(reader, 2), (Bodies{"perdu en route", "et après"})) << "no gap, no duplicate";
  const v1::Reply repeated = writer.command(command);
  EXPECT_TRUE(repeated.accepted().repeated());
}

TEST_F(NetPoll, ALongAbsenceComesInSeveralAnswers) {
  PollClient reader = poll_as(bruno);
  const v1::Welcome before = reader.hello();
  reader.end();
  EXPECT_EQ(reader.close_code(), 1000U);
  WsClient writer = served.connect(anna);
  writer.hello();
  const std::string padding(20'000, 'x');
  for (int i = 0; i < 60; ++i) writer.command(served.post(served.thread(), std::to_string(i) + padding));
  v1::Hello hello;
  hello.set_epoch(before.epoch());
  hello.set_cursor_seq(before.head_seq());
  reader.hello(hello);
  const Bodies missed = bodies(reader, 60);
  ASSERT_EQ(missed.size(), 60U);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(missed[i], std::to_string(i) + padding);
}

TEST_F(NetPoll, AnotherAccountsConversationIsLikeNone) {
  PollClient mine = poll_as(anna);
  mine.hello();
  const v1::Poll wanted = mine.next_poll();
  v1::Poll absent = wanted;
  absent.set_poll_id(std::string(43, 'A'));
  for (const auto encoding : {protocol::Encoding::binary, protocol::Encoding::json}) {
    const HttpAnswer foreign = poll_as(bruno, encoding).post(wanted);
    const HttpAnswer none = poll_as(bruno, encoding).post(absent);
    EXPECT_EQ(foreign.status, 404U);
    EXPECT_EQ(foreign.status, none.status);
    EXPECT_EQ(foreign.body, none.body);
    EXPECT_EQ(foreign.headers.at("content-type"), "application/json");
  }
}

TEST_F(NetPoll, SigningOutEndsTheConversation) {
  const std::string token = sign_in(served.port(), "m" + std::to_string(anna), RunningCommunity::password);
  PollClient client({.port = served.port(), .token = token});
  client.hello();
  auto waiting = std::async(std::launch::async, [&] { client.wait_for_close(); });
  EXPECT_EQ(waiting.wait_for(300ms), std::future_status::timeout);
  EXPECT_EQ(post_json(served.port(), "/api/sign-out", "{}", token).status, 200U);
  waiting.get();
  EXPECT_EQ(client.close_code(), 1008U);
  EXPECT_EQ(client.post(client.next_poll()).status, 401U);
}

TEST_F(NetPoll, ADrainAnswersWhoeverWaits) {
  PollClient client = poll_as(anna);
  client.hello();
  auto waiting = std::async(std::launch::async, [&] { client.wait_for_close(); });
  EXPECT_EQ(waiting.wait_for(300ms), std::future_status::timeout);
  const auto begin = std::chrono::steady_clock::now();
  served.server().signal(SIGTERM);
  waiting.get();
  EXPECT_EQ(client.close_code(), 1012U);
  EXPECT_EQ(served.server().wait(10s), 0) << served.server().log();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 8s);
}

TEST_F(NetPoll, NonsenseIsRefusedAndHarmless) {
  const auto post = [&](const std::string& body, const std::string& type) {
    HttpRequest request{"POST", "/api/poll", body};
    request.headers = {{"Content-Type", type}, {"Authorization", "Bearer " + served.token(anna)}};
    return http(served.port(), request).status;
  };
  EXPECT_EQ(post("\xff\xff\xff", "application/x-protobuf"), 400U);
  EXPECT_EQ(post("{", "application/json"), 400U);
  EXPECT_EQ(post("\xff\xff\xff", "Application/X-Protobuf; charset=binary"), 400U);
  EXPECT_EQ(post("", "application/x-protobuf"), 400U);
  EXPECT_EQ(post("{}", ""), 400U);
  EXPECT_EQ(post(std::string(256 * 1024 + 1, ' '), "application/json"), 413U);
  EXPECT_EQ(post_json(served.port(), "/api/poll", "{}").status, 401U);
  EXPECT_EQ(http(served.port(), {.target = "/api/poll"}).status, 405U);
}

TEST_F(NetPoll, AFloodOfConversationsIsBoundedAndHarmsNobody) {
  const std::size_t before = served.server().resident_bytes();
  v1::ClientFrame hello;
  hello.mutable_hello()->set_feature_level(1);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(poll_as(anna).post(PollClient({}).bringing(hello)).status, 200U);
  EXPECT_TRUE(shows("ramure_polls 16"));
  expect_resident_below(served.server(), before + (64U << 20));
  PollClient client = poll_as(bruno);
  client.hello();
  EXPECT_TRUE(client.command(served.post(served.thread(), "tout va bien")).has_accepted());
}

TEST_F(NetPoll, AFloodOfFramesIsRefusedAndTheRestIsAnswered) {
  PollClient flooder = poll_as(anna);
  flooder.hello();
  v1::Poll flood = flooder.bringing({});
  flood.clear_frames();
  for (int i = 0; i < 60; ++i) {
    v1::Query query;
    query.mutable_get_snapshot();
    *flood.add_frames()->mutable_query() = query;
  }
  unsigned refused = 0;
  for (int i = 0; i < 20; ++i) {
    const unsigned status = flooder.post(flood).status;
    EXPECT_TRUE(status == 200 || status == 503) << status;
    refused += status == 503 ? 1 : 0;
  }
  EXPECT_GE(refused, 18U);
  PollClient other = poll_as(bruno);
  other.hello();
  EXPECT_TRUE(other.command(served.post(served.thread(), "tout va bien")).has_accepted());
  EXPECT_TRUE(flooder.receive().has_value());
}

// Connections that wait with leave are no half open ones: a flood of those does not push them out.
TEST_F(NetPoll, WhoWaitsIsNotPushedOut) {
  PollClient client = poll_as(anna);
  client.hello();
  auto heard = std::async(std::launch::async, [&] { return bodies(client, 1); });
  EXPECT_EQ(heard.wait_for(2s), std::future_status::timeout);
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 200; ++i) sockets.emplace_back(served.port());
  EXPECT_TRUE(sockets.front().is_closed_within(3s));
  EXPECT_EQ(heard.wait_for(300ms), std::future_status::timeout);
  WsClient writer = served.connect(bruno);
  writer.hello();
  writer.command(served.post(served.thread(), "encore là"));
  EXPECT_EQ(heard.get(), Bodies{"encore là"});
}

}  // namespace ramure::test
