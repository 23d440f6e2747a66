// The real `ramure` against the real server: profiles, territories, the word of the facilitators, what one keeps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/cli_person.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int exit_refused = 1, exit_usage = 2;

class CliDirectory : public testing::Test {
 protected:
  CliDirectory() {
    nadia.sign_in();
    florence.sign_in();
  }
  DemoServer demo;
  CliPerson nadia{demo, "p01"}, florence{demo, "f01"};
};

}  // namespace

TEST_F(CliDirectory, OnesProfileIsChangedFieldByField) {
  EXPECT_THAT(nadia.says({"profile"}), HasSubstr("Nadia Benhaddou"));
  nadia.says({"profile", "--function", "Tisseuse de liens"});
  const auto seen = florence.json({"profile", "p01"}).at(0);
  EXPECT_EQ(seen.at("name").as_string(), "Nadia Benhaddou") << "what was not given stays";
  EXPECT_EQ(seen.at("function").as_string(), "Tisseuse de liens");
  EXPECT_FALSE(seen.at("bio").as_string().empty());
  nadia.says({"profile", "--bio", ""});
  EXPECT_FALSE(florence.json({"profile", "p01"}).at(0).contains("bio"));
  EXPECT_EQ(florence.run({"profile", "p01", "--name", "Quelqu’un d’autre"}).status, exit_usage);
  EXPECT_THAT(florence.says({"search", "auteur:Nadia", "thématiques"}), Not(HasSubstr("refus")));
}

TEST_F(CliDirectory, APairSaysWhatItsTerritorySeeks) {
  EXPECT_THAT(florence.says({"territory", "t01"}), HasSubstr("Nadia Benhaddou"));
  nadia.says({"territory", "--seeks", "Une oreille"});
  const auto seen = florence.json({"territory", "Valmérac"}).at(0);
  EXPECT_EQ(seen.at("seeks").as_string(), "Une oreille");
  EXPECT_THAT(std::string(seen.at("offers").as_string()), HasSubstr("soixante structures"));
  EXPECT_EQ(nadia.run({"territory", "--name", "Autre nom"}).status, exit_refused);
  EXPECT_EQ(nadia.run({"territory", "t02", "--seeks", "Pas à elle"}).status, exit_refused);
  EXPECT_EQ(florence.run({"territory"}).status, exit_usage) << "she has none of her own";
}

TEST_F(CliDirectory, TheWordIsReadByAllAndWrittenByFacilitators) {
  EXPECT_THAT(nadia.says({"word"}), HasSubstr("Florence"));
  florence.says({"word", "-"}, "Bonjour @p01\n");
  EXPECT_THAT(nadia.says({"word"}), HasSubstr("Bonjour @Nadia Benhaddou"));
  EXPECT_EQ(nadia.json({"word"}).at(0).at("version").as_int64(), 2);
  EXPECT_EQ(nadia.run({"word", "Moi aussi"}).status, exit_refused);
  florence.says({"word", "--clear"});
  EXPECT_THAT(nadia.says({"word"}), HasSubstr("No word"));
}

TEST_F(CliDirectory, BookmarksAreKeptAndListed) {
  const std::string thread = std::to_string(
      id_in(nadia.json({"open", "À retrouver", "Premier message", "--channel", "plénière"}).at(0), "first_seq"));
  const std::string message = std::to_string(std::stoull(thread) + 1);
  florence.says({"bookmark", message});
  const auto kept = florence.json({"bookmark"});
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(id_in(kept.at(0).at("message").as_object(), "id"), std::stoull(message));
  EXPECT_THAT(florence.says({"bookmark"}), HasSubstr("À retrouver"));
  EXPECT_TRUE(nadia.json({"bookmark"}).empty());
  florence.says({"bookmark", message, "--remove"});
  EXPECT_TRUE(florence.json({"bookmark"}).empty());
}

TEST_F(CliDirectory, StartingAfreshIsTakenBack) {
  const std::string title = "Non lu par Florence";
  nadia.says({"open", title, "Premier message", "--channel", "plénière"});
  EXPECT_THAT(florence.says({"threads", "--unread", "--limit", "200"}), HasSubstr(title));
  florence.says({"afresh"});
  EXPECT_TRUE(florence.json({"threads", "--unread", "--limit", "200"}).empty());
  florence.says({"afresh", "--undo"});
  EXPECT_THAT(florence.says({"threads", "--unread", "--limit", "200"}), HasSubstr(title));
  EXPECT_EQ(florence.run({"afresh", "--undo"}).status, exit_refused);
}

}  // namespace ramure::test
