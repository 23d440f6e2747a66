// Frames made of parts, as connections send them, are the frames that Protobuf would have written.
#include <gtest/gtest.h>

#include "protocol/codec.hpp"
#include "protocol/utf8.hpp"

namespace ramure::protocol {

namespace {

v1::Event event(std::uint64_t seq, std::string body) {
  v1::Event made;
  made.set_seq(seq);
  made.set_channel_id(3);
  made.mutable_message_posted()->set_body(std::move(body));
  return made;
}

}  // namespace

TEST(CodecParts, ConcatenatedPartsAreOneFrame) {
  const v1::Event first = event(4121, "un");
  const v1::Event second = event(4125, std::string(20'000, 'd'));
  v1::ServerFrame rest;
  rest.set_through_seq(4130);
  rest.add_replies()->set_request_id(9);

  const std::string bytes =
      event_part(first.SerializeAsString()) + event_part(second.SerializeAsString()) + frame_part(rest);
  v1::ServerFrame frame;
  ASSERT_TRUE(frame.ParseFromString(bytes));
  ASSERT_EQ(frame.events_size(), 2);
  EXPECT_EQ(frame.events(0).SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(frame.events(1).SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(frame.through_seq(), 4130);
  EXPECT_EQ(frame.replies(0).request_id(), 9);
}

TEST(CodecParts, OverheadIsWhatIsPutBeforeThePayload) {
  for (const std::size_t size : {0, 1, 127, 128, 16'383, 16'384, 300'000}) {
    const std::string payload(size, 'x');
    EXPECT_EQ(event_part(payload).size(), payload.size() + event_part_overhead(payload.size())) << size;
    EXPECT_TRUE(event_part(payload).ends_with(payload));
  }
}

TEST(CodecParts, JoinedPartsAreOneJsonMessage) {
  v1::ServerFrame rest;
  rest.set_through_seq(5);
  const std::string json = json_frame(frame_part(rest) + event_part(event(5, "été").SerializeAsString()));
  EXPECT_EQ(json, R"({"events":[{"seq":"5","channelId":"3","messagePosted":{"body":"été"}}],"throughSeq":"5"})");
}

TEST(CodecUtf8, AcceptsExactlyWhatTheStandardAccepts) {
  for (const char* good : {"", "abc", "é", "œ", "€", "𝄞", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xee\x80\x80"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char* bad :
       {"\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf0\x9d\x84", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xc3(b"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

}  // namespace ramure::protocol
