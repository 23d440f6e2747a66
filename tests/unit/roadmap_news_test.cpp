// Catching up with roadmaps: what others did, as far as one is shown it; never what one did oneself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class RoadmapNewsOf : public ::testing::Test {
 protected:
  std::vector<RoadmapNews> all_news(std::uint64_t member_id) {
    Query query;
    query.mutable_catch_up()->set_since_seq(since);
    const Reply reply = roadmap.ask(member_id, query);
    EXPECT_TRUE(reply.has_answer()) << reply.ShortDebugString();
    return {reply.answer().catch_up().roadmaps().begin(), reply.answer().catch_up().roadmaps().end()};
  }
  RoadmapNews news(std::uint64_t member_id) {
    const auto all = all_news(member_id);
    return all.empty() ? RoadmapNews() : all.front();
  }
  void begin_absence() { since = community.store().head_seq(); }
  std::uint64_t done(std::uint64_t member_id, const Command& command) {
    return community.accept(member_id, command).events.front().seq();
  }
  Command setting(std::uint64_t action_id, std::string_view owner) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_set_action()->set_action_id(action_id);
    command.mutable_roadmap()->mutable_set_action()->mutable_field()->set_owner(std::string(owner));
    return command;
  }
  Command removing_action(std::uint64_t action_id) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_remove_action()->set_action_id(action_id);
    return command;
  }
  Command answering(std::uint64_t comment_id) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_answer_comment()->set_comment_id(comment_id);
    command.mutable_roadmap()->mutable_answer_comment()->set_verdict(ROADMAP_VERDICT_KEPT);
    return command;
  }
  Command erasing(std::uint64_t id) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_erase_words()->set_id(id);
    return command;
  }

  RuledCommunity community;
  RuledRoadmap roadmap{community, community.valmerac};
  const std::uint64_t pair = community.valmerac.first, other = community.valmerac.second;
  const std::uint64_t peer = community.kerlohan.first;
  std::uint64_t since = 0;
};

}  // namespace

TEST_F(RoadmapNewsOf, TheTextTellsWhoWroteInItSince) {
  roadmap.write(pair, 0, "Un. ");
  begin_absence();
  const std::uint64_t then = roadmap.version();
  roadmap.write(other, 0, "Deux. ");
  roadmap.write(pair, 0, "Trois. ");  // within the minute: told by no event
  roadmap.write(pair, 0, "Quatre. ");
  const RoadmapNews seen = news(other);
  EXPECT_EQ(seen.roadmap_id(), roadmap.id());
  EXPECT_EQ(seen.territory_id(), community.valmerac.id);
  EXPECT_EQ(seen.title(), "Une feuille de route");
  EXPECT_EQ(seen.from_text_version(), then);
  EXPECT_EQ(seen.to_text_version(), roadmap.version());
  EXPECT_THAT(seen.author_ids(), ElementsAre(pair));
  EXPECT_GT(seen.at_ms(), 0);
  EXPECT_THAT(news(pair).author_ids(), ElementsAre(other));
  EXPECT_THAT(all_news(peer), IsEmpty()) << "he does not read it";
}

TEST_F(RoadmapNewsOf, WhatOneWroteOneselfIsNone) {
  begin_absence();
  roadmap.write(pair, 0, "Un. ");
  roadmap.add("Agir");
  roadmap.comment(pair, "À voir");
  EXPECT_THAT(all_news(pair), IsEmpty());
  const RoadmapNews seen = news(other);
  EXPECT_EQ(seen.changed_actions(), 1u);
  EXPECT_EQ(seen.new_comments(), 1u);
  done(other, roadmap.commenting("Bien"));
  EXPECT_EQ(news(pair).from_text_version(), news(pair).to_text_version()) << "the text is as he left it";
}

TEST_F(RoadmapNewsOf, AnActionCountsOnceHoweverOftenOthersChangedIt) {
  const std::uint64_t kept = roadmap.add("Agir"), gone = roadmap.add("Dire");
  begin_absence();
  done(other, setting(kept, "La ville"));
  done(other, setting(kept, "Le pays"));
  EXPECT_EQ(news(pair).changed_actions(), 1u);
  done(other, removing_action(gone));
  EXPECT_EQ(news(pair).changed_actions(), 2u) << "one that is not there any more";
  done(other, removing_action(done(other, roadmap.adding("Rêver"))));
  EXPECT_EQ(news(pair).changed_actions(), 2u) << "it came and went";
  EXPECT_THAT(all_news(other), IsEmpty());
}

TEST_F(RoadmapNewsOf, CommentsOfOthersAndAnswersToOnesOwn) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const std::uint64_t mine = roadmap.comment(peer, "Pourquoi ?");
  begin_absence();
  done(pair, answering(mine));
  done(other, answering(mine));
  const std::uint64_t erased = roadmap.comment(community.facilitator, "Non");
  roadmap.comment(community.facilitator, "Oui");
  done(community.facilitator, roadmap.suggesting("Plan", "Projet"));
  EXPECT_EQ(news(peer).new_answers(), 1u);
  EXPECT_EQ(news(peer).new_comments(), 3u);
  done(community.facilitator, erasing(erased));
  EXPECT_EQ(news(peer).new_comments(), 2u);
  EXPECT_EQ(news(pair).new_comments(), 2u);
  EXPECT_EQ(news(pair).new_answers(), 0u) << "to a comment of somebody else";
  EXPECT_EQ(static_cast<std::uint32_t>(roadmap.view(pair).comments_size() + roadmap.view(pair).suggestions_size()), 4u)
      << "of those two were there or are erased";
}

TEST_F(RoadmapNewsOf, VersionsThatOthersFrozeOrNamed) {
  begin_absence();
  const std::uint64_t frozen = done(pair, roadmap.freezing(ROADMAP_STAGE_IMPLEMENTATION));
  EXPECT_THAT(news(other).version_ids(), ElementsAre(frozen));
  EXPECT_THAT(all_news(pair), IsEmpty());
}

TEST_F(RoadmapNewsOf, ASharedOneIsNewsAndNothingFromBeforeIt) {
  roadmap.comment(pair, "Entre nous");
  begin_absence();
  roadmap.write(pair, 0, "Confidence. ");
  done(pair, roadmap.freezing(ROADMAP_STAGE_IMPLEMENTATION));
  community.accept(pair, roadmap.replacing(pair, "Confidence. ", ""));
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const RoadmapNews seen = news(peer);
  EXPECT_EQ(seen.roadmap_id(), roadmap.id());
  EXPECT_EQ(seen.from_text_version(), roadmap.version());
  EXPECT_EQ(seen.to_text_version(), roadmap.version());
  EXPECT_THAT(seen.version_ids(), IsEmpty());
  EXPECT_THAT(seen.author_ids(), IsEmpty());
  roadmap.write(other, 0, "Pour tous. ");
  EXPECT_EQ(news(peer).from_text_version() + 1, news(peer).to_text_version());
  EXPECT_THAT(news(peer).author_ids(), ElementsAre(other));
}

TEST_F(RoadmapNewsOf, TheNewestComesFirst) {
  RuledRoadmap second(community, community.valmerac);
  begin_absence();
  second.write(pair, 0, "Un. ");
  roadmap.write(pair, 0, "Un. ");
  ASSERT_THAT(all_news(other), SizeIs(2));
  EXPECT_EQ(all_news(other)[0].roadmap_id(), roadmap.id());
  EXPECT_THAT(all_news(pair), IsEmpty());
}

}  // namespace ramure::test
