// The real `ramure` against the real server: the course, from a plan to what people left of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/cli_person.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int exit_refused = 1, exit_usage = 2;

class CliCourse : public testing::Test {
 protected:
  CliCourse() {
    nadia.sign_in();
    florence.sign_in();
  }
  std::string planned(const Words& more) {
    Words words{"course", "plan"};
    words.insert(words.end(), more.begin(), more.end());
    return std::to_string(id_in(florence.json(words).at(0), "first_seq"));
  }
  DemoServer demo;
  CliPerson nadia{demo, "p01"}, florence{demo, "f01"};
};

}  // namespace

TEST_F(CliCourse, AGatheringIsPlannedAnsweredChangedAndCancelled) {
  const std::string id = planned({"webinar", "Compter moins", "--at", "2030-06-05 17:00", "--lasts", "90min", "--link",
                                  "https://visio.example.org/w", "--part", "theory=Pourquoi | Un mot"});
  EXPECT_THAT(nadia.says({"course"}), HasSubstr("Compter moins"));
  EXPECT_THAT(nadia.says({"course", "show", "Compter moins"}), HasSubstr("Pourquoi"));
  EXPECT_EQ(nadia.says({"course", "come", id, "yes"}), "Noted.\n");
  EXPECT_THAT(florence.says({"course", "show", id}), HasSubstr("Nadia Benhaddou"));
  EXPECT_EQ(nadia.run({"course", "edit", id, "--place", "Chez moi"}).status, exit_refused);
  florence.says({"course", "edit", id, "--outcome", "Trois indicateurs."});
  EXPECT_THAT(nadia.says({"course", "show", id}), HasSubstr("Trois indicateurs."));
  florence.says({"course", "cancel", id, "Trop peu de monde"});
  EXPECT_THAT(nadia.says({"course", "show", id}), HasSubstr("Trop peu de monde"));
  const Finished late = nadia.run({"course", "come", id, "no"});
  EXPECT_EQ(late.status, exit_refused);
  EXPECT_THAT(late.errors, HasSubstr("this gathering is cancelled"));
  florence.says({"course", "edit", id, "--again"});
  EXPECT_EQ(nadia.says({"course", "come", id, "no"}), "Noted.\n");
}

TEST_F(CliCourse, AWorkshopIsSaidSortedAndClosed) {
  const std::string id = planned({"session", "Essai", "--session", "5", "--at", "2030-06-05 09:00", "--lasts", "6h"});
  florence.says({"course", "workshop", "open", id, "Quel frein ?"});
  EXPECT_EQ(nadia.says({"course", "say", id, "Le temps"}), "Said, without your name.\n");
  EXPECT_THAT(florence.says({"course", "workshop", "wall", id}), HasSubstr("~1  Le temps"));
  EXPECT_THAT(florence.says({"course", "workshop", "wall", id, "--link"}), HasSubstr("/atelier/"));
  EXPECT_NE(nadia.run({"course", "workshop", "wall", id, "--link"}).status, 0);
  florence.says({"course", "workshop", "sort", "~1", "--theme", "th1"});
  florence.says({"course", "workshop", "close", id});
  const Finished late = nadia.run({"course", "say", id, "La distance"});
  EXPECT_EQ(late.status, exit_refused);
}

TEST_F(CliCourse, TheDemoHasACourseWithEvaluations) {
  EXPECT_THAT(nadia.says({"course", "show", "S1"}), HasSubstr("Comprendre"));
  EXPECT_THAT(florence.says({"course", "show", "S1"}), HasSubstr("/ 4"));
  EXPECT_THAT(nadia.says({"course", "show", "S1"}), Not(HasSubstr("/ 4"))) << "averages are for those who animate";
  EXPECT_EQ(nadia.run({"course", "evaluate", "S1"}).status, exit_usage) << "it says nothing";
  const Finished early = nadia.run({"course", "evaluate", "S4", "--useful", "4"});
  EXPECT_EQ(early.status, exit_refused);
  EXPECT_THAT(early.errors, HasSubstr("not yet"));
}

TEST_F(CliCourse, ANotebookIsReadByItsAuthorAlone) {
  nadia.says({"notebook", "add", "Demander qui manque", "--about", "S1"});
  nadia.says({"notebook", "add", "Écouter"});
  EXPECT_THAT(nadia.says({"notebook"}), HasSubstr("Demander qui manque"));
  nadia.says({"notebook", "edit", "~2", "Écouter dix minutes"});
  nadia.says({"notebook"});
  nadia.says({"notebook", "erase", "~1"});
  const auto left = nadia.json({"notebook", "list"});
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left.at(0).at("text").as_string(), "Écouter dix minutes");
  EXPECT_TRUE(florence.json({"notebook", "list"}).empty());
}

TEST_F(CliCourse, AResourceIsProposedAndPublishedOnce) {
  nadia.says({"resources", "propose", "Un annuaire nouveau", "https://example.org/annuaire", "--theme", "th1"});
  EXPECT_THAT(florence.says({"resources", "list", "--proposed"}), HasSubstr("Un annuaire nouveau"));
  EXPECT_EQ(nadia.run({"resources", "publish", "Un annuaire nouveau"}).status, exit_refused);
  florence.says({"resources", "publish", "Un annuaire nouveau"});
  EXPECT_THAT(nadia.says({"resources"}), HasSubstr("Un annuaire nouveau"));
}

TEST_F(CliCourse, TheDigestCountsAsCatchUpDoes) {
  // The server that has just started still writes what fell due before: two looks are compared that saw the same head.
  constexpr int looks_max = 20;
  for (int look = 0; look < looks_max; ++look) {
    const auto digest = nadia.json({"digest"});
    const auto news = nadia.json({"catch-up"});
    ASSERT_FALSE(digest.empty());
    if (digest.front().at("head_seq") != news.front().at("head_seq")) continue;
    EXPECT_EQ(boost::json::serialize(digest.front()), boost::json::serialize(news.front()));
    return;
  }
  FAIL() << "the head never rested between two looks";
}

TEST_F(CliCourse, TheDigestSaysWhichRoundsCome) {
  CliPerson host{demo, "f03"};
  host.sign_in();
  EXPECT_THAT(host.says({"digest"}), HasSubstr("Round of co-development"));
  EXPECT_THAT(florence.says({"digest"}), Not(HasSubstr("Round of co-development"))) << "she is in none";
}

TEST_F(CliCourse, OnesCourseIsAPageToKeep) {
  nadia.says({"notebook", "add", "Demander qui manque"});
  const std::string page = nadia.says({"course", "memory", "--mine"});
  EXPECT_THAT(page, HasSubstr("<h2>Gatherings</h2>"));
  EXPECT_THAT(page, HasSubstr("Comprendre"));
  EXPECT_THAT(page, HasSubstr("Douze freins dits en une phrase"));
  EXPECT_THAT(page, HasSubstr("Demander qui manque"));
  EXPECT_THAT(nadia.says({"course", "memory"}), Not(HasSubstr("Demander qui manque")));
  EXPECT_NE(nadia.run({"course", "memory", "-o", "/nowhere/at/all.html"}).status, 0);
}

TEST_F(CliCourse, WhatOneWishesIsKeptFieldByField) {
  nadia.says({"settings", "--digest", "daily", "--away", ""});
  nadia.says({"settings", "--no-notices"});
  EXPECT_THAT(nadia.says({"settings"}), HasSubstr("daily"));
  EXPECT_EQ(nadia.run({"settings", "--digest", "hourly"}).status, exit_usage);
}

TEST_F(CliCourse, ATerritoryPausesAndOnlyFacilitatorsSaySo) {
  EXPECT_EQ(nadia.run({"people", "territory", "t02", "--state", "paused"}).status, exit_refused);
  florence.says({"people", "territory", "t02", "--state", "paused"});
  EXPECT_THAT(nadia.says({"people"}), HasSubstr("paused since"));
}

TEST_F(CliCourse, ThingsToDoAndDossiersAreForThoseWhoAnimate) {
  EXPECT_EQ(nadia.run({"todo"}).status, exit_refused);
  EXPECT_THAT(florence.says({"todo"}), HasSubstr("Proposed resources"));
  EXPECT_EQ(nadia.run({"dossier", "draft"}).status, exit_refused);
  EXPECT_THAT(florence.says({"dossier", "draft"}), HasSubstr("Territories engaged"));
  EXPECT_THAT(florence.says({"dossier"}), HasSubstr("Dossier de mi-parcours"));
  EXPECT_THAT(florence.says({"dossier", "show", "~1"}), HasSubstr("Le coût du fret"));
}

}  // namespace ramure::test
