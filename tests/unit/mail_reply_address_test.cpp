// Addresses to answer to: whose they are, and that nobody makes one.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "server/mail/reply_address.hpp"

namespace ramure::mail {

namespace {

const std::string key(reply_key_bytes, 'k'), other_key(reply_key_bytes, 'x');
constexpr TimestampMs now_ms = 1'772'528'400'000, one_day_ms = 86'400'000;

ReplyGrant grant() {
  return {.place_number = 7, .member_id = limits::id_max, .thread_id = 42, .last_day = last_reply_day(now_ms)};
}

TEST(MailReplyAddress, SaysWhoAndWhere) {
  const auto read = read_reply_token(key, reply_token(key, grant()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->place_number, 7U);
  EXPECT_EQ(read->member_id, limits::id_max);
  EXPECT_EQ(read->thread_id, 42U);
  EXPECT_EQ(read->last_day, grant().last_day);
}

TEST(MailReplyAddress, FitsWhatMailServersTake) {
  const std::string address =
      reply_address(std::string(reply_base_characters_max, 'r') + "@exemple.fr", reply_token(key, grant()));
  EXPECT_EQ(address.find('@'), local_part_characters_max);
  EXPECT_GE(reply_base_characters_max, std::string_view("reply").size());
}

TEST(MailReplyAddress, InOtherLettersIsTheSame) {
  std::string token = reply_token(key, grant());
  for (char& c : token) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_TRUE(read_reply_token(key, token));
  const auto found = token_in("reply@exemple.fr", "Reply+" + token + "@EXEMPLE.fr");
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, reply_token(key, grant()));
}

TEST(MailReplyAddress, OfOthersIsNone) {
  EXPECT_FALSE(token_in("reply@exemple.fr", "reply@exemple.fr"));
  EXPECT_FALSE(token_in("reply@exemple.fr", "reply+abc@exemple.org"));
  EXPECT_FALSE(token_in("reply@exemple.fr", "jeanne@exemple.fr"));
  EXPECT_FALSE(token_in("reply@exemple.fr", ""));
}

// Not a single letter may be another one.
TEST(MailReplyAddress, ChangedAnywhereIsForged) {
  const std::string token = reply_token(key, grant());
  EXPECT_FALSE(read_reply_token(other_key, token));
  for (std::size_t at = 0; at < token.size(); ++at) {
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz234567")) {
      if (c == token[at]) continue;
      std::string changed = token;
      changed[at] = c;
      EXPECT_FALSE(read_reply_token(key, changed)) << at << c;
    }
  }
  for (const std::string& wrong : {std::string(), token.substr(1), token + "a", std::string(token.size(), '!')}) {
    EXPECT_FALSE(read_reply_token(key, wrong)) << wrong;
  }
}

TEST(MailReplyAddress, LastsForSixtyDays) {
  EXPECT_FALSE(is_expired(grant(), now_ms + reply_days * one_day_ms));
  EXPECT_TRUE(is_expired(grant(), now_ms + (reply_days + 1) * one_day_ms));
}

}  // namespace

}  // namespace ramure::mail
