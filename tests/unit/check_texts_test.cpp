// `ramured check`, of the texts of roadmaps: each kind of damage is said in a sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/ops/check_texts.hpp"
#include "storage/connection.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CheckingTexts : public ::testing::Test {
 protected:
  CheckingTexts() {
    for (int i = 0; i < 257; ++i) roadmap.write(roadmap.first(), 0, "Ligne " + std::to_string(i) + "\n");
    roadmap.share(v1::ROADMAP_SHARING_COMMUNITY);
  }
  std::vector<std::string> findings() { return ops::check_texts(community.folder()); }
  void damage(const std::string& sql) { storage::Connection(community.folder() / "community.db", {}).run_script(sql); }
  template <class Message, class Change>
  void rewrite(const char* table, const char* column, std::uint64_t version, Change change) {
    storage::Connection db(community.folder() / "community.db", {});
    const std::string where = " WHERE version = " + std::to_string(version);
    Message message;
    {
      auto row = db.prepare_text(std::string("SELECT ") + column + " FROM " + table + where);
      ASSERT_TRUE(row.step());
      ASSERT_TRUE(message.ParseFromString(std::string(row.blob(0))));
    }
    change(message);
    auto update = db.prepare_text(std::string("UPDATE ") + table + " SET " + column + " = ?" + where);
    const std::string bytes = message.SerializeAsString();
    update.bind(storage::Blob{bytes});
    update.run();
  }

  RuledCommunity community;
  RuledRoadmap roadmap{community, community.valmerac};
};

}  // namespace

TEST_F(CheckingTexts, ASoundOneHasNoFindings) { EXPECT_THAT(findings(), IsEmpty()); }

TEST_F(CheckingTexts, AChangeThatDoesNotFitTheTextBeforeIt) {
  rewrite<v1::TextEntry>("text_changes", "entry", 40, [](v1::TextEntry& entry) {
    entry.mutable_change()->set_sections(0, 3);
    entry.mutable_change()->set_sections(1, -1);
    entry.mutable_change()->clear_inserted();
    entry.mutable_change()->mutable_sections()->Truncate(2);
  });
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("cannot be read after version 39")));
}

TEST_F(CheckingTexts, AMissingChange) {
  damage("DELETE FROM text_changes WHERE version = 40");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("the log of a text has no gap")));
}

TEST_F(CheckingTexts, ASnapshotThatTheChangesDoNotMake) {
  rewrite<v1::TextSnapshot>("text_snapshots", "snapshot", 256,
                            [](v1::TextSnapshot& snapshot) { (*snapshot.mutable_text())[0] = 'X'; });
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("a snapshot of version 256 that is not what its changes say")));
}

TEST_F(CheckingTexts, AVersionThatWasNeverReached) {
  damage("DELETE FROM text_changes WHERE version = 258");
  EXPECT_THAT(findings(), ElementsAre(HasSubstr("never reached version 258")));
}

}  // namespace ramure::test
