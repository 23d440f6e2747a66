// Golden data folders: every release leaves one under tests/golden/data-<version>, and every later release must open
// it, migrate it, and find that its tables are what its journal says.
//
// RAMURE_WRITE_GOLDEN=1 writes the one of this release, from the history in support/full_history. Until a version is
// released its folder may be written anew, and must be when its schema changes; afterwards never again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <regex>

#include "storage/connection.hpp"
#include "storage/replay.hpp"
#include "tests/support/full_history.hpp"

namespace ramure::test {

namespace {

const std::filesystem::path golden_path = std::filesystem::path(RAMURE_SOURCE_DIR) / "tests/golden";
const std::string draft_text = "Un brouillon gardé";
constexpr std::string_view key_bytes = "golden-key-16-by";

std::string this_version() {
  std::ifstream file(std::filesystem::path(RAMURE_SOURCE_DIR) / "CMakeLists.txt");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  std::smatch found;
  return std::regex_search(text, found, std::regex("project\\(ramure VERSION ([0-9.]+)")) ? found[1].str() : "none";
}

std::vector<std::filesystem::path> golden_folders() {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(golden_path)) {
    if (entry.path().filename().string().starts_with("data-")) folders.push_back(entry.path());
  }
  return folders;
}

void write_private_state(FoundedCommunity& community, std::uint64_t thread_id) {
  storage::Store& store = community.store();
  const std::uint64_t member = community.valmerac.first;
  v1::PrivateRow draft;
  draft.mutable_draft()->set_thread_id(thread_id);
  draft.mutable_draft()->set_text(draft_text);
  v1::PrivateRow cursor;
  cursor.mutable_read_cursor()->set_thread_id(thread_id);
  cursor.mutable_read_cursor()->set_read_up_to(thread_id + 1);
  store.begin();
  store.begin_command();
  store.write_private(member, draft);
  const std::uint64_t revision = store.write_private(member, cursor);
  store.keep_answer(member, key_bytes, std::string(16, 'h'), {.private_revision = revision});
  store.end_command();
  store.commit();
}

void write_golden_folder(const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  {
    FoundedCommunity community(folder);
    const FullHistory history = write_full_history(community);
    write_private_state(community, history.thread);
  }
  for (const auto& [file, database] : {std::pair("community.db", "community"), std::pair("drafts.db", "drafts")}) {
    storage::Connection db(folder / file, {.database = database});
    db.run_script("VACUUM");
    db.checkpoint(true);
  }
}

}  // namespace

TEST(GoldenData, ThisReleaseLeavesOne) {
  const std::filesystem::path folder = golden_path / ("data-" + this_version());
  if (std::getenv("RAMURE_WRITE_GOLDEN") != nullptr) write_golden_folder(folder);
  EXPECT_TRUE(std::filesystem::exists(folder / "community.db")) << "make it with RAMURE_WRITE_GOLDEN=1";
}

TEST(GoldenData, EveryOldFolderMigratesToTablesThatItsJournalReplaysTo) {
  ASSERT_FALSE(golden_folders().empty());
  for (const std::filesystem::path& golden : golden_folders()) {
    SCOPED_TRACE(golden.filename().string() +
                 " (if that version is not released yet and its schema changed on "
                 "purpose, write it anew with RAMURE_WRITE_GOLDEN=1)");
    const TemporaryFolder folder;
    std::filesystem::copy(golden, folder.path(), std::filesystem::copy_options::recursive);
    const auto store = storage::Store::open(folder.path(), {.durable = false});
    EXPECT_THAT(storage::compare_with_replay(folder.path()), testing::IsEmpty());
    EXPECT_GT(store->head_seq(), 100U);
  }
}

TEST(GoldenData, WordsAndPrivateStateOfOldFoldersAreStillThere) {
  for (const std::filesystem::path& golden : golden_folders()) {
    SCOPED_TRACE(golden.filename().string());
    const TemporaryFolder folder;
    std::filesystem::copy(golden, folder.path(), std::filesystem::copy_options::recursive);
    const auto store = storage::Store::open(folder.path(), {.durable = false});

    storage::Connection db(folder / "community.db", {.database = "community", .read_only = true});
    auto thread = db.query("SELECT t.id, c.member_id FROM threads t JOIN read_cursors c ON c.thread_id = t.id");
    ASSERT_TRUE(thread.step());
    EXPECT_EQ(store->view().thread_title(thread.id(0)), "Par où commencer ?");
    EXPECT_EQ(store->view().read_up_to(thread.id(1), thread.id(0)), thread.id(0) + 1);
    const auto kept = store->kept_answer(thread.id(1), key_bytes, std::string(16, 'h'));
    ASSERT_TRUE(kept.has_value());
    EXPECT_TRUE(kept->same_content);

    storage::Connection drafts(folder / "drafts.db", {.database = "drafts", .read_only = true});
    auto draft = drafts.query("SELECT text FROM drafts WHERE member_id = ?", thread.id(1));
    ASSERT_TRUE(draft.step());
    EXPECT_EQ(draft.text(0), draft_text);
  }
}

}  // namespace ramure::test
