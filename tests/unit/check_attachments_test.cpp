// `ramured check` of the files of attachments: each that is referred to is there and is what it should be.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "protocol/hex.hpp"
#include "storage/attachment_files.hpp"
#include "storage/check.hpp"
#include "storage/connection.hpp"
#include "storage/erasure_ledger.hpp"
#include "tests/support/founded_community.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

class CheckingAttachments : public testing::Test {
 protected:
  FoundedCommunity community_;
  std::uint64_t anna_ = community_.valmerac.first;
  std::uint64_t thread_ = community_.open_thread(community_.plenary, anna_, "Un fil");
  std::string waiting_ = upload(community_.folder(), anna_, "qui attend");
  std::uint64_t message_ = community_.post_with({upload(community_.folder(), anna_, "qui est porté")}, thread_, anna_);

  std::filesystem::path path_of(std::string_view content) {
    return storage::AttachmentFiles(community_.folder()).path_of(sha256_of(content));
  }
  std::vector<std::string> findings() {
    std::vector<std::string> sentences;
    for (const storage::Finding& finding : storage::check_community(community_.folder())) {
      sentences.push_back(finding.part + ": " + finding.sentence);
    }
    return sentences;
  }
  std::string name_of(std::string_view content) { return "attachments: File " + hex_of(sha256_of(content)); }
  using Sentences = std::vector<std::string>;
};

}  // namespace

TEST_F(CheckingAttachments, ASoundFolderHasNoFindings) { EXPECT_EQ(findings(), Sentences{}); }

TEST_F(CheckingAttachments, FindsAFileThatIsMissing) {
  std::filesystem::remove(path_of("qui est porté"));
  std::filesystem::remove(path_of("qui attend"));
  const auto all = findings();
  EXPECT_EQ(all.size(), 2u);
  EXPECT_NE(
      std::ranges::find(all, name_of("qui est porté") + " of message " + std::to_string(message_) + " is missing."),
      all.end());
  EXPECT_NE(std::ranges::find(
                all, name_of("qui attend") + " of an upload of member " + std::to_string(anna_) + " is missing."),
            all.end());
}

TEST_F(CheckingAttachments, FindsAnotherContentAndAnotherSize) {
  std::ofstream(path_of("qui est porté")) << "qui est PORTÉ";
  EXPECT_EQ(findings(), Sentences{name_of("qui est porté") + " of message " + std::to_string(message_) +
                                  ": it has another content."});
  std::ofstream(path_of("qui est porté")) << "court";
  EXPECT_EQ(findings().size(), 2u);
}

TEST_F(CheckingAttachments, FindsWhatNothingRefersToOnceItIsADayOld) {
  const storage::AttachmentFiles files(community_.folder());
  const auto incoming = files.receive();
  incoming->write("orphelin");
  incoming->finish();
  files.place(*incoming);
  EXPECT_EQ(findings(), Sentences{}) << "the sweeper will come by";
  std::filesystem::last_write_time(path_of("orphelin"),
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
  EXPECT_EQ(findings(), Sentences{name_of("orphelin") + " is there, and nothing refers to it."});
}

// In a backup that was made while somebody erased: the file was gone when its turn came, and the ledger tells why.
TEST_F(CheckingAttachments, AFileThatTheLedgerKnowsToBeErasedIsNotMissed) {
  std::filesystem::remove(path_of("qui est porté"));
  storage::ErasureLedger ledger(community_.folder() / "erasures.tsv");
  ledger.note_erased(community_.store().epoch(), std::vector<std::uint64_t>{message_}, 1);
  EXPECT_EQ(findings(), Sentences{});
}

TEST_F(CheckingAttachments, FindsARowOfAMessageThatIsErased) {
  community_.redact(message_, anna_);
  storage::Connection db(community_.folder() / "community.db", {});
  db.run("INSERT INTO attachments (message_id, position, author_id, sha256, size_bytes) VALUES (?, 0, ?, ?, 14)",
         message_, anna_, storage::Blob{sha256_of("qui est porté")});
  const auto all = findings();
  EXPECT_NE(std::ranges::find(all, "tables: Message " + std::to_string(message_) +
                                       " does not exist or is erased, and still has file 0."),
            all.end());
}

}  // namespace ramure::test
