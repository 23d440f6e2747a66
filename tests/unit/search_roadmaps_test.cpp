// Roadmaps found by search: the latest of their texts that holds the words, for each reader those that he is shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "server/live/remembered_words.hpp"
#include "storage/search/index.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SearchInRoadmaps : public ::testing::Test {
 protected:
  SearchAnswer search(std::uint64_t member_id, std::string_view text, std::uint64_t before_id = 0) {
    Query query;
    query.mutable_search()->set_text(std::string(text));
    query.mutable_search()->set_before_id(before_id);
    community::RoundRules rules;
    rules.roadmaps.known_words = &words;
    return community::answer(*reader, member_id, query, 0, rules).answer().search();
  }
  std::vector<RoadmapHit> hits(std::uint64_t member_id, std::string_view text) {
    const SearchAnswer answer = search(member_id, text);
    return {answer.roadmaps().begin(), answer.roadmaps().end()};
  }
  std::string marked(const RoadmapHit& hit) {
    std::string marked;
    for (const Highlight& one : hit.highlights()) {
      marked += "[" + hit.snippet().substr(one.start(), one.end() - one.start()) + "]";
    }
    return marked;
  }
  std::uint64_t name_version(std::string_view name) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_name_version()->set_name(std::string(name));
    return community.accept(pair, command).events.front().seq();
  }

  RuledCommunity community;
  RuledRoadmap roadmap{community, community.valmerac};
  const std::uint64_t pair = community.valmerac.first, other = community.valmerac.second;
  const std::uint64_t peer = community.kerlohan.first;
  std::unique_ptr<storage::SearchIndex> index =
      storage::SearchIndex::open(community.folder() / "search.db", community.store().epoch());
  std::unique_ptr<storage::Reader> reader = storage::Reader::open(community.folder());
  live::RememberedWords words;
};

}  // namespace

TEST_F(SearchInRoadmaps, TheTextInForceIsFoundAtOnceInAnyForm) {
  roadmap.write(pair, 0, "Nous financerons l’ingénierie des alliances. ");
  const auto found = hits(other, "financement ingénieries");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].roadmap_id(), roadmap.id());
  EXPECT_EQ(found[0].territory_id(), community.valmerac.id);
  EXPECT_EQ(found[0].title(), "Une feuille de route");
  EXPECT_EQ(found[0].text_version(), roadmap.version());
  EXPECT_EQ(found[0].version_id(), 0u);
  EXPECT_EQ(found[0].at_ms(), community.store().last_event_ms());
  EXPECT_EQ(marked(found[0]), "[financerons][ingénierie]");
  EXPECT_THAT(found[0].snippet(), HasSubstr("Nous financerons l’ingénierie"));
  for (const std::uint64_t id : {peer, community.facilitator, community.adviser, community.admin}) {
    EXPECT_THAT(hits(id, "financement ingénieries"), IsEmpty());
  }
  EXPECT_EQ(search(other, "ingénierie", 5).roadmaps_size(), 0) << "on the first page only";
}

TEST_F(SearchInRoadmaps, TheTitleAndTheActionsCountWithTheTextInForce) {
  roadmap.add("Ouvrir une cantine bicyclette");
  ASSERT_THAT(hits(pair, "cantines"), SizeIs(1));
  EXPECT_EQ(marked(hits(pair, "cantines")[0]), "[cantine]");
  EXPECT_THAT(hits(pair, "cantine feuille vision"), SizeIs(1)) << "one word of each";
  EXPECT_THAT(hits(pair, "\"bicyclette plan\""), IsEmpty()) << "but no phrase across them";
  EXPECT_THAT(hits(pair, "feuille -cantine"), IsEmpty());
  EXPECT_EQ(hits(pair, "feuille")[0].highlights_size(), 0) << "of the title alone: the beginning of the text";
}

TEST_F(SearchInRoadmaps, AnOlderVersionIsFoundWhenOnlyItHoldsTheWords) {
  roadmap.write(pair, 0, "Le moulin. ");
  const std::uint64_t frozen = community.accept(pair, roadmap.freezing(ROADMAP_STAGE_IMPLEMENTATION)).events[0].seq();
  const std::uint64_t version = roadmap.version();
  community.accept(pair, roadmap.replacing(pair, "Le moulin. ", "La ferme. "));
  const std::uint64_t named = name_version("Avant la relecture");
  const auto found = hits(pair, "moulin");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].version_id(), frozen);
  EXPECT_EQ(found[0].text_version(), version);
  EXPECT_EQ(marked(found[0]), "[moulin]");
  EXPECT_EQ(hits(pair, "ferme")[0].version_id(), 0u) << "the latest that holds them";
  EXPECT_EQ(hits(pair, "\"avant la relecture\"")[0].version_id(), named);
  EXPECT_THAT(hits(pair, "moulin ferme"), IsEmpty()) << "no text ever held both";
}

TEST_F(SearchInRoadmaps, ATextBetweenVersionsIsNotFound) {
  roadmap.write(pair, 0, "Le moulin. ");
  community.accept(pair, roadmap.replacing(pair, "Le moulin. ", ""));
  EXPECT_THAT(hits(pair, "moulin"), IsEmpty());
}

TEST_F(SearchInRoadmaps, NobodyFindsAVersionOlderThanWhatHeReads) {
  roadmap.write(pair, 0, "Le moulin. ");
  name_version("Entre nous");
  community.accept(pair, roadmap.replacing(pair, "Le moulin. ", "La ferme. "));
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  EXPECT_THAT(hits(peer, "ferme"), SizeIs(1));
  EXPECT_THAT(hits(peer, "moulin"), IsEmpty());
  EXPECT_THAT(hits(peer, "\"entre nous\""), IsEmpty());
  EXPECT_THAT(hits(other, "moulin"), SizeIs(1)) << "the pair sees everything";
  roadmap.share(ROADMAP_SHARING_PAIR);
  EXPECT_THAT(hits(peer, "ferme"), IsEmpty());
}

TEST_F(SearchInRoadmaps, OperatorsOfTerritoryAndDayCountOthersFindNone) {
  roadmap.write(pair, 0, "Le moulin. ");
  EXPECT_THAT(hits(pair, "moulin territoire:valmérac"), SizeIs(1));
  EXPECT_THAT(hits(pair, "moulin territoire:kerlohan"), IsEmpty());
  EXPECT_THAT(hits(pair, "moulin apres:2000"), SizeIs(1));
  EXPECT_THAT(hits(pair, "moulin avant:2000"), IsEmpty());
  EXPECT_THAT(hits(pair, "moulin type:question"), IsEmpty());
  EXPECT_THAT(hits(pair, "territoire:valmérac"), IsEmpty()) << "which words?";
}

TEST_F(SearchInRoadmaps, TheNewestComeFirstAndAtMostTwenty) {
  std::vector<std::unique_ptr<RuledRoadmap>> all;
  for (int i = 0; i < 22; ++i) {
    all.push_back(std::make_unique<RuledRoadmap>(community, community.valmerac));
    all.back()->write(pair, 0, "Le moulin. ");
  }
  all[3]->write(pair, 0, "Encore. ");
  const auto found = hits(pair, "moulin");
  ASSERT_THAT(found, SizeIs(20));
  EXPECT_EQ(found[0].roadmap_id(), all[3]->id());
  EXPECT_EQ(found[1].roadmap_id(), all[21]->id());
}

TEST_F(SearchInRoadmaps, WhatIsRememberedIsBoundedAndAsNew) {
  live::RememberedWords few(20'000);
  for (std::uint64_t version = 1; version <= 50; ++version) {
    few.open({1, 0, community::WordsKey::Of::text, version}, [] { return std::string(1'000, 'a') + " mot"; });
    ASSERT_LE(few.bytes(), 20'000u);
  }
  int loads = 0;
  const auto load = [&] { return ++loads, std::string("mot"); };
  few.open({1, 0, community::WordsKey::Of::text, 50}, load);
  EXPECT_EQ(loads, 0);
  few.forget(1);
  EXPECT_EQ(few.bytes(), 0u);
  few.open({1, 0, community::WordsKey::Of::text, 50}, load);
  EXPECT_EQ(loads, 1);
}

}  // namespace ramure::test
