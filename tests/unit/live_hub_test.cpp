#include "server/live/hub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "server/live/wire.hpp"
#include "tests/unit/live_events.hpp"

namespace ramure::live {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct FakePort final : Port {
  int wakes = 0;
  std::optional<Dismissal> dismissed;
  void wake() override { ++wakes; }
  void dismiss(Dismissal why) override { dismissed = why; }
};

struct FakeBacklog final : Backlog {
  void read_text(std::uint64_t subscription_id, std::uint64_t roadmap_id, std::uint64_t after_version) override {
    asked_for_texts.push_back({subscription_id, roadmap_id, after_version});
  }
  struct AskedForText {
    std::uint64_t subscription_id = 0, roadmap_id = 0, after_version = 0;
  };
  std::vector<AskedForText> asked_for_texts;
  struct Asked {
    std::uint64_t id = 0, after = 0;
  };
  std::vector<Asked> journal, private_rows;
  void read_journal(std::uint64_t id, const storage::Readable&, std::uint64_t after_seq) override {
    journal.push_back({id, after_seq});
  }
  void read_private_rows(std::uint64_t id, std::uint64_t, std::uint64_t since) override {
    private_rows.push_back({id, since});
  }
};

class HubTest : public ::testing::Test {
 protected:
  // One connection: what net/ holds of it.
  struct Connection {
    FakePort port;
    std::unique_ptr<Subscription> subscription;
  };

  std::unique_ptr<Connection> connect(std::uint64_t member_id, const std::vector<storage::Readable::Place>& places) {
    auto connection = std::make_unique<Connection>();
    connection->subscription = hub.attach(member_id, connection->port);
    hub.begin(*connection->subscription, {reader_of(member_id, places), hub.head_seq(), hub.head_seq(), 0});
    return connection;
  }

  void commit(const std::vector<v1::Event>& events) {
    hub.on_batch({.chunks = {chunk(events)}, .private_changes = {}, .erased_message_ids = {}, .replaced_chunks = {}});
  }

  v1::ServerFrame take(Connection& connection) {
    const Outgoing out = hub.take(*connection.subscription);
    return parse(out.pieces, out.rest);
  }

  FakeBacklog backlog;
  Hub hub{Feed(0, {.events_max = 4}), backlog};
};

PrivateChange private_change(std::uint64_t member_id, std::uint64_t revision) {
  v1::PrivateRow row;
  row.set_revision(revision);
  row.mutable_read_cursor()->set_thread_id(revision);
  std::string bytes;
  append_bytes(bytes, v1::ServerFrame::kPrivateRowsFieldNumber, row.SerializeAsString());
  return {member_id, revision, std::make_shared<const std::string>(bytes)};
}

TEST_F(HubTest, WakesOnlyThoseWhoMayReadAndOnceABatch) {
  const auto reader = connect(40, {{2, 0, 0, {}}});
  const auto other = connect(41, {{3, 0, 0, {}}});
  commit({message(1, 2, "a"), message(2, 2, "b"), note_to(3, 40)});
  EXPECT_EQ(reader->port.wakes, 1);
  EXPECT_EQ(other->port.wakes, 0);
  const auto frame = take(*reader);
  EXPECT_THAT(seqs(frame), ElementsAre(1, 2, 3));
  EXPECT_EQ(frame.through_seq(), 3u);
  EXPECT_EQ(hub.through_seq(*other->subscription), 3u) << "the others' cursors move with the head";
}

TEST_F(HubTest, IsNotWokenAgainBeforeItTakes) {
  const auto reader = connect(40, {{2, 0, 0, {}}});
  commit({message(1, 2, "a")});
  commit({message(2, 2, "b")});
  EXPECT_EQ(reader->port.wakes, 1);
  EXPECT_THAT(seqs(take(*reader)), ElementsAre(1, 2));
  commit({message(3, 2, "c")});
  EXPECT_EQ(reader->port.wakes, 2);
}

TEST_F(HubTest, ChangesInWhatOneReadsComeBeforeDelivery) {
  const auto reader = connect(40, {{2, 0, 0, {}}});
  commit({message(1, 2, "said before I was put out, in the same batch"), ended(2, 40, 2)});
  EXPECT_THAT(seqs(take(*reader)), ElementsAre(2));
  commit({message(3, 2, "hidden")});
  EXPECT_EQ(reader->port.wakes, 1);
  commit({message(4, 2, "before the entry"), granted(5, 40, 2, 5), message(6, 2, "after it"),
          message(7, 2, "old text", 1)});
  EXPECT_THAT(seqs(take(*reader)), ElementsAre(5, 6));
}

TEST_F(HubTest, OneWhoSleptThroughTheWholeRingIsNotBehind) {
  const auto reader = connect(40, {{2, 0, 0, {}}});
  for (std::uint64_t seq = 1; seq <= 20; ++seq) commit({message(seq, 3, "not for 40")});
  commit({message(21, 2, "for 40")});
  EXPECT_THAT(seqs(take(*reader)), ElementsAre(21));
  EXPECT_THAT(backlog.journal, IsEmpty());
}

TEST_F(HubTest, BehindTheRingItReadsTheJournal) {
  const auto slow = connect(40, {{2, 0, 0, {}}});
  for (std::uint64_t seq = 1; seq <= 9; ++seq) commit({message(seq, 2, "x")});
  EXPECT_TRUE(hub.take(*slow->subscription).is_empty());
  ASSERT_EQ(backlog.journal.size(), 1u);
  EXPECT_EQ(backlog.journal[0].after, 0u);
  commit({message(10, 2, "x")});
  EXPECT_EQ(slow->port.wakes, 1) << "while it waits for its page nothing else is worth waking for";

  ChunkBuilder page(0);
  for (std::uint64_t seq = 1; seq <= 7; ++seq) page.add(message(seq, 2, "x"), message(seq, 2, "x").SerializeAsString());
  hub.on_page(slow->subscription->id(), std::move(page).seal(7));
  EXPECT_EQ(slow->port.wakes, 2);
  const Outgoing first = hub.take(*slow->subscription);
  EXPECT_THAT(seqs(parse(first.pieces)), ElementsAre(1, 2, 3, 4, 5, 6, 7));
  EXPECT_TRUE(first.has_more);
  EXPECT_THAT(seqs(take(*slow)), ElementsAre(8, 9, 10));
}

TEST_F(HubTest, APageHoldsNothingPastTheHeadItWasAskedAt) {
  const auto slow = connect(40, {{2, 0, 0, {}}});
  for (std::uint64_t seq = 1; seq <= 9; ++seq) commit({message(seq, 2, "x")});
  hub.take(*slow->subscription);
  // The database is ahead of this thread: 40 was given channel 3 at seq 10, which the page's reader did not know.
  ChunkBuilder page(0);
  for (std::uint64_t seq = 1; seq <= 12; ++seq)
    page.add(message(seq, 2, "x"), message(seq, 2, "x").SerializeAsString());
  hub.on_page(slow->subscription->id(), std::move(page).seal(12));
  EXPECT_THAT(seqs(take(*slow)), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
  commit({granted(10, 40, 3, 0), message(11, 3, "there"), message(12, 2, "x")});
  EXPECT_THAT(seqs(take(*slow)), ElementsAre(10, 11, 12));
}

TEST_F(HubTest, AnErasedTextLeavesRingPagesAndPagesOnTheirWay) {
  const auto slow = connect(40, {{2, 0, 0, {}}});
  for (std::uint64_t seq = 1; seq <= 9; ++seq) commit({message(seq, 2, "secret")});
  hub.take(*slow->subscription);
  const auto erase = [&](std::uint64_t message_id, std::vector<ChunkPointer> replaced) {
    hub.on_batch({.chunks = {},
                  .private_changes = {},
                  .erased_message_ids = {message_id},
                  .replaced_chunks = std::move(replaced)});
  };
  const auto page = [] {
    ChunkBuilder builder(0);
    for (std::uint64_t seq = 1; seq <= 5; ++seq)
      builder.add(message(seq, 2, "secret"), message(seq, 2, "secret").SerializeAsString());
    return std::move(builder).seal(5);
  };
  erase(2, {});
  hub.on_page(slow->subscription->id(), page());
  EXPECT_TRUE(hub.take(*slow->subscription).is_empty());
  EXPECT_EQ(backlog.journal.size(), 2u) << "it may have been read before the erasure: read again";
  hub.on_page(slow->subscription->id(), page());
  erase(3, {});
  erase(9, {chunk({message(9, 2, "")})});
  const auto frame = take(*slow);
  EXPECT_EQ(frame.events(1).message_posted().body(), "secret");
  EXPECT_EQ(frame.events(2).message_posted().body(), "");
  EXPECT_EQ(take(*slow).events(3).message_posted().body(), "");
}

TEST_F(HubTest, WhatChangesWhileAStartIsReadIsNotLost) {
  Connection early;
  early.subscription = hub.attach(40, early.port);
  commit({granted(1, 40, 2, 0), granted(2, 40, 3, 0)});
  commit({ended(3, 40, 2), message(4, 3, "x")});
  // Its start was read after seq 1, before 2.
  hub.begin(*early.subscription, {reader_of(40, {{2, 0, 1, {}}}), 1, 1, 0});
  EXPECT_EQ(early.port.wakes, 1);
  EXPECT_THAT(seqs(take(early)), ElementsAre(2, 3, 4));
  EXPECT_EQ(hub.readable(*early.subscription).places().size(), 1u);
}

TEST_F(HubTest, AStartAheadOfThisThreadIsNotToldOldNews) {
  Connection ahead;
  ahead.subscription = hub.attach(40, ahead.port);
  hub.begin(*ahead.subscription, {reader_of(40, {{2, 0, 0, {}}}), 3, 3, 0});
  commit({message(1, 2, "a"), ended(2, 40, 2), granted(3, 40, 2, 0)});
  EXPECT_EQ(ahead.port.wakes, 0);
  commit({message(4, 2, "d")});
  EXPECT_THAT(seqs(take(ahead)), ElementsAre(4));
}

TEST_F(HubTest, IsToldThatItIsUpToDateAlsoWhenNothingWasMissed) {
  commit({message(1, 3, "not for 40"), message(2, 3, "neither")});
  Connection back;
  back.subscription = hub.attach(40, back.port);
  hub.begin(*back.subscription, {reader_of(40, {{2, 0, 0, {}}}), 2, 1, 0});
  EXPECT_EQ(back.port.wakes, 1);
  EXPECT_EQ(take(back).through_seq(), 2u);
  EXPECT_TRUE(hub.take(*back.subscription).is_empty());
}

TEST_F(HubTest, WhoLeavesTheCommunityIsDismissed) {
  const auto leaver = connect(40, {{1, 0, 0, {}}});
  v1::Event left = message(1, 1, "");
  left.mutable_member_status_changed()->set_member_id(40);
  left.mutable_member_status_changed()->set_status(v1::MEMBER_STATUS_LEFT);
  commit({left});
  EXPECT_EQ(leaver->port.dismissed, Port::Dismissal::member_left);
  EXPECT_TRUE(hub.take(*leaver->subscription).is_empty());
}

TEST_F(HubTest, PrivateRowsReachTheMembersConnectionsInOrder) {
  const auto phone = connect(40, {});
  const auto other = connect(41, {});
  hub.on_batch({.chunks = {},
                .private_changes = {private_change(40, 1), private_change(40, 2)},
                .erased_message_ids = {},
                .replaced_chunks = {}});
  EXPECT_EQ(phone->port.wakes, 1);
  EXPECT_EQ(other->port.wakes, 0);
  const auto frame = take(*phone);
  ASSERT_EQ(frame.private_rows_size(), 2);
  EXPECT_EQ(frame.private_revision(), 2u);
}

TEST_F(HubTest, TooManyPrivateRowsAreReadFromTheDatabase) {
  const auto phone = connect(40, {});
  for (std::uint64_t revision = 1; revision <= 40; ++revision) {
    hub.on_batch({.chunks = {},
                  .private_changes = {private_change(40, revision)},
                  .erased_message_ids = {},
                  .replaced_chunks = {}});
  }
  EXPECT_TRUE(hub.take(*phone->subscription).is_empty());
  ASSERT_EQ(backlog.private_rows.size(), 1u);
  EXPECT_EQ(backlog.private_rows[0].after, 0u);
  v1::PrivateRows rows;
  for (std::uint64_t revision = 1; revision <= 39; ++revision) rows.add_rows()->set_revision(revision);
  rows.set_revision(39);
  hub.on_private_rows(phone->subscription->id(), &rows);
  const auto frame = take(*phone);
  EXPECT_EQ(frame.private_rows_size(), 39);
  EXPECT_EQ(frame.private_revision(), 39u);
  ASSERT_EQ(backlog.private_rows.size(), 2u) << "page by page, until one is empty";
  rows.Clear();
  rows.set_revision(40);
  hub.on_private_rows(phone->subscription->id(), &rows);
  EXPECT_EQ(take(*phone).private_revision(), 40u);
  hub.on_batch(
      {.chunks = {}, .private_changes = {private_change(40, 41)}, .erased_message_ids = {}, .replaced_chunks = {}});
  EXPECT_EQ(take(*phone).private_rows_size(), 1) << "and live again";
  EXPECT_EQ(backlog.private_rows.size(), 2u);
}

TEST_F(HubTest, ABacklogThatFailsEndsTheConnection) {
  const auto slow = connect(40, {{2, 0, 0, {}}});
  for (std::uint64_t seq = 1; seq <= 9; ++seq) commit({message(seq, 2, "x")});
  hub.take(*slow->subscription);
  hub.on_page(slow->subscription->id(), nullptr);
  EXPECT_EQ(slow->port.dismissed, Port::Dismissal::backlog_failed);
  hub.on_page(999, nullptr);  // of a connection that is gone
}

TEST_F(HubTest, SignalsAreBoundedAndTheOldestAreLost) {
  const auto reader = connect(40, {{2, 5, 0, {}}});
  const auto typist = connect(41, {{2, 0, 0, {}}});
  const auto outsider = connect(42, {});
  for (std::uint64_t i = 1; i <= limits::signals_waiting_max + 1; ++i) {
    v1::ServerFrame frame;
    frame.add_signals()->mutable_typing()->set_thread_id(i);
    hub.signal_channel(2, 9, 41, std::make_shared<const std::string>(frame.SerializeAsString()));
  }
  EXPECT_EQ(typist->port.wakes + outsider->port.wakes, 0);
  const auto frame = take(*reader);
  ASSERT_EQ(frame.signals_size(), static_cast<int>(limits::signals_waiting_max));
  EXPECT_EQ(frame.signals(0).typing().thread_id(), 2u);
  hub.signal_channel(2, 4, 41, std::make_shared<const std::string>("x"));
  EXPECT_EQ(reader->port.wakes, 1) << "the thread was born before the reader's entry";
}

}  // namespace
}  // namespace ramure::live
