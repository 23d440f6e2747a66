// Batches: what a commit keeps, what an undo or a full disk takes back.
#include <gtest/gtest.h>

#include "protocol/check.hpp"
#include "storage/replay.hpp"
#include "storage/store.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

using storage::StorageError;

namespace {

void fill_post(v1::Event& event, std::uint64_t channel_id, std::uint64_t thread_id, std::string_view body) {
  event.set_channel_id(channel_id);
  event.mutable_message_posted()->set_thread_id(thread_id);
  event.mutable_message_posted()->set_kind(v1::MESSAGE_KIND_MESSAGE);
  event.mutable_message_posted()->set_body(std::string(body));
}

class StoreBatch : public testing::Test {
 protected:
  FoundedCommunity community_;
  storage::Store& store_ = community_.store();
  std::uint64_t author_ = community_.valmerac.first;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, author_, "Un fil");

  std::uint64_t post_in_command(std::string_view body) {
    return community_.append_in_command(author_,
                                        [&](v1::Event& event) { fill_post(event, community_.plenary, thread_, body); });
  }
};

}  // namespace

TEST_F(StoreBatch, CommittedEventsAreThereAfterReopening) {
  const std::uint64_t message = community_.post(thread_, author_, "Bonjour");
  const std::uint64_t head = store_.head_seq();
  const std::int64_t at_ms = store_.last_event_ms();
  community_.reopen();
  EXPECT_EQ(community_.store().head_seq(), head);
  EXPECT_EQ(community_.store().next_seq(), head + 1);
  EXPECT_EQ(community_.store().last_event_ms(), at_ms);
  EXPECT_EQ(community_.view().message_body(message), "Bonjour");
  EXPECT_EQ(community_.store().epoch(), std::string(32, 'e'));
}

TEST_F(StoreBatch, AppendReturnsTheBytesThatAreStored) {
  store_.begin();
  store_.begin_command();
  v1::Event event;
  event.set_seq(store_.next_seq());
  event.set_at_ms(store_.last_event_ms());
  event.set_birth_seq(event.seq());
  event.set_actor_id(author_);
  fill_post(event, community_.plenary, thread_, "Mot pour mot");
  const std::string bytes = store_.append(event);
  store_.end_command();
  store_.commit();
  EXPECT_EQ(bytes, event.SerializeAsString());
  EXPECT_EQ(community_.view().message_body(event.seq()), "Mot pour mot");
}

TEST_F(StoreBatch, HeadMovesOnlyWithTheCommit) {
  const std::uint64_t head = store_.head_seq();
  store_.begin();
  store_.begin_command();
  post_in_command("a");
  store_.end_command();
  EXPECT_EQ(store_.head_seq(), head);
  EXPECT_EQ(store_.next_seq(), head + 2);
  store_.commit();
  EXPECT_EQ(store_.head_seq(), head + 1);
}

TEST_F(StoreBatch, UndoneCommandLeavesTheOthersAlone) {
  store_.begin();
  store_.begin_command();
  const std::uint64_t kept = post_in_command("gardé");
  store_.end_command();

  store_.begin_command();
  const std::uint64_t undone = post_in_command("défait");
  store_.undo_command();
  EXPECT_EQ(store_.next_seq(), undone);

  store_.begin_command();
  const std::uint64_t later = post_in_command("plus tard");
  store_.end_command();
  store_.commit();

  EXPECT_EQ(later, undone) << "the number is given again, so that the journal has no gap";
  EXPECT_EQ(community_.view().message_body(kept), "gardé");
  EXPECT_EQ(community_.view().message_body(later), "plus tard");
  EXPECT_TRUE(storage::compare_with_replay(community_.folder()).empty());
}

TEST_F(StoreBatch, RefusedCommandCostsNothingWhereOnlyTheWholeBatchCanBeUndone) {
  store_.begin(storage::Store::Undo::batch);
  store_.begin_command();
  const std::uint64_t kept = post_in_command("gardé");
  store_.end_command();
  store_.begin_command();
  store_.undo_command();
  store_.commit();
  EXPECT_EQ(store_.head_seq(), kept);
  EXPECT_EQ(community_.view().message_body(kept), "gardé");
}

TEST_F(StoreBatch, HalfDoneCommandTakesItsBatchWithItWhereOnlyTheWholeBatchCanBeUndone) {
  const std::uint64_t head = store_.head_seq();
  store_.begin(storage::Store::Undo::batch);
  store_.begin_command();
  post_in_command("emporté");
  store_.end_command();
  store_.begin_command();
  post_in_command("à moitié");
  EXPECT_THROW(store_.undo_command(), StorageError);
  store_.abandon();
  EXPECT_EQ(store_.next_seq(), head + 1);
  EXPECT_FALSE(community_.view().message(head + 1).has_value());
  EXPECT_EQ(community_.post(thread_, author_, "après"), head + 1);
}

TEST_F(StoreBatch, FailedCheckInApplyConcernsItsCommandAlone) {
  store_.begin();
  store_.begin_command();
  const std::uint64_t kept = post_in_command("avant");
  store_.end_command();
  store_.begin_command();
  EXPECT_THROW(community_.append_in_command(
                   author_, [&](v1::Event& event) { fill_post(event, community_.plenary, 999'999, "nulle part"); }),
               CheckFailed);
  store_.undo_command();
  store_.commit();
  EXPECT_EQ(store_.head_seq(), kept);
  EXPECT_FALSE(community_.view().message(kept + 1).has_value());
}

TEST_F(StoreBatch, EventsThatBreakAPromiseOfTheJournalAreNotTaken) {
  store_.begin();
  store_.begin_command();
  const auto broken = [&](const FoundedCommunity::Fill& spoil) {
    return [this, spoil] {
      community_.append_in_command(author_, [&](v1::Event& event) {
        fill_post(event, community_.plenary, thread_, "x");
        spoil(event);
      });
    };
  };
  EXPECT_THROW(broken([](v1::Event& event) { event.set_seq(event.seq() + 1); })(), CheckFailed);
  EXPECT_THROW(broken([](v1::Event& event) { event.set_at_ms(1); })(), CheckFailed);
  EXPECT_THROW(broken([](v1::Event& event) { event.clear_audience(); })(), CheckFailed);
  EXPECT_THROW(broken([](v1::Event& event) { event.set_birth_seq(0); })(), CheckFailed);
  EXPECT_THROW(broken([](v1::Event& event) { event.set_birth_seq(event.seq() + 1); })(), CheckFailed);
  EXPECT_THROW(broken([](v1::Event& event) { event.clear_body(); })(), CheckFailed);
  store_.undo_command();
  store_.abandon();
}

TEST_F(StoreBatch, AbandonedBatchNeverHappened) {
  const std::uint64_t head = store_.head_seq();
  const std::int64_t at_ms = store_.last_event_ms();
  store_.begin();
  store_.begin_command();
  post_in_command("perdu");
  store_.end_command();
  store_.abandon();
  EXPECT_EQ(store_.next_seq(), head + 1);
  EXPECT_EQ(store_.last_event_ms(), at_ms);
  EXPECT_FALSE(community_.view().message(head + 1).has_value());
  EXPECT_EQ(community_.post(thread_, author_, "après"), head + 1);
}

// As the writer does it: on a full disk the batch is abandoned, and writing goes on by itself when there is room.
TEST_F(StoreBatch, FullDiskTakesTheWholeBatchAndNothingElse) {
  const std::uint64_t head = store_.head_seq();
  store_.limit_pages_for_test(1);
  store_.begin();
  const std::string long_body(40'000, 'x');
  StorageError::Kind kind = StorageError::Kind::other;
  try {
    for (int i = 0; i < 100; ++i) {
      store_.begin_command();
      post_in_command(long_body);
      store_.end_command();
    }
    store_.commit();
  } catch (const StorageError& error) {
    kind = error.kind;
  }
  EXPECT_EQ(kind, StorageError::Kind::full);
  store_.abandon();
  EXPECT_EQ(store_.next_seq(), head + 1);

  store_.limit_pages_for_test(0);
  const std::uint64_t message = community_.post(thread_, author_, "il y a de nouveau de la place");
  EXPECT_EQ(message, head + 1);
  EXPECT_TRUE(storage::compare_with_replay(community_.folder()).empty());
}

TEST_F(StoreBatch, CheckpointEmptiesTheWriteAheadLog) {
  community_.post(thread_, author_, "Bonjour");
  EXPECT_GT(std::filesystem::file_size(community_.folder() / "community.db-wal"), 0U);
  EXPECT_TRUE(store_.checkpoint(true));
  EXPECT_EQ(std::filesystem::file_size(community_.folder() / "community.db-wal"), 0U);
}

TEST_F(StoreBatch, MaintenanceCheckpointsFromItsOwnConnection) {
  const auto checkpointer = storage::Checkpointer::open(community_.folder());
  community_.post(thread_, author_, "Bonjour");
  EXPECT_TRUE(checkpointer->run(false));
  community_.post(thread_, author_, "Encore");
  EXPECT_TRUE(checkpointer->run(true));
  EXPECT_EQ(std::filesystem::file_size(community_.folder() / "community.db-wal"), 0U);
}

}  // namespace ramure::test
