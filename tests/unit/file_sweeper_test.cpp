// A file goes with its last reference, and never before: sweeping, erasing, and both beside people who write.
#include "storage/file_sweeper.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "protocol/limits.hpp"
#include "storage/attachment_files.hpp"
#include "storage/check.hpp"
#include "storage/connection.hpp"
#include "storage/scrub.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

constexpr std::int64_t now = FoundedCommunity::first_event_ms;

class FileSweeping : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");
  storage::AttachmentFiles files_{community_.folder()};

  void sweep(std::int64_t at_ms = now) {
    const auto sweeper = storage::FileSweeper::open(community_.folder());
    EXPECT_FALSE(sweeper->step(at_ms)) << "no round was begun";
    sweeper->begin_round();
    int steps = 1;
    while (sweeper->step(at_ms)) ++steps;
    EXPECT_EQ(steps, storage::file_folders + 1);
    EXPECT_FALSE(sweeper->step(at_ms));
  }
  void scrub() {
    const auto scrubber = storage::Scrubber::open(community_.folder());
    ASSERT_TRUE(scrubber->finish(scrubber->begin()));
  }
  bool is_there(std::string_view content) { return files_.open(sha256_of(content)).has_value(); }
  void leave_orphan(std::string_view content) {
    const auto incoming = files_.receive();
    incoming->write(content);
    incoming->finish();
    files_.place(*incoming);
  }
  std::string upload(std::uint64_t member, std::string_view content, const UploadedAs& as = {}) {
    return test::upload(community_.folder(), member, content, as);
  }
};

}  // namespace

TEST_F(FileSweeping, RemovesWhatNothingRefersToAndNothingElse) {
  upload(anna_, "qui attend");
  community_.post_with({upload(anna_, "qui est porté")}, thread_, anna_);
  leave_orphan("que personne ne connaît");
  sweep();
  EXPECT_TRUE(is_there("qui attend"));
  EXPECT_TRUE(is_there("qui est porté"));
  EXPECT_FALSE(is_there("que personne ne connaît"));
}

TEST_F(FileSweeping, UploadsThatHaveWaitedTooLongGoWithTheirNames) {
  const std::string id = upload(anna_, "vieux", {.name = "zqbdfgkmpr.txt", .at_ms = now});
  sweep(now + limits::upload_waits_ms);
  EXPECT_TRUE(community_.view().upload(id)) << "a post may just have found it";
  sweep(now + limits::upload_waits_ms + storage::upload_grace_ms);
  EXPECT_TRUE(is_there("vieux"));
  sweep(now + limits::upload_waits_ms + storage::upload_grace_ms + 1);
  EXPECT_FALSE(community_.view().upload(id));
  EXPECT_FALSE(is_there("vieux"));
  EXPECT_TRUE(files_with(community_.folder(), "zqbdfgkmpr").empty()) << "not in a free page either";
}

TEST_F(FileSweeping, AFileGoesWithTheLastMessageThatCarriesIt) {
  const auto first = community_.post_with({upload(anna_, "le même")}, thread_, anna_);
  const auto second = community_.post_with({upload(basile_, "le même")}, thread_, basile_);
  const std::string waiting = upload(basile_, "le même");
  community_.redact(first, anna_);
  scrub();
  EXPECT_TRUE(is_there("le même"));
  community_.redact(second, basile_);
  scrub();
  EXPECT_TRUE(is_there("le même")) << "an upload waits with it";
  community_.redact(community_.post_with({waiting}, thread_, basile_), basile_);
  scrub();
  EXPECT_FALSE(is_there("le même"));
  EXPECT_TRUE(storage::check_community(community_.folder()).empty());
}

TEST_F(FileSweeping, ErasingRemovesBytesAndNames) {
  const auto message =
      community_.post_with({upload(anna_, "zqvtrpmkgf", {.name = "zqbdfgkmpr.txt"})}, thread_, anna_, "Voici");
  EXPECT_FALSE(files_with(community_.folder(), "zqvtrpmkgf").empty()) << "the test can fail";
  community_.redact(message, anna_);
  scrub();
  EXPECT_TRUE(files_with(community_.folder(), "zqvtrpmkgf").empty());
  EXPECT_TRUE(files_with(community_.folder(), "zqbdfgkmpr").empty());
}

// The upload of a message that is erased at once may not have left drafts.db yet.
TEST_F(FileSweeping, AnUploadThatAMessageHasTakenKeepsNoFile) {
  const std::string id = upload(anna_, "repris aussitôt");
  const auto message = community_.post_with({id}, thread_, anna_);
  community_.redact(message, anna_);
  storage::Connection drafts(community_.folder() / "drafts.db", {.database = "drafts"});
  storage::Connection tables(community_.folder() / "community.db", {});
  tables.run("INSERT INTO uploads_to_clear (upload_id) VALUES (?)", id);
  drafts.run(
      "INSERT INTO uploads (upload_id, member_id, received_at_ms, name, media_type, size_bytes, width, height, sha256) "
      "VALUES (?, ?, 0, 'x', 'text/plain', 1, 0, 0, ?)",
      id, anna_, storage::Blob{sha256_of("repris aussitôt")});
  scrub();
  EXPECT_FALSE(is_there("repris aussitôt"));
}

TEST_F(FileSweeping, WaitsForNobodyWhoHoldsTheLock) {
  leave_orphan("abc");
  storage::Connection other(community_.folder() / "drafts.db", {.database = "drafts"});
  const auto sweeper = storage::FileSweeper::open(community_.folder());
  sweeper->begin_round();
  {
    const storage::Transaction lock(other, storage::Transaction::Kind::write);
    EXPECT_THROW(
        {
          while (sweeper->step(now)) {
          }
        },
        storage::StorageError);
  }
  while (sweeper->step(now)) {
  }
  EXPECT_FALSE(is_there("abc")) << "the step was tried again";
}

// Ten contents, of which there are always some that nobody needs, some that are just coming and some that are just
// going: whatever the interleaving, nothing that is referred to is ever missing.
TEST_F(FileSweeping, BesidePeopleWhoUploadPostAndErase) {
  std::atomic<bool> is_over = false;
  std::thread sweeping([&] {
    const auto sweeper = storage::FileSweeper::open(community_.folder());
    const auto scrubber = storage::Scrubber::open(community_.folder());
    while (!is_over) {
      try {
        sweeper->begin_round();
        while (!is_over && sweeper->step(now)) {
        }
        scrubber->finish(scrubber->begin());
      } catch (const storage::StorageError& error) {
        if (error.kind != storage::StorageError::Kind::busy) throw;
      }
    }
  });
  std::mt19937 random(20'180'503);
  std::vector<std::uint64_t> messages;
  for (int i = 0; i < 300; ++i) {
    const std::string id = upload(anna_, "contenu " + std::to_string(random() % 10));
    if (random() % 4 != 0) messages.push_back(community_.post_with({id}, thread_, anna_));
    if (messages.size() > 3) {
      std::swap(messages[random() % messages.size()], messages.back());
      community_.redact(messages.back(), anna_);
      messages.pop_back();
    }
  }
  is_over = true;
  sweeping.join();
  scrub();
  sweep();
  const auto findings = storage::check_community(community_.folder());
  EXPECT_TRUE(findings.empty()) << findings.front().sentence;
}

}  // namespace ramure::test
