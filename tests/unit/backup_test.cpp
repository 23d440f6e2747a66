// Backup beside a writer, restore as a copy, and what a restored community does before it serves again.
#include <gtest/gtest.h>

#include <fstream>

#include "storage/backup.hpp"
#include "storage/check.hpp"
#include "storage/connection.hpp"
#include "storage/erasure_ledger.hpp"
#include "storage/reader.hpp"
#include "storage/scrub.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/founded_community.hpp"

namespace ramure::test {

namespace {

const std::string first_epoch(32, 'e');
const std::string second_epoch(32, 'a');
const std::string third_epoch(32, 'b');

class Backups : public testing::Test {
 protected:
  FoundedCommunity community_;
  TemporaryFolder elsewhere_;
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");
  std::uint64_t message_ = community_.post(thread_, anna_, "Le zqbdfgkmpr");

  void scrub(const std::filesystem::path& folder) {
    const auto scrubber = storage::Scrubber::open(folder);
    ASSERT_TRUE(scrubber->finish(scrubber->begin()));
  }
  static std::string epoch_of(const std::filesystem::path& folder) {
    return storage::Reader::open(folder)->start(1).epoch;
  }
  static v1::Message message_in(const std::filesystem::path& folder, std::uint64_t member, std::uint64_t id) {
    v1::GetMessage query;
    query.set_message_id(id);
    v1::MessageAnswer answer;
    std::uint64_t as_of = 0;
    EXPECT_TRUE(storage::Reader::open(folder)->message(member, query, answer, as_of));
    return answer.message();
  }
};

}  // namespace

TEST_F(Backups, HoldOneMomentWhileTheCommunityWritesOn) {
  for (int i = 0; i < 400; ++i) community_.post(thread_, anna_, std::string(5'000, 'm'));
  const auto head = community_.store().head_seq();
  int calls = 0;
  storage::backup_community(community_.folder(), elsewhere_ / "copy", [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_LE(done, total);
    if (++calls == 1) community_.post(thread_, anna_, "Pendant la copie");
  });
  EXPECT_GT(calls, 1);
  const auto copy = elsewhere_ / "copy";
  EXPECT_EQ(storage::Reader::open(copy)->head_seq(), head);
  EXPECT_TRUE(storage::check_community(copy).empty()) << storage::check_community(copy).front().sentence;
  EXPECT_FALSE(std::filesystem::exists(copy / "community.db.partial"));
  EXPECT_FALSE(std::filesystem::exists(copy / "community.db-wal"));
  EXPECT_EQ(community_.store().head_seq(), head + 1);
}

TEST_F(Backups, AnEarlierBackupIsReplacedWhole) {
  storage::backup_community(community_.folder(), elsewhere_ / "copy");
  community_.post(thread_, anna_, "Depuis");
  storage::backup_community(community_.folder(), elsewhere_ / "copy");
  EXPECT_EQ(storage::Reader::open(elsewhere_ / "copy")->head_seq(), community_.store().head_seq());
}

TEST_F(Backups, ARestoredCommunityBeginsANewEpoch) {
  storage::backup_community(community_.folder(), elsewhere_ / "copy");
  const auto folder = elsewhere_ / "restored";
  storage::restore_community(elsewhere_ / "copy", folder);
  EXPECT_EQ(epoch_of(folder), first_epoch);
  EXPECT_TRUE(storage::adopt_backup(folder, second_epoch, 0));
  EXPECT_EQ(epoch_of(folder), second_epoch);
  EXPECT_FALSE(storage::adopt_backup(folder, third_epoch, 0)) << "only once";
  EXPECT_EQ(epoch_of(folder), second_epoch);
  EXPECT_FALSE(storage::adopt_backup(community_.folder(), third_epoch, 0)) << "no backup";
  const auto store = open_test_store(folder);
  EXPECT_EQ(store->head_seq(), community_.store().head_seq());
  EXPECT_EQ(store->epoch(), second_epoch);
}

TEST_F(Backups, RestoringNeverOverwritesACommunity) {
  storage::backup_community(community_.folder(), elsewhere_ / "copy");
  EXPECT_THROW(storage::restore_community(elsewhere_ / "copy", community_.folder()), storage::StorageError);
  EXPECT_THROW(storage::restore_community(elsewhere_ / "nothing", elsewhere_ / "restored"), storage::StorageError);
}

TEST_F(Backups, WhatWasErasedLaterIsErasedAgain) {
  storage::backup_community(community_.folder(), elsewhere_ / "copy");
  EXPECT_FALSE(files_with(elsewhere_ / "copy", "zqbdfgkmpr").empty()) << "the test can fail";
  community_.redact(message_, anna_);
  scrub(community_.folder());
  const auto folder = elsewhere_ / "restored";
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file(community_.folder() / "erasures.tsv", folder / "erasures.tsv");
  storage::restore_community(elsewhere_ / "copy", folder);
  ASSERT_TRUE(storage::adopt_backup(folder, second_epoch, community_.store().last_event_ms() + 5));
  EXPECT_TRUE(message_in(folder, basile_, message_).redacted());
  scrub(folder);
  EXPECT_TRUE(files_with(folder, "zqbdfgkmpr").empty());
  EXPECT_TRUE(storage::check_community(folder).empty()) << storage::check_community(folder).front().sentence;
}

TEST_F(Backups, ACrashWhileAdoptingIsMadeGood) {
  storage::backup_community(community_.folder(), elsewhere_ / "copy");
  community_.redact(message_, anna_);
  scrub(community_.folder());
  const auto folder = elsewhere_ / "restored";
  std::filesystem::create_directories(folder);
  std::filesystem::copy_file(community_.folder() / "erasures.tsv", folder / "erasures.tsv");
  storage::restore_community(elsewhere_ / "copy", folder);
  storage::adopt_backup(folder, second_epoch, 0);
  {  // as if the process had died before the mark was cleared
    storage::Connection db(folder / "community.db", {});
    db.run("UPDATE meta SET value = ? WHERE name = 'epoch'", storage::Blob{first_epoch});
    db.run("UPDATE meta SET value = ? WHERE name = 'is_backup'", storage::Blob{"1"});
  }
  const auto head = storage::Reader::open(folder)->head_seq();
  EXPECT_TRUE(storage::adopt_backup(folder, third_epoch, 0));
  EXPECT_EQ(epoch_of(folder), third_epoch);
  EXPECT_EQ(storage::Reader::open(folder)->head_seq(), head) << "nothing is erased twice";
}

TEST(ErasureLedger, CountsOnlyWhatTheTwoJournalsShare) {
  const TemporaryFolder folder;
  storage::ErasureLedger ledger(folder / "erasures.tsv");
  ledger.note_erased("one", std::vector<std::uint64_t>{50, 150}, 1);
  ledger.note_branch("two", "one", 100);
  ledger.note_erased("two", std::vector<std::uint64_t>{60, 170}, 2);
  ledger.note_branch("three", "one", 55);
  ledger.note_erased("three", std::vector<std::uint64_t>{52, 58}, 3);
  ledger.note_erased("stranger", std::vector<std::uint64_t>{1}, 4);
  using Ids = std::vector<std::uint64_t>;
  EXPECT_EQ(ledger.erased_in("one", 1'000), (Ids{50, 52, 60, 150}));
  EXPECT_EQ(ledger.erased_in("two", 1'000), (Ids{50, 52, 60, 170}));
  EXPECT_EQ(ledger.erased_in("three", 1'000), (Ids{50, 52, 58}));
  EXPECT_EQ(ledger.erased_in("one", 51), (Ids{50}));
  EXPECT_EQ(ledger.erased_in("unknown", 1'000), Ids{});
}

TEST(ErasureLedger, SurvivesATornLineAndIsReadAgain) {
  const TemporaryFolder folder;
  const auto file = folder / "erasures.tsv";
  {
    storage::ErasureLedger ledger(file);
    ledger.note_erased("one", std::vector<std::uint64_t>{5}, 1);
    ledger.note_erased("one", std::vector<std::uint64_t>{5}, 2);  // known already
  }
  EXPECT_EQ(std::filesystem::file_size(file), std::string("erased\tone\t5\t1\n").size());
  std::ofstream(file, std::ios::app) << "erased\ton";  // a crash
  {
    storage::ErasureLedger ledger(file);
    ledger.note_erased("one", std::vector<std::uint64_t>{7}, 3);
  }
  EXPECT_EQ(storage::ErasureLedger(file).erased_in("one", 100), (std::vector<std::uint64_t>{5, 7}));
  const TemporaryFolder other;
  storage::ErasureLedger merged(other / "erasures.tsv");
  merged.merge(storage::ErasureLedger(file));
  EXPECT_EQ(storage::ErasureLedger(other / "erasures.tsv").erased_in("one", 100), (std::vector<std::uint64_t>{5, 7}));
}

}  // namespace ramure::test
