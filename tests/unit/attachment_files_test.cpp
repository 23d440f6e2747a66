// Files named by what they hold: written aside, given their name whole, and gone when they are removed.
#include "storage/attachment_files.hpp"
#include "protocol/hex.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "storage/error.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

class AttachmentFilesTest : public testing::Test {
 protected:
  TemporaryFolder folder_;
  storage::AttachmentFiles files_{folder_.path(), true};

  std::string place(std::string_view content) {
    const auto incoming = files_.receive();
    incoming->write(content);
    incoming->finish();
    files_.place(*incoming);
    return incoming->sha256();
  }
  std::size_t count_below(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) count += entry.is_regular_file();
    return count;
  }
};

}  // namespace

TEST_F(AttachmentFilesTest, AreNamedByTheirSha256InAFolderForItsFirstByte) {
  const std::string hash = place("abc");
  EXPECT_EQ(hex_of(hash), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(files_.path_of(hash),
            folder_ / "files" / "ba" / "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  struct stat status {};
  ASSERT_EQ(::stat(files_.path_of(hash).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  ASSERT_EQ(::stat(files_.path_of(hash).parent_path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700u);
  EXPECT_EQ(files_.list(0xba), std::vector{hash});
  EXPECT_TRUE(files_.list(0xbb).empty());
}

TEST_F(AttachmentFilesTest, ComeInPieces) {
  const auto incoming = files_.receive();
  std::string content;
  for (int i = 0; i < 1'000; ++i) {
    const std::string piece(static_cast<std::size_t>(i), static_cast<char>('a' + i % 26));
    incoming->write(piece);
    content += piece;
  }
  incoming->finish();
  EXPECT_EQ(incoming->size_bytes(), content.size());
  EXPECT_EQ(incoming->sha256(), sha256_of(content));
  EXPECT_EQ(incoming->read_at(content.size() - 5, 100), content.substr(content.size() - 5));
  files_.place(*incoming);
  const auto stored = files_.open(sha256_of(content));
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->size_bytes(), content.size());
  EXPECT_EQ(stored->read_at(0, content.size() + 1), content);
}

TEST_F(AttachmentFilesTest, LeaveNothingWhenTheyDoNotCome) {
  {
    const auto incoming = files_.receive();
    incoming->write("à moitié");
    EXPECT_EQ(count_below(folder_.path()), 1u);
  }
  EXPECT_EQ(count_below(folder_.path()), 0u);
}

TEST_F(AttachmentFilesTest, TheSameContentIsOneFile) {
  EXPECT_EQ(place("deux fois"), place("deux fois"));
  EXPECT_EQ(count_below(folder_.path()), 1u);
}

TEST_F(AttachmentFilesTest, AreGoneWhenRemovedAndReadToTheEndByWhoHasThemOpen) {
  const std::string hash = place("encore là");
  const auto open = files_.open(hash);
  files_.remove(hash);
  EXPECT_FALSE(files_.open(hash));
  EXPECT_EQ(open->read_at(0, 100), "encore là");
  EXPECT_NO_THROW(files_.remove(hash)) << "there is none any more";
}

TEST_F(AttachmentFilesTest, OthersInTheFoldersArePassedOver) {
  const std::string hash = place("abc");
  std::ofstream(files_.path_of(hash).parent_path() / "notes.txt") << "d’ailleurs";
  std::ofstream(files_.path_of(hash).parent_path() / std::string(64, 'a')) << "d’un autre dossier";
  EXPECT_EQ(files_.list(0xba), std::vector{hash});
}

TEST_F(AttachmentFilesTest, WhatACrashLeftOnItsWayInIsClearedOnceNobodyWritesToIt) {
  const auto incoming = files_.receive();
  incoming->write("quelqu’un écrit");
  files_.clear_incoming(3'600);
  EXPECT_EQ(count_below(folder_.path()), 1u);
  files_.clear_incoming(0);
  EXPECT_EQ(count_below(folder_.path()), 0u);
}

TEST_F(AttachmentFilesTest, AFolderThatCannotBeWrittenIsAnErrorWithItsKind) {
  std::ofstream(folder_ / "files") << "une file n’est pas un dossier";
  EXPECT_THROW(files_.receive(), storage::StorageError);
}

}  // namespace ramure::test
