// Pushes to a text through the writer: many in one transaction, none of them with a key, and the log in memory always
// what the tables hold, also after a batch that failed.
#include <gtest/gtest.h>

#include <stdexcept>

#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::live {

namespace {

class TextWriter : public ::testing::Test {
 protected:
  TextWriter() { clock.set(community.store().last_event_ms() + 1'000); }

  community::Decided decide(storage::View& view, const v1::Command& command, const community::Actor& actor,
                            std::uint64_t next_seq, TimestampMs now) {
    community::RoundRules rules;
    rules.roadmaps.texts = &texts;
    auto decided = community::decide(view, command, actor, next_seq, now, rules);
    if (command.push_text().push().editor_id() == broken) throw std::logic_error("a fault of the server");
    return decided;
  }

  // Each an editor of its own, all made on the same version: late, and moved.
  std::vector<PendingCommand> pushes(int count) {
    std::vector<PendingCommand> batch;
    for (int i = 0; i < count; ++i) {
      const std::uint64_t author = i % 2 == 0 ? roadmap.first() : roadmap.second();
      batch.push_back({community::Actor::member(author), roadmap.pushing(author, 0, std::to_string(i) + " ")});
      batch.back().command.mutable_push_text()->mutable_push()->set_editor_id(static_cast<std::uint64_t>(i) + 1);
    }
    return batch;
  }

  std::uint64_t remembered_version() {
    const auto never = []() -> roadmap::TextLog { throw std::logic_error("it is remembered"); };
    return texts.open(roadmap.id(), never)->version();
  }

  static constexpr std::uint64_t broken = 777;
  test::RuledCommunity community;
  test::RuledRoadmap roadmap{community, community.valmerac};
  ManualClock clock;
  RememberedTexts texts;
  Writer writer{community.store(),
                clock,
                {},
                [this](auto& view, const auto& command, const auto& actor, std::uint64_t next_seq, TimestampMs now) {
                  return decide(view, command, actor, next_seq, now);
                },
                &texts};
};

}  // namespace

TEST_F(TextWriter, TakesManyInOneTransactionAndAnnouncesEach) {
  const auto batch = pushes(40);
  const BatchOutcome outcome = writer.run_batch(batch);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    ASSERT_TRUE(outcome.outcomes[i].result) << outcome.outcomes[i].result.error().ShortDebugString();
    EXPECT_EQ(outcome.outcomes[i].result->text().version(), i + 2);
  }
  ASSERT_EQ(outcome.announcement.text_changes.size(), 40u);
  EXPECT_EQ(outcome.announcement.text_changes.back().version, 41u);
  EXPECT_EQ(roadmap.version(), 41u);
  EXPECT_EQ(remembered_version(), 41u);

  const BatchOutcome again = writer.run_batch(batch);
  EXPECT_TRUE(again.announcement.text_changes.empty()) << "all of it was there";
  EXPECT_EQ(again.outcomes.back().result->text().taken(), 1u);
  EXPECT_EQ(roadmap.version(), 41u);
}

TEST_F(TextWriter, ForgetsWhatWasUndone) {
  writer.run_batch(pushes(3));
  auto batch = pushes(6);
  for (std::size_t i = 0; i < batch.size(); ++i)
    batch[i].command.mutable_push_text()->mutable_push()->set_editor_id(i + 100);
  batch[4].command.mutable_push_text()->mutable_push()->set_editor_id(broken);
  const BatchOutcome outcome = writer.run_batch(batch);
  EXPECT_FALSE(outcome.outcomes[4].result);
  EXPECT_TRUE(outcome.outcomes[5].result);
  EXPECT_EQ(outcome.announcement.text_changes.size(), 5u);
  EXPECT_EQ(roadmap.version(), 9u);
  EXPECT_EQ(remembered_version(), 9u);
}

TEST_F(TextWriter, KeepsSnapshotsFromWhichAnyVersionIsRead) {
  for (int i = 0; i < 10; ++i) {
    auto batch = pushes(30);
    for (std::size_t j = 0; j < batch.size(); ++j) {
      batch[j].command.mutable_push_text()->mutable_push()->set_editor_id(1'000 * static_cast<std::uint64_t>(i + 1) +
                                                                          j);
    }
    writer.run_batch(batch);
  }
  const std::uint64_t head = roadmap.version();
  ASSERT_GT(head, 256u);
  EXPECT_FALSE(community.view().roadmap(roadmap.id()).text_snapshot(head).empty());
  v1::Query query;
  query.mutable_get_text()->set_roadmap_id(roadmap.id());
  query.mutable_get_text()->set_version(head);
  query.mutable_get_text()->set_with_authors(true);
  const v1::TextAnswer text = roadmap.ask(roadmap.first(), query).answer().text();
  std::uint32_t units = 0;
  for (const v1::TextRun& run : text.runs()) units += run.units();
  EXPECT_EQ(units, texts.open(roadmap.id(), {})->text().size());
}

}  // namespace ramure::live
