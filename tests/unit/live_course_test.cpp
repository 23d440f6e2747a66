// A workshop's sentences on their way through the writer: kept under nobody, said once, and gone from the ring when
// they are withdrawn.
#include <gtest/gtest.h>

#include "server/live/erasure.hpp"
#include "server/live/feed.hpp"
#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "storage/connection.hpp"
#include "tests/support/course_commands.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::live {
namespace {

using community::Actor;

class CourseWriter : public ::testing::Test {
 protected:
  CourseWriter() {
    const std::int64_t now = clock.now_ms();
    const auto plan = test::command_plan(community.plenary, v1::GATHERING_KIND_SESSION, now);
    const std::uint64_t session = run(Actor::member(community.facilitator), plan, 1).result->first_seq();
    const auto open = test::command_open_workshop(session, now + test::hour_ms);
    workshop = run(Actor::member(community.facilitator), open, 2).result->first_seq();
  }

  CommandOutcome run(const Actor& actor, v1::Command command, int key) {
    command.set_command_key(std::string(15, 'k') + static_cast<char>(key));
    const PendingCommand pending{actor, std::move(command)};
    BatchOutcome outcome = writer.run_batch({&pending, 1});
    take_into_feed(feed, outcome.announcement);
    return outcome.outcomes.at(0);
  }
  CommandOutcome say(const Actor& actor, std::string_view text, int key) {
    return run(actor, test::command_sentence(workshop, text), key);
  }
  bool is_in_feed(std::string_view words) const {
    for (const ChunkPointer& chunk : feed.chunks()) {
      for (std::size_t i = 0; i < chunk->events().size(); ++i) {
        if (chunk->payload(i).find(words) != std::string_view::npos) return true;
      }
    }
    return false;
  }

  test::RuledCommunity community;
  ManualClock clock{1'600'000'000'000};
  Writer writer{community.store(), clock, WriterHooks{.on_uncertain = {}, .on_internal = {}}};
  Feed feed{community.store().head_seq()};
  std::uint64_t workshop = 0;
};

}  // namespace

TEST_F(CourseWriter, ASentenceIsSaidOnceAndItsKeyIsOfNoMember) {
  const std::uint64_t member = community.valmerac.first;
  const CommandOutcome first = say(Actor::member(member), "Trop de guichets", 10);
  ASSERT_TRUE(first.result);
  const CommandOutcome again = say(Actor::member(member), "Trop de guichets", 10);
  ASSERT_TRUE(again.result);
  EXPECT_TRUE(again.result->repeated());
  EXPECT_EQ(again.result->first_seq(), first.result->first_seq());
  EXPECT_EQ(say(Actor::in_room(workshop), "Autre chose", 10).result.error().code(), v1::REFUSAL_CODE_KEY_REUSED);
  ASSERT_TRUE(say(Actor::in_room(workshop), "D’un téléphone", 11).result);
  EXPECT_TRUE(say(Actor::in_room(workshop), "D’un téléphone", 11).result->repeated());
  EXPECT_EQ(community.view().sentence_count(workshop), 2u);

  storage::Connection db(community.folder() / "community.db", {.read_only = true});
  auto rows = db.query("SELECT count(*) FROM command_keys WHERE member_id = ?", member);
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.integer(0), 0) << "a member's key would say whose sentence it is";
}

// A key of the founder can be foretold: the places that a new release brings are opened under such ones.
TEST_F(CourseWriter, APhoneUsesUpNoKeyOfTheFounder) {
  ASSERT_TRUE(say(Actor::in_room(workshop), "Du fond de la salle", 10).result);
  v1::Command theme;
  theme.mutable_add_theme()->mutable_theme()->set_key("nouvelle");
  theme.mutable_add_theme()->mutable_theme()->set_title("Une thématique");
  theme.mutable_add_theme()->mutable_theme()->set_short_title("Thématique");
  const CommandOutcome added = run(Actor::founder(), theme, 10);
  EXPECT_TRUE(added.result) << added.result.error().ShortDebugString();
}

TEST_F(CourseWriter, WordsOfAnEvaluationAreInTheRingNoMoreOnceTheyAreReplaced) {
  const std::uint64_t member = community.valmerac.first;
  const auto session = community.view().workshop(workshop)->gathering_id;
  ASSERT_TRUE(run(Actor::member(member), test::command_evaluate(session, 3, "Le vieux mot"), 10).result);
  EXPECT_TRUE(is_in_feed("vieux")) << "the test can fail";
  ASSERT_TRUE(run(Actor::member(member), test::command_evaluate(session, 3, "Le nouveau mot"), 11).result);
  EXPECT_FALSE(is_in_feed("vieux"));
  EXPECT_TRUE(is_in_feed("nouveau"));
}

TEST_F(CourseWriter, WhatIsWithdrawnIsInTheRingNoMore) {
  const std::uint64_t sentence = say(Actor::in_room(workshop), "Monsieur Untel bloque", 10).result->first_seq();
  say(Actor::in_room(workshop), "Une autre phrase", 11);
  EXPECT_TRUE(is_in_feed("Untel")) << "the test can fail";
  ASSERT_TRUE(run(Actor::member(community.facilitator), test::command_sort(sentence, 0, true), 12).result);
  EXPECT_FALSE(is_in_feed("Untel"));
  EXPECT_TRUE(is_in_feed("Une autre phrase"));
}

}  // namespace ramure::live
