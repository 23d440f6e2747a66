// The table of French search (tests/support/search_table.hpp) through the real index. Where a row fails, read the
// corpus here: that is all there is to find.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "storage/search/dates.hpp"
#include "storage/search/index.hpp"
#include "storage/search/index_reader.hpp"
#include "storage/search/resolve.hpp"
#include "tests/support/search_table.hpp"

namespace ramure::storage {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t plenary = 2, themes_channel = 3, secret = 9;
struct Named {
  std::uint64_t id;
  const char* name;
};
const Named people[] = {{21, "Nadia Benhaddou"}, {22, "Loïc Le Goff"}, {23, "Zoé Œhmichen"}};
const Named themes[] = {{31, "Partenariats associations / entreprises"}, {32, "Tiers lieux & dialogue territorial"}};
const Named territories[] = {{41, "Pays de Kerlohan"}, {42, "Île de Sainte-Ombeline"}};
const Named channels[] = {{plenary, "Plénière"}, {themes_channel, "Thématiques"}, {secret, "Coulisses"}};

struct Row {
  std::uint64_t id, thread_id, channel_id, author_id;
  std::chrono::sys_days day;
  Field field;
  const char* text;
};
const Row corpus[] = {
    {100, 100, themes_channel, 21, 2018y / 5 / 3, Field::title, "Pérenniser le financement de l’ingénierie"},
    {101, 100, themes_channel, 21, 2018y / 5 / 3, Field::body,
     "Le financement européen s’arrête : qui paie l’animateur du tiers-lieu ?"},
    {102, 100, themes_channel, 22, 2018y / 5 / 4, Field::body,
     "Nos financeurs ont décidé de financer deux postes. Aujourd’hui, rien n’est signé."},
    {103, 103, themes_channel, 22, 2018y / 6 / 28, Field::title, "Confiance entre associations et entreprises"},
    {104, 103, themes_channel, 22, 2018y / 6 / 28, Field::body,
     "La co-construction demande du temps ; l'école d'Orléans l’a montré."},
    {105, 103, themes_channel, 23, 2018y / 7 / 1, Field::body,
     "Notre coconstruction avance ! ŒUVRE commune, cœur léger 🎉 et 10\u202F000\u00A0€ trouvés."},
    {106, 103, themes_channel, 21, 2018y / 9 / 13, Field::body,
     "Les habitant·e·s du quartier ont écrit à Zoé ; quelqu’un répondra. Contact : equipe@ramure.example"},
    {107, 107, plenary, 23, 2018y / 9 / 13, Field::title, "Météo de la plénière"},
    {108, 107, plenary, 23, 2018y / 9 / 13, Field::body,
     "Réunion jusqu’à 17 h, puis visite de la presqu'île. Le comité local s’élargit."},
    {109, 107, plenary, 22, 2018y / 9 / 20, Field::body,
     "Le local du comité est fermé ; le comite de l'an prochain aussi. Vœux de Sauveclaire."},
    {110, 110, secret, 21, 2018y / 9 / 20, Field::body, "Financement confidentiel, à ne pas dire."},
    {111, 100, themes_channel, 22, 2018y / 9 / 20, Field::body,
     "E\u0301tude d’impact (de\u0301compose\u0301e) : les marchés publics territoriaux, les chevaux, les journaux, les "
     "travaux ; ils accompagnent."},
};

template <std::size_t N>
std::vector<Name> names_of(const Named (&named)[N]) {
  std::vector<Name> names;
  for (const Named& each : named) names.push_back({each.id, each.name});
  return names;
}

const std::chrono::sys_days today = 2018y / 9 / 20;

// In Paris summer time.
std::int64_t midnight_ms(std::chrono::sys_days day) { return begin_of_day_ms(day, 120); }

std::expected<SearchConditions, v1::Refusal> conditions_of(const SearchQuery& query) {
  const Names names{21, names_of(people), names_of(themes), names_of(territories), names_of(channels)};
  return resolve(query, names, midnight_ms);
}

class SearchTable : public testing::Test {
 protected:
  SearchTable() {
    std::filesystem::create_directories(folder_);
    index_ = SearchIndex::open(folder_ / "search.db", "epoch");
    SearchBatch batch;
    for (const Row& row : corpus) {
      batch.documents.push_back(
          {row.id, row.thread_id, row.channel_id, row.id, row.author_id, midnight_ms(row.day) + 36'000'000});
      batch.wordings.push_back({row.id, row.field, row.text});
    }
    batch.wordings.push_back(
        {100, Field::card, "Contexte : la métropole finance seule.\nUn fonds commun a été tenté."});
    batch.wordings.push_back({103, Field::summary, "Où en est-on ? Une charte est en relecture."});
    batch.threads.push_back({.id = 100,
                             .kind = v1::THREAD_KIND_OBSTACLE,
                             .theme_id = 31,
                             .territory_id = 41,
                             .status = v1::OBSTACLE_STATUS_LIFTED});
    batch.threads.push_back(
        {.id = 103, .kind = v1::THREAD_KIND_QUESTION, .theme_id = 32, .territory_id = 42, .resolved = true});
    batch.threads.push_back({.id = 107, .kind = v1::THREAD_KIND_DISCUSSION, .archived = true});
    batch.through_seq = 111;
    index_->apply(batch);
    reader_ = std::make_unique<SearchReader>(folder_ / "search.db");
    readable_.grant({.channel_id = plenary});
    readable_.grant({.channel_id = themes_channel});
  }
  ~SearchTable() override { std::filesystem::remove_all(folder_); }

  SearchPage search(std::string_view typed) {
    const auto query = parse_query(typed, today);
    EXPECT_TRUE(query.has_value()) << typed;
    const auto conditions = conditions_of(*query);
    EXPECT_TRUE(conditions.has_value()) << typed;
    return reader_->search({.match = match_of(*query), .conditions = *conditions, .limit = 100}, readable_);
  }

  // "102 101": newest first.
  std::string found(std::string_view typed) {
    std::string ids;
    for (const SearchHit& hit : search(typed).hits) ids += (ids.empty() ? "" : " ") + std::to_string(hit.document.id);
    return ids;
  }

  // Everything marked, in the order of the hits: "financement|Financement".
  std::string marked(std::string_view typed) {
    std::string marks;
    const auto add = [&](const std::string& text, const std::vector<Range>& ranges) {
      for (const Range& range : ranges)
        marks += (marks.empty() ? "" : "|") + text.substr(range.begin, range.end - range.begin);
    };
    for (const SearchHit& hit : search(typed).hits) {
      add(hit.title, hit.title_highlights);
      add(hit.text, hit.highlights);
    }
    return marks;
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("ramure_table_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  std::unique_ptr<SearchIndex> index_;
  std::unique_ptr<SearchReader> reader_;
  Readable readable_;
};

TEST_F(SearchTable, FindsWhatIsMeantAndNothingElse) {
  for (const test::SearchCase& each : test::search_table) EXPECT_EQ(found(each.typed), each.expected) << each.typed;
}

TEST_F(SearchTable, MarksTheOriginalText) {
  const test::SearchCase cases[] = {
      {"l'ingenierie", "ingénierie"},
      {"coeur oeuvre", "ŒUVRE|cœur"},
      {"\"comite local\"", "comité local"},
      {"habitants", "habitant"},
      {"co-construction", "coconstruction|co-construction"},
      {"construction", "construction"},
      {"decomposee", "de\u0301compose\u0301e"},
      {"aujourd'hui", "Aujourd’hui"},
      {"reu", "Réunion"},
      {"comité -fermé", "comité"},
      {"charte", "charte"},
      {"ingénierie fonds", "ingénierie|fonds"},
      {"auteur:nadia ecri", "écrit"},
  };
  for (const test::SearchCase& each : cases) EXPECT_EQ(marked(each.typed), each.expected) << each.typed;
}

TEST_F(SearchTable, ValuesThatNameNothingAreRefused) {
  for (const char* typed :
       {"auteur:personne", "theme:inconnu", "territoire:mars", "dans:cave", "statut:bleu", "type:x"}) {
    const auto conditions = conditions_of(*parse_query(typed, today));
    ASSERT_FALSE(conditions.has_value()) << typed;
    EXPECT_EQ(conditions.error().field(), "search.text");
    EXPECT_EQ(conditions.error().data().at("reason"), "unknown_value");
    EXPECT_EQ(conditions.error().data().at("operator") + ":" + conditions.error().data().at("value"), typed);
  }
}

TEST_F(SearchTable, WhatIsNotShownIsNotFoundByAskingForNobody) {
  SearchBatch batch;
  batch.documents.push_back({112, 112, plenary, 112, 0, midnight_ms(today)});
  batch.wordings.push_back({112, Field::title, "Sans nom de territoire"});
  batch.threads.push_back({.id = 112, .kind = v1::THREAD_KIND_OBSTACLE});
  batch.through_seq = 112;
  index_->apply(batch);
  EXPECT_EQ(found("sans nom"), "112");
  EXPECT_TRUE(reader_->search({.match = {}, .conditions = {.author_ids = {0}}}, readable_).hits.empty());
  EXPECT_TRUE(reader_->search({.match = {}, .conditions = {.territory_ids = {0}}}, readable_).hits.empty());
}

TEST_F(SearchTable, OnlyWhatMayBeReadCounts) {
  EXPECT_EQ(found("financement"), "102 101 100");
  readable_.grant({.channel_id = secret});
  EXPECT_EQ(found("financement"), "110 102 101 100");
  readable_.grant({.channel_id = secret, .reads_from_seq = 111});
  EXPECT_EQ(found("financement"), "102 101 100");
  readable_.grant({.channel_id = themes_channel, .reads_from_seq = 104});
  EXPECT_EQ(found("type:question"), "106 105 104");
  readable_.clear();
  EXPECT_EQ(found("financement"), "");
  EXPECT_EQ(found("auteur:nadia"), "");
}

TEST_F(SearchTable, PagesFromTheNewestBack) {
  for (const std::string_view typed : {"auteur:nadia auteur:loic auteur:zoe", "-introuvable"}) {
    const auto page_query = parse_query(typed, today);
    SearchRequest request{.match = match_of(*page_query), .conditions = conditions_of(*page_query).value(), .limit = 4};
    std::vector<std::uint64_t> ids;
    for (int pages = 0; pages < 10; ++pages) {
      const SearchPage page = reader_->search(request, readable_);
      EXPECT_LE(page.hits.size(), 4u);
      for (const SearchHit& hit : page.hits) ids.push_back(hit.document.id);
      if (!page.more) break;
      request.before_id = page.continue_before_id;
    }
    EXPECT_EQ(ids, (std::vector<std::uint64_t>{111, 109, 108, 107, 106, 105, 104, 103, 102, 101, 100})) << typed;
  }
}

}  // namespace
}  // namespace ramure::storage
