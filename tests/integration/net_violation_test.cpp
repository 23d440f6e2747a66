// Every fault of a peer on the wire has its refusal or its close code, and the server serves the others as before.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

constexpr std::uint16_t protocol_error = 1002, unsupported_data = 1003, invalid_text = 1007, policy = 1008,
                        too_big = 1009;

class NetViolation : public testing::Test {
 protected:
  // The fault hit its author alone.
  void TearDown() override {
    ASSERT_TRUE(served.server().is_running()) << served.server().log();
    WsClient other = served.connect(bruno);
    other.hello();
    EXPECT_TRUE(other.command(served.post(served.thread(), "tout va bien")).has_accepted());
  }
  WsClient greeted() {
    WsClient client = served.connect(anna);
    client.hello();
    return client;
  }

  RunningCommunity served;
  const std::uint64_t anna = served.people().valmerac.first;
  const std::uint64_t bruno = served.people().kerlohan.first;
};

}  // namespace

TEST_F(NetViolation, MalformedFrame) {
  WsClient client = greeted();
  client.send_bytes("\xff\xff\xff", false);
  EXPECT_EQ(client.wait_for_close(), protocol_error);
  EXPECT_FALSE(client.close_reason().empty());
}

TEST_F(NetViolation, MalformedJson) {
  WsClient client = served.connect(anna, protocol::Encoding::json);
  client.send_bytes("{\"hello\": ", true);
  EXPECT_EQ(client.wait_for_close(), protocol_error);
}

TEST_F(NetViolation, TextThatIsNotUtf8) {
  WsClient client = greeted();
  v1::ClientFrame frame;
  *frame.mutable_command() = served.post(served.thread(), "caf\xe9");
  client.send_bytes(frame.SerializeAsString(), false);
  EXPECT_EQ(client.wait_for_close(), invalid_text);
}

TEST_F(NetViolation, JsonThatIsNotUtf8) {
  WsClient client = served.connect(anna, protocol::Encoding::json);
  client.send_bytes("{\"hello\": {\"community\": \"caf\xe9\"}}", true);
  EXPECT_EQ(client.wait_for_close(), invalid_text);
}

TEST_F(NetViolation, OversizedFrame) {
  WsClient client = greeted();
  EXPECT_NO_THROW(client.send_bytes(std::string(limits::client_frame_bytes_max + 1, 'x'), false));
  EXPECT_EQ(client.wait_for_close(), too_big);
}

TEST_F(NetViolation, TextInTheBinarySubProtocolAndTheOtherWayRound) {
  WsClient binary = greeted();
  binary.send_bytes("{}", true);
  EXPECT_EQ(binary.wait_for_close(), unsupported_data);
  WsClient json = served.connect(anna, protocol::Encoding::json);
  json.send_bytes("{}", false);
  EXPECT_EQ(json.wait_for_close(), unsupported_data);
}

TEST_F(NetViolation, ACommandBeforeHelloIsRefusedAndThenClosed) {
  WsClient client = served.connect(anna);
  v1::ClientFrame frame;
  frame.set_request_id(5);
  *frame.mutable_command() = served.post(served.thread(), "trop tôt");
  client.send(frame);
  EXPECT_EQ(client.wait_for_close(), protocol_error);
  ASSERT_EQ(client.inbox.size(), 1U);
  ASSERT_EQ(client.inbox[0].replies_size(), 1);
  EXPECT_EQ(client.inbox[0].replies(0).request_id(), 5);
  EXPECT_EQ(client.inbox[0].replies(0).refusal().code(), v1::REFUSAL_CODE_HELLO_REQUIRED);
}

TEST_F(NetViolation, HelloTwice) {
  WsClient client = greeted();
  v1::ClientFrame frame;
  frame.mutable_hello();
  client.send(frame);
  EXPECT_EQ(client.wait_for_close(), protocol_error);
}

TEST_F(NetViolation, NoHelloInTime) {
  WsClient client = served.connect(anna);
  EXPECT_EQ(client.wait_for_close(std::chrono::milliseconds(limits::hello_timeout_ms) + 5s), policy);
}

TEST_F(NetViolation, AnUnknownCommandQueryOrFrameIsRefusedAndTheConnectionGoesOn) {
  WsClient client = greeted();
  v1::ClientFrame frame;
  frame.mutable_command()->set_command_key(served.next_key());
  EXPECT_EQ(client.request(frame).refusal().code(), v1::REFUSAL_CODE_UNIMPLEMENTED);
  frame.mutable_query();
  EXPECT_EQ(client.request(frame).refusal().code(), v1::REFUSAL_CODE_UNIMPLEMENTED);
  frame.clear_body();
  EXPECT_EQ(client.request(frame).refusal().code(), v1::REFUSAL_CODE_UNIMPLEMENTED);
  EXPECT_TRUE(client.command(served.post(served.thread(), "encore là")).has_accepted());
}

TEST_F(NetViolation, AnUnknownCommunityAndOneOfOthersAreTheSame) {
  for (const char* slug : {"nulle-part", "../essai", ""}) {
    WsClient client = served.connect(anna);
    v1::ClientFrame frame;
    frame.mutable_hello()->set_community(slug);
    if (*slug == '\0') {
      EXPECT_EQ(client.hello().me().id(), anna);  // the only one
      continue;
    }
    const v1::Reply reply = client.request(frame);
    EXPECT_EQ(reply.refusal().code(), v1::REFUSAL_CODE_NOT_FOUND);
    EXPECT_EQ(reply.refusal().field(), "community");
    EXPECT_EQ(client.hello().me().id(), anna);  // one may try again
  }
}

TEST_F(NetViolation, FramingThatBreaksTheStandard) {
  WsClient client = greeted();
  client.send_raw(std::string("\x82\x01x", 3));  // a client's frame that is not masked
  EXPECT_EQ(client.wait_for_close(), protocol_error);
}

TEST_F(NetViolation, ABodyOverTheLimitIsRefusedByTheRules) {
  WsClient client = greeted();
  const v1::Reply reply = client.command(served.post(served.thread(), std::string(limits::body_bytes_max + 1, 'a')));
  EXPECT_EQ(reply.refusal().code(), v1::REFUSAL_CODE_TOO_LARGE);
  EXPECT_EQ(reply.refusal().field(), "post_message.body");
  EXPECT_TRUE(client.command(served.post(served.thread(), std::string(limits::body_bytes_max, 'a'))).has_accepted());
}

TEST_F(NetViolation, HiddenAndAbsentAreAlike) {
  WsClient client = greeted();
  const v1::Reply hidden = client.command(served.open_thread(served.people().kerlohan.pair, "Chez les autres"));
  const v1::Reply absent = client.command(served.open_thread(999'999, "Nulle part"));
  EXPECT_EQ(hidden.refusal().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(hidden.refusal().SerializeAsString(), absent.refusal().SerializeAsString());
}

}  // namespace ramure::test
