#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/live/erasure.hpp"
#include "server/live/feed.hpp"
#include "tests/unit/live_events.hpp"

namespace ramure::live {
namespace {

using namespace test;
using ::testing::ElementsAre;

TEST(Chunk, BytesOfNeighboursAreAPieceOfAFrame) {
  const ChunkPointer three = chunk({message(5, 2, "un"), message(6, 2, "deux"), message(7, 3, std::string(300, 'x'))});
  v1::ServerFrame frame;
  ASSERT_TRUE(frame.ParseFromString(std::string(three->bytes(1, 3))));
  EXPECT_THAT(seqs(frame), ElementsAre(6, 7));
  EXPECT_EQ(frame.events(1).message_posted().body(), std::string(300, 'x'));
  EXPECT_EQ(three->after_seq(), 4u);
  EXPECT_EQ(three->through_seq(), 7u);
}

TEST(Chunk, SaysWhomItTouches) {
  const ChunkPointer mixed =
      chunk({message(5, 2, "a"), message(6, 9, "b"), message(7, 2, "c", 3), note_to(8, 40), note_to(9, 40)});
  ASSERT_EQ(mixed->touches().size(), 2u);
  EXPECT_EQ(mixed->touches()[0].channel_id, 2u);
  EXPECT_EQ(mixed->touches()[0].newest_birth_seq, 5u);
  EXPECT_EQ(mixed->touches()[0].last_seq, 7u);
  EXPECT_THAT(mixed->members(), ElementsAre(40));
}

TEST(Chunk, NotesWhatChangesInWhatMembersRead) {
  v1::Event left = message(7, 1, "");
  left.mutable_member_status_changed()->set_member_id(40);
  left.mutable_member_status_changed()->set_status(v1::MEMBER_STATUS_LEFT);
  v1::Event former = message(8, 1, "");
  former.mutable_member_status_changed()->set_member_id(41);
  former.mutable_member_status_changed()->set_status(v1::MEMBER_STATUS_FORMER);
  const ChunkPointer changes = chunk({granted(5, 40, 3, 2), ended(6, 40, 4), left, former});
  ASSERT_EQ(changes->changes().size(), 3u);
  EXPECT_EQ(changes->changes()[0].place.reads_from_seq, 2u);
  EXPECT_EQ(changes->changes()[0].place.since_seq, 5u);
  EXPECT_EQ(changes->changes()[1].kind, ReadingChange::Kind::ended);
  EXPECT_EQ(changes->changes()[2].kind, ReadingChange::Kind::left);
}

TEST(Chunk, AnErasedEventIsReplacedAndItsNeighboursStay) {
  const ChunkPointer before = chunk({message(5, 2, "avant"), message(6, 2, "secret"), message(7, 2, "après")});
  for (const std::string& body : {std::string(), std::string(500, 'y')}) {
    const ChunkPointer after = before->with_payload(6, message(6, 2, body).SerializeAsString());
    ASSERT_NE(after, nullptr);
    v1::ServerFrame frame;
    ASSERT_TRUE(frame.ParseFromString(std::string(after->bytes(0, 3))));
    EXPECT_EQ(frame.events(0).message_posted().body(), "avant");
    EXPECT_EQ(frame.events(1).message_posted().body(), body);
    EXPECT_EQ(frame.events(2).message_posted().body(), "après");
    ASSERT_TRUE(frame.ParseFromString(std::string(after->bytes(2, 3))));
    EXPECT_THAT(seqs(frame), ElementsAre(7));
  }
  EXPECT_EQ(before->with_payload(8, "x"), nullptr);
}

TEST(Feed, HoldsNoMoreThanItsRing) {
  Feed feed(0, {.events_max = 5, .bytes_max = 10'000});
  for (std::uint64_t seq = 1; seq <= 12; seq += 2) {
    feed.append(chunk({message(seq, 2, "a"), message(seq + 1, 2, "b")}));
    EXPECT_LE(feed.event_count(), 5u);
  }
  EXPECT_EQ(feed.head_seq(), 12u);
  EXPECT_EQ(feed.tail_seq(), 8u);

  Feed bytes(0, {.events_max = 1'000, .bytes_max = 2'000});
  for (std::uint64_t seq = 1; seq <= 50; ++seq) {
    bytes.append(chunk({message(seq, 2, std::string(300, 'x'))}));
    EXPECT_LE(bytes.size_bytes(), 2'000u);
  }
  EXPECT_EQ(bytes.head_seq(), 50u);
  EXPECT_GT(bytes.event_count(), 4u);
}

TEST(Feed, AChunkLargerThanTheRingLeavesItEmptyAtTheHead) {
  Feed feed(0, {.events_max = 10, .bytes_max = 100});
  feed.append(chunk({message(1, 2, std::string(500, 'x'))}));
  EXPECT_EQ(feed.head_seq(), 1u);
  EXPECT_EQ(feed.tail_seq(), 1u);
  EXPECT_EQ(feed.size_bytes(), 0u);
}

TEST(Feed, RefusesAGap) {
  Feed feed(3);
  EXPECT_THROW(feed.append(chunk({message(5, 2, "a")})), std::logic_error);
}

v1::Event edited(std::uint64_t seq, std::uint64_t message_id, const std::string& body) {
  v1::Event event = message(seq, 2, "", message_id);
  event.mutable_message_edited()->set_message_id(message_id);
  event.mutable_message_edited()->set_body(body);
  return event;
}

TEST(Erasure, TakesTheWordsOfAMessageFromTheRingAndFromItsOwnBatch) {
  Feed feed(0);
  const ChunkPointer first = chunk({message(1, 2, "secret"), message(2, 2, "autre")});
  feed.append(first);
  feed.append(chunk({message(3, 2, "autre")}));
  Announcement announcement{.chunks = {chunk({edited(4, 1, "secret"), edited(5, 2, "autre")})},
                            .private_changes = {},
                            .erased_message_ids = {1},
                            .replaced_chunks = {}};
  take_into_feed(feed, announcement);

  std::string everything;
  for (const ChunkPointer& held : feed.chunks()) everything += held->bytes(0, held->events().size());
  v1::ServerFrame frame;
  ASSERT_TRUE(frame.ParseFromString(everything));
  EXPECT_THAT(seqs(frame), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(everything.find("secret"), std::string::npos);
  EXPECT_EQ(frame.events(1).message_posted().body(), "autre");
  EXPECT_EQ(frame.events(4).message_edited().body(), "autre");
  ASSERT_EQ(announcement.replaced_chunks.size(), 1u);
  EXPECT_EQ(announcement.replaced_chunks[0]->after_seq(), 0u);
  EXPECT_EQ(feed.size_bytes(), everything.size());

  Feed hub_feed(0);
  hub_feed.append(first);
  hub_feed.swap_in(announcement.replaced_chunks[0]);
  EXPECT_EQ(hub_feed.chunks()[0]->bytes(0, 2).find("secret"), std::string_view::npos);
}

}  // namespace
}  // namespace ramure::live
