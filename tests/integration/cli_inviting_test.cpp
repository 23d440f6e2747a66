// Inviting from a terminal: the real `ramure` against the real server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/cli_person.hpp"
#include "tests/support/http_client.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int exit_refused = 1, exit_usage = 2;

class CliInviting : public testing::Test {
 protected:
  CliInviting() {
    for (CliPerson* person : {&florence, &nadia}) person->sign_in();
  }
  static std::string text(const boost::json::object& object, const char* name) {
    return object.contains(name) ? std::string(object.at(name).as_string()) : std::string();
  }
  // What stands behind "#" and before the round.
  static std::string token_in(const std::string& link) {
    const auto from = link.find('#') + 1;
    return link.substr(from, link.find('.', from) - from);
  }
  unsigned follow(const std::string& link) {
    return post_json(demo.port(), "/api/invitations/accept", R"({"token": ")" + token_in(link) + "\"}").status;
  }

  DemoServer demo;
  CliPerson florence{demo, "f01"}, nadia{demo, "p01"};
};

}  // namespace

TEST_F(CliInviting, AListOnStandardInputGivesALinkForEach) {
  const auto people = florence.json({"invite", "-"}, "Jeanne Martin <jeanne@exemple.fr>\npaul.gall@exemple.fr\n");
  ASSERT_EQ(people.size(), 2U);
  EXPECT_EQ(text(people[0], "name"), "Jeanne Martin");
  EXPECT_EQ(text(people[0], "standing"), "INVITED_STANDING_NEW");
  EXPECT_THAT(text(people[1], "link"), HasSubstr(demo.url() + "/invitation#"));
  EXPECT_FALSE(people[0].contains("token")) << "it stands in the link";
  EXPECT_EQ(follow(text(people[0], "link")), 200U);

  EXPECT_THAT(florence.says({"invite", "jeanne@exemple.fr"}), HasSubstr("is in the community already"));
  EXPECT_THAT(florence.says({"invite", "paul.gall@exemple.fr"}), HasSubstr("--anew makes it anew"));
  EXPECT_THAT(florence.says({"invite", "--pending"}), HasSubstr("Paul Gall <paul.gall@exemple.fr>"));
  EXPECT_THAT(florence.says({"invite", "--pending"}), Not(HasSubstr("Jeanne")));
}

TEST_F(CliInviting, TheyArePlannedIntoARoundAndTheirLinksLeadThere) {
  const auto people = florence.json({"invite", "a@exemple.fr", "b@exemple.fr", "c@exemple.fr"});
  Words plan{"round", "plan", "--at", "23:59", "--template", "standard", "--mode", "written", "--member", "p01"};
  for (const auto& person : people) plan.push_back(std::to_string(id_in(person, "member_id")));
  const std::string round = std::to_string(id_in(florence.json(plan).at(0), "first_seq"));

  const auto again = florence.json({"invite", "a@exemple.fr", "--round", round, "--anew"});
  const std::string link = text(again.at(0), "link");
  EXPECT_THAT(link, testing::EndsWith("." + round));
  EXPECT_EQ(follow(text(people[0], "link")), 404U) << "replaced";
  EXPECT_EQ(follow(link), 200U);
  EXPECT_EQ(nadia.run({"invite", "d@exemple.fr"}).status, exit_refused) << "facilitators and admins only";
  EXPECT_EQ(florence.run({"invite", "d@exemple.fr", "--round", "999999"}).status, exit_refused);
}

TEST_F(CliInviting, WhatCannotBeReadIsToldAndTheRestIsDone) {
  const Finished mixed = florence.run({"invite", "-"}, "sans adresse\na@exemple.fr\n");
  EXPECT_EQ(mixed.status, exit_refused);
  EXPECT_THAT(mixed.output, HasSubstr("/invitation#"));
  EXPECT_THAT(mixed.errors, HasSubstr("line 1, “sans adresse”: there is no address"));
  EXPECT_EQ(florence.run({"invite"}).status, exit_usage);
}

TEST_F(CliInviting, AnInvitationIsTakenBack) {
  const auto people = florence.json({"invite", "a@exemple.fr"});
  EXPECT_THAT(florence.says({"invite", "--take-back", "A@exemple.fr"}), HasSubstr("taken back"));
  EXPECT_EQ(follow(text(people[0], "link")), 404U);
  EXPECT_EQ(florence.run({"invite", "--take-back", "a@exemple.fr"}).status, exit_refused);
  EXPECT_EQ(florence.says({"invite", "--pending"}), "");
}

}  // namespace ramure::test
