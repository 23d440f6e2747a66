// The course of the demo: what came of course.json.
#include <gtest/gtest.h>

#include "tests/unit/imported_demo.hpp"

namespace ramure::ops {
namespace {

TEST_F(ImportedDemo, HoldsTheWholeCourse) {
  EXPECT_EQ(imported->gatherings, 13u);
  EXPECT_EQ(number("SELECT count(*) FROM gatherings"), 13);
  EXPECT_GT(number("SELECT count(*) FROM gatherings WHERE starts_at_ms > " + std::to_string(now_ms)), 1)
      << "something lies ahead";
  EXPECT_EQ(number("SELECT count(*) FROM workshops WHERE closed = 1"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM workshop_sentences WHERE theme_id > 0"), 12);
  EXPECT_EQ(number("SELECT count(*) FROM quotes WHERE allowed = 1"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM dossiers"), 1);
}

TEST_F(ImportedDemo, ThreeGatheringsWereEvaluatedByEnoughTerritories) {
  EXPECT_EQ(number("SELECT count(*) FROM (SELECT gathering_id FROM evaluations GROUP BY gathering_id HAVING "
                   "count(DISTINCT territory_id) >= 3)"),
            3);
}

TEST_F(ImportedDemo, EightResourcesArePublishedAndTwoWait) {
  const auto in = [](v1::ChannelKind kind) {
    return "SELECT count(*) FROM threads t JOIN channels c ON c.id = t.channel_id WHERE c.kind = " +
           std::to_string(kind);
  };
  EXPECT_EQ(number(in(v1::CHANNEL_KIND_RESOURCES)), 8);
  EXPECT_EQ(number(in(v1::CHANNEL_KIND_RESOURCE_PROPOSALS)), 10);
  EXPECT_EQ(number(in(v1::CHANNEL_KIND_RESOURCE_PROPOSALS) + " AND t.resolved = 0"), 2);
}

TEST_F(ImportedDemo, ASubjectWasChosenWithoutABallot) {
  EXPECT_EQ(number("SELECT count(*) FROM messages WHERE kind = " + std::to_string(v1::MESSAGE_KIND_PROPOSAL)), 3);
  EXPECT_EQ(number("SELECT count(*) FROM messages WHERE kind = " + std::to_string(v1::MESSAGE_KIND_OBJECTION)), 1);
  EXPECT_EQ(number("SELECT count(*) FROM messages WHERE kind = " + std::to_string(v1::MESSAGE_KIND_DECISION)), 1);
  EXPECT_EQ(number("SELECT resolved FROM threads WHERE kind = " + std::to_string(v1::THREAD_KIND_CHOICE)), 1);
}

}  // namespace
}  // namespace ramure::ops
