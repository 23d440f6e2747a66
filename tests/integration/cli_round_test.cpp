// Rounds from terminals: the real `ramure` of six people against the real server, from planning to the end, one of them
// on a whole screen; and what becomes of a terminal, and of words, when things go wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <map>

#include "client-cli/session/outbox.hpp"
#include "protocol/hex.hpp"
#include "tests/integration/cli_person.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr int exit_refused = 1, exit_usage = 2, exit_no_network = 4;

class CliRound : public testing::Test {
 protected:
  CliRound() {
    for (CliPerson* person : {&florence, &lucie, &nadia, &ana, &omar, &ines}) person->sign_in();
  }

  std::string plan() {
    const auto planned = florence.json(
        {"round",    "plan", "--at",     "23:59", "--template", "standard", "--mode", "written", "--group", "Groupe A",
         "--client", "p03",  "--scribe", "p01",   "--member",   "p01",      "p03",    "p05",     "p07",     "p09"});
    return std::to_string(id_in(planned.at(0), "first_seq"));
  }
  void everybody_joins(const std::string& round) {
    for (CliPerson* person : {&lucie, &nadia, &ana, &omar, &ines}) person->says({"round", "join", round});
  }
  // `ramure round NAME ROUND …`
  static void act(const CliPerson& person, const std::string& name, const std::string& round, const Words& more = {}) {
    Words words{"round", name, round};
    words.insert(words.end(), more.begin(), more.end());
    person.says(words);
  }
  std::string step_of(const std::string& round) {
    const auto rows = florence.json({"round", "list", "--ended"});
    for (const auto& row : rows) {
      if (std::to_string(id_in(row, "round_id")) == round && row.contains("step"))
        return std::string(row.at("step").as_string());
    }
    return {};
  }

  DemoServer demo;
  CliPerson florence{demo, "f01"}, lucie{demo, "p03"}, nadia{demo, "p01"}, ana{demo, "p05"}, omar{demo, "p07"},
      ines{demo, "p09"};
};

// One round, told in the order in which it happens: ana sits before the whole screen, the others type commands.
class WholeCliRound : public CliRound {
 protected:
  void begins_and_comes_to_the_contract();
  void agrees_and_is_consulted();
  void loses_the_server_and_goes_on();
  void ends_with_a_plan_and_minutes();

  const std::string round = plan();
  PseudoTerminal screen = ana.on_terminal({"round", "run", round});
};

void WholeCliRound::begins_and_comes_to_the_contract() {
  ASSERT_TRUE(screen.shows("The frame: what is said here stays here", 20s)) << screen.text();
  EXPECT_TRUE(screen.is_alternate());
  screen.type("/join\r");
  ASSERT_TRUE(screen.shows("Frame accepted.", 10s)) << screen.text();
  for (const CliPerson* person : {&lucie, &nadia, &omar, &ines}) act(*person, "join", round);
  act(florence, "next", round);
  ASSERT_TRUE(screen.shows("[>] Accueil et cadre", 10s)) << screen.text();

  act(florence, "step", round, {"choix_sujet"});
  act(lucie, "client", round);
  act(florence, "next", round);
  act(lucie, "say", round, {"Une", "situation", "qui", "me", "pèse."});
  ASSERT_TRUE(screen.shows("Une situation qui me pèse.", 10s)) << screen.text();
  EXPECT_TRUE(screen.shows("(nothing to say in this step)", 10s));
  screen.type("Trop tôt pour une idée\r");
  EXPECT_TRUE(screen.shows("there is nothing to say in this step", 10s)) << screen.text();
  EXPECT_TRUE(screen.shows("> Trop tôt pour une idée", 10s)) << "the words are back in the line";
  screen.type("\x15/keep Une idée pour plus tard\r");
  EXPECT_TRUE(screen.shows("Kept: it comes back at the consultation.", 10s)) << screen.text();

  act(florence, "next", round);
  ASSERT_TRUE(screen.shows("Question >", 10s)) << screen.text();
  screen.type("Qui décide ?\r");
  ASSERT_TRUE(screen.shows("Said.", 10s)) << screen.text();
  EXPECT_THAT(lucie.says({"round", "show", round}), HasSubstr("waits for your answer"));
  act(lucie, "say", round, {"Le conseil."});
  for (const CliPerson* person : {&nadia, &omar, &ines}) act(*person, "pass", round);
}

void WholeCliRound::agrees_and_is_consulted() {
  act(florence, "next", round);
  const Finished locked = florence.run({"round", "step", round, "consultation"});
  EXPECT_EQ(locked.status, exit_refused);
  EXPECT_THAT(locked.errors, HasSubstr("request agreed by all"));
  act(lucie, "request", round, {"J’aimerais que vous m’aidiez à tenir.", "--help-wanted", "idées"});
  ASSERT_TRUE(screen.shows("Can you help like this?", 10s)) << screen.text();
  screen.type("/agree\r");
  for (const CliPerson* person : {&nadia, &omar, &ines}) act(*person, "agree", round);
  ASSERT_TRUE(screen.shows("Agreed.", 10s)) << screen.text();

  act(florence, "next", round);
  ASSERT_TRUE(screen.shows("Kept for the consultation: Une idée pour plus tard", 10s)) << screen.text();
  act(florence, "tour", round, {"p05", "p01", "p07", "p09"});
  ASSERT_TRUE(screen.shows("The floor is yours.", 10s)) << screen.text();
  screen.type("Écrire à toutes les communes\r");
  ASSERT_TRUE(screen.shows("· Suggestion ·", 10s)) << screen.text();
}

void WholeCliRound::loses_the_server_and_goes_on() {
  const std::uint16_t port = demo.port();
  demo.server().kill();
  ASSERT_TRUE(screen.shows("Offline", 20s)) << screen.text();
  EXPECT_EQ(omar.run({"round", "say", round, "Perdu ?"}).status, exit_no_network);
  screen.type("Écrit pendant que le serveur était mort\r");
  demo.server().start(port);
  ASSERT_TRUE(screen.shows_no_more("Offline", 40s)) << screen.text();
  ASSERT_TRUE(screen.shows("Écrit pendant que le serveur était mort", 20s)) << screen.text();
  EXPECT_THAT(lucie.says({"round", "show", round}), HasSubstr("Écrit pendant que le serveur était mort"));
  screen.type("/floor --hand-on\r");
  EXPECT_TRUE(screen.shows_no_more("The floor is yours.", 10s)) << screen.text();
  act(nadia, "say", round, {"Chez nous, on a attendu.", "--kind", "témoignage"});
  act(florence, "tour", round, {"--end"});
  act(omar, "say", round, {"Une hypothèse", "--kind", "hypothese"});
  act(ines, "pass", round);
  act(lucie, "nourished", round);
}

void WholeCliRound::ends_with_a_plan_and_minutes() {
  act(florence, "next", round);
  act(lucie, "say", round, {"Je garde deux idées."});
  EXPECT_EQ(lucie.run({"round", "action", round, "Sans date"}).status, exit_refused);
  EXPECT_THAT(lucie.says({"outbox"}), HasSubstr("Sans date"));
  lucie.says({"outbox", "--forget"});
  act(lucie, "action", round, {"Voir la préfecture", "--first-step", "Appeler", "--due", "2027-03-31"});
  act(florence, "next", round);
  ASSERT_TRUE(screen.shows("Ce que j’ai appris >", 10s)) << screen.text();
  screen.type("J’ai appris à attendre.\r");
  ASSERT_TRUE(screen.shows("attendre.", 10s)) << screen.text();
  for (const CliPerson* person : {&lucie, &nadia, &omar, &ines}) act(*person, "say", round, {"J’ai appris que…"});

  act(florence, "next", round);
  act(lucie, "minutes", round, {"--want"});
  EXPECT_THAT(nadia.says({"round", "minutes", round}), HasSubstr("J’aimerais que vous m’aidiez à tenir."));
  nadia.says({"round", "minutes", round, "-"}, "Le compte rendu, sans nom.\n");
  act(lucie, "minutes", round, {"--approve"});
  act(lucie, "share", round, {"nothing"});
  act(florence, "next", round);
  EXPECT_EQ(step_of(round), "suivi");
  act(lucie, "follow-up", round, {"--action", "~1", "--status", "done"});
  EXPECT_THAT(lucie.says({"round", "follow-up", round}), HasSubstr("done"));
  act(florence, "finish", round);
  ASSERT_TRUE(screen.shows("finished", 10s)) << screen.text();

  screen.type("/quit\r");
  EXPECT_EQ(screen.finish(20s), 0);
  EXPECT_FALSE(screen.is_alternate());
  EXPECT_TRUE(screen.echoes());
}

}  // namespace

TEST_F(WholeCliRound, SixTerminalsHoldItAndTheServerDiesInTheConsultation) {
  begins_and_comes_to_the_contract();
  ASSERT_FALSE(HasFatalFailure());
  agrees_and_is_consulted();
  ASSERT_FALSE(HasFatalFailure());
  loses_the_server_and_goes_on();
  ASSERT_FALSE(HasFatalFailure());
  ends_with_a_plan_and_minutes();
}

TEST_F(CliRound, WhoeverIsNotInItSeesNothingOfIt) {
  const std::string round = plan();
  CliPerson outsider(demo, "p11");
  outsider.sign_in();
  for (const auto& row : outsider.json({"round", "list", "--ended"})) {
    EXPECT_NE(std::to_string(id_in(row, "round_id")), round);
  }
  const Finished hidden = outsider.run({"round", "show", round}), absent = outsider.run({"round", "show", "999999"});
  EXPECT_EQ(hidden.status, exit_refused);
  EXPECT_EQ(hidden.errors, absent.errors);
  EXPECT_EQ(outsider.run({"round", "run", round}).errors, absent.errors);
  EXPECT_EQ(outsider.run({"round", "say", round, "Bonjour"}).errors, absent.errors);
  EXPECT_EQ(
      outsider.run({"round", "plan", "--at", "23:59", "--mode", "written", "--member", "p01", "p03", "p05", "p07"})
          .status,
      exit_refused);
  for (const auto& channel : lucie.json({"channels"}))
    EXPECT_THAT(std::string(channel.at("kind").as_string()), Not(HasSubstr("ROUND")));
}

TEST_F(CliRound, ReadingIsOneJsonObjectALine) {
  const std::string round = plan();
  const auto rows = lucie.json({"round", "list"});
  const auto mine =
      std::ranges::find_if(rows, [&](const auto& row) { return std::to_string(id_in(row, "round_id")) == round; });
  ASSERT_NE(mine, rows.end());
  EXPECT_EQ(mine->at("template_key").as_string(), "standard");
  const std::string place = "~" + std::to_string(mine - rows.begin() + 1);
  const auto view = lucie.json({"round", "show", place}).at(0);
  EXPECT_EQ(std::to_string(id_in(view, "id")), round);
  EXPECT_GT(florence.json({"round", "templates"}).size(), 4u);
  EXPECT_EQ(florence.json({"round", "groups", "p01", "p02", "p03", "p04", "p05", "p06", "p07", "p08", "--count", "2"})
                .at(0)
                .at("groups")
                .as_array()
                .size(),
            2u);
  EXPECT_THAT(lucie.says({"round", "show", "groupe a"}), HasSubstr("You are asked to be the client"));
  EXPECT_EQ(lucie.run({"round", "show", "groupe z"}).status, exit_refused);
  EXPECT_EQ(lucie.run({"round"}).status, exit_usage);
  const Finished asked_nothing = lucie.run({"round", "note", round});
  EXPECT_EQ(asked_nothing.status, exit_usage) << "nothing asks in a pipe: " << asked_nothing.errors;
  EXPECT_THAT(lucie.says({"completion", "bash"}), HasSubstr("\"round say\") words="));
}

TEST_F(CliRound, InAPipeTheRoundIsFollowedInLines) {
  const std::string round = plan();
  everybody_joins(round);
  Program lines = ana.watch({"round", "run", round, "--stay"});
  Program events = omar.watch({"round", "run", round, "--stay", "--json"});
  EXPECT_THAT(lines.next_line(20s).value_or("nothing"), HasSubstr("Round " + round));
  act(florence, "next", round);
  std::string seen;
  for (std::optional<std::string> line = "x"; line && seen.find("Step: Accueil et cadre") == std::string::npos;) {
    line = lines.next_line(20s);
    seen += line.value_or("") + "\n";
  }
  EXPECT_THAT(seen, HasSubstr("Step: Accueil et cadre"));
  const auto event = boost::json::parse(events.next_line(20s).value_or("{}")).as_object();
  EXPECT_TRUE(event.contains("round"));
  act(florence, "cancel", round, {"--yes"});
  EXPECT_EQ(lines.finish(20s).status, 0);
  EXPECT_EQ(events.finish(20s).status, 0);
}

TEST_F(CliRound, TheTerminalComesBackOnEveryWayOut) {
  const std::string round = plan();
  for (const int number : {SIGTERM, SIGHUP, SIGINT, SIGQUIT}) {
    PseudoTerminal screen = ana.on_terminal({"round", "run", round});
    ASSERT_TRUE(screen.shows("Round " + round, 20s)) << screen.text();
    EXPECT_FALSE(screen.echoes());
    number == SIGINT ? screen.type("\x03") : screen.signal(number);
    EXPECT_EQ(screen.finish(20s), 128 + number);
    EXPECT_FALSE(screen.is_alternate()) << "signal " << number;
    EXPECT_TRUE(screen.echoes()) << "signal " << number;
  }
  PseudoTerminal screen = ana.on_terminal({"round", "run", round});
  ASSERT_TRUE(screen.shows("Round " + round, 20s)) << screen.text();
  screen.type("\x04");
  EXPECT_EQ(screen.finish(20s), 0);
  EXPECT_FALSE(screen.is_alternate());
}

TEST_F(CliRound, WordsThatWaitedForAStepThatIsOverAreKeptAndNotSaid) {
  const std::string round = plan();
  everybody_joins(round);
  act(florence, "next", round);
  const std::uint16_t port = demo.port();
  demo.server().kill();
  EXPECT_EQ(nadia.run({"post", "1", "pour que la boîte d’envoi existe"}).status, 75);
  // As if she had said it in a step that was open before.
  v1::Command said;
  said.set_command_key(new_command_key());
  said.mutable_round()->set_round_id(std::stoull(round));
  said.mutable_round()->set_opening(99);
  said.mutable_round()->mutable_contribute()->mutable_contribution()->set_kind("question");
  said.mutable_round()->mutable_contribute()->mutable_contribution()->set_text("Dit trop tard");
  const auto outbox = nadia.home() / ".local/state/ramure/outbox";
  for (const auto& owner : std::filesystem::directory_iterator(outbox)) {
    for (const auto& file : std::filesystem::directory_iterator(owner)) {
      std::ofstream(file.path(), std::ios::binary) << said.SerializeAsString();
      std::filesystem::rename(file.path(), owner.path() / (hex_of(said.command_key()) + ".command"));
    }
  }
  demo.server().start(port);
  const Finished told = nadia.run({"round", "list"});
  EXPECT_EQ(told.status, 0);
  EXPECT_THAT(told.errors, HasSubstr("Dit trop tard"));
  EXPECT_THAT(nadia.says({"outbox"}), HasSubstr("Dit trop tard"));
  EXPECT_EQ(nadia.json({"outbox"}).size(), 0u);
  EXPECT_EQ(nadia.json({"outbox", "--refused"}).size(), 1u);
  EXPECT_THAT(lucie.says({"round", "show", round}), Not(HasSubstr("Dit trop tard")));
}

TEST_F(CliRound, WhatIsWrittenInAChatWhileTheNetworkIsAwayIsSentWhenItIsBack) {
  const std::string thread = std::to_string(
      id_in(nadia.json({"open", "En direct", "Premier message", "--channel", "plénière"}).at(0), "first_seq"));
  PseudoTerminal chat = nadia.on_terminal({"chat", thread});
  ASSERT_TRUE(chat.shows("Premier message", 20s)) << chat.text();
  chat.signal(SIGSTOP);  // so that the line is there when it learns that the server is gone
  const std::uint16_t port = demo.port();
  demo.server().kill();
  chat.type("Écrit à cet instant\n");
  chat.signal(SIGCONT);
  ASSERT_TRUE(chat.shows("(offline", 20s)) << chat.text();
  demo.server().start(port);
  ASSERT_TRUE(chat.shows("(online again)", 40s)) << chat.text();
  // The line may be read before or after the network is back.
  std::string seen;
  for (int i = 0; i < 50 && seen.find("Écrit à cet instant") == std::string::npos; ++i) {
    seen = florence.says({"read", thread});
  }
  EXPECT_THAT(seen, HasSubstr("Écrit à cet instant"));
}

TEST_F(CliRound, OnePractisesAloneWithImaginaryPeople) {
  const std::string round = std::to_string(id_in(florence.json({"round", "practice"}).at(0), "first_seq"));
  const Finished early = florence.run({"round", "turn", round});
  EXPECT_EQ(early.status, exit_refused);
  EXPECT_THAT(early.errors, HasSubstr("your turn: open the next step"));
  act(florence, "next", round);
  PseudoTerminal screen = florence.on_terminal({"round", "run", round});
  ASSERT_TRUE(screen.shows("these people are imaginary", 20s)) << screen.text();
  screen.type("\x14");  // Ctrl+T
  EXPECT_TRUE(screen.shows("Maïwenn Tréflan", 10s)) << screen.text();
  screen.type("/quit\r");
  EXPECT_EQ(screen.finish(10s), 0);
  EXPECT_THAT(florence.says({"round", "list"}), HasSubstr("practice"));
  EXPECT_EQ(lucie.run({"round", "turn", round}).status, exit_refused);
  EXPECT_THAT(lucie.says({"round", "list"}), Not(HasSubstr("practice")));
}

}  // namespace ramure::test
