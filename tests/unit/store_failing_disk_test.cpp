// A disk that fails under the store: which kind is thrown, and that nothing is lost that was committed before.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "storage/connection.hpp"
#include "storage/error.hpp"
#include "storage/reader.hpp"
#include "storage/replay.hpp"
#include "tests/support/failing_disk.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

using Fault = FailingDisk::Fault;
using Kind = storage::StorageError::Kind;

namespace {

class StoreFailingDisk : public testing::Test {
 protected:
  FailingDisk disk_;
  FoundedCommunity community_;
  std::uint64_t author_ = community_.valmerac.first;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, author_, "Un fil");
  std::uint64_t kept_ = community_.post(thread_, author_, "déjà là");
  std::unique_ptr<storage::Store> durable_;

  void open_durably() {
    community_.close();
    durable_ = open_test_store(community_.folder(), true);
  }

  // Posts as the writer does; what was thrown, or nothing.
  std::optional<Kind> post(storage::Store& store) {
    try {
      store.begin();
      store.begin_command();
      v1::Event event;
      event.set_seq(store.next_seq());
      event.set_at_ms(store.last_event_ms());
      event.set_actor_id(author_);
      event.set_channel_id(community_.plenary);
      event.set_birth_seq(event.seq());
      event.mutable_message_posted()->set_thread_id(thread_);
      event.mutable_message_posted()->set_body("nouveau");
      store.append(event);
      store.end_command();
      store.commit();
      return std::nullopt;
    } catch (const storage::StorageError& error) {
      store.abandon();
      return error.kind;
    }
  }

  void expect_writing_resumes(Fault fault, Kind kind) {
    open_durably();
    const std::uint64_t head = durable_->head_seq();
    FailingDisk::set(fault);
    EXPECT_EQ(post(*durable_), kind);
    EXPECT_EQ(durable_->next_seq(), head + 1);
    EXPECT_EQ(durable_->view().message_body(kept_), "déjà là") << "reading goes on";
    EXPECT_EQ(post(*durable_), kind) << "and so does refusing";
    FailingDisk::set(Fault::none);
    EXPECT_EQ(post(*durable_), std::nullopt);
    EXPECT_EQ(durable_->head_seq(), head + 1);
    EXPECT_EQ(durable_->view().message_body(head + 1), "nouveau");
    EXPECT_THAT(storage::compare_with_replay(community_.folder()), testing::IsEmpty());
  }
};

}  // namespace

TEST_F(StoreFailingDisk, FullDiskRefusesUntilThereIsRoom) { expect_writing_resumes(Fault::no_room, Kind::full); }

TEST_F(StoreFailingDisk, WriteErrorRefusesUntilItIsOver) { expect_writing_resumes(Fault::write_fails, Kind::io); }

TEST_F(StoreFailingDisk, FailedFsyncIsUncertain) {
  open_durably();
  FailingDisk::set(Fault::fsync_fails);
  EXPECT_EQ(post(*durable_), Kind::uncertain);
}

TEST_F(StoreFailingDisk, FailedFsyncOfADraftIsUncertainToo) {
  open_durably();
  v1::PrivateRow draft;
  draft.mutable_draft()->set_thread_id(thread_);
  draft.mutable_draft()->set_text("un début");
  durable_->begin();
  durable_->begin_command();
  durable_->write_private(author_, draft);
  durable_->end_command();
  FailingDisk::set(Fault::fsync_fails);
  try {
    durable_->commit();
    ADD_FAILURE() << "the commit did not fail";
  } catch (const storage::StorageError& error) {
    EXPECT_EQ(error.kind, Kind::uncertain);
  }
}

// The batch is committed, then its draft cannot be cleared: too late to say no, so it is done with the next commit.
TEST_F(StoreFailingDisk, ClearingThatFailsAfterTheCommitIsMadeGoodByTheNext) {
  const auto in_command = [&](auto&& work) {
    durable_->begin();
    durable_->begin_command();
    work();
    durable_->end_command();
  };
  open_durably();
  v1::PrivateRow draft;
  draft.mutable_draft()->set_thread_id(thread_);
  draft.mutable_draft()->set_text("un début");
  in_command([&] { durable_->write_private(author_, draft); });
  durable_->commit();

  const auto draft_of = [&] {
    v1::PrivateRows answer;
    storage::Reader::open(community_.folder())->private_rows(author_, 0, answer);
    return answer.rows_size() == 0 ? "nothing" : answer.rows(answer.rows_size() - 1).draft().text();
  };
  const auto text_in_the_file = [&] {
    storage::Connection db(community_.folder() / "drafts.db", {.database = "drafts", .read_only = true});
    auto row = db.query("SELECT text FROM drafts");
    return row.step() ? std::string(row.text(0)) : "nothing";
  };
  EXPECT_EQ(draft_of(), "un début");
  in_command([&] { durable_->clear_draft(author_, thread_, 9); });
  FailingDisk::set(Fault::no_room, "drafts.db");
  EXPECT_NO_THROW(durable_->commit());
  FailingDisk::set(Fault::none);
  EXPECT_EQ(text_in_the_file(), "un début");
  EXPECT_EQ(draft_of(), "") << "readers know already";
  in_command([] {});
  durable_->commit();
  EXPECT_EQ(text_in_the_file(), "");
  EXPECT_EQ(draft_of(), "");
}

}  // namespace ramure::test
