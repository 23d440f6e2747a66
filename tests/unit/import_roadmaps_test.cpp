#include <gtest/gtest.h>

#include "server/community/roadmap_book.hpp"
#include "server/ops/document_actions.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/unit/imported_demo.hpp"

namespace ramure::ops {
namespace {

class ImportedRoadmaps : public ImportedDemo {
 protected:
  static roadmap::Roadmap of_territory(std::string_view key) {
    storage::Statement rows = database->prepare_text(
        "SELECT c.id FROM channels c JOIN territories t ON t.id = c.territory_id WHERE t.key = ? AND c.kind = ?");
    rows.bind(key, static_cast<std::int64_t>(v1::CHANNEL_KIND_ROADMAP));
    roadmap::Roadmap found;
    if (rows.step()) community::fold(found, store->view().roadmap(rows.id(0)).events(0));
    return found;
  }
  static std::string text_of(const roadmap::Roadmap& roadmap, std::uint64_t version) {
    const storage::StoredRoadmap stored = store->view().roadmap(roadmap.id());
    return roadmap::to_utf8(roadmap::text_at(community::text_in(stored), version));
  }
  static std::uint64_t head_of(const roadmap::Roadmap& roadmap) {
    return store->view().roadmap(roadmap.id()).text_version();
  }
  static std::string document(const std::string& name) {
    return std::string(body_of_document(demo_texts("roadmaps").at(name)));
  }
  static std::vector<v1::RoadmapVersion> frozen(const roadmap::Roadmap& roadmap) {
    std::vector<v1::RoadmapVersion> frozen;
    for (const v1::RoadmapVersion& version : roadmap.view.versions()) {
      if (version.stage() != v1::ROADMAP_STAGE_UNSPECIFIED) frozen.push_back(version);
    }
    return frozen;
  }
  // Of the text: who wrote, and how many changes.
  static std::map<std::uint64_t, int> authors(const roadmap::Roadmap& roadmap) {
    std::map<std::uint64_t, int> authors;
    const storage::StoredRoadmap stored = store->view().roadmap(roadmap.id());
    for (const std::string& bytes : stored.text_entries(0, stored.text_version())) {
      v1::TextEntry entry;
      EXPECT_TRUE(entry.ParseFromString(bytes));
      ++authors[entry.author_id()];
    }
    return authors;
  }
};

TEST_F(ImportedRoadmaps, ReadAsTheirDocumentsInEveryFrozenVersion) {
  const roadmap::Roadmap shared = of_territory("t02");
  const auto versions = frozen(shared);
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(text_of(shared, versions[0].text_version()), document("monts-aubresle-v0.md"));
  EXPECT_EQ(text_of(shared, versions[1].text_version()), document("monts-aubresle-v1.md"));
  EXPECT_EQ(text_of(shared, head_of(shared)), document("monts-aubresle-v1.md"));
  const roadmap::Roadmap reviewed = of_territory("t08");
  ASSERT_EQ(frozen(reviewed).size(), 2u);
  EXPECT_EQ(text_of(reviewed, frozen(reviewed)[0].text_version()), document("sauveclaire-v0.md"));
  EXPECT_EQ(text_of(reviewed, frozen(reviewed)[1].text_version()), document("sauveclaire-v1.md"));
  EXPECT_EQ(text_of(reviewed, head_of(reviewed)), document("sauveclaire-v2.md"));
  EXPECT_EQ(imported->roadmaps, 2u);
}

TEST_F(ImportedRoadmaps, WereWrittenByBothOfThePairInManySmallSteps) {
  const std::map<std::string, std::pair<std::string, std::string>> pairs{{"t02", {"p03", "p04"}},
                                                                         {"t08", {"p15", "p16"}}};
  for (const auto& [territory, pair] : pairs) {
    const roadmap::Roadmap roadmap = of_territory(territory);
    auto written = authors(roadmap);
    EXPECT_GT(written[member(pair.first)], 10) << territory;
    EXPECT_GT(written[member(pair.second)], 10) << territory;
    EXPECT_GE(number("SELECT count(DISTINCT at_ms / 86400000) FROM journal WHERE channel_id = " +
                     std::to_string(roadmap.id())),
              8)
        << "on many days";
  }
}

TEST_F(ImportedRoadmaps, AreSharedAsTheirFilesSay) {
  const roadmap::Roadmap shared = of_territory("t02"), reviewed = of_territory("t08");
  EXPECT_NE(demo_texts("roadmaps").at("monts-aubresle-v1.md").find("\nstatut: partage_communaute\n"), std::string::npos);
  EXPECT_EQ(shared.view.status(), v1::ROADMAP_STATUS_SHARED);
  EXPECT_EQ(shared.view.sharing(), v1::ROADMAP_SHARING_COMMUNITY);
  EXPECT_EQ(shared.view.stage(), v1::ROADMAP_STAGE_IMPLEMENTATION);
  EXPECT_TRUE(readers_of(shared.id()).contains("p23"));
  EXPECT_NE(demo_texts("roadmaps").at("sauveclaire-v2.md").find("\nstatut: en_relecture\n"), std::string::npos);
  EXPECT_EQ(reviewed.view.status(), v1::ROADMAP_STATUS_IN_REVIEW);
  EXPECT_EQ(reviewed.view.sharing(), v1::ROADMAP_SHARING_SUPPORT);
  EXPECT_EQ(reviewed.view.stage(), v1::ROADMAP_STAGE_ROADMAP);
  EXPECT_EQ(readers_of(reviewed.id()), (std::set<std::string>{"p15", "p16", "f01", "f02", "f03"}));
}

TEST_F(ImportedRoadmaps, HaveTheActionsThatTheirTextsTell) {
  const std::map<std::string, std::string> documents{{"t02", "monts-aubresle-v1.md"}, {"t08", "sauveclaire-v2.md"}};
  for (const auto& [territory, name] : documents) {
    const auto told = actions_in(document(name));
    ASSERT_TRUE(told);
    const roadmap::Roadmap roadmap = of_territory(territory);
    ASSERT_EQ(static_cast<std::size_t>(roadmap.view.actions_size()), told->size());
    for (const DocumentAction& action : *told) {
      const std::string title = action.reference + ". " + action.title;
      const auto found = std::ranges::find(roadmap.view.actions(), title, &v1::RoadmapAction::title);
      ASSERT_NE(found, roadmap.view.actions().end()) << title;
      EXPECT_EQ(found->owner(), action.owner);
      EXPECT_EQ(found->status(), action.status) << title;
      EXPECT_EQ(found->axis(), action.axis);
      EXPECT_FALSE(found->due().empty());
    }
  }
}

// What is due is moved by whole weeks, as everything else.
TEST_F(ImportedRoadmaps, KeepTheWeekdayOnWhichSomethingIsDue) {
  const roadmap::Roadmap roadmap = of_territory("t02");
  const auto due = parse_corpus_day(roadmap.view.actions(0).due());
  ASSERT_TRUE(due);
  EXPECT_EQ(std::chrono::weekday(*due), std::chrono::Monday) << "the 31st of December 2018 was one";
}

TEST_F(ImportedRoadmaps, AreTalkedAbout) {
  const roadmap::Roadmap roadmap = of_territory("t02");
  std::set<v1::RoadmapCommentBox> boxes;
  int answered = 0, open = 0;
  for (const v1::RoadmapComment& comment : roadmap.view.comments()) {
    boxes.insert(comment.box());
    (comment.verdict() == v1::ROADMAP_VERDICT_UNSPECIFIED ? open : answered) += 1;
  }
  EXPECT_EQ(boxes.size(), 4u);
  EXPECT_EQ(answered, 5);
  EXPECT_EQ(open, 1);
  ASSERT_EQ(roadmap.view.suggestions_size(), 2);
  EXPECT_EQ(roadmap.view.suggestions(0).state(), v1::ROADMAP_SUGGESTION_STATE_TAKEN);
  EXPECT_EQ(roadmap.view.suggestions(1).state(), v1::ROADMAP_SUGGESTION_STATE_OPEN);
}

TEST_F(ImportedRoadmaps, AreLinkedToObstaclesAndToNoRound) {
  int linked = 0;
  for (const char* territory : {"t02", "t08"}) {
    const roadmap::Roadmap roadmap = of_territory(territory);
    for (const v1::RoadmapAction& action : roadmap.view.actions()) {
      if (action.obstacle_thread_id() == 0) continue;
      const auto thread = store->view().thread(action.obstacle_thread_id());
      ASSERT_TRUE(thread);
      EXPECT_EQ(thread->kind, v1::THREAD_KIND_OBSTACLE);
      ++linked;
    }
  }
  EXPECT_EQ(linked, 4);
}

}  // namespace
}  // namespace ramure::ops
