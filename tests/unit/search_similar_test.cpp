// Obstacles that say something alike: which words tell, who is alike, and that nothing unreadable is weighed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/search/similar.hpp"
#include "tests/unit/search_index_fixture.hpp"

namespace ramure::storage {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

namespace {

class SimilarObstacles : public SearchIndexFile {
 protected:
  void declare(std::uint64_t id, std::string title, std::string body, std::uint64_t channel = search_channel,
               v1::ThreadKind kind = v1::THREAD_KIND_OBSTACLE) {
    apply([&](SearchBatch& batch) {
      batch.documents.push_back({id, id, channel, id, 21, 0});
      batch.documents.push_back({id + 1, id, channel, id + 1, 21, 0});
      batch.wordings.push_back({id, Field::title, std::move(title)});
      batch.wordings.push_back({id + 1, Field::body, std::move(body)});
      batch.threads.push_back({.id = id, .kind = kind});
    });
  }
  std::vector<std::uint64_t> alike(std::string_view sentence, std::size_t limit = 5) {
    return SearchReader(file_).similar_obstacles(sentence, readable_, limit);
  }
};

}  // namespace

TEST(TellingWords, AreThoseThatSaySomethingEachOnceInAllTheirForms) {
  const auto words = telling_words("Ils ne signalent pas la convention, et les conventions signalées non plus");
  ASSERT_EQ(words.size(), 3u);
  EXPECT_THAT(words[0], UnorderedElementsAre("signal", "signalent", "signalon"));
  EXPECT_EQ(words[1].front(), "convent");
  EXPECT_EQ(words[2].front(), "non");
  EXPECT_THAT(telling_words("Qui, que, dont, où ? À nous !"), IsEmpty());
  EXPECT_THAT(telling_words(""), IsEmpty());
  std::string many;
  for (int i = 0; i < 100; ++i) many += "mot" + std::to_string(i) + " ";
  EXPECT_EQ(telling_words(many).size(), similar_words_max);
}

TEST(MostAlike, MostSharedStemsFirstThenTheRarerThenTheNewer) {
  EXPECT_THAT(most_alike({{10, 0b001}, {20, 0b111}, {30, 0b011}}, 3, 5), ElementsAre(20, 30, 10));
  EXPECT_THAT(most_alike({{10, 0b01}, {20, 0b10}, {30, 0b10}, {40, 0b00}}, 2, 5), ElementsAre(10, 30, 20));
  EXPECT_THAT(most_alike({{10, 0b1}, {20, 0b1}}, 1, 1), ElementsAre(20));
}

TEST(MostAlike, AStemThatIsEverywhereWeighsNothing) {
  EXPECT_THAT(most_alike({{10, 0b01}, {20, 0b01}, {30, 0b01}, {40, 0b11}}, 2, 5), ElementsAre(40));
  EXPECT_THAT(most_alike({{10, 0b1}, {20, 0b1}}, 1, 5), ElementsAre(20, 10)) << "two tell nothing of everywhere";
}

TEST(MostAlike, OneWordOfManyIsNotALikeness) {
  EXPECT_THAT(most_alike({{10, 0b00001}, {20, 0b00011}}, 5, 5), ElementsAre(20));
}

TEST_F(SimilarObstacles, AreFoundByTitleAndFirstMessageInAnyForm) {
  declare(10, "La convention n’est pas signée", "Deux services se renvoient la balle");
  declare(20, "Le fret coûte trop cher", "Chaque palette double de prix");
  declare(30, "Personne ne vient aux réunions", "Les élus décident des conventions sans nous");
  EXPECT_THAT(alike("Nous décidons d’une convention"), ElementsAre(30, 10));
  EXPECT_THAT(alike("Le prix du fret vers l’île"), ElementsAre(20));
  EXPECT_THAT(alike("ornithorynque"), IsEmpty());
  EXPECT_THAT(alike("conventions", 1), ElementsAre(30));
}

TEST_F(SimilarObstacles, OtherThreadsAndLaterAnswersAreNotCompared) {
  declare(10, "Une discussion sur les conventions", "Parlons-en", search_channel, v1::THREAD_KIND_DISCUSSION);
  declare(20, "Le fret", "Trop cher");
  apply([](SearchBatch& batch) {
    batch.documents.push_back({25, 20, search_channel, 25, 22, 0});
    batch.wordings.push_back({25, Field::body, "Avez-vous une convention ?"});
  });
  EXPECT_THAT(alike("convention"), IsEmpty());
}

TEST_F(SimilarObstacles, WhatMayNotBeReadIsNeitherShownNorWeighed) {
  for (std::uint64_t id = 100; id < 120; id += 2) declare(id, "La convention", "secrète", search_channel + 1);
  declare(10, "La convention", "ouverte");
  declare(20, "Le fret", "cher");
  EXPECT_THAT(alike("convention"), ElementsAre(10)) << "were the hidden ones counted, it would be everywhere";
  readable_.grant({.channel_id = search_channel, .reads_from_seq = 15});
  EXPECT_THAT(alike("convention"), IsEmpty());
}

TEST_F(SimilarObstacles, ErasedWordsCountNoMore) {
  declare(10, "Le fret", "une convention");
  EXPECT_THAT(alike("convention"), ElementsAre(10));
  erase({11});
  EXPECT_THAT(alike("convention"), IsEmpty());
}

TEST_F(SimilarObstacles, WhateverIsTypedIsNoQuery) {
  declare(10, "La convention", "ouverte");
  for (const char* typed : {"\" OR \"convention", "convention* NOT", "NEAR(a b) AND (", "title:convention", "'; DROP",
                            "#10 @3 ~convent =convention", "\x01 ~convent"}) {
    EXPECT_NO_THROW(alike(typed)) << typed;
  }
  EXPECT_THAT(alike("#10 @3 &21"), IsEmpty());
}

TEST_F(SimilarObstacles, ManyObstaclesAreLookedAtInParts) {
  for (std::uint64_t id = 10; id < 10 + 2 * 150; id += 2) {
    declare(id, "Frein numéro" + std::to_string(id), id % 50 == 0 ? "le fret maritime" : "autre chose encore");
  }
  EXPECT_THAT(alike("fret maritime", 100), ElementsAre(300, 250, 200, 150, 100, 50));
}

}  // namespace ramure::storage
