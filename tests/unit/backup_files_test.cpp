// The files of attachments in backups: whole, no more than is referred to, and erased again after a restore.
#include <gtest/gtest.h>

#include <fstream>

#include "storage/attachment_files.hpp"
#include "storage/backup.hpp"
#include "storage/check.hpp"
#include "storage/reader.hpp"
#include "storage/scrub.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

const std::string new_epoch(32, 'a');

class FileBackups : public testing::Test {
 protected:
  FoundedCommunity community_;
  TemporaryFolder elsewhere_;
  std::filesystem::path copy_ = elsewhere_ / "copy", restored_ = elsewhere_ / "restored";
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");
  std::uint64_t message_ = community_.post_with({upload(community_.folder(), anna_, "zqbdfgkmpr")}, thread_, anna_);

  void scrub(const std::filesystem::path& folder) {
    const auto scrubber = storage::Scrubber::open(folder);
    ASSERT_TRUE(scrubber->finish(scrubber->begin()));
  }
  static void expect_sound(const std::filesystem::path& folder) {
    const auto findings = storage::check_community(folder);
    EXPECT_TRUE(findings.empty()) << findings.front().sentence;
  }
  static bool is_in(const std::filesystem::path& folder, std::string_view content) {
    return storage::AttachmentFiles(folder).open(sha256_of(content)).has_value();
  }
};

}  // namespace

TEST_F(FileBackups, HoldWhatIsReferredToAndNothingElse) {
  const std::string waiting = upload(community_.folder(), anna_, "qui attend");
  const storage::AttachmentFiles files(community_.folder());
  const auto orphan = files.receive();
  orphan->write("orphelin");
  orphan->finish();
  files.place(*orphan);
  EXPECT_EQ(storage::backup_community(community_.folder(), copy_), 0u);
  EXPECT_TRUE(is_in(copy_, "zqbdfgkmpr"));
  EXPECT_TRUE(is_in(copy_, "qui attend"));
  EXPECT_FALSE(is_in(copy_, "orphelin"));
  expect_sound(copy_);
  storage::restore_community(copy_, restored_);
  ASSERT_TRUE(storage::adopt_backup(restored_, new_epoch, 0));
  expect_sound(restored_);
  const auto store = open_test_store(restored_);
  EXPECT_TRUE(store->view().upload(waiting)) << "it can still be posted";
  storage::CarriedFile file;
  ASSERT_TRUE(storage::Reader::open(restored_)->attachment(basile_, message_, 0, file));
  EXPECT_EQ(file.content->read_at(0, 100), "zqbdfgkmpr");
}

TEST_F(FileBackups, AnEarlierBackupLosesWhatWasErasedSince) {
  storage::backup_community(community_.folder(), copy_);
  community_.redact(message_, anna_);
  scrub(community_.folder());
  EXPECT_EQ(storage::backup_community(community_.folder(), copy_), 0u);
  EXPECT_TRUE(files_with(copy_, "zqbdfgkmpr").empty());
  expect_sound(copy_);
}

TEST_F(FileBackups, ARestoredBackupErasesAgain) {
  storage::backup_community(community_.folder(), copy_);
  community_.redact(message_, anna_);
  scrub(community_.folder());
  std::filesystem::create_directories(restored_);
  std::filesystem::copy_file(community_.folder() / "erasures.tsv", restored_ / "erasures.tsv");
  storage::restore_community(copy_, restored_);
  EXPECT_TRUE(is_in(restored_, "zqbdfgkmpr")) << "the test can fail";
  ASSERT_TRUE(storage::adopt_backup(restored_, new_epoch, community_.store().last_event_ms() + 5));
  scrub(restored_);
  EXPECT_TRUE(files_with(restored_, "zqbdfgkmpr").empty());
  expect_sound(restored_);
}

// The databases are copied, then somebody erases, then the files are copied: the copy lacks a file that it names, knows
// why, and is put right by being restored.
TEST_F(FileBackups, WhatIsErasedMeanwhileDanglesNowhere) {
  for (int i = 0; i < 400; ++i) community_.post(thread_, anna_, std::string(5'000, 'm'));
  bool erased = false;
  const auto left_out = storage::backup_community(community_.folder(), copy_, [&](std::uint64_t, std::uint64_t) {
    if (std::exchange(erased, true)) return;
    community_.redact(message_, anna_);  // after the moment that the copy holds
    const auto scrubber = storage::Scrubber::open(community_.folder());
    scrubber->begin();
  });
  ASSERT_TRUE(erased);
  EXPECT_EQ(left_out, 0u) << "nothing refers to it any more";
  EXPECT_FALSE(is_in(copy_, "zqbdfgkmpr"));
  expect_sound(copy_);
  storage::restore_community(copy_, restored_);
  ASSERT_TRUE(storage::adopt_backup(restored_, new_epoch, community_.store().last_event_ms() + 5));
  scrub(restored_);
  expect_sound(restored_);
  storage::CarriedFile file;
  EXPECT_FALSE(storage::Reader::open(restored_)->attachment(basile_, message_, 0, file));
}

TEST_F(FileBackups, TellsWhatIsMissingOrDamagedHere) {
  upload(community_.folder(), anna_, "perdu");
  const storage::AttachmentFiles files(community_.folder());
  std::filesystem::remove(files.path_of(sha256_of("perdu")));
  std::ofstream(files.path_of(sha256_of("zqbdfgkmpr"))) << "abîmé";
  EXPECT_EQ(storage::backup_community(community_.folder(), copy_), 2u);
  EXPECT_FALSE(is_in(copy_, "zqbdfgkmpr"));
}

}  // namespace ramure::test
