// The rules of roadmaps through the community's door: what is decided is applied, and shown again by the queries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/roadmap/templates.hpp"
#include "server/roadmap/utf16.hpp"
#include "storage/replay.hpp"
#include "tests/support/ruled_roadmap.hpp"

namespace ramure::test {

namespace {

using namespace v1;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Roadmaps : public ::testing::Test {
 protected:
  std::string cause(std::uint64_t member_id, const Command& command) {
    const Refusal refusal = community.refusal(member_id, command);
    const auto found = refusal.data().find("cause");
    return RefusalCode_Name(refusal.code()).substr(13) + (found == refusal.data().end() ? "" : " " + found->second);
  }

  RuledCommunity community;
  RuledRoadmap roadmap{community, community.valmerac};
  const std::uint64_t pair = community.valmerac.first, other = community.valmerac.second;
  const std::uint64_t peer = community.kerlohan.first;
};

}  // namespace

TEST(RoadmapTemplates, AreReadAndBeginAtTheirStage) {
  const auto& forms = roadmap::shipped_templates();
  ASSERT_EQ(forms.size(), 5u);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    EXPECT_EQ(forms[i].stage(), i == 4 ? 0 : static_cast<int>(i) + 1) << "the note outside the sessions comes last";
    EXPECT_THAT(forms[i].markdown(), ::testing::StartsWith("# "));
    EXPECT_FALSE(forms[i].guidance().empty());
  }
  EXPECT_FALSE(roadmap::read_template("x", "# Sans tête\n").has_value());
  EXPECT_FALSE(roadmap::read_template("x", "---\nlabel: A\nstage: v4\n---\n# A\n").has_value());
  EXPECT_FALSE(roadmap::read_template("x", "---\nlabel: A\n---\n# A\n").has_value()) << "which stage?";
}

TEST_F(Roadmaps, BeginAsTheTemplateOfTheirSessionAndAsThePairsAlone) {
  EXPECT_THAT(roadmap.text(), HasSubstr("# Plan de mise en œuvre"));
  EXPECT_EQ(roadmap.version(), 1u);
  const RoadmapView view = roadmap.view(other);
  EXPECT_EQ(view.stage(), ROADMAP_STAGE_IMPLEMENTATION);
  EXPECT_EQ(view.status(), ROADMAP_STATUS_DRAFT);
  EXPECT_TRUE(view.rights().settle());
  for (const std::uint64_t id : {peer, community.facilitator, community.adviser, community.admin}) {
    EXPECT_EQ(roadmap.view(id).id(), 0u);
    EXPECT_EQ(cause(id, roadmap.commenting("Bravo")), "NOT_FOUND");
  }
  Command create;
  create.mutable_roadmap()->mutable_create_roadmap()->set_title("La leur");
  create.mutable_roadmap()->mutable_create_roadmap()->set_template_key("bilan");
  EXPECT_EQ(cause(community.facilitator, create), "FORBIDDEN rights");
}

TEST_F(Roadmaps, AreReadFromTheActOfSharingOn) {
  roadmap.comment(pair, "Entre nous");
  roadmap.write(pair, 0, "Confidence. ");
  community.accept(other, roadmap.replacing(other, "Confidence. ", ""));
  roadmap.share(ROADMAP_SHARING_SUPPORT);
  EXPECT_EQ(roadmap.view(peer).id(), 0u);
  const RoadmapView seen = roadmap.view(community.adviser);
  EXPECT_EQ(seen.oldest_text_version(), 3u);
  EXPECT_THAT(seen.comments(), IsEmpty());
  EXPECT_TRUE(seen.rights().comment());
  EXPECT_FALSE(seen.rights().write());
  EXPECT_EQ(roadmap.view(community.other_adviser).id(), 0u) << "in charge of none";

  Query before;
  before.mutable_get_text()->set_roadmap_id(roadmap.id());
  before.mutable_get_text()->set_version(2);
  EXPECT_EQ(roadmap.ask(community.adviser, before).refusal().code(), REFUSAL_CODE_NOT_FOUND);
  EXPECT_THAT(roadmap.ask(pair, before).answer().text().text(), HasSubstr("Confidence"));

  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  EXPECT_TRUE(roadmap.view(peer).rights().comment());
  EXPECT_FALSE(roadmap.view(community.evaluator).rights().comment());
  EXPECT_EQ(roadmap.view(community.orientation).id(), 0u);
  EXPECT_EQ(roadmap.view(community.adviser).oldest_text_version(), 3u) << "never taken from him";
  roadmap.share(ROADMAP_SHARING_PAIR);
  EXPECT_EQ(roadmap.view(peer).id(), 0u);
  EXPECT_EQ(roadmap.view(community.adviser).id(), 0u);
}

TEST_F(Roadmaps, OfANewMemberAreThoseThatAreShared) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const auto joined = community.add_member(ROLE_CATALYST, community.kerlohan.id, "p99");
  EXPECT_TRUE(roadmap.view(joined).rights().comment());
  const auto third = community.add_member(ROLE_CATALYST, community.valmerac.id, "p98");
  EXPECT_TRUE(roadmap.view(third).rights().settle());
  EXPECT_EQ(roadmap.view(third).oldest_text_version(), 0u);

  Command leave;
  leave.mutable_end_membership()->set_member_id(joined);
  leave.mutable_end_membership()->set_status(MEMBER_STATUS_LEFT);
  community.accept(community.admin, leave);
  EXPECT_EQ(roadmap.view(joined).id(), 0u);
}

TEST_F(Roadmaps, AreWrittenByThePairAndByWhomItInvites) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  EXPECT_EQ(cause(peer, roadmap.pushing(peer, 0, "Moi ")), "FORBIDDEN rights");
  EXPECT_EQ(cause(peer, roadmap.inviting(peer)), "FORBIDDEN rights");
  EXPECT_EQ(cause(pair, roadmap.inviting(community.evaluator)), "INVALID_ARGUMENT");
  roadmap.invite(peer);
  roadmap.write(peer, 0, "Moi ");
  EXPECT_THAT(roadmap.text(), ::testing::StartsWith("Moi # Plan"));
  Command end = roadmap.command();
  end.mutable_roadmap()->mutable_end_pen()->set_member_id(peer);
  community.accept(peer, end);
  EXPECT_EQ(cause(peer, roadmap.pushing(peer, 0, "Encore ")), "FORBIDDEN rights");
}

TEST_F(Roadmaps, TakeAPushOnceAndSayHowFarTheyAre) {
  const Command push = roadmap.pushing(pair, 0, "Un ");
  const auto first = community.accept(pair, push);
  EXPECT_EQ(first.text_taken->version(), 2u);
  EXPECT_EQ(first.text_taken->taken(), 1u);
  const auto again = community.accept(pair, push);
  EXPECT_EQ(again.text_taken->version(), 2u);
  EXPECT_EQ(again.text_taken->taken(), 1u) << "it was there";
  EXPECT_TRUE(again.texts.empty());
  Command ahead = roadmap.pushing(pair, 0, "Deux ");
  ahead.mutable_push_text()->mutable_push()->set_base_version(99);
  EXPECT_EQ(cause(pair, ahead), "CONFLICT ahead");
  Command damaged = roadmap.pushing(pair, 0, "a\rb");
  EXPECT_EQ(cause(pair, damaged), "INVALID_ARGUMENT");
}

TEST_F(Roadmaps, TellOncePerMinuteWhoWrote) {
  int told = 0;
  for (int i = 0; i < 90; ++i)
    told += static_cast<int>(community.accept(pair, roadmap.pushing(pair, 0, "x")).events.size());
  EXPECT_EQ(told, 1) << "an event moves the community's clock by a second, a change does not";
  EXPECT_EQ(roadmap.view(other).updated_by(), pair);
  EXPECT_EQ(community.accept(other, roadmap.pushing(other, 0, "y")).events.size(), 1u);
}

TEST_F(Roadmaps, ActionsChangeFieldByField) {
  const auto id = roadmap.add("Ouvrir une boutique");
  const auto set = [&](std::uint64_t member_id, const std::function<void(RoadmapActionField&)>& fill) {
    Command command = roadmap.command();
    command.mutable_roadmap()->mutable_set_action()->set_action_id(id);
    fill(*command.mutable_roadmap()->mutable_set_action()->mutable_field());
    return community.send(member_id, command);
  };
  EXPECT_TRUE(set(pair, [](auto& f) { f.set_due("2019-03-31"); }));
  EXPECT_TRUE(set(other, [](auto& f) { f.set_owner("La foncière"); }));
  EXPECT_FALSE(set(pair, [](auto& f) { f.set_due("2019-02-30"); }));
  EXPECT_FALSE(set(pair, [](auto& f) { f.set_title(""); }));
  const auto second = roadmap.add("Écrire la charte");
  Command move = roadmap.command();
  move.mutable_roadmap()->mutable_move_action()->set_action_id(second);
  move.mutable_roadmap()->mutable_move_action()->set_before_id(id);
  community.accept(other, move);
  const RoadmapView view = roadmap.view(pair);
  ASSERT_EQ(view.actions_size(), 2);
  EXPECT_EQ(view.actions(0).id(), second);
  EXPECT_EQ(view.actions(1).due(), "2019-03-31");
  EXPECT_EQ(view.actions(1).owner(), "La foncière");
  EXPECT_EQ(view.actions(1).changed_by(), other);
}

TEST_F(Roadmaps, LinkAnActionToAnObstacleThatTheCommunityReads) {
  const auto id = roadmap.add("Lever le frein");
  const auto linking = [&](std::uint64_t obstacle) {
    Command link = roadmap.command();
    link.mutable_roadmap()->mutable_set_action()->set_action_id(id);
    link.mutable_roadmap()->mutable_set_action()->mutable_field()->set_obstacle_thread_id(obstacle);
    return link;
  };
  EXPECT_EQ(cause(pair, linking(community.declare(pair, OBSTACLE_SCOPE_PAIR))), "INVALID_ARGUMENT")
      << "the event would tell every reader that there is such a thread";
  const auto obstacle = community.declare(pair, OBSTACLE_SCOPE_COMMUNITY);
  community.accept(pair, linking(obstacle));
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  EXPECT_EQ(roadmap.view(peer).actions(0).obstacle_thread_id(), obstacle);
  EXPECT_EQ(roadmap.view(community.steering).actions(0).obstacle_thread_id(), 0u) << "who reads no themes";
}

TEST_F(Roadmaps, CarryNothingThatTheRulesDidNotLookAt) {
  Command command = roadmap.adding("Agir");
  RoadmapActionField& field = *command.mutable_roadmap()->mutable_add_action()->mutable_fields(0);
  field.GetReflection()->MutableUnknownFields(&field)->AddLengthDelimited(900, std::string(100'000, 'x'));
  EXPECT_LT(community.accept(pair, command).events.front().ByteSizeLong(), 1'000u);
}

TEST_F(Roadmaps, TakeQuestionsToThePitchAsAWhole) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  community.accept(peer, roadmap.commenting("Qui tient le budget ?", ROADMAP_COMMENT_BOX_QUESTION));
  EXPECT_EQ(roadmap.view(pair).comments(0).box(), ROADMAP_COMMENT_BOX_QUESTION);
  Command hanging = roadmap.commenting_on("Gouvernance", "Qui décide ?");
  hanging.mutable_roadmap()->mutable_comment()->set_box(ROADMAP_COMMENT_BOX_QUESTION);
  EXPECT_EQ(cause(peer, hanging), "INVALID_ARGUMENT");
}

TEST_F(Roadmaps, OutsideTheSessionsAreNamedAndNeverFrozen) {
  RuledRoadmap note(community, community.valmerac, "note-commune");
  EXPECT_EQ(note.view(pair).stage(), ROADMAP_STAGE_UNSPECIFIED);
  EXPECT_EQ(cause(pair, note.freezing(ROADMAP_STAGE_BALANCE)), "INVALID_ARGUMENT");
  Command begin = note.command();
  begin.mutable_roadmap()->mutable_begin_stage()->set_stage(ROADMAP_STAGE_PITCH);
  EXPECT_EQ(cause(pair, begin), "INVALID_ARGUMENT");
  note.invite(peer);
  note.write(peer, 0, "À plusieurs. ");
  EXPECT_THAT(note.text(), ::testing::StartsWith("À plusieurs. # Note commune"));
}

TEST_F(Roadmaps, KeepForEachReaderHowFarHeHasSeenThem) {
  const auto seeing = [&](std::uint64_t version, std::uint64_t seq) {
    Command command;
    command.mutable_mark_roadmap_seen()->set_roadmap_id(roadmap.id());
    command.mutable_mark_roadmap_seen()->set_text_version(version);
    command.mutable_mark_roadmap_seen()->set_seq(seq);
    return command;
  };
  const std::uint64_t head = community.store().head_seq();
  EXPECT_EQ(cause(peer, seeing(1, head)), "NOT_FOUND");
  EXPECT_EQ(cause(pair, seeing(2, head)), "INVALID_ARGUMENT") << "there is one version";
  EXPECT_EQ(cause(pair, seeing(1, head + 1)), "INVALID_ARGUMENT");
  community.accept(pair, seeing(1, head));
  Query rows;
  rows.mutable_get_private_rows();
  const Reply reply = roadmap.ask(pair, rows);
  const auto& last = *reply.answer().private_rows().rows().rbegin();
  EXPECT_EQ(last.roadmap_visit().roadmap_id(), roadmap.id());
  EXPECT_EQ(last.roadmap_visit().text_version(), 1u);
  EXPECT_EQ(last.roadmap_visit().seq(), head);
}

TEST_F(Roadmaps, CommentsFollowTheirPassageAndAreAnsweredByThePair) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const auto id = community.accept(peer, roadmap.commenting_on("Vision et enjeux", "Clair")).events.front().seq();
  roadmap.write(pair, 0, "Avant. ");
  const RoadmapPassage passage = roadmap.view(pair).comments(0).anchor().passage();
  EXPECT_EQ(passage.version(), roadmap.version());
  EXPECT_EQ(roadmap::to_utf16(roadmap.text()).substr(passage.from(), 16), u"Vision et enjeux");

  Command prompt = roadmap.commenting("Et si… ?", ROADMAP_COMMENT_BOX_PROMPT);
  EXPECT_EQ(cause(peer, prompt), "FORBIDDEN rights");
  community.accept(community.facilitator, prompt);

  Command answer = roadmap.command();
  answer.mutable_roadmap()->mutable_answer_comment()->set_comment_id(id);
  answer.mutable_roadmap()->mutable_answer_comment()->set_verdict(ROADMAP_VERDICT_KEPT);
  EXPECT_EQ(cause(peer, answer), "FORBIDDEN rights");
  community.accept(other, answer);
  EXPECT_EQ(roadmap.view(peer).comments(0).verdict(), ROADMAP_VERDICT_KEPT);
}

TEST_F(Roadmaps, SuggestionsAreTakenOnlyForTheWordsThatStandThere) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const auto id = community.accept(peer, roadmap.suggesting("Parties prenantes", "Alliances")).events.front().seq();
  EXPECT_EQ(cause(pair, roadmap.suggesting("Parties", "X")), "FORBIDDEN rights") << "whoever writes changes it";
  const auto answering = [&](std::string_view replaces) {
    Command command = roadmap.command();
    AnswerSuggestion& answer = *command.mutable_roadmap()->mutable_answer_suggestion();
    answer.set_suggestion_id(id);
    answer.set_taken(true);
    answer.set_replaces(std::string(replaces));
    return command;
  };
  EXPECT_EQ(cause(pair, answering("Autre chose")), "CONFLICT version");
  const auto taken = community.accept(pair, answering("Parties prenantes"));
  EXPECT_EQ(taken.text_taken->version(), 2u);
  EXPECT_THAT(roadmap.text(), HasSubstr("## 3. Alliances\n"));
  EXPECT_EQ(roadmap.view(peer).suggestions(0).state(), ROADMAP_SUGGESTION_STATE_TAKEN);
  EXPECT_EQ(cause(pair, answering("Alliances")), "ALREADY_DONE");
  Query who;
  who.mutable_get_text()->set_roadmap_id(roadmap.id());
  who.mutable_get_text()->set_with_authors(true);
  const TextAnswer answered = roadmap.ask(pair, who).answer().text();
  const auto& runs = answered.runs();
  EXPECT_TRUE(std::ranges::any_of(runs, [&](const TextRun& run) { return run.author_id() == peer; }));
}

TEST_F(Roadmaps, FreezeOnceForEachStageAndCloseTheComments) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const auto action = roadmap.add("Une action");
  roadmap.comment(peer, "Avant de figer");
  Command old_comment = roadmap.commenting_on("Gouvernance", "Sur l’ancienne");
  EXPECT_EQ(cause(peer, roadmap.freezing(ROADMAP_STAGE_IMPLEMENTATION)), "FORBIDDEN rights");
  Command stale = roadmap.freezing(ROADMAP_STAGE_IMPLEMENTATION);
  roadmap.write(pair, 0, "Encore un mot. ");
  EXPECT_EQ(cause(pair, stale), "CONFLICT version");
  const auto frozen = community.accept(pair, roadmap.freezing(ROADMAP_STAGE_IMPLEMENTATION)).events.front();
  EXPECT_EQ(frozen.roadmap().version_made().authors(0).member_id(), pair);
  EXPECT_EQ(cause(pair, roadmap.freezing(ROADMAP_STAGE_IMPLEMENTATION)), "ALREADY_DONE");
  EXPECT_EQ(cause(pair, roadmap.freezing(ROADMAP_STAGE_BALANCE)), "FORBIDDEN frozen");
  EXPECT_EQ(cause(peer, old_comment), "FORBIDDEN frozen");
  EXPECT_TRUE(roadmap.view(peer).comments(0).closed());
  community.accept(peer, roadmap.commenting_on("Gouvernance", "Sur la suite"));

  Command change = roadmap.command();
  change.mutable_roadmap()->mutable_set_action()->set_action_id(action);
  change.mutable_roadmap()->mutable_set_action()->mutable_field()->set_title("Autre chose");
  community.accept(pair, change);
  Query query;
  query.mutable_get_roadmap()->set_roadmap_id(roadmap.id());
  query.mutable_get_roadmap()->set_version_id(frozen.seq());
  const RoadmapView then = roadmap.ask(peer, query).answer().roadmap().view();
  EXPECT_EQ(then.actions(0).title(), "Une action");
  EXPECT_EQ(then.text_version(), 2u);
}

TEST_F(Roadmaps, BringBackAnOlderTextAsANewChange) {
  const std::string before = roadmap.text();
  community.accept(other, roadmap.replacing(other, "Gouvernance envisagée", "Rien"));
  Command back = roadmap.command();
  back.mutable_roadmap()->mutable_bring_back_text()->set_version(1);
  community.accept(pair, back);
  EXPECT_EQ(roadmap.text(), before);
  EXPECT_EQ(roadmap.version(), 3u);
  EXPECT_EQ(cause(pair, back), "ALREADY_DONE");
}

TEST_F(Roadmaps, ShowTheirHistoryBySittingAndCompareVersions) {
  roadmap.write(pair, 0, "Un mot. ");
  Query history;
  history.mutable_get_text_history()->set_roadmap_id(roadmap.id());
  const auto sessions = roadmap.ask(other, history).answer().text_history();
  ASSERT_EQ(sessions.sessions_size(), 1);
  EXPECT_THAT(sessions.sessions(0).author_ids(), IsEmpty()) << "names only on request";
  Query compare;
  compare.mutable_compare_texts()->set_roadmap_id(roadmap.id());
  compare.mutable_compare_texts()->set_from_version(1);
  const auto comparison = roadmap.ask(other, compare).answer().text_comparison();
  EXPECT_EQ(comparison.to_version(), 2u);
  EXPECT_TRUE(std::ranges::any_of(comparison.difference().pieces(), [](const DifferencePiece& piece) {
    return piece.kind() == DIFFERENCE_KIND_ADDED && piece.text().find("Un mot") != std::string::npos;
  }));
}

TEST_F(Roadmaps, ErasedWordsAreNowhereAndTheirPlaceStays) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  const auto id = roadmap.comment(peer, "motquidisparait");
  Command erase = roadmap.command();
  erase.mutable_roadmap()->mutable_erase_words()->set_id(id);
  EXPECT_EQ(cause(pair, erase), "FORBIDDEN rights");
  community.accept(peer, erase);
  const RoadmapView view = roadmap.view(pair);
  EXPECT_TRUE(view.comments(0).erased());
  EXPECT_THAT(view.comments(0).text(), IsEmpty());
  Query journal;
  journal.mutable_list_events();
  const EventList events = roadmap.ask(pair, journal).answer().event_list();
  for (const Event& event : events.events()) {
    EXPECT_THAT(event.SerializeAsString(), ::testing::Not(HasSubstr("motquidisparait")));
  }
}

TEST_F(Roadmaps, ArchivedAreReadOnlyUntilThePairTakesThemUpAgain) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  Command archive = roadmap.command();
  archive.mutable_roadmap()->mutable_set_roadmap_status()->set_status(ROADMAP_STATUS_ARCHIVED);
  community.accept(pair, archive);
  EXPECT_EQ(cause(pair, roadmap.pushing(pair, 0, "x")), "FORBIDDEN archived");
  EXPECT_EQ(cause(peer, roadmap.commenting("x")), "FORBIDDEN archived");
  EXPECT_FALSE(roadmap.view(pair).rights().write());
  Command shared = archive;
  shared.mutable_roadmap()->mutable_set_roadmap_status()->set_status(ROADMAP_STATUS_SHARED);
  community.accept(pair, shared);
  roadmap.write(pair, 0, "x");
}

TEST_F(Roadmaps, AreTheSameAfterReplayAndOfAnyLength) {
  roadmap.share(ROADMAP_SHARING_COMMUNITY);
  roadmap.invite(peer);
  roadmap.comment(peer, "Un avis");
  for (int i = 0; i < 300; ++i) roadmap.write(i % 3 == 0 ? peer : pair, 0, "mot ");  // past a snapshot
  roadmap.comment(peer, "Un autre");
  community.store().checkpoint(true);
  EXPECT_THAT(storage::compare_with_replay(community.folder()), IsEmpty());
  EXPECT_EQ(roadmap.version(), 301u);
  Query early;
  early.mutable_get_text()->set_roadmap_id(roadmap.id());
  early.mutable_get_text()->set_version(4);
  EXPECT_THAT(roadmap.ask(pair, early).answer().text().text(), ::testing::StartsWith("mot mot mot # Plan"));
}

TEST_F(Roadmaps, PreviewWhoWouldReadThem) {
  Query query;
  query.mutable_preview_sharing()->set_roadmap_id(roadmap.id());
  query.mutable_preview_sharing()->set_sharing(ROADMAP_SHARING_SUPPORT);
  const auto shown = roadmap.ask(pair, query).answer().sharing_preview();
  EXPECT_THAT(shown.member_ids(), ::testing::UnorderedElementsAre(pair, other, community.facilitator,
                                                                  community.other_facilitator, community.adviser));
  EXPECT_EQ(roadmap.ask(peer, query).refusal().code(), REFUSAL_CODE_NOT_FOUND);
}

}  // namespace ramure::test
