// A roadmap in words: versions and actions as people name them, what is shown at 80 columns, and the copies that are
// kept of texts that could not be sent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "client-cli/output/columns.hpp"
#include "client-cli/roadmaps/actions.hpp"
#include "client-cli/roadmaps/comparing.hpp"
#include "client-cli/roadmaps/refusals.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "client-cli/roadmaps/versions.hpp"
#include "client-cli/roadmaps/words.hpp"
#include "client-cli/session/outbox.hpp"
#include "client-cli/session/roadmap_copies.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::cli {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

v1::RoadmapView three_versions() {
  v1::RoadmapView view;
  view.set_text_version(40);
  const auto add = [&view](std::uint64_t id, v1::RoadmapStage stage, const char* name, std::uint64_t text_version) {
    v1::RoadmapVersion& version = *view.add_versions();
    version.set_id(id);
    version.set_stage(stage);
    version.set_name(name);
    version.set_text_version(text_version);
  };
  add(101, v1::ROADMAP_STAGE_BALANCE, "", 12);
  add(102, v1::ROADMAP_STAGE_UNSPECIFIED, "Après la réunion d’été", 20);
  add(103, v1::ROADMAP_STAGE_UNSPECIFIED, "Après la réunion d’hiver", 30);
  return view;
}

std::string all_text(const Lines& lines) {
  std::string text;
  for (const Line& line : lines) text += line.text + "\n";
  return text;
}

TEST(ClientRoadmapWords, AVersionIsNamedAsPeopleNameIt) {
  const v1::RoadmapView view = three_versions();
  EXPECT_EQ(find_version(view, "v0")->id, 101u);
  EXPECT_EQ(find_version(view, "bilan")->text_version, 12u);
  EXPECT_EQ(find_version(view, "~2")->id, 102u);
  v1::RoadmapView twice = view;
  *twice.add_versions() = view.versions(1);
  EXPECT_FALSE(find_version(twice, "Après la réunion d’été")) << "two of one name: neither is meant for sure";
  EXPECT_EQ(find_version(view, "ete")->id, 102u);
  EXPECT_EQ(find_version(view, "37")->text_version, 37u);
  EXPECT_EQ(find_version(view, "37")->id, 0u);
  for (const char* unknown : {"réunion", "v2", "~4", "~", "0", "", "-1"})
    EXPECT_FALSE(find_version(view, unknown)) << unknown;
}

TEST(ClientRoadmapWords, WhatPeopleTypeIsUnderstoodInBothLanguages) {
  EXPECT_EQ(*roadmap_stage("V1"), v1::ROADMAP_STAGE_IMPLEMENTATION);
  EXPECT_EQ(*roadmap_stage("feuille-de-route"), v1::ROADMAP_STAGE_ROADMAP);
  EXPECT_EQ(*roadmap_status("partagé"), v1::ROADMAP_STATUS_SHARED);
  EXPECT_EQ(*roadmap_status("in review"), v1::ROADMAP_STATUS_IN_REVIEW);
  EXPECT_EQ(*roadmap_sharing("binome"), v1::ROADMAP_SHARING_PAIR);
  EXPECT_EQ(*roadmap_action_status("a_lancer"), v1::ROADMAP_ACTION_STATUS_TO_START);
  EXPECT_EQ(*comment_box("pas compris"), v1::ROADMAP_COMMENT_BOX_UNCLEAR);
  EXPECT_EQ(*comment_verdict("set aside"), v1::ROADMAP_VERDICT_SET_ASIDE);
  EXPECT_TRUE(*suggestion_taken("take"));
  const auto unknown = roadmap_sharing("tout le monde");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().exit, Exit::usage);
  EXPECT_THAT(unknown.error().text, HasSubstr("communauté"));
}

TEST(ClientRoadmapWords, EveryCauseOfARefusalHasWords) {
  for (const char* cause :
       {"rights", "archived", "frozen", "shared", "version", "behind", "epoch", "ahead", "diverged"})
    EXPECT_FALSE(roadmap_cause_text(cause).empty()) << cause;
  v1::Refusal refusal;
  refusal.set_code(v1::REFUSAL_CODE_FORBIDDEN);
  (*refusal.mutable_data())["cause"] = "rights";
  EXPECT_THAT(from_refusal(refusal, About::roadmap).text, HasSubstr("feuille de route"));
  EXPECT_THAT(from_refusal(refusal).text, Not(HasSubstr("feuille de route")));
  EXPECT_EQ(from_refusal(refusal, About::roadmap).cause, "rights");
}

TEST(ClientRoadmapWords, AnActionOfARoundIsCopiedWithoutALinkToIt) {
  v1::RoundView round;
  v1::PlanAction& planned = *round.add_actions();
  planned.set_id(77);
  planned.set_what("Voir la préfecture");
  planned.set_first_step("Appeler");
  planned.set_due_on("2027-03-31");
  planned.set_status(v1::PLAN_ACTION_STATUS_IN_PROGRESS);
  ActionWords typed;
  typed.due = "2027-05-01";
  const auto words = words_from_plan(round, "~1", typed);
  ASSERT_TRUE(words);
  const auto fields = action_fields(*words);
  ASSERT_TRUE(fields);
  ASSERT_EQ(fields->size(), 4u);
  EXPECT_EQ(fields->at(0).title(), "Voir la préfecture");
  EXPECT_THAT(fields->at(1).means(), HasSubstr("Appeler"));
  EXPECT_EQ(fields->at(2).due(), "2027-05-01") << "what was typed comes first";
  EXPECT_EQ(fields->at(3).status(), v1::ROADMAP_ACTION_STATUS_RUNNING);
  for (const char* named : {"77", "1"}) EXPECT_TRUE(words_from_plan(round, named, {})) << named;
  for (const char* unknown : {"~2", "~0", "~77", "2", "préfecture"})
    EXPECT_FALSE(words_from_plan(round, unknown, {})) << unknown;
}

TEST(ClientRoadmapWords, AFieldIsEmptiedByAnEmptyWordAndLeftByNone) {
  ActionWords words;
  words.owner = "";
  const auto fields = action_fields(words);
  ASSERT_TRUE(fields);
  ASSERT_EQ(fields->size(), 1u);
  EXPECT_EQ(fields->at(0).field_case(), v1::RoadmapActionField::kOwner);
}

TEST(ClientRoadmapWords, ADifferenceIsMarkedWithoutColours) {
  v1::Difference difference;
  const auto add = [&difference](v1::DifferenceKind kind, const char* text) {
    difference.add_pieces()->set_kind(kind);
    difference.mutable_pieces()->rbegin()->set_text(text);
  };
  EXPECT_TRUE(tell_difference(difference, 80).empty());
  add(v1::DIFFERENCE_KIND_SAME, "# Vision\nun\ndeux\ntrois\n# Axes\nquatre\n");
  EXPECT_TRUE(tell_difference(difference, 80).empty());
  add(v1::DIFFERENCE_KIND_REMOVED, "cinq");
  add(v1::DIFFERENCE_KIND_ADDED, "six\x1b[2J");
  add(v1::DIFFERENCE_KIND_SAME, " fois\nsept\nhuit\n");
  EXPECT_EQ(all_text(tell_difference(difference, 80)), "# Axes\nquatre\n[-cinq-]{+six\ufffd[2J+} fois\nsept\n");
}

TEST(ClientRoadmapWords, TextIsLaidOutInEightyColumnsAsItIsWide) {
  Lines lines;
  std::string item = "- ";
  for (int i = 0; i < 40; ++i) item += "été 漢字 ";
  tell_text("# Vision\n\n" + item + "\n| a | b |\n```\n  code   tel quel\n```\n\x1b[2J", 80, lines);
  for (const Line& line : lines) EXPECT_LE(columns_of(line.text), 80) << line.text;
  EXPECT_EQ(lines.at(0), (Line{"# Vision", Style::bold}));
  EXPECT_TRUE(lines.at(2).text.starts_with("- été"));
  EXPECT_TRUE(lines.at(3).text.starts_with("  ")) << "below an item its margin is kept";
  EXPECT_THAT(all_text(lines), HasSubstr("\n  code   tel quel\n"));
  EXPECT_THAT(all_text(lines), Not(HasSubstr("\x1b")));
}

TEST(ClientRoadmapWords, WhoWroteWhatStandsInFrontOfIt) {
  const Names names;
  v1::TextAnswer answer;
  answer.set_text("Un 👩\nDeux");
  const auto run = [&answer](unsigned units, std::uint64_t author) {
    answer.add_runs()->set_units(units);
    answer.mutable_runs()->rbegin()->set_author_id(author);
  };
  run(6, 7);
  run(4, 8);
  Lines lines;
  tell_authors(answer, {.names = names, .me = 7}, lines);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[0].text.starts_with("vous"));
  EXPECT_THAT(lines[0].text, HasSubstr("| Un 👩"));
  EXPECT_THAT(lines[1].text, HasSubstr("| Deux"));
  EXPECT_FALSE(lines[1].text.starts_with("vous"));
}

TEST(ClientRoadmapWords, NewsSaysWhatOthersDid) {
  const Names names;
  v1::RoadmapNews news;
  news.set_title("Notre bilan");
  news.set_from_text_version(4);
  news.set_to_text_version(9);
  news.add_author_ids(8);
  news.set_changed_actions(2);
  Lines lines;
  tell_news(news, 1, {.names = names, .me = 7}, lines);
  EXPECT_EQ(lines.at(0).text, "~1  Notre bilan");
  EXPECT_THAT(lines.at(1).text, HasSubstr("texte changé par"));
  EXPECT_THAT(lines.at(1).text, HasSubstr("2 action(s)"));
  EXPECT_THAT(lines.at(1).text, Not(HasSubstr("commentaire")));
  news.set_from_text_version(9);
  lines.clear();
  tell_news(news, 1, {.names = names, .me = 7}, lines);
  EXPECT_THAT(all_text(lines), Not(HasSubstr("texte changé")));
}

TEST(ClientRoadmapWords, WhatIsSaidBesideARoadmapCanBeKept) {
  v1::Command command;
  command.mutable_roadmap()->mutable_comment()->set_text("Chez nous aussi");
  EXPECT_EQ(words_said_in(command), "Chez nous aussi");
  command.mutable_roadmap()->mutable_suggest_text()->set_replacement("quatre");
  EXPECT_EQ(words_said_in(command), "quatre");
  command.mutable_roadmap()->mutable_freeze_roadmap();
  EXPECT_EQ(words_said_in(command), "");
}

// --- Copies ------------------------------------------------------------------------------------------------------

CopyState opened(std::uint64_t roadmap_id, std::int64_t at_ms) {
  CopyState state;
  state.push.set_roadmap_id(roadmap_id);
  state.push.mutable_push()->set_editor_id(9);
  state.base_text = state.taken_in = "ancien, d’été";
  state.opened_at_ms = at_ms;
  return state;
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status{};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

TEST(ClientRoadmapCopies, ACopyIsItsOwnersAloneAndOutlivesTheProgram) {
  const test::TemporaryFolder folder;
  const RoadmapCopies copies(folder.path(), "nadia@ici/valmerac");
  {
    OpenCopy copy = copies.begin(opened(412, 1'700'000'000'000), "ancien, d’été");
    EXPECT_EQ(mode_of(copy.path()), 0600u);
    EXPECT_EQ(mode_of(copy.path().parent_path()), 0700u);
    copy.state.push.mutable_push()->add_changes()->set_inserted("é");
    copy.state.was_sent = true;
    copy.save();
    std::ofstream(copy.path()) << "nouveau";
    EXPECT_TRUE(copies.waiting(412).empty()) << "it is in use";
  }
  auto waiting = copies.waiting(412);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].read(), "nouveau");
  EXPECT_EQ(waiting[0].state.base_text, "ancien, d’été");
  EXPECT_EQ(waiting[0].state.push.push().changes(0).inserted(), "é");
  EXPECT_TRUE(waiting[0].state.was_sent);
  EXPECT_TRUE(copies.waiting(413).empty());
  EXPECT_TRUE(RoadmapCopies(folder.path(), "ana@ici/valmerac").waiting(0).empty());
  waiting[0].remove();
  waiting.clear();
  EXPECT_TRUE(copies.waiting(0).empty());
}

TEST(ClientRoadmapCopies, ANewTextAndItsStateComeTogether) {
  const test::TemporaryFolder folder;
  const RoadmapCopies copies(folder.path(), "nadia");
  OpenCopy copy = copies.begin(opened(412, 1'700'000'000'000), "ancien");
  const auto old = copy.path();
  copy.state.push.mutable_push()->set_base_version(31);
  copy.replace_text("nouveau");
  EXPECT_FALSE(std::filesystem::exists(old));
  EXPECT_EQ(copy.read(), "nouveau");
}

TEST(ClientRoadmapCopies, WhatIsDamagedIsNoCopyAndNamesNoOtherFile) {
  const test::TemporaryFolder folder;
  const RoadmapCopies copies(folder.path(), "nadia");
  std::filesystem::path state;
  {
    const OpenCopy copy = copies.begin(opened(412, 1'700'000'000'000), "ancien");
    state = copy.path().parent_path() / "copy.json";
  }
  std::ofstream(state) << R"({"push":"{}","file":"text/../../../secret"})";
  EXPECT_TRUE(copies.waiting(0).empty());
  std::ofstream(state) << "{";
  EXPECT_TRUE(copies.waiting(0).empty());
}

}  // namespace
}  // namespace ramure::cli
