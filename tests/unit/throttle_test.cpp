#include "server/identity/throttle.hpp"

#include <gtest/gtest.h>

namespace ramure::identity {
namespace {

constexpr ThrottleLimits small{.burst = 3, .refill_ms = 1'000, .keys_max = 4};

TEST(Throttle, AllowsABurstThenOneTryPerRefill) {
  Throttle throttle(small);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.take("ada", 0), 0) << i;
  EXPECT_EQ(throttle.take("ada", 0), 1'000);
  EXPECT_EQ(throttle.take("ada", 400), 600) << "the wait shrinks as time passes";
  EXPECT_EQ(throttle.take("ada", 1'000), 0);
  EXPECT_EQ(throttle.take("ada", 1'000), 1'000);
}

TEST(Throttle, ARefusedTryCostsNothing) {
  Throttle throttle(small);
  for (int i = 0; i < 3; ++i) throttle.take("ada", 0);
  for (int i = 0; i < 100; ++i) EXPECT_GT(throttle.take("ada", 999), 0);
  EXPECT_EQ(throttle.take("ada", 1'000), 0);
}

TEST(Throttle, IsFullAgainAfterALongRestAndNeverFuller) {
  Throttle throttle(small);
  for (int i = 0; i < 3; ++i) throttle.take("ada", 0);
  constexpr std::int64_t much_later = 1'000'000;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.take("ada", much_later), 0) << i;
  EXPECT_GT(throttle.take("ada", much_later), 0);
}

TEST(Throttle, GivesATryBackButNeverMoreThanTheBurst) {
  Throttle throttle(small);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(throttle.take("ada", 0), 0) << i;
    throttle.give_back("ada", 0);
  }
  for (int i = 0; i < 10; ++i) throttle.give_back("ada", 0);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.take("ada", 0), 0) << i;
  EXPECT_GT(throttle.take("ada", 0), 0);
}

TEST(Throttle, KeepsKeysApart) {
  Throttle throttle(small);
  for (int i = 0; i < 3; ++i) throttle.take("ada", 0);
  EXPECT_EQ(throttle.take("grace", 0), 0);
}

TEST(Throttle, RemembersABoundedNumberOfKeysTheLatestOnes) {
  Throttle throttle(small);
  for (int i = 0; i < 3; ++i) throttle.take("ada", 0);
  for (int i = 0; i < 1'000; ++i) {
    throttle.take("guess" + std::to_string(i), 0);
    EXPECT_GT(throttle.take("ada", 0), 0) << "used again and again, it is not forgotten";
    EXPECT_LE(throttle.keys(), small.keys_max);
  }
  for (int i = 0; i < 4; ++i) throttle.take("other" + std::to_string(i), 0);
  EXPECT_EQ(throttle.take("ada", 0), 0) << "the one used longest ago is forgotten";
}

TEST(ThrottleKey, TakesAnIpv6NetworkAndAnIpv4Host) {
  EXPECT_EQ(throttle_key_of_address("192.0.2.7"), "192.0.2.7");
  EXPECT_NE(throttle_key_of_address("192.0.2.7"), throttle_key_of_address("192.0.2.8"));
  EXPECT_EQ(throttle_key_of_address("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(throttle_key_of_address("2001:db8:1:2:3:4:5:6"), throttle_key_of_address("2001:db8:1:2::9"));
  EXPECT_NE(throttle_key_of_address("2001:db8:1:2::9"), throttle_key_of_address("2001:db8:1:3::9"));
  EXPECT_EQ(throttle_key_of_address("fe80::1%eth0"), throttle_key_of_address("fe80::2"));
  EXPECT_EQ(throttle_key_of_address("nonsense"), "nonsense");
}

}  // namespace
}  // namespace ramure::identity
