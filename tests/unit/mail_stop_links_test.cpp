// Links that stop one kind of mail: what is signed is read, and nothing else.
#include "server/mail/stop_links.hpp"

#include <gtest/gtest.h>

namespace ramure::mail {

namespace {

const std::string key = new_stop_key();
const StopWish wish{.what = Unasked::digest, .community = "valmerac-2018", .member_id = 1'234'567};

TEST(StopLinks, SayWhichMailsOfWhom) {
  const std::string token = stop_token(key, wish);
  EXPECT_EQ(read_stop_token(key, token), wish);
  EXPECT_EQ(token.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."),
            std::string::npos)
      << "it stands in an address as it is";
  StopWish other = wish;
  other.what = Unasked::notices;
  EXPECT_EQ(read_stop_token(key, stop_token(key, other)), other);
}

TEST(StopLinks, WhatIsChangedAnywhereIsNotOurs) {
  const std::string token = stop_token(key, wish);
  for (std::size_t at = 0; at < token.size(); ++at) {
    for (const char other : {'a', '.', '7', '-'}) {
      std::string changed = token;
      changed[at] = other;
      if (changed == token) continue;
      EXPECT_EQ(read_stop_token(key, changed), std::nullopt) << changed;
    }
    EXPECT_EQ(read_stop_token(key, token.substr(0, at)), std::nullopt);
  }
  EXPECT_EQ(read_stop_token(key, token + "a"), std::nullopt);
  EXPECT_EQ(read_stop_token(key, "d.01234567" + token.substr(9)), std::nullopt) << "written in one way only";
  EXPECT_EQ(read_stop_token(key, std::string(100'000, '.')), std::nullopt);
  EXPECT_EQ(read_stop_token(new_stop_key(), token), std::nullopt);
}

}  // namespace

}  // namespace ramure::mail
