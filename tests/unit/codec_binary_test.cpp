// Binary frames: what is accepted, and which close code each kind of broken frame gets.
#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

namespace ramure::protocol {

namespace {

v1::ClientFrame post(std::string body) {
  v1::ClientFrame frame;
  frame.set_request_id(7);
  frame.mutable_command()->set_command_key("0123456789abcdef");
  frame.mutable_command()->mutable_post_message()->set_thread_id(12);
  frame.mutable_command()->mutable_post_message()->set_body(std::move(body));
  return frame;
}

CloseCode refused(std::string_view bytes) {
  const auto parsed = parse_client_frame(bytes, Encoding::binary);
  EXPECT_FALSE(parsed.has_value());
  return parsed ? CloseCode::normal : parsed.error().close_code;
}

// A frame whose query holds messages nested in one another, `depth` deep, as fields that nobody knows.
std::string nested_groups(int depth) {
  std::string bytes;
  for (int i = 0; i < depth; ++i) bytes += "\x83\x7f";  // start group 2032
  for (int i = 0; i < depth; ++i) bytes += "\x84\x7f";  // end group 2032
  return bytes;
}

}  // namespace

TEST(CodecBinary, ReadsBackWhatAClientWrote) {
  const auto parsed = parse_client_frame(post("Œuvre d’été").SerializeAsString(), Encoding::binary);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->request_id(), 7);
  EXPECT_EQ(parsed->command().post_message().body(), "Œuvre d’été");
}

TEST(CodecBinary, AnEmptyFrameIsAFrameWithoutBody) {
  const auto parsed = parse_client_frame("", Encoding::binary);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_EQ(parsed->body_case(), v1::ClientFrame::BODY_NOT_SET);
}

TEST(CodecBinary, ACommandOfALaterServerIsACommandWithoutBody) {
  v1::ClientFrame frame = post("x");
  frame.mutable_command()->clear_body();
  v1::Command* command = frame.mutable_command();
  command->GetReflection()->MutableUnknownFields(command)->AddLengthDelimited(999, "fly to the moon");
  const auto parsed = parse_client_frame(frame.SerializeAsString(), Encoding::binary);
  ASSERT_TRUE(parsed.has_value());
  EXPECT_TRUE(parsed->has_command());
  EXPECT_EQ(parsed->command().body_case(), v1::Command::BODY_NOT_SET);
}

TEST(CodecBinary, TextThatIsNotUtf8ClosesWith1007) {
  EXPECT_EQ(refused(post("caf\xe9").SerializeAsString()), CloseCode::invalid_text);
  EXPECT_EQ(refused(post("cut \xe2\x82").SerializeAsString()), CloseCode::invalid_text);
}

TEST(CodecBinary, BytesThatMakeNoSenseCloseWith1002) {
  EXPECT_EQ(refused("\xff\xff\xff\xff"), CloseCode::protocol_error);
  std::string cut = post("Bonjour").SerializeAsString();
  cut.pop_back();
  EXPECT_EQ(refused(cut), CloseCode::protocol_error);
  EXPECT_EQ(refused(std::string("\x0b", 1)), CloseCode::protocol_error);  // a group that never ends
}

TEST(CodecBinary, AFrameOfTheGreatestSizePassesAndOneByteMoreDoesNot) {
  const std::size_t around = post("").SerializeAsString().size() + 16;
  std::string bytes;
  for (std::size_t body = limits::client_frame_bytes_max - around; bytes.size() < limits::client_frame_bytes_max;
       ++body) {
    bytes = post(std::string(body, 'a')).SerializeAsString();
  }
  ASSERT_EQ(bytes.size(), limits::client_frame_bytes_max);
  EXPECT_TRUE(parse_client_frame(bytes, Encoding::binary).has_value());
  EXPECT_EQ(refused(bytes + std::string(1, '\0')), CloseCode::too_big);
}

TEST(CodecBinary, NestingIsBounded) {
  EXPECT_TRUE(parse_client_frame(nested_groups(limits::protobuf_depth_max), Encoding::binary).has_value());
  EXPECT_EQ(refused(nested_groups(limits::protobuf_depth_max + 1)), CloseCode::protocol_error);
}

TEST(CodecBinary, SentencesFitACloseFrameAndRepeatNothingOfThePeers) {
  for (const std::string& bytes : {post("secret\xff").SerializeAsString(), std::string("\xffsecret")}) {
    const auto parsed = parse_client_frame(bytes, Encoding::binary);
    ASSERT_FALSE(parsed.has_value());
    EXPECT_LE(parsed.error().sentence.size(), 120);
    EXPECT_EQ(parsed.error().sentence.find("secret"), std::string::npos);
  }
}

}  // namespace ramure::protocol
