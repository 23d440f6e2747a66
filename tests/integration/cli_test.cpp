// The real `ramure` against the real server: what a person does in a day, what scripts rely on, and what becomes of
// words when the server is gone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/cli_person.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

constexpr int exit_refused = 1, exit_usage = 2, exit_signed_out = 3, exit_no_network = 4, exit_kept = 75;

class Cli : public testing::Test {
 protected:
  DemoServer demo;
  CliPerson nadia{demo, "p01"}, florence{demo, "f01"};

  // A new thread of Nadia's; its id.
  std::string open_thread(const std::string& title) {
    return std::to_string(
        id_in(nadia.json({"open", title, "Premier message", "--channel", "plénière"}).at(0), "first_seq"));
  }
  std::string post(const std::string& thread, const std::string& text) {
    return std::to_string(id_in(nadia.json({"post", thread, text}).at(0), "first_seq"));
  }
  // The bodies that a thread holds, in order.
  std::vector<std::string> bodies(const CliPerson& reader, const std::string& thread) {
    std::vector<std::string> all;
    for (const auto& message : reader.json({"read", thread, "--all"})) {
      const auto* body = message.if_contains("body");
      all.emplace_back(body == nullptr ? "" : body->as_string().c_str());
    }
    return all;
  }
};

TEST_F(Cli, SigningInAndOut) {
  const Finished before = nadia.run({"whoami"});
  EXPECT_EQ(before.status, exit_signed_out);
  EXPECT_THAT(nadia.says({"sign-in", demo.url(), "--name", "p01", "--password-stdin"}, nadia.password() + "\n"),
              HasSubstr("Nadia Benhaddou"));
  EXPECT_THAT(nadia.says({"whoami"}), HasSubstr("Métropole de Valmérac"));
  EXPECT_EQ(id_in(nadia.json({"whoami"}).at(0), "id"), demo.person("p01").member_id);
  nadia.says({"sign-out"});
  EXPECT_EQ(nadia.run({"threads"}).status, exit_signed_out);
}

TEST_F(Cli, AWrongPasswordLeavesNothingBehind) {
  const Finished wrong = nadia.run({"sign-in", demo.url(), "--name", "p01", "--password-stdin"}, "pas celui-là\n");
  EXPECT_EQ(wrong.status, exit_signed_out);
  EXPECT_EQ(nadia.run({"whoami"}).status, exit_signed_out);
  EXPECT_THAT(demo.server().log(), Not(HasSubstr("pas celui-là")));
}

TEST_F(Cli, NothingAsksInAPipe) {
  const Finished silent = nadia.run({"sign-in", demo.url(), "--name", "p01"});
  EXPECT_EQ(silent.status, exit_usage);
  EXPECT_THAT(silent.errors, HasSubstr("--password-stdin"));
  nadia.sign_in();
  EXPECT_EQ(nadia.run({"post", open_thread("Sans texte")}).status, exit_usage);
}

TEST_F(Cli, ExitCodesTellTheCause) {
  nadia.sign_in();
  EXPECT_EQ(nadia.run({"no-such-command"}).status, exit_usage);
  EXPECT_EQ(nadia.run({"post"}).status, exit_usage);
  EXPECT_EQ(nadia.run({"read", "999999999"}).status, exit_refused);
  EXPECT_EQ(nadia.run({"read", "un titre que personne n’a écrit"}).status, exit_refused);
  EXPECT_EQ(nadia.run({"--help"}).status, 0);
  demo.server().kill();
  EXPECT_EQ(nadia.run({"threads"}).status, exit_no_network);
}

TEST_F(Cli, ThreadsAreOneJsonObjectALineWithoutColours) {
  nadia.sign_in();
  const auto rows = nadia.json({"threads", "--limit", "200"});
  EXPECT_GT(rows.size(), 10u);
  EXPECT_THAT(nadia.says({"threads"}), Not(HasSubstr("\x1b[")));
  const auto obstacles = nadia.json({"threads", "--kind", "frein"});
  EXPECT_GT(obstacles.size(), 0u);
  EXPECT_LT(obstacles.size(), rows.size());
}

TEST_F(Cli, AMessageFromWritingToErasing) {
  nadia.sign_in();
  florence.sign_in();
  const std::string thread = open_thread("Un fil depuis le terminal");
  const std::string first = post(thread, "Première version");
  nadia.says({"post", thread, "-"}, "Depuis l’entrée standard\nsur deux lignes\n");
  nadia.says({"post", thread}, "Sans rien dire\n");
  nadia.says({"edit", first, "Deuxième version"});
  florence.says({"react", first, "merci"});
  EXPECT_EQ(bodies(florence, thread),
            (std::vector<std::string>{"Premier message", "Deuxième version",
                                      "Depuis l’entrée standard\nsur deux lignes", "Sans rien dire"}));
  const auto message = florence.json({"message", first}).at(0);
  EXPECT_EQ(message.at("versions").as_array().at(0).at("text").as_string(), "Première version");
  EXPECT_EQ(message.at("message").at("reactions").as_array().at(0).at("name").as_string(), "merci");

  EXPECT_EQ(florence.run({"edit", first, "Les mots d’une autre"}).status, exit_refused);
  nadia.says({"redact", first});
  EXPECT_EQ(bodies(florence, thread).at(1), "");
  EXPECT_THAT(florence.says({"message", first}), Not(HasSubstr("version")));
}

TEST_F(Cli, ListedThingsAreNamedByTheirPlace) {
  nadia.sign_in();
  const std::string thread = open_thread("Désigné par son rang");
  nadia.says({"threads"});
  nadia.says({"post", "~1", "au premier de la liste"});
  nadia.says({"read", thread});
  nadia.says({"edit", "~2", "corrigé par son rang"});
  EXPECT_EQ(bodies(nadia, thread).back(), "corrigé par son rang");
  EXPECT_THAT(nadia.says({"read", "désigné par son rang"}), HasSubstr("corrigé par son rang"));
  EXPECT_EQ(nadia.run({"post", "~999", "au-delà de la liste"}).status, exit_refused);
}

TEST_F(Cli, AnObstacleFromDeclaringToLifting) {
  nadia.sign_in();
  florence.sign_in();
  const auto declared = nadia.json({"obstacle", "declare", "Le fret coûte trop cher", "Chaque palette double de prix.",
                                    "--scope", "communaute", "--theme", "modèles", "--nature", "financier", "--context",
                                    "Une île, un seul bateau."});
  const std::string thread = std::to_string(id_in(declared.at(0), "first_seq"));
  EXPECT_THAT(florence.says({"read", thread}), HasSubstr("Une île, un seul bateau."));
  nadia.says({"obstacle", "status", thread, "lifted", "--outcome", "Deux communes partagent un conteneur."});
  EXPECT_THAT(florence.says({"read", thread}), HasSubstr("Deux communes partagent un conteneur."));
}

TEST_F(Cli, AThreadIsSummedUpResolvedAndArchived) {
  nadia.sign_in();
  const std::string thread = open_thread("Un fil qui se termine");
  nadia.says({"summary", thread, "On en est là."});
  nadia.says({"summary", thread, "On en est ici."});
  EXPECT_THAT(nadia.says({"summary", thread, "--versions"}), HasSubstr("On en est là."));
  EXPECT_THAT(nadia.says({"read", thread}), HasSubstr("On en est ici."));
  nadia.says({"resolve", thread});
  EXPECT_EQ(nadia.run({"archive", thread}).status, exit_refused) << "archiving is for those who facilitate";
  florence.sign_in();
  florence.says({"archive", thread});
  const Finished late = nadia.run({"post", thread, "trop tard"});
  EXPECT_EQ(late.status, exit_refused);
  EXPECT_TRUE(nadia.json({"outbox"}).empty()) << "what was refused is not kept";
}

TEST_F(Cli, ThreadsAreSplitMergedAndTakenApartAgain) {
  nadia.sign_in();
  florence.sign_in();
  const std::string thread = open_thread("Deux sujets à la fois"), other = open_thread("Le second sujet");
  const std::string message = post(thread, "Tout autre chose");
  EXPECT_EQ(nadia.run({"move", message, "--to", other}).status, exit_refused) << "for those who facilitate";
  Program watch = nadia.watch({"watch", thread, "--count", "3"});
  florence.says({"move", message, "--to", other});
  EXPECT_EQ(bodies(nadia, other), (std::vector<std::string>{"Premier message", "Tout autre chose"}));
  EXPECT_THAT(nadia.says({"read", other}), HasSubstr("moved from \"Deux sujets à la fois\""));
  const auto split = florence.json({"split", message, "--title", "Un troisième"}).at(0);
  EXPECT_EQ(bodies(nadia, std::to_string(id_in(split, "first_seq"))), (std::vector<std::string>{"Tout autre chose"}));
  florence.says({"merge", thread, other});
  EXPECT_THAT(nadia.says({"read", thread}), HasSubstr("Its messages are in \"Le second sujet\""));
  EXPECT_EQ(nadia.run({"post", thread, "trop tard"}).status, exit_refused);
  EXPECT_EQ(nadia.run({"unmerge", thread}).status, exit_refused);
  florence.says({"unmerge", thread});
  EXPECT_EQ(bodies(nadia, thread), (std::vector<std::string>{"Premier message"}));

  const auto line = [&] { return watch.next_line(30s).value_or("nothing"); };
  EXPECT_THAT(line(), HasSubstr("moves 1 message(s) to \"Le second sujet\""));
  EXPECT_THAT(line(), HasSubstr("moves 1 message(s) to \"Le second sujet\""));
  EXPECT_THAT(line(), HasSubstr("merges this thread into \"Le second sujet\""));
  EXPECT_EQ(watch.finish(10s).status, 0);
}

TEST_F(Cli, WhatWasSaidIsFoundAndCaughtUpWith) {
  nadia.sign_in();
  florence.sign_in();
  florence.json({"catch-up", "--done"});
  const std::string thread = open_thread("Retrouver");
  const std::string message = post(thread, "Les tiers-lieux coopératifs attendent @f01");
  const auto hits = florence.json({"search", "tiers lieu coopératif", "dans:plénière"});
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(id_in(hits.at(0).at("message").as_object(), "id"), std::stoull(message));
  const auto missed = florence.json({"catch-up"}).at(0);
  ASSERT_TRUE(missed.contains("mentions"));
  const auto& mention = missed.at("mentions").as_array().at(0).as_object();
  EXPECT_EQ(id_in(mention, "mention_id"), std::stoull(message));
  florence.json({"catch-up", "--done"});
  EXPECT_FALSE(florence.json({"catch-up"}).at(0).contains("mentions"));
}

TEST_F(Cli, AThreadIsExportedInThreeFormats) {
  nadia.sign_in();
  const std::string thread = open_thread("À garder");
  post(thread, "Une **idée** <script>alert(1)</script>");
  EXPECT_THAT(nadia.says({"export", thread, "--format", "md"}), HasSubstr("Une **idée**"));
  const std::string html = nadia.says({"export", thread, "--format", "html"});
  EXPECT_THAT(html, HasSubstr("<strong>idée</strong>"));
  EXPECT_THAT(html, Not(HasSubstr("<script>")));
  const auto document = boost::json::parse(nadia.says({"export", thread, "--format", "json"})).as_object();
  EXPECT_EQ(document.at("messages").as_array().size(), 2u);
}

TEST_F(Cli, WatchingGoesOnOverAKilledServerWithoutGapOrRepetition) {
  nadia.sign_in();
  florence.sign_in();
  const std::string thread = open_thread("En direct");
  constexpr int before = 5, during = 5, after = 5;
  const std::string since = std::to_string(std::stoull(thread) + 1);  // its first message
  Program watch =
      florence.watch({"watch", thread, "--json", "--since", since, "--count", std::to_string(before + during + after)});
  WsClient writer = demo.connect("p01");
  writer.hello();
  std::vector<std::string> said, seen;
  const auto say = [&](WsClient& client, int count) {
    for (int i = 0; i < count; ++i) {
      said.push_back("ligne " + std::to_string(said.size()));
      ASSERT_TRUE(client.command(post_command(std::stoull(thread), said.back())).has_accepted());
    }
  };
  const auto see = [&](int count) {
    for (int i = 0; i < count; ++i) {
      const auto line = watch.next_line(30s);
      ASSERT_TRUE(line) << "after " << seen.size() << " lines; " << watch.errors();
      seen.emplace_back(boost::json::parse(*line).at("message_posted").at("body").as_string());
    }
  };
  say(writer, before);
  see(before);
  const std::uint16_t port = demo.port();
  demo.server().kill();
  demo.server().start(port);
  WsClient again = demo.connect("p01");
  again.hello();
  say(again, during);
  see(during);
  say(again, after);
  see(after);
  EXPECT_EQ(seen, said);
  EXPECT_EQ(watch.finish(10s).status, 0);
}

TEST_F(Cli, WhatIsWrittenWhileTheServerIsAwayIsSentOnceLater) {
  nadia.sign_in();
  const std::string thread = open_thread("Hors ligne");
  const std::uint16_t port = demo.port();
  demo.server().kill();
  const Finished kept = nadia.run({"post", thread, "écrit sans réseau"});
  EXPECT_EQ(kept.status, exit_kept);
  EXPECT_EQ(nadia.run({"post", thread, "écrit ensuite"}).status, exit_kept);
  demo.server().start(port);
  const std::vector<std::string> expected{"Premier message", "écrit sans réseau", "écrit ensuite"};
  EXPECT_EQ(bodies(nadia, thread), expected);
  EXPECT_EQ(bodies(nadia, thread), expected) << "once only";
  EXPECT_TRUE(nadia.json({"outbox"}).empty());
}

TEST_F(Cli, TheOutboxIsSentAgainWithTheSameKey) {
  nadia.sign_in();
  const std::string thread = open_thread("Deux fois");
  const std::uint16_t port = demo.port();
  demo.server().kill();
  EXPECT_EQ(nadia.run({"post", thread, "une seule fois"}).status, exit_kept);
  const TemporaryFolder copy;
  std::filesystem::copy(nadia.home().path(), copy / "home", std::filesystem::copy_options::recursive);
  demo.server().start(port);
  EXPECT_EQ(bodies(nadia, thread).size(), 2u);
  // As if the answer had been lost: what waited is there again.
  std::filesystem::copy(copy / "home", nadia.home().path(),
                        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(bodies(nadia, thread).size(), 2u);
}

}  // namespace

}  // namespace ramure::test
