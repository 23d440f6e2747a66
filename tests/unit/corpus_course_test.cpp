#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "server/ops/import_script.hpp"

namespace ramure::ops {
namespace {

namespace json = boost::json;

constexpr auto community = R"({"programme": {"title": "Un parcours"},
  "themes": [{"id": "th1", "label": "Lieux"}],
  "sessions": [{"id": "S1", "order": 1, "title": "Comprendre", "place": "Paris",
    "theory": {"title": "État des lieux", "points": ["Un", "Deux"]}, "applied": {"title": "Bilan"}, "encounter": null}],
  "territories": [{"id": "t01", "name": "Valmérac"}],
  "people": [{"id": "p01", "display_name": "Ada", "role": "catalyseur", "territory_id": "t01"},
             {"id": "f01", "display_name": "Barbara", "role": "facilitateur"}]})";

json::object course() {
  return json::parse(R"({"gatherings": [
      {"id": "S1", "session": "S1", "author_id": "f01", "planned_at": "2018-04-10T10:00:00",
       "starts_at": "2018-05-03T09:30:00", "ends_at": "2018-05-03T17:00:00"},
      {"id": "suivi", "kind": "suivi", "title": "Suivi", "space": "suivi_individuel", "territory_id": "t01",
       "author_id": "f01", "planned_at": "2018-05-04T10:00:00", "starts_at": "2018-05-10T09:30:00",
       "ends_at": "2018-05-10T10:00:00"}],
    "threads": [{"id": "res1", "space": "ressources_proposees", "kind": "ressource", "theme_id": "th1",
      "title": "Un annuaire", "messages": [{"id": "mr1", "author_id": "p01", "at": "2018-05-05T10:00:00",
      "kind": "message", "text": "Là"}]}],
    "acts": [
      {"act": "answer", "at": "2018-04-12T10:00:00", "author_id": "p01", "gathering": "S1", "participation": "vient"},
      {"act": "open_workshop", "at": "2018-05-03T11:00:00", "author_id": "f01", "id": "w1", "gathering": "S1",
       "question": "Quoi ?", "closes_at": "2018-05-03T12:00:00"},
      {"act": "say", "at": "2018-05-03T11:05:00", "author_id": "p01", "id": "ph1", "workshop": "w1", "text": "Le temps"},
      {"act": "sort", "at": "2018-05-03T11:30:00", "author_id": "f01", "sentence": "ph1", "theme_id": "th1"},
      {"act": "publish_resource", "at": "2018-05-06T10:00:00", "author_id": "f01", "thread": "res1"}]})")
      .as_object();
}

std::expected<Corpus, CorpusFault> read_with(const json::object& told) {
  return read_corpus({.community = community, .threads = {}, .course = json::serialize(told)});
}

std::string fault_of(const char* pointer, const json::value& replacement) {
  json::value root = course();
  root.at_pointer(pointer) = replacement;
  const auto corpus = read_with(root.as_object());
  return corpus ? "none" : corpus.error().where + ": " + corpus.error().sentence;
}

TEST(CorpusCourse, ASessionTakesOverWhatTheProgrammeSaysOfIt) {
  const auto corpus = read_with(course());
  ASSERT_TRUE(corpus) << corpus.error().where << ": " << corpus.error().sentence;
  ASSERT_EQ(corpus->course.gatherings.size(), 2u);
  const v1::Gathering& first = corpus->course.gatherings.front().shown;
  EXPECT_EQ(first.kind(), v1::GATHERING_KIND_SESSION);
  EXPECT_EQ(first.session_number(), 1u);
  EXPECT_EQ(first.title(), "Comprendre");
  EXPECT_EQ(first.place(), "Paris");
  ASSERT_EQ(first.programme_size(), 2);
  EXPECT_EQ(first.programme(0).text(), "- Un\n- Deux");
  EXPECT_EQ(corpus->course.gatherings.front().place.kind, v1::CHANNEL_KIND_PLENARY);
  EXPECT_EQ(corpus->course.gatherings.back().place.territory_id, "t01");
}

TEST(CorpusCourse, ResourcesStandBesideTheThreads) {
  const auto corpus = read_with(course());
  ASSERT_TRUE(corpus);
  EXPECT_TRUE(corpus->threads.empty());
  ASSERT_EQ(corpus->course_threads.size(), 1u);
  EXPECT_EQ(corpus->course_threads.front().channel.kind, v1::CHANNEL_KIND_RESOURCE_PROPOSALS);
  EXPECT_EQ(corpus->course_threads.front().theme_id, "th1");
}

TEST(CorpusCourse, EveryFaultIsSaidWithItsPath) {
  EXPECT_EQ(fault_of("/gatherings/0/session", "S9"),
            "course.json: gatherings[0].session: community.json has no session S9");
  EXPECT_EQ(fault_of("/gatherings/1/id", "S1"), "course.json: gatherings[1].id: another one has the id S1");
  EXPECT_EQ(fault_of("/gatherings/1/territory_id", "t09"),
            "course.json: gatherings[1].territory_id: no territory has the id t09");
  EXPECT_EQ(fault_of("/acts/0/gathering", "S2"), "course.json: acts[0].gathering: no gathering before has the id S2");
  EXPECT_EQ(fault_of("/acts/0/gathering", "suivi"),
            "course.json: acts[0].gathering: no gathering before has the id suivi")
      << "it is planned later";
  EXPECT_EQ(fault_of("/acts/1/at", "2018-04-01T10:00:00"),
            "course.json: acts[1].at: it is earlier than what comes before it");
  EXPECT_EQ(fault_of("/acts/2/author_id", "p09"), "course.json: acts[2].author_id: nobody has the id p09");
  EXPECT_EQ(fault_of("/acts/3/theme_id", "th7"), "course.json: acts[3].theme_id: no theme has the id th7");
  EXPECT_EQ(fault_of("/acts/4/thread", "res9"), "course.json: acts[4].thread: no thread before has the id res9");
}

TEST(CorpusCourse, IsPlayedInOrderOfTimeAndMovedByWholeWeeks) {
  const auto corpus = read_with(course());
  ASSERT_TRUE(corpus);
  std::vector<Step> script;
  add_course(*corpus, std::chrono::weeks(2), script);
  EXPECT_EQ(script.size(), 2u + 1u + 5u);
  EXPECT_EQ(script.front().at_ms,
            corpus->course.gatherings.front().planned_at.utc_ms() + TimestampMs{14} * 24 * 3'600'000);
}

}  // namespace
}  // namespace ramure::ops
