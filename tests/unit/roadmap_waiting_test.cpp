// How long a change waits to be confirmed while others write too. A push is never refused for being late: that is what
// keeps somebody on a bad line from starving.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/timed_writing.hpp"

namespace ramure::test {
namespace {

constexpr std::int64_t asked_ms = 3'000;

double share_within(const std::vector<std::int64_t>& waits_ms, std::int64_t limit_ms) {
  const auto within = std::ranges::count_if(waits_ms, [&](std::int64_t wait_ms) { return wait_ms <= limit_ms; });
  return static_cast<double>(within) / static_cast<double>(waits_ms.size());
}

// All of them over some minutes of writing; a minute of one editor alone is a matter of a few lost frames.
std::vector<std::int64_t> waits_of(std::uint32_t seeds, const WritingConditions& conditions) {
  std::vector<std::int64_t> all;
  for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    TimedWriting writing(seed, conditions);
    writing.run();
    EXPECT_EQ(writing.unconfirmed(), 0u);
    EXPECT_TRUE(writing.has_converged());
    for (std::size_t editor = 0; editor < conditions.editors; ++editor) {
      const auto& waits_ms = writing.waits_ms()[editor];
      EXPECT_GT(waits_ms.size(), 200u);
      EXPECT_GE(share_within(waits_ms, asked_ms), 0.8) << "editor " << editor << " starves";
      EXPECT_LE(*std::ranges::max_element(waits_ms), 5 * asked_ms) << "editor " << editor << " starves";
      all.insert(all.end(), waits_ms.begin(), waits_ms.end());
    }
  }
  return all;
}

TEST(RoadmapWaiting, EightTypistsOnABadLineAreConfirmedWithinThreeSeconds) {
  EXPECT_GE(share_within(waits_of(20, {}), asked_ms), 0.99);
}

TEST(RoadmapWaiting, ThirtyEditorsOnOneTextAreStillConfirmed) {
  EXPECT_GE(share_within(waits_of(3, {.editors = 30}), asked_ms), 0.97);
}

TEST(RoadmapWaiting, OnAGoodLineARoundTripIsAllThatOneWaits) {
  TimedWriting writing(7, {.one_way_ms = 20, .lost_percent = 0});
  writing.run();
  for (const auto& waits_ms : writing.waits_ms()) {
    EXPECT_LE(*std::ranges::max_element(waits_ms), 80) << "the push under way, then one's own";
  }
}

}  // namespace
}  // namespace ramure::test
