#include "server/live/cursor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/live_events.hpp"

namespace ramure::live {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Feed feed_of(const std::vector<std::vector<v1::Event>>& batches) {
  Feed feed(0);
  for (const auto& batch : batches) feed.append(chunk(batch));
  return feed;
}

TEST(Cursor, EverythingBehindGoesOutAsOneFrame) {
  const Feed feed = feed_of({{message(1, 2, "a"), message(2, 2, "b")}, {message(3, 2, "c")}});
  const Composed frame = compose(0, reader_of(40, {{2, 0, 0, {}}}), feed);
  EXPECT_THAT(seqs(parse(frame.pieces)), ElementsAre(1, 2, 3));
  EXPECT_EQ(frame.through_seq, 3u);
  EXPECT_EQ(frame.pieces.size(), 2u) << "neighbours of one chunk are one piece";
}

TEST(Cursor, GivesOnlyWhatTheMemberMayReadNow) {
  const Feed feed = feed_of({{message(1, 2, "mine"), message(2, 3, "not mine"), message(3, 2, "mine"), note_to(4, 40),
                              note_to(5, 41), message(6, 2, "edit of something older than my entry", 1)}});
  EXPECT_THAT(seqs(parse(compose(0, reader_of(40, {{2, 0, 0, {}}}), feed).pieces)), ElementsAre(1, 3, 4, 6));
  EXPECT_THAT(seqs(parse(compose(0, reader_of(40, {{2, 2, 0, {}}}), feed).pieces)), ElementsAre(3, 4));
  const Composed nothing = compose(0, reader_of(42, {}), feed);
  EXPECT_THAT(nothing.pieces, IsEmpty());
  EXPECT_EQ(nothing.through_seq, 6u) << "a cursor also moves over what is not shown";
}

TEST(Cursor, LiveDeliveryOfAChannelBeginsAfterTheEntry) {
  const Feed feed = feed_of({{message(1, 2, "before"), granted(2, 40, 2, 0), message(3, 2, "after")}});
  EXPECT_THAT(seqs(parse(compose(0, reader_of(40, {{2, 0, 2, {}}}), feed).pieces)), ElementsAre(2, 3));
}

TEST(Cursor, ALimitOfAFrameStopsItWithoutLosingAnything) {
  std::vector<v1::Event> many;
  for (std::uint64_t seq = 1; seq <= 40; ++seq) many.push_back(message(seq, 2 + seq % 2, std::string(100, 'x')));
  const Feed feed = feed_of({many});
  const auto both = reader_of(40, {{2, 0, 0, {}}, {3, 0, 0, {}}});
  const auto one = reader_of(40, {{2, 0, 0, {}}});

  const auto walk = [&](const storage::Readable& readable, const FrameLimits& limits) {
    std::vector<std::uint64_t> got;
    std::uint64_t cursor = 0;
    while (cursor < feed.head_seq()) {
      const Composed frame = compose(cursor, readable, feed, limits);
      EXPECT_LE(frame.pieces.size(), limits.pieces_max);
      EXPECT_TRUE(frame.size_bytes <= limits.bytes_soft_max || frame.event_count == 1);
      EXPECT_GT(frame.through_seq, cursor);
      for (const auto seq : seqs(parse(frame.pieces))) got.push_back(seq);
      cursor = frame.through_seq;
    }
    return got;
  };
  EXPECT_EQ(walk(both, {.pieces_max = 1, .bytes_soft_max = 500}).size(), 40u);
  EXPECT_EQ(walk(one, {.pieces_max = 3, .bytes_soft_max = 100'000}).size(), 20u);
  EXPECT_EQ(walk(one, {.pieces_max = 60, .bytes_soft_max = 10}).size(), 20u)
      << "an event longer than a frame goes alone";
}

TEST(Cursor, SaysThatItIsBehindTheRing) {
  Feed feed(0, {.events_max = 2});
  for (std::uint64_t seq = 1; seq <= 5; ++seq) feed.append(chunk({message(seq, 2, "a")}));
  const auto readable = reader_of(40, {{2, 0, 0, {}}});
  EXPECT_TRUE(compose(2, readable, feed).is_behind_ring);
  EXPECT_THAT(seqs(parse(compose(3, readable, feed).pieces)), ElementsAre(4, 5));
}

TEST(Cursor, AheadOfTheHeadThereIsNothing) {
  const Feed feed = feed_of({{message(1, 2, "a")}});
  const Composed frame = compose(7, reader_of(40, {{2, 0, 0, {}}}), feed);
  EXPECT_THAT(frame.pieces, IsEmpty());
  EXPECT_EQ(frame.through_seq, 7u) << "a cursor never goes back";
}

TEST(Cursor, APageOfTheJournalIsReadTheSameWay) {
  ChunkBuilder builder(10);
  for (const std::uint64_t seq : {12u, 15u, 18u})
    builder.add(message(seq, 2, "a"), message(seq, 2, "a").SerializeAsString());
  const ChunkPointer page = std::move(builder).seal(20);
  const auto readable = reader_of(40, {{2, 0, 0, {}}});

  const Composed all = compose_page(10, readable, page, 30);
  EXPECT_THAT(seqs(parse(all.pieces)), ElementsAre(12, 15, 18));
  EXPECT_EQ(all.through_seq, 20u) << "not further than the page looked";
  const Composed until = compose_page(12, readable, page, 16);
  EXPECT_THAT(seqs(parse(until.pieces)), ElementsAre(15));
  EXPECT_EQ(until.through_seq, 16u);
  EXPECT_THAT(compose_page(10, reader_of(40, {}), page, 30).pieces, IsEmpty()) << "membership ended since it was read";
  EXPECT_TRUE(compose_page(9, readable, page, 30).is_behind_ring);
}

}  // namespace
}  // namespace ramure::live
