// The same messages in Protobuf's JSON mapping, under the same bounds.
#include <gtest/gtest.h>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"

namespace ramure::protocol {

namespace {

CloseCode refused(std::string_view json) {
  const auto parsed = parse_client_frame(json, Encoding::json);
  EXPECT_FALSE(parsed.has_value()) << json;
  return parsed ? CloseCode::normal : parsed.error().close_code;
}

}  // namespace

TEST(CodecJson, ReadsBothSpellingsOfAName) {
  for (const char* json : {R"({"requestId": "3", "command": {"postMessage": {"threadId": 12, "body": "d\u2019été"}}})",
                           R"({"request_id": 3, "command": {"post_message": {"thread_id": "12", "body": "d’été"}}})"}) {
    const auto parsed = parse_client_frame(json, Encoding::json);
    ASSERT_TRUE(parsed.has_value()) << json;
    EXPECT_EQ(parsed->request_id(), 3);
    EXPECT_EQ(parsed->command().post_message().thread_id(), 12);
    EXPECT_EQ(parsed->command().post_message().body(), "d’été");
  }
}

TEST(CodecJson, AnUnknownCommandIsACommandWithoutBody) {
  const auto parsed =
      parse_client_frame(R"({"requestId": 1, "command": {"flyToTheMoon": {"fast": true}}})", Encoding::json);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_TRUE(parsed->has_command());
  EXPECT_EQ(parsed->command().body_case(), v1::Command::BODY_NOT_SET);
}

TEST(CodecJson, BrokenJsonClosesWith1002) {
  for (const char* json : {"", "bonjour", "[]", "{", R"({"requestId": "three"})", R"({"requestId": -1})",
                           R"({"command": []})", R"({"requestId": 1} {"requestId": 2})"}) {
    EXPECT_EQ(refused(json), CloseCode::protocol_error) << json;
  }
}

TEST(CodecJson, TextThatIsNotUtf8ClosesWith1007) {
  EXPECT_EQ(refused("{\"hello\": {\"community\": \"caf\xe9\"}}"), CloseCode::invalid_text);
}

TEST(CodecJson, AnEscapedLoneSurrogateNeverBecomesText) {
  const auto parsed = parse_client_frame(R"({"hello": {"community": "\ud800"}})", Encoding::json);
  EXPECT_TRUE(!parsed.has_value() || is_utf8(parsed->hello().community()));
}

TEST(CodecJson, NestingIsBoundedAlsoInUnknownFields) {
  const auto nested = [](int depth) {
    return "{\"unknown\": " + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  EXPECT_TRUE(parse_client_frame(nested(limits::protobuf_depth_max), Encoding::json).has_value());
  EXPECT_EQ(refused(nested(limits::protobuf_depth_max + 1)), CloseCode::protocol_error);
  EXPECT_EQ(refused(nested(100'000)), CloseCode::protocol_error);
}

TEST(CodecJson, BracketsInsideTextAreNoNesting) {
  const std::string brackets(200, '[');
  const auto parsed = parse_client_frame(R"({"hello": {"clientName": "\")" + brackets + R"(\\"}})", Encoding::json);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->hello().client_name(), "\"" + brackets + "\\");
}

TEST(CodecJson, OneByteTooManyClosesWith1009) {
  std::string json = R"({"requestId": 1})";
  json.resize(limits::client_frame_bytes_max, ' ');
  EXPECT_TRUE(parse_client_frame(json, Encoding::json).has_value());
  EXPECT_EQ(refused(json + " "), CloseCode::too_big);
}

TEST(CodecJson, WritesOneLineThatReadsBack) {
  v1::ClientFrame frame;
  frame.set_request_id((std::uint64_t{1} << 53) - 1);
  frame.mutable_hello()->set_client_name("deux\nlignes");
  const std::string json = to_json(frame);
  EXPECT_EQ(json.find('\n'), std::string::npos);
  const auto parsed = parse_client_frame(json, Encoding::json);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->SerializeAsString(), frame.SerializeAsString());
}

}  // namespace ramure::protocol
