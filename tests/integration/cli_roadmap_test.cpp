// Roadmaps from terminals: the real `ramure` of a pair, a facilitator and a stranger against the real server. Two edit
// one text at once; and what becomes of what one wrote when the network, the server or the terminal itself goes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "tests/integration/cli_person.hpp"
#include "tests/support/cut_line.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr int exit_refused = 1, exit_usage = 2, exit_kept = 75;

class CliRoadmap : public testing::Test {
 protected:
  CliRoadmap() {
    for (CliPerson* person : {&nadia, &yannick, &lucie, &florence}) person->sign_in();
  }

  // Of Nadia's pair, beginning with this text; its id.
  std::string begin_roadmap(
      const std::string& text = "# Vision\n\nTrois ateliers par an.\n\n# Suite\n\nDeux communes.\n") {
    const std::string id =
        std::to_string(id_in(nadia.json({"roadmap", "new", "bilan", "Notre bilan"}).at(0), "first_seq"));
    nadia.says({"roadmap", "edit", id, "--from", "-"}, text);
    return id;
  }
  static std::string text(const CliPerson& reader, const std::string& id) {
    return reader.says({"roadmap", "show", id});
  }
  static std::uint64_t version(const CliPerson& reader, const std::string& id) {
    return id_in(reader.json({"roadmap", "show", id}).at(1), "version");
  }
  // The whole text anew, as a script does it.
  static boost::json::object save(const CliPerson& writer, const std::string& id, const std::string& text) {
    return writer.json({"roadmap", "edit", id, "--from", "-"}, text).at(0);
  }

  // An editor that does this to the file "$1".
  void give_editor(CliPerson& person, const std::string& script) {
    const auto path = person.home() / "editor";
    std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    person.set("VISUAL=" + path.string());
  }
  // One that says that it is open, and saves only when a key was pressed.
  static std::string patient(const std::string& change) {
    return "echo editor is open; read key; " + change + "; echo saved";
  }
  static std::vector<boost::json::object> copies(const CliPerson& person) {
    return person.json({"roadmap", "edit", "--copies"});
  }

  DemoServer demo;
  CliPerson nadia{demo, "p01"}, yannick{demo, "p02"}, lucie{demo, "p03"}, florence{demo, "f01"};
};

TEST_F(CliRoadmap, AnEditorChangesTheTextAndLeavesNothingBehind) {
  const std::string id = begin_roadmap();
  give_editor(nadia, R"(stat -c %a "$1"; sed -i 's/Trois/Quatre/' "$1")");
  PseudoTerminal screen = nadia.on_terminal({"roadmap", "edit", id});
  ASSERT_TRUE(screen.shows("Saved: version", 20s)) << screen.text();
  EXPECT_EQ(screen.finish(10s), 0);
  EXPECT_THAT(screen.text(), HasSubstr("600"));
  EXPECT_THAT(text(yannick, id), HasSubstr("Quatre ateliers par an."));
  EXPECT_TRUE(copies(nadia).empty());

  give_editor(nadia, "true");
  PseudoTerminal unchanged = nadia.on_terminal({"roadmap", "edit", id});
  ASSERT_TRUE(unchanged.shows("Nothing changed.", 20s)) << unchanged.text();
  EXPECT_EQ(unchanged.finish(10s), 0);
  EXPECT_TRUE(copies(nadia).empty());
}

TEST_F(CliRoadmap, TwoTerminalsEditTheSameTextAtOnce) {
  const std::string id = begin_roadmap();
  give_editor(nadia, patient(R"(sed -i 's/Deux communes/Cinq communes/' "$1")"));
  PseudoTerminal first = nadia.on_terminal({"roadmap", "edit", id});
  ASSERT_TRUE(first.shows("editor is open", 20s)) << first.text();
  give_editor(yannick, patient(R"(sed -i 's/ par an/ chaque année/' "$1")"));
  PseudoTerminal second = yannick.on_terminal({"roadmap", "edit", id});
  ASSERT_TRUE(second.shows("editor is open", 20s)) << second.text();
  second.type("\r");
  ASSERT_TRUE(second.shows("Saved: version", 20s)) << second.text();
  EXPECT_EQ(second.finish(10s), 0);
  first.type("\r");
  ASSERT_TRUE(first.shows("Others wrote meanwhile", 20s)) << first.text();
  EXPECT_EQ(first.finish(10s), 0);
  EXPECT_THAT(first.text(), Not(HasSubstr("at once")));
  const std::string both = "# Vision\n\nTrois ateliers chaque année.\n\n# Suite\n\nCinq communes.\n";
  EXPECT_EQ(text(nadia, id), both);
  EXPECT_EQ(text(yannick, id), both);
  EXPECT_THAT(nadia.says({"roadmap", "history", id, "--names"}), HasSubstr("you"));
}

TEST_F(CliRoadmap, APassageThatBothChangedIsShownAndNothingIsLost) {
  const std::string id = begin_roadmap();
  give_editor(nadia, patient(R"(sed -i 's/Trois/Quatre/' "$1")"));
  PseudoTerminal screen = nadia.on_terminal({"roadmap", "edit", id});
  ASSERT_TRUE(screen.shows("editor is open", 20s)) << screen.text();
  save(yannick, id, "# Vision\n\nCinq ateliers par an.\n\n# Suite\n\nDeux communes.\n");
  screen.type("\r");
  ASSERT_TRUE(screen.shows("changed by you and by others at once", 20s)) << screen.text();
  EXPECT_EQ(screen.finish(10s), 0);
  EXPECT_THAT(screen.text(), HasSubstr("before: Trois ateliers par an."));
  EXPECT_THAT(screen.text(), HasSubstr("you:    Quatre ateliers par an."));
  const std::string now = text(nadia, id);
  EXPECT_THAT(now, HasSubstr("Quatre"));
  EXPECT_THAT(now, HasSubstr("Cinq"));

  const auto kept = copies(nadia);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_FALSE(kept[0].at("unsent").as_bool());
  std::ifstream file(std::string(kept[0].at("path").as_string()));
  EXPECT_THAT(std::string(std::istreambuf_iterator<char>(file), {}), HasSubstr("Quatre ateliers par an."));
  EXPECT_EQ(nadia.run({"roadmap", "edit", "--resume"}).status, exit_refused) << "it was sent";
  nadia.says({"roadmap", "edit", "--forget", "~1"});
  EXPECT_TRUE(copies(nadia).empty());
}

TEST_F(CliRoadmap, AScriptSaysFromWhichVersionItsFileWasMade) {
  const std::string id = begin_roadmap();
  const std::string base = std::to_string(version(nadia, id));
  save(yannick, id, "# Vision\n\nTrois ateliers par an.\n\n# Suite\n\nNeuf communes.\n");
  const auto told = nadia
                        .json({"roadmap", "edit", id, "--from", "-", "--base", base},
                              "# Vision\n\nDix ateliers par an.\n\n# Suite\n\nDeux communes.\n")
                        .at(0);
  EXPECT_TRUE(told.at("others_wrote").as_bool());
  EXPECT_TRUE(told.at("clashes").as_array().empty());
  EXPECT_EQ(text(nadia, id), "# Vision\n\nDix ateliers par an.\n\n# Suite\n\nNeuf communes.\n");
}

TEST_F(CliRoadmap, AServerKilledBetweenThePushAndTheAnswerHasItOnce) {
  const std::string id = begin_roadmap();
  const std::uint16_t port = demo.port();
  CutLine line(port);
  nadia.sign_in_at(line.url());
  std::string longer = text(nadia, id);
  for (int i = 0; i < 2'000; ++i) longer += "Encore une phrase, la " + std::to_string(i) + "e.\n";
  const std::uint64_t before = version(yannick, id);

  line.lose_answers_after(20'000);
  const auto file = nadia.home() / "long.md";
  std::ofstream(file) << longer;
  Program editing = nadia.watch({"roadmap", "edit", id, "--from", file.string()});
  std::uint64_t reached = before;
  for (int looks = 0; looks < 1'000 && reached == before; ++looks) reached = version(yannick, id);
  ASSERT_GT(reached, before) << "the server has it, and nobody was told";
  demo.server().kill();
  const Finished cut = editing.finish(60s);
  EXPECT_EQ(cut.status, exit_kept) << cut.output << cut.errors;
  EXPECT_THAT(cut.errors, HasSubstr("--resume"));
  ASSERT_EQ(copies(nadia).size(), 1u);
  EXPECT_THAT(cut.errors, HasSubstr(std::string(copies(nadia)[0].at("path").as_string())));

  line.mend();
  demo.server().start(port);
  EXPECT_THAT(text(yannick, id), HasSubstr("la 1999e."));
  save(yannick, id, "Tout devant.\n" + text(yannick, id));
  nadia.says({"roadmap", "edit", "--resume"});
  EXPECT_EQ(text(nadia, id), "Tout devant.\n" + longer) << "once, and with what was written since";
  EXPECT_TRUE(copies(nadia).empty());
}

TEST_F(CliRoadmap, ATerminalKilledInTheEditorLosesNothing) {
  const std::string id = begin_roadmap();
  give_editor(nadia, R"(sed -i 's/Trois/Sept/' "$1"; echo editor is open; read key)");
  {
    PseudoTerminal screen = nadia.on_terminal({"roadmap", "edit", id});
    ASSERT_TRUE(screen.shows("editor is open", 20s)) << screen.text();
    EXPECT_TRUE(copies(nadia).empty()) << "it is in somebody's hands";
    screen.signal(SIGKILL);
    screen.finish(10s);
  }
  save(yannick, id, "# Vision\n\nTrois ateliers par an.\n\n# Suite\n\nNeuf communes.\n");
  EXPECT_THAT(nadia.run({"roadmap", "edit", id, "--from", "-"}, text(nadia, id)).errors,
              HasSubstr("unsent text waits"));
  nadia.says({"roadmap", "edit", id, "--resume"});
  EXPECT_EQ(text(nadia, id), "# Vision\n\nSept ateliers par an.\n\n# Suite\n\nNeuf communes.\n");
}

TEST_F(CliRoadmap, WhatIsSavedWhileTheServerIsAwayIsKeptAndTakenUpAgain) {
  const std::string id = begin_roadmap();
  const std::uint16_t port = demo.port();
  give_editor(nadia, patient(R"(sed -i 's/Trois/Huit/' "$1")"));
  PseudoTerminal screen = nadia.on_terminal({"roadmap", "edit", id});
  ASSERT_TRUE(screen.shows("editor is open", 20s)) << screen.text();
  demo.server().kill();
  screen.type("\r");
  ASSERT_TRUE(screen.shows("Your text is kept", 20s)) << screen.text();
  EXPECT_EQ(screen.finish(10s), exit_kept);
  demo.server().start(port);
  nadia.says({"roadmap", "edit", "--resume"});
  EXPECT_THAT(text(yannick, id), HasSubstr("Huit ateliers"));
  EXPECT_EQ(nadia.run({"roadmap", "edit", "--resume"}).status, exit_refused);
}

TEST_F(CliRoadmap, BadFilesAreCleanedOrRefusedInWordsAndKept) {
  const std::string id = begin_roadmap("Un.\n");
  save(nadia, id, "\xEF\xBB\xBFUn.\r\nDeux.\r");
  EXPECT_EQ(text(nadia, id), "Un.\nDeux.\n");
  const Finished controls = nadia.run({"roadmap", "edit", id, "--from", "-"}, std::string("Un\0.\nDeux\x07.\n", 12));
  EXPECT_EQ(controls.status, 0);
  EXPECT_THAT(controls.errors, HasSubstr("2 control character(s)"));

  const Finished latin1 = nadia.run({"roadmap", "edit", id, "--from", "-"}, "Un.\nL\xE9ger.\n");
  EXPECT_EQ(latin1.status, exit_refused);
  EXPECT_THAT(latin1.errors, HasSubstr("line 2: this is not UTF-8"));
  EXPECT_EQ(nadia.run({"roadmap", "edit", id, "--from", "-"}, "\n").status, exit_usage);
  const auto long_file = nadia.home() / "long.md";
  std::ofstream(long_file) << std::string(600'000, 'x');
  EXPECT_THAT(nadia.run({"roadmap", "edit", id, "--from", long_file.string()}).errors, HasSubstr("too long"));
  EXPECT_EQ(nadia.run({"roadmap", "edit", id, "--from", "no-such-file"}).status, exit_usage);
  EXPECT_EQ(nadia.run({"roadmap", "edit", id}).status, exit_usage) << "nothing opens an editor in a pipe";
  EXPECT_EQ(text(nadia, id), "Un.\nDeux.\n");
  EXPECT_EQ(copies(nadia).size(), 3u);
  nadia.says({"roadmap", "edit", id, "--from", "-", "--empty"}, "");
  EXPECT_EQ(text(nadia, id), "\n");
}

TEST_F(CliRoadmap, ATextLongerThanAFrameGoesInPieces) {
  const std::string id = begin_roadmap();
  std::string longer;
  for (int i = 0; i < 9'000; ++i) longer += "La phrase " + std::to_string(i) + " dit peu, en 👩‍🌾.\n";
  const auto file = nadia.home() / "long.md";
  std::ofstream(file) << longer;
  nadia.says({"roadmap", "edit", id, "--from", file.string()});
  EXPECT_EQ(text(yannick, id), longer);
  EXPECT_EQ(demo.check().status, 0);
}

TEST_F(CliRoadmap, WhoeverDoesNotReadItHearsTheSameAsOfNone) {
  const std::string id = begin_roadmap();
  for (const Words& words :
       {Words{"show"}, Words{"history"}, Words{"diff"}, Words{"action", "list"}, Words{"export"}}) {
    Words hidden{"roadmap"}, absent{"roadmap"};
    hidden.insert(hidden.end(), words.begin(), words.end());
    absent.insert(absent.end(), words.begin(), words.end());
    hidden.push_back(id);
    absent.emplace_back("999999");
    const Finished refused = lucie.run(hidden);
    EXPECT_EQ(refused.status, exit_refused);
    EXPECT_EQ(refused.errors, lucie.run(absent).errors);
  }
  EXPECT_THAT(lucie.says({"roadmap", "list"}), Not(HasSubstr("Notre bilan")));
}

TEST_F(CliRoadmap, SharingIsAnActAfterALookAtWhoWillSeeIt) {
  const std::string id = begin_roadmap();
  EXPECT_THAT(nadia.says({"roadmap", "share", id, "community", "--preview"}), HasSubstr("Lucie Charbonnel"));
  EXPECT_EQ(lucie.run({"roadmap", "show", id}).status, exit_refused) << "a look shares nothing";
  EXPECT_EQ(nadia.run({"roadmap", "share", id, "community"}).status, exit_usage) << "in a pipe it wants --yes";
  nadia.says({"roadmap", "share", id, "community", "--yes"});
  EXPECT_THAT(text(lucie, id), HasSubstr("Trois ateliers"));
  const Finished edited = lucie.run({"roadmap", "edit", id, "--from", "-"}, "à moi");
  EXPECT_EQ(edited.status, exit_refused);
  EXPECT_THAT(edited.errors, HasSubstr("you may comment and suggest"));
  nadia.says({"roadmap", "invite", id, "p03"});
  save(lucie, id, "# Vision\n\nÀ plusieurs.\n");
  nadia.says({"roadmap", "end-pen", id, "p03"});
  EXPECT_EQ(lucie.run({"roadmap", "edit", id, "--from", "-"}, "encore").status, exit_refused);
  nadia.says({"roadmap", "status", id, "shared"});
  nadia.says({"roadmap", "status", id, "archived"});
  EXPECT_THAT(nadia.run({"roadmap", "edit", id, "--from", "-"}, "encore").errors, HasSubstr("archived"));
  nadia.says({"roadmap", "status", id, "draft"});
  nadia.says({"roadmap", "retitle", id, "Notre bilan commun"});
  EXPECT_THAT(lucie.says({"roadmap", "list"}), HasSubstr("Notre bilan commun"));
}

TEST_F(CliRoadmap, CommentsAndSuggestionsAreMadeAndAnswered) {
  const std::string id = begin_roadmap();
  nadia.says({"roadmap", "share", id, "support", "--yes"});
  florence.says({"roadmap", "comment", id, "Qui anime ?", "--box", "unclear", "--passage", "Trois ateliers"});
  florence.says({"roadmap", "comment", id, "Et ensuite ?", "--box", "prompt", "--section", "suite"});
  EXPECT_THAT(florence.run({"roadmap", "comment", id, "Où ?", "--box", "unclear", "--passage", "nulle part"}).errors,
              HasSubstr("does not stand in the text"));
  florence.says({"roadmap", "suggest", id, "Quatre", "--passage", "Trois", "--reason", "Un par saison"});
  EXPECT_EQ(nadia.run({"roadmap", "suggest", id, "Six", "--passage", "Trois"}).status, exit_refused) << "she writes it";

  const std::string shown = nadia.says({"roadmap", "show", id, "--all"});
  EXPECT_THAT(shown, HasSubstr("on \"Trois ateliers\""));
  EXPECT_THAT(shown, HasSubstr("[-Trois-]{+Quatre+}"));
  nadia.says({"roadmap", "answer", id, "~1", "kept", "Nadia l’anime."});
  nadia.says({"roadmap", "answer", id, "~3", "take"});
  EXPECT_THAT(text(florence, id), HasSubstr("Quatre ateliers par an."));
  EXPECT_THAT(florence.says({"roadmap", "show", id, "--all"}), HasSubstr("→ kept, Nadia Benhaddou: Nadia l’anime."));
  EXPECT_THAT(nadia.says({"roadmap", "show", id, "--authors"}), HasSubstr("Florence"));
  florence.says({"roadmap", "erase", id, "~2"});
  EXPECT_THAT(nadia.says({"roadmap", "show", id, "--all"}), Not(HasSubstr("Et ensuite")));

  nadia.says({"roadmap", "share", id, "pair", "--yes"});
  const Finished late = florence.run({"roadmap", "comment", id, "Mes mots", "--box", "unclear"});
  EXPECT_EQ(late.status, exit_refused);
  EXPECT_THAT(florence.says({"outbox"}), HasSubstr("Mes mots"));
}

TEST_F(CliRoadmap, ActionsAreChangedFieldByField) {
  const std::string id = begin_roadmap();
  nadia.says({"roadmap", "action", "add", id, "Relancer la conciergerie", "--owner", "Nadia", "--due", "2027-03-31"});
  nadia.says({"roadmap", "action", "add", id, "Écrire aux communes"});
  nadia.says({"roadmap", "action", "list", id});
  yannick.says({"roadmap", "action", "set", id, "conciergerie", "--status", "running"});
  nadia.says({"roadmap", "action", "set", id, "~1", "--owner", "", "--means", "Une salle"});
  nadia.says({"roadmap", "action", "move", id, "~2", "--before", "~1"});
  const auto actions = nadia.json({"roadmap", "action", "list", id});
  ASSERT_EQ(actions.size(), 2u);
  EXPECT_EQ(actions[0].at("title").as_string(), "Écrire aux communes");
  EXPECT_EQ(actions[1].at("status").as_string(), "ROADMAP_ACTION_STATUS_RUNNING");
  EXPECT_FALSE(actions[1].contains("owner"));
  EXPECT_EQ(nadia.run({"roadmap", "action", "set", id, "~1", "--due", "31/03/2027"}).status, exit_refused);
  EXPECT_EQ(nadia.run({"roadmap", "action", "add", id}).status, exit_usage);
  nadia.says({"roadmap", "action", "remove", id, "~1"});
  EXPECT_EQ(nadia.json({"roadmap", "action", "list", id}).size(), 1u);
}

TEST_F(CliRoadmap, VersionsAreFrozenNamedComparedAndBroughtBack) {
  const std::string id = begin_roadmap();
  EXPECT_EQ(nadia.run({"roadmap", "freeze", id}).status, exit_usage) << "in a pipe it wants --yes";
  nadia.says({"roadmap", "freeze", id, "--yes"});
  EXPECT_EQ(nadia.run({"roadmap", "freeze", id, "v0", "--yes"}).status, exit_refused);
  nadia.says({"roadmap", "begin", id, "v1"});
  yannick.says({"roadmap", "show", id});
  save(nadia, id, "# Vision\n\nQuatre ateliers par an.\n\n# Suite\n\nDeux communes.\n");
  nadia.says({"roadmap", "name", id, "Après la réunion"});
  EXPECT_THAT(nadia.says({"roadmap", "diff", id, "v0"}), HasSubstr("[-Trois-]{+Quatre+} ateliers par an."));
  EXPECT_THAT(yannick.says({"roadmap", "diff", id}), HasSubstr("[-Trois-]{+Quatre+}")) << "since his visit";
  EXPECT_THAT(nadia.says({"roadmap", "diff", id, "~2", "réunion"}), HasSubstr("Nothing changed."));
  EXPECT_THAT(yannick.says({"roadmap", "history", id, "--since-visit", "--names"}), HasSubstr("Nadia Benhaddou"));
  yannick.says({"roadmap", "show", id});
  EXPECT_EQ(yannick.json({"roadmap", "history", id, "--since-visit"}).size(), 0u);
  EXPECT_THAT(nadia.says({"roadmap", "show", id, "--version", "v0"}), HasSubstr("Trois ateliers"));
  EXPECT_EQ(nadia.run({"roadmap", "show", id, "--version", "v3"}).status, exit_refused);
  nadia.says({"roadmap", "restore", id, "v0"});
  EXPECT_THAT(text(yannick, id), HasSubstr("Trois ateliers"));
  EXPECT_EQ(nadia.run({"roadmap", "remove-passage", id, "Quatre ateliers"}).status, exit_usage);
}

TEST_F(CliRoadmap, ReadingIsOneJsonObjectALineAndWatchingTellsOfIt) {
  EXPECT_THAT(nadia.says({"roadmap", "templates"}), HasSubstr("bilan"));
  EXPECT_GE(nadia.json({"roadmap", "templates"}).size(), 4u);
  Program watch = yannick.watch({"watch"});
  const std::string id = begin_roadmap();
  const auto rows = nadia.json({"roadmap", "list"});
  const auto mine =
      std::ranges::find_if(rows, [&](const auto& row) { return std::to_string(id_in(row, "roadmap_id")) == id; });
  ASSERT_NE(mine, rows.end());
  EXPECT_THAT(nadia.says({"roadmap", "show", "~" + std::to_string(mine - rows.begin() + 1)}),
              HasSubstr("Trois ateliers"));
  EXPECT_THAT(nadia.says({"roadmap", "show", "notre bilan"}), HasSubstr("Trois ateliers"));
  EXPECT_EQ(nadia.json({"roadmap", "show", id}).size(), 2u);
  EXPECT_THAT(nadia.says({"completion", "bash"}), HasSubstr("\"roadmap edit\") words="));
  PseudoTerminal screen = nadia.on_terminal({"roadmap", "show", id});
  ASSERT_TRUE(screen.shows("You may: edit", 20s)) << screen.text();
  EXPECT_EQ(screen.finish(10s), 0);
  std::string seen;
  for (std::optional<std::string> line = ""; line && seen.find("writes in the roadmap " + id) == std::string::npos;) {
    line = watch.next_line(20s);
    seen += line.value_or("") + "\n";
  }
  EXPECT_THAT(seen, HasSubstr("writes in the roadmap " + id));
}

}  // namespace

}  // namespace ramure::test
