// Uploads: waiting, room, and being used up by a message, also when the work is cut off between the two files.
#include "storage/uploads.hpp"

#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "storage/check.hpp"
#include "storage/connection.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

class UploadsTest : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::uint64_t anna_ = community_.valmerac.first, basile_ = community_.valmerac.second;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");

  storage::Connection drafts() { return {community_.folder() / "drafts.db", {.database = "drafts"}}; }
  storage::Connection tables() { return {community_.folder() / "community.db", {}}; }
  std::int64_t count(storage::Connection db, const std::string& table) {
    auto row = db.prepare_text("SELECT count(*) FROM " + table);
    row.step();
    return row.integer(0);
  }
  bool is_there(std::string_view content) {
    return storage::AttachmentFiles(community_.folder()).open(sha256_of(content)).has_value();
  }
};

}  // namespace

TEST_F(UploadsTest, WaitForAMessageAndAreDescribed) {
  const std::string id = upload(community_.folder(), anna_, "Bonjour", {.name = "Été.txt", .at_ms = 42});
  const auto waiting = community_.view().upload(id);
  ASSERT_TRUE(waiting);
  EXPECT_EQ(waiting->member_id, anna_);
  EXPECT_EQ(waiting->received_at_ms, 42);
  EXPECT_EQ(waiting->file.name(), "Été.txt");
  EXPECT_EQ(waiting->file.size_bytes(), std::string("Bonjour").size());
  EXPECT_EQ(waiting->file.sha256(), sha256_of("Bonjour"));
  EXPECT_TRUE(is_there("Bonjour"));
  EXPECT_FALSE(community_.view().upload("00000000000000000000000000000bad"));
}

TEST_F(UploadsTest, AreUsedUpByOneMessage) {
  const std::string id = upload(community_.folder(), anna_, "Bonjour");
  const auto message = community_.post_with({id}, thread_, anna_);
  EXPECT_FALSE(community_.view().upload(id));
  EXPECT_TRUE(community_.view().has_attachments(message));
  EXPECT_EQ(count(drafts(), "uploads"), 0) << "the row is gone at once, and its name with it";
  EXPECT_TRUE(is_there("Bonjour"));
  community_.post(thread_, anna_, "La suite");
  EXPECT_EQ(count(tables(), "uploads_to_clear"), 0) << "the next batch takes the note away";
}

TEST_F(UploadsTest, ACommandThatIsUndoneHasUsedNothing) {
  const std::string id = upload(community_.folder(), anna_, "Bonjour");
  auto& store = community_.store();
  store.begin();
  store.begin_command();
  store.use_upload(id);
  EXPECT_FALSE(store.view().upload(id)) << "not a second time in the same batch";
  store.undo_command();
  EXPECT_TRUE(store.view().upload(id));
  store.begin_command();
  store.use_upload(id);
  store.end_command();
  store.abandon();
  EXPECT_TRUE(store.view().upload(id));
}

// The message is committed and the server dies before drafts.db knows.
TEST_F(UploadsTest, ACrashBetweenTheTwoFilesIsMadeGood) {
  const std::string id = upload(community_.folder(), anna_, "Bonjour");
  tables().run("INSERT INTO uploads_to_clear (upload_id) VALUES (?)", id);
  EXPECT_FALSE(community_.view().upload(id)) << "it is used already";
  community_.reopen();
  EXPECT_FALSE(community_.view().upload(id));
  EXPECT_EQ(count(drafts(), "uploads"), 0);
  community_.post(thread_, anna_, "La suite");
  EXPECT_EQ(count(tables(), "uploads_to_clear"), 0);
}

TEST_F(UploadsTest, ADraftsFileThatIsLockedOnlyDelaysIt) {
  const std::string id = upload(community_.folder(), anna_, "Bonjour");
  {
    auto other = drafts();
    const storage::Transaction lock(other, storage::Transaction::Kind::write);
    community_.post_with({id}, thread_, anna_);  // waits for the lock, gives up, and is committed all the same
    EXPECT_FALSE(community_.view().upload(id));
  }
  EXPECT_EQ(count(drafts(), "uploads"), 1);
  community_.post(thread_, anna_, "La suite");
  EXPECT_EQ(count(drafts(), "uploads"), 0);
}

TEST_F(UploadsTest, TakeNoMoreRoomThanAMemberHas) {
  const auto uploads = storage::Uploads::open(community_.folder(), false);
  {
    const auto all = uploads->begin(anna_, limits::uploads_bytes_max);
    ASSERT_NE(all, nullptr);
    EXPECT_EQ(uploads->begin(anna_, 1), nullptr) << "what is on its way in counts";
    EXPECT_NE(uploads->begin(basile_, limits::uploads_bytes_max), nullptr) << "to each his own";
  }
  EXPECT_EQ(uploads->begin(anna_, limits::uploads_bytes_max + 1), nullptr);
  const std::string id = upload(community_.folder(), anna_, "12345");
  EXPECT_NE(uploads->begin(anna_, limits::uploads_bytes_max - 5), nullptr);
  EXPECT_EQ(uploads->begin(anna_, limits::uploads_bytes_max - 4), nullptr) << "what waits counts";
  const auto message = community_.post_with({id}, thread_, anna_);
  EXPECT_NE(uploads->begin(anna_, limits::uploads_bytes_max - 5), nullptr);
  EXPECT_EQ(uploads->begin(anna_, limits::uploads_bytes_max - 4), nullptr) << "and what messages carry";
  community_.redact(message, anna_);
  EXPECT_NE(uploads->begin(anna_, limits::uploads_bytes_max), nullptr);
}

TEST_F(UploadsTest, CountTheSameContentEachTime) {
  upload(community_.folder(), anna_, "12345");
  upload(community_.folder(), anna_, "12345");
  const auto uploads = storage::Uploads::open(community_.folder(), false);
  EXPECT_EQ(uploads->begin(anna_, limits::uploads_bytes_max - 9), nullptr);
  EXPECT_NE(uploads->begin(anna_, limits::uploads_bytes_max - 10), nullptr);
}

TEST_F(UploadsTest, LeaveNothingWhenTheyAreGivenUp) {
  const auto uploads = storage::Uploads::open(community_.folder(), false);
  {
    const auto receiving = uploads->begin(anna_, 100);
    receiving->file().write("zqbdfgkmpr");
    EXPECT_FALSE(files_with(community_.folder(), "zqbdfgkmpr").empty());
  }
  EXPECT_TRUE(files_with(community_.folder(), "zqbdfgkmpr").empty());
  EXPECT_TRUE(storage::check_community(community_.folder()).empty());
}

}  // namespace ramure::test
