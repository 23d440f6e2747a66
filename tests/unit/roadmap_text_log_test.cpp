// The log of a text: late pushes, lost answers, anchors, snapshots.
#include <gtest/gtest.h>

#include "protocol/check.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/text_log.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::test {

namespace {

using namespace roadmap;

constexpr std::uint64_t nadia = 3, karim = 4;

Push push(std::uint64_t author, std::uint64_t editor, std::uint64_t base, std::vector<Change> changes) {
  return {author, editor, base, std::move(changes), 1'000};
}

class RoadmapTextLog : public testing::Test {
 protected:
  Taken take(const Push& sent) {
    auto taken = log.decide(sent, entries);
    if (!taken) {
      ADD_FAILURE() << taken.error().DebugString();
      return {};
    }
    for (const Entry& entry : taken->entries) {
      entries.push_back(entry);
      log.apply(entry);
    }
    return *taken;
  }
  std::string cause(const Push& sent) const {
    const auto taken = log.decide(sent, entries);
    if (taken) return "accepted";
    const auto found = taken.error().data().find("cause");
    return found == taken.error().data().end() ? v1::RefusalCode_Name(taken.error().code()) : found->second;
  }
  std::string text() const { return to_utf8(log.text()); }

  // So many changes of one letter each, by somebody else.
  void write_much(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      take(push(karim, 9, log.version(), {replacement(log.text().size(), log.text().size(), log.text().size(), u"x")}));
    }
  }

  TextLog log;
  std::vector<Entry> entries;
};

}  // namespace

TEST_F(RoadmapTextLog, ALatePushIsMovedOverWhatCameSince) {
  take(push(nadia, 1, 0, {replacement(0, 0, 0, u"le chat")}));
  take(push(karim, 2, 1, {replacement(7, 0, 2, u"un")}));
  take(push(nadia, 1, 1, {replacement(7, 7, 7, u"s"), replacement(8, 3, 3, u"petits ")}));
  EXPECT_EQ(text(), "un petits chats");
  EXPECT_EQ(log.version(), 4u);
}

TEST_F(RoadmapTextLog, ALostAnswerIsHarmless) {
  const Push first = push(nadia, 1, 0, {replacement(0, 0, 0, u"oui")});
  take(first);
  const Taken again = take(first);
  EXPECT_EQ(again.already_held, 1u);
  EXPECT_TRUE(again.entries.empty());
  const Taken more = take(push(nadia, 1, 0, {replacement(0, 0, 0, u"oui"), replacement(3, 3, 3, u" !")}));
  EXPECT_EQ(more.already_held, 1u);
  EXPECT_EQ(text(), "oui !");
  EXPECT_EQ(take(first).already_held, 1u) << "from a connection that died long ago";
  EXPECT_EQ(text(), "oui !");
}

TEST_F(RoadmapTextLog, AnEditorIsKnownByItsAuthorToo) {
  take(push(nadia, 1, 0, {replacement(0, 0, 0, u"a")}));
  EXPECT_EQ(take(push(karim, 1, 0, {replacement(0, 0, 0, u"a")})).entries.size(), 1u) << "not Nadia's, sent again";
  EXPECT_EQ(text(), "aa");
}

TEST_F(RoadmapTextLog, AnEditorThatHoldsSomethingElseIsToldSo) {
  take(push(nadia, 1, 0, {replacement(0, 0, 0, u"abc")}));
  EXPECT_EQ(cause(push(nadia, 1, 0, {replacement(0, 0, 0, u"a"), replacement(1, 1, 1, u"b")})), "diverged");
  EXPECT_EQ(cause(push(nadia, 1, 0, {replacement(0, 0, 0, u"a")})), "diverged") << "also when nothing is new";
  EXPECT_EQ(cause(push(nadia, 1, 7, {replacement(3, 0, 0, u"a")})), "ahead");
}

TEST_F(RoadmapTextLog, WhatDoesNotFitIsRefusedWhole) {
  take(push(nadia, 1, 0, {replacement(0, 0, 0, u"a\U0001F600")}));
  EXPECT_EQ(cause(push(nadia, 1, 1, {replacement(2, 0, 0, u"a")})), "REFUSAL_CODE_INVALID_ARGUMENT");
  EXPECT_EQ(cause(push(nadia, 1, 1, {replacement(3, 2, 2, u"a")})), "REFUSAL_CODE_INVALID_ARGUMENT");
  EXPECT_EQ(cause(push(nadia, 1, 1, {replacement(3, 0, 0, u"a"), replacement(3, 0, 0, u"a")})),
            "REFUSAL_CODE_INVALID_ARGUMENT")
      << "the second does not follow the first";
  EXPECT_EQ(log.version(), 1u);
}

TEST_F(RoadmapTextLog, TwoThatFitAloneMayNotFitTogether) {
  const std::u16string half(limits::text_units_max - 10, u'a');
  take(push(nadia, 1, 0, {replacement(0, 0, 0, half)}));
  take(push(nadia, 1, 1, {replacement(half.size(), 0, 0, u"123456")}));
  EXPECT_EQ(cause(push(karim, 2, 1, {replacement(half.size(), 0, 0, u"123456")})), "REFUSAL_CODE_TOO_LARGE");
}

TEST_F(RoadmapTextLog, APushFromFarBehindIsTakenInParts) {
  write_much(2'000);
  std::vector<Change> changes;
  for (std::size_t i = 0; i < 150; ++i) changes.push_back(replacement(i, i, i, u"y"));
  const Taken first = take(push(nadia, 1, 0, changes));
  EXPECT_EQ(first.entries.size(), limits::moves_max / 2'000);
  EXPECT_EQ(first.left, 50u);
  EXPECT_EQ(text(), std::string(2'000, 'x') + std::string(100, 'y')) << "who comes later stands behind";
}

TEST_F(RoadmapTextLog, AnEditorThatWouldCostTooMuchTakesTheChangesFirst) {
  std::vector<Change> changes{replacement(0, 0, 0, u"y")};
  take(push(nadia, 1, 0, changes));
  write_much(limits::moves_max / 2);
  changes.push_back(replacement(1, 1, 1, u"z"));
  EXPECT_EQ(cause(push(nadia, 1, 0, changes)), "behind");
  EXPECT_EQ(cause(push(karim, 7, 0, {replacement(0, 0, 0, u"y")})), "accepted") << "one change always gets through";
}

TEST_F(RoadmapTextLog, WhatIsNotInMemoryIsBroughtAlong) {
  write_much(limits::recent_entries_max + 10);
  EXPECT_EQ(log.held_from(), 10u);
  EXPECT_THROW((void)log.decide(push(nadia, 1, 0, {replacement(0, 0, 0, u"y")})), CheckFailed);
  const auto ten = std::span(entries).first(10);
  EXPECT_TRUE(log.decide(push(nadia, 1, 0, {replacement(0, 0, 0, u"y")}), ten).has_value());
  EXPECT_TRUE(log.decide(push(nadia, 1, 10, {replacement(10, 0, 0, u"y")})).has_value());
}

TEST_F(RoadmapTextLog, TimeNeverGoesBack) {
  take(push(nadia, 1, 0, {replacement(0, 0, 0, u"a")}));
  Push earlier = push(nadia, 1, 1, {replacement(1, 0, 0, u"a")});
  earlier.at = 1;
  EXPECT_EQ(take(earlier).entries.at(0).at, 1'000);
}

TEST_F(RoadmapTextLog, AnchorsAreMovedByTheServer) {
  take(push(nadia, 1, 0, {replacement(0, 0, 0, u"le chat dort")}));
  take(push(karim, 2, 1, {replacement(12, 0, 2, u"un petit")}));
  const auto seen_earlier = log.bring_forward("passage", 1, {3, 7}, entries);
  ASSERT_TRUE(seen_earlier.has_value());
  log.place_anchor(55, *seen_earlier);
  take(push(nadia, 1, 2, {replacement(18, 0, 0, u"oui, ")}));
  EXPECT_EQ(log.anchors().at(55), (Passage{14, 18}));
  EXPECT_EQ(to_utf8(log.text().substr(14, 4)), "chat");
  EXPECT_FALSE(log.bring_forward("passage", 1, {3, 13}, entries));
  EXPECT_FALSE(log.bring_forward("passage", 9, {0, 1}, entries));
}

TEST_F(RoadmapTextLog, ASnapshotAndWhatFollowsGiveTheSameLog) {
  write_much(300);
  log.place_anchor(7, {10, 20});
  const Snapshot kept = read_snapshot(to_wire(log.snapshot()));
  EXPECT_EQ(kept, log.snapshot());
  write_much(300);
  EXPECT_EQ(TextLog::open(kept, std::span(entries).subspan(300)).snapshot(), log.snapshot());
}

TEST_F(RoadmapTextLog, SnapshotsThinOutBehindTheHead) {
  std::size_t kept = 0;
  const std::uint64_t head = 100'000;
  for (std::uint64_t version = 0; version <= head; ++version) {
    if (is_snapshot_due(version) && is_snapshot_kept(version, head)) ++kept;
  }
  EXPECT_LT(kept, 45u);
  EXPECT_TRUE(is_snapshot_kept(head - head % limits::snapshot_every, head));
  EXPECT_TRUE(is_snapshot_kept(limits::snapshot_kept_every, head));
}

TEST_F(RoadmapTextLog, WhoWroteThisSentence) {
  take(push(nadia, 1, 0, {replacement(0, 0, 0, u"Le collectif décide. ")}));
  take(push(nadia, 1, 1, {replacement(21, 21, 21, u"Chaque mois.")}));
  take(push(karim, 2, 2, {replacement(33, 13, 13, u"tif ")}));
  const Runs runs = log.runs();
  ASSERT_EQ(runs.size(), 3u);
  EXPECT_EQ(runs[1], (roadmap::Run{4, karim, 1'000}));
  EXPECT_EQ(runs[2].units, 20u) << "one hand, one sitting: one run";
  EXPECT_EQ(who_wrote(runs, {15, 19}), (roadmap::Runs{{2, karim, 1'000}, {2, nadia, 1'000}}));
}

TEST(RoadmapPush, IsBounded) {
  v1::TextPush wire;
  EXPECT_FALSE(read_push(nadia, wire, 0)) << "no editor";
  wire.set_editor_id(1);
  EXPECT_FALSE(read_push(nadia, wire, 0)) << "nothing in it";
  for (std::size_t i = 0; i < limits::push_changes_max; ++i) wire.add_changes();
  EXPECT_TRUE(read_push(nadia, wire, 0));
  wire.add_changes();
  EXPECT_EQ(read_push(nadia, wire, 0).error().code(), v1::REFUSAL_CODE_TOO_LARGE);
  wire.mutable_changes()->RemoveLast();
  wire.set_editor_id(1ULL << 53);
  EXPECT_FALSE(read_push(nadia, wire, 0)) << "JavaScript could not say it";
}

}  // namespace ramure::test
