// Counting connections: in total, by address, and giving places back.
#include "server/net/admission.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace ramure::net {

namespace {

constexpr std::uint64_t here = 1, there = 2, exempt = 0;

}  // namespace

TEST(Admission, OnePastTheTotalIsTurnedAway) {
  Metrics metrics;
  Admission admission({.connections_max = 2, .per_address_max = 10}, metrics);
  auto first = admission.admit(here);
  const auto second = admission.admit(exempt);
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(admission.admit(there));
  EXPECT_EQ(metrics.value(Counter::connections_refused_total_limit), 1U);
  first = {};
  EXPECT_TRUE(admission.admit(there));
}

TEST(Admission, OnePastTheAddressIsTurnedAwayAndOthersAreNot) {
  Metrics metrics;
  Admission admission({.connections_max = 10, .per_address_max = 1}, metrics);
  auto first = admission.admit(here);
  EXPECT_FALSE(admission.admit(here));
  EXPECT_EQ(metrics.value(Counter::connections_refused_address_limit), 1U);
  EXPECT_TRUE(admission.admit(there));
  const auto one = admission.admit(exempt);
  const auto two = admission.admit(exempt);
  EXPECT_TRUE(one && two);
  first = {};
  EXPECT_TRUE(admission.admit(here));
}

TEST(Admission, ATicketThatMovesCountsOnce) {
  Metrics metrics;
  Admission admission({.connections_max = 5, .per_address_max = 5}, metrics);
  auto first = admission.admit(here);
  auto second = std::move(first);
  EXPECT_EQ(admission.count(), 1U);
  first = std::move(second);
  EXPECT_EQ(admission.count(), 1U);
}

TEST(Admission, WaitsUntilTheLastHasGone) {
  Metrics metrics;
  Admission admission({.connections_max = 5, .per_address_max = 5}, metrics);
  auto ticket = admission.admit(here);
  EXPECT_FALSE(admission.wait_until_empty(std::chrono::milliseconds(1)));
  std::thread leaving([ticket = std::move(ticket)]() mutable { ticket = {}; });
  EXPECT_TRUE(admission.wait_until_empty(std::chrono::seconds(10)));
  leaving.join();
}

}  // namespace ramure::net
