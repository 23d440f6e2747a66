#include "server/ops/corpus.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "server/ops/round_script.hpp"

namespace ramure::ops {
namespace {

namespace json = boost::json;

// A small whole community, changed by each test in one place.
json::object community() {
  return json::parse(R"({
    "meta": {"fictional": true},
    "programme": {"title": "Un parcours"},
    "themes": [{"id": "th1", "label": "Mobilité"}],
    "mot_animation": {"author_id": "f01", "text": "Bonjour"},
    "territories": [{"id": "t01", "name": "Valmérac", "apports": ["Un réseau", "Du temps"]}, {"id": "t02", "name": "Kerlohan", "time_zone": "America/Martinique"}],
    "people": [
      {"id": "p01", "display_name": "Ada", "role": "catalyseur", "territory_id": "t01"},
      {"id": "p02", "display_name": "Grace", "role": "catalyseur", "territory_id": "t01", "bio": ""},
      {"id": "f01", "display_name": "Barbara", "role": "facilitateur", "territory_id": null}],
    "binomes": [{"territory_id": "t01", "member_ids": ["p01", "p02"], "follow_up_person_id": "f01"}],
    "channels": [{"id": "c-deux-t01", "kind": "a_deux", "territory_id": "t01"}]
  })")
      .as_object();
}

json::object threads() {
  return json::parse(R"({
    "threads": [
      {"id": "fil1", "space": "theme", "theme_id": "th1", "kind": "question", "title": "Qui ?", "visibility": "communaute",
       "messages": [
         {"id": "m1", "author_id": "p01", "at": "2018-05-09T09:12:00", "kind": "message", "text": "Bonjour", "reactions": {"merci": 2}},
         {"id": "m2", "author_id": "p02", "at": "2018-05-09T10:12:00", "kind": "message", "text": "Oui", "reply_to_id": "m1"}]},
      {"id": "fil2", "space": "theme", "theme_id": "th1", "kind": "frein", "title": "Non", "visibility": "communaute",
       "frein": {"status": "ouvert", "kinds": ["temps"], "context": "Trop peu"},
       "messages": [{"id": "m3", "author_id": "p01", "at": "2018-05-10T09:12:00", "kind": "frein", "text": "Hélas"}]},
      {"id": "fil3", "space": "a_deux", "channel_id": "c-deux-t01", "title": "Nous",
       "messages": [{"id": "m4", "author_id": "p01", "at": "2018-05-10T09:12:00+02:00", "kind": "message", "text": "Jeudi"}]}]
  })")
      .as_object();
}

std::expected<Corpus, CorpusFault> read(const json::object& c, const json::object& t) {
  return read_corpus({.community = json::serialize(c), .threads = json::serialize(t)});
}

// What is said when the thing at this JSON pointer is replaced (or removed: no value).
std::string fault_of(json::value root_community, json::value root_threads, const char* file, const char* pointer,
                     std::optional<json::value> replacement) {
  json::value& root = std::string_view(file) == "community" ? root_community : root_threads;
  if (replacement) {
    root.at_pointer(pointer) = *replacement;
  } else {
    const std::string path(pointer);
    const auto slash = path.rfind('/');
    root.at_pointer(path.substr(0, slash)).as_object().erase(path.substr(slash + 1));
  }
  const auto corpus = read(root_community.as_object(), root_threads.as_object());
  return corpus ? "no fault" : corpus.error().where + " | " + corpus.error().sentence;
}

TEST(Corpus, IsReadWhole) {
  const auto corpus = read(community(), threads());
  ASSERT_TRUE(corpus) << corpus.error().where << ": " << corpus.error().sentence;
  EXPECT_EQ(corpus->name, "Un parcours");
  EXPECT_TRUE(corpus->fictional);
  EXPECT_EQ(corpus->territory("t01")->time_zone, "Europe/Paris") << "the community's, unless it says otherwise";
  EXPECT_EQ(corpus->territory("t02")->time_zone, "America/Martinique");
  EXPECT_EQ(corpus->person("f01")->role, v1::ROLE_FACILITATOR);
  EXPECT_EQ(corpus->territory("t01")->offers, "- Un réseau\n- Du temps");
  EXPECT_EQ(corpus->territory("t01")->seeks, "");
  ASSERT_TRUE(corpus->word.has_value());
  EXPECT_EQ(corpus->word->author_id, "f01");
  ASSERT_EQ(corpus->charges.size(), 1u);
  EXPECT_EQ(corpus->charges[0].person_id, "f01");
  ASSERT_EQ(corpus->threads.size(), 3u);
  EXPECT_EQ(corpus->threads[0].messages[0].reactions[0].count, 2u);
  EXPECT_EQ(corpus->threads[1].obstacle->card.natures(0), v1::OBSTACLE_NATURE_TIME);
  EXPECT_EQ(corpus->threads[2].channel.kind, v1::CHANNEL_KIND_PAIR);
}

TEST(Corpus, PeopleWithoutThreadsAreACommunityToo) {
  auto real = community();
  real.erase("meta");
  real.erase("mot_animation");
  real.erase("binomes");
  real.erase("channels");
  const auto corpus = read_corpus({.community = json::serialize(real), .threads = {}});
  ASSERT_TRUE(corpus) << corpus.error().where;
  EXPECT_FALSE(corpus->fictional);
  EXPECT_TRUE(corpus->threads.empty());
}

TEST(Corpus, FaultsNameFileAndPath) {
  const auto fault = [](const char* file, const char* pointer, std::optional<json::value> value) {
    return fault_of(community(), threads(), file, pointer, std::move(value));
  };
  EXPECT_EQ(fault("community", "/people", std::nullopt), "community.json | \"people\" is missing");
  EXPECT_EQ(fault("community", "/people/1/display_name", std::nullopt),
            "community.json: people[1] | \"display_name\" is missing");
  EXPECT_EQ(fault("community", "/people/1/display_name", ""),
            "community.json: people[1].display_name | this text is empty");
  EXPECT_EQ(fault("community", "/people/1/display_name", 7),
            "community.json: people[1].display_name | a text is expected here");
  EXPECT_EQ(fault("community", "/people/1/id", "p01"), "community.json: people[1].id | another one has the id p01");
  EXPECT_EQ(fault("community", "/people/1/territory_id", "t09"),
            "community.json: people[1].territory_id | no territory has the id t09");
  EXPECT_EQ(fault("community", "/people/2/territory_id", "t01"),
            "community.json: people[2] | a catalyst has a territory_id, and nobody else does");
  EXPECT_TRUE(fault("community", "/people/2/role", "roi")
                  .starts_with("community.json: people[2].role | \"roi\" is not one of: catalyseur, "));
  EXPECT_EQ(fault("community", "/binomes/0/follow_up_person_id", "p01"),
            "community.json: binomes[0].follow_up_person_id | only a facilitator or an adviser can follow a pair");
  EXPECT_EQ(fault("community", "/mot_animation/author_id", "p01"),
            "community.json: mot_animation.author_id | a facilitator writes the word");
  EXPECT_EQ(fault("community", "/territories/0/apports/1", ""),
            "community.json: territories[0].apports[1] | this text is empty");
  EXPECT_EQ(fault("community", "/binomes/0/member_ids/0", "f01"),
            "community.json: binomes[0].member_ids[0] | f01 does not belong to t01");
  EXPECT_EQ(fault("threads", "/threads/0/theme_id", "th9"),
            "threads.json: threads[0].theme_id | no theme has the id th9");
  EXPECT_EQ(fault("threads", "/threads/0/messages/1/author_id", "p99"),
            "threads.json: threads[0].messages[1].author_id | nobody has the id p99");
  EXPECT_EQ(fault("threads", "/threads/0/messages/1/id", "m1"),
            "threads.json: threads[0].messages[1].id | another thread or message has the id m1");
  EXPECT_EQ(fault("threads", "/threads/0/messages/1/at", "2018-05-09T08:00:00"),
            "threads.json: threads[0].messages[1].at | it is earlier than the message before it");
  EXPECT_EQ(fault("threads", "/threads/0/messages/1/at", "mercredi"),
            "threads.json: threads[0].messages[1].at | a time is written 2018-05-09T09:12:00, with or without +02:00");
  EXPECT_EQ(fault("threads", "/threads/0/messages/1/reply_to_id", "m3"),
            "threads.json: threads[0].messages[1].reply_to_id | no earlier message of this thread has the id m3");
  EXPECT_EQ(fault("threads", "/threads/0/messages/0/reactions/merci", -1),
            "threads.json: threads[0].messages[0].reactions.merci | a number from 0 to 1000000 is expected here");
  EXPECT_EQ(fault("threads", "/threads/0/messages", json::array{}),
            "threads.json: threads[0].messages | a thread has at least one message");
  EXPECT_EQ(fault("threads", "/threads/1/frein", nullptr), "threads.json: threads[1] | \"frein\" is missing");
  EXPECT_EQ(fault("threads", "/threads/1/messages/0/kind", "message"),
            "threads.json: threads[1].messages[0].kind | \"frein\" is the kind of an obstacle's first message, and of "
            "no other");
  EXPECT_EQ(fault("threads", "/threads/2/channel_id", "c-deux-t09"),
            "threads.json: threads[2].channel_id | no channel has the id c-deux-t09");
}

TEST(Corpus, WhatIsNotJsonIsAFault) {
  const auto broken = read_corpus({.community = "{\"people\": [", .threads = {}});
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().where, "community.json");
  const auto list = read_corpus({.community = "[]", .threads = {}});
  EXPECT_EQ(list.error().sentence, "an object is expected here");
  const auto large = read_corpus({.community = std::string(corpus_file_bytes_max + 1, ' '), .threads = {}});
  EXPECT_TRUE(large.error().sentence.starts_with("the file is larger than ")) << large.error().sentence;
}

TEST(CorpusTime, WithoutOffsetIsCentralEuropean) {
  const auto utc = [](const char* text) { return parse_corpus_time(text)->utc_ms(); };
  EXPECT_EQ(utc("2018-05-09T09:12:00"), utc("2018-05-09T07:12:00Z")) << "in summer";
  EXPECT_EQ(utc("2018-11-09T09:12:00"), utc("2018-11-09T08:12:00Z")) << "in winter";
  EXPECT_EQ(utc("2018-05-09T09:12:00+02:00"), utc("2018-05-09T07:12:00Z"));
  EXPECT_EQ(utc("2018-05-09T03:12:00-04:00"), utc("2018-05-09T07:12:00Z"));
  EXPECT_EQ(utc("2018-03-25T01:59:59"), utc("2018-03-25T00:59:59Z")) << "the last second of winter";
  EXPECT_EQ(utc("2018-03-25T03:00:00"), utc("2018-03-25T01:00:00Z")) << "the first of summer";
  EXPECT_EQ(utc("2018-10-28T03:00:00"), utc("2018-10-28T02:00:00Z"));
  EXPECT_EQ(utc("1970-01-01T01:00:00"), 0);
}

TEST(CorpusTime, KeepsTheLocalHourWhenMovedIntoWinter) {
  const auto time = parse_corpus_time("2018-05-09T09:12:00");
  EXPECT_EQ(time->utc_ms(std::chrono::weeks(26)), parse_corpus_time("2018-11-07T09:12:00")->utc_ms());
}

TEST(CorpusTime, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2018", "2018-05-09", "2018-13-09T09:12:00", "2018-02-29T09:12:00", "2018-05-09T24:00:00",
        "2018-05-09 09:12:00", "2018-05-09T09:12:60", "2018-05-09T09:12:00+2", "2018-05-09T09:12:00+25:00",
        "2018-05-09T09:12:00Zulu", "-018-05-09T09:12:00", "2018-05-09T09:1a:00"}) {
    EXPECT_FALSE(parse_corpus_time(text)) << text;
  }
}

// --- Rounds ------------------------------------------------------------------------------------------------------

json::object rounds() {
  return json::parse(R"({
    "rounds": [
      {"id": "tour1", "title": "Qui ?", "group_id": "gA", "mode": "presentiel", "format": "standard",
       "source_thread_id": "fil2", "retention_days": 365,
       "roles": {"client_id": "p01", "facilitator_id": "f01", "consultant_ids": ["p02"], "observer_ids": []},
       "speaking_order_ids": ["p02"],
       "steps": [
         {"step": "choix_sujet", "opened_at": "2018-06-28T10:00:00", "contributions": [
           {"id": "k1", "author_id": "p01", "kind": "sujet", "text": "Moi", "at": "2018-06-28T10:01:00", "p3": "projet"},
           {"id": "k2", "author_id": "p02", "kind": "preference", "text": "Elle", "at": "2018-06-28T10:02:00", "reply_to_id": null, "for_author_id": "p01"}]},
         {"step": "consultation", "opened_at": "2018-06-28T10:10:00", "contributions": [
           {"id": "k3", "author_id": "p02", "kind": "suggestion", "text": "Oser", "at": "2018-06-28T10:11:00"}]},
         {"step": "suivi", "opened_at": "2018-06-28T11:00:00", "contributions": [
           {"id": "k4", "author_id": "p01", "kind": "action", "text": "Appeler", "at": "2018-06-28T11:01:00", "action_id": "a1", "due": "2018-07-13"},
           {"id": "k5", "author_id": "p01", "kind": "avancement", "text": "Fait", "at": "2018-06-29T11:01:00", "action_id": "a1", "status": "fait"}]}]},
      {"id": "tour2", "mode": "distance_ecrit", "format": "asynchrone", "planned_at": "2018-07-01T10:00:00",
       "starts_at": "2018-07-08T10:00:00", "roles": {"facilitator_id": "f01", "consultant_ids": ["p01", "p02"]}, "steps": []}]
  })")
      .as_object();
}

std::expected<Corpus, CorpusFault> read_with(const json::object& told) {
  json::object place = community();
  place["codev_groups"] = json::array{json::object{{"id", "gA"}, {"label", "Groupe A"}}};
  return read_corpus(
      {.community = json::serialize(place), .threads = json::serialize(threads()), .rounds = json::serialize(told)});
}

std::string fault_of_round(const char* pointer, const json::value& replacement) {
  json::value root = rounds();
  root.at_pointer(pointer) = replacement;
  const auto corpus = read_with(root.as_object());
  return corpus ? "none" : corpus.error().where + ": " + corpus.error().sentence;
}

TEST(CorpusRounds, AreReadWithWhatTheyReferTo) {
  const auto corpus = read_with(rounds());
  ASSERT_TRUE(corpus) << corpus.error().where << ": " << corpus.error().sentence;
  const CorpusRound& held = corpus->rounds[0];
  EXPECT_EQ(held.group, "Groupe A");
  EXPECT_EQ(held.member_ids, (std::vector<std::string>{"p01", "p02"}));
  EXPECT_EQ(held.retention, std::chrono::days(365));
  EXPECT_EQ(held.steps[0].contributions[1].subject_id, "k1");
  EXPECT_EQ(held.steps[2].contributions[1].action_id, "k4");
  EXPECT_EQ(corpus->rounds[1].template_key, "ecrit");
  EXPECT_TRUE(corpus->rounds[1].steps.empty());
}

TEST(CorpusRounds, FaultsAreNamedWithTheirPlace) {
  EXPECT_EQ(fault_of_round("/rounds/0/roles/facilitator_id", "f09"),
            "rounds.json: rounds[0].roles.facilitator_id: nobody has the id f09");
  EXPECT_EQ(fault_of_round("/rounds/0/group_id", "gZ"), "rounds.json: rounds[0].group_id: no group has the id gZ");
  EXPECT_EQ(fault_of_round("/rounds/0/source_thread_id", "fil9"),
            "rounds.json: rounds[0].source_thread_id: no thread has the id fil9");
  EXPECT_EQ(fault_of_round("/rounds/1/id", "tour1"), "rounds.json: rounds[1].id: another round has the id tour1");
  EXPECT_EQ(fault_of_round("/rounds/0/steps/1/contributions/0/id", "k1"),
            "rounds.json: rounds[0].steps[1].contributions[0].id: another contribution has the id k1");
  EXPECT_EQ(fault_of_round("/rounds/0/steps/0/contributions/1/at", "2018-06-28T09:00:00"),
            "rounds.json: rounds[0].steps[0].contributions[1].at: it is earlier than what comes before it");
  EXPECT_EQ(fault_of_round("/rounds/0/steps/0/contributions/1/for_author_id", "p02"),
            "rounds.json: rounds[0].steps[0].contributions[1].for_author_id: p02 has proposed no subject before");
  EXPECT_EQ(fault_of_round("/rounds/0/steps/2/contributions/1/action_id", "a2"),
            "rounds.json: rounds[0].steps[2].contributions[1].action_id: no action before has the id a2");
  EXPECT_EQ(fault_of_round("/rounds/0/steps/0/contributions/1/reply_to_id", "k3"),
            "rounds.json: rounds[0].steps[0].contributions[1].reply_to_id: nothing was said before with the id k3");
  EXPECT_EQ(fault_of_round("/rounds/1/planned_at", "2018-07-09T10:00:00"),
            "rounds.json: rounds[1].planned_at: a round is planned before it starts");
  EXPECT_EQ(fault_of_round("/rounds/0/mode", "telepathie"),
            "rounds.json: rounds[0].mode: \"telepathie\" is not one of: presentiel, distance_visio, distance_ecrit");
}

TEST(CorpusRounds, BecomeWhatTheirPeopleDid) {
  const auto corpus = read_with(rounds());
  ASSERT_TRUE(corpus);
  std::vector<std::string> names;
  for (const RoundAct& act : acts_of(corpus->rounds[0], std::chrono::weeks(1))) names.push_back(act.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"round:tour1", "tour1:step:choix_sujet", "contribution:k1", "contribution:k2",
                                      "tour1:step:consultation", "tour1:tour:consultation", "contribution:k3",
                                      "tour1:word:k3", "tour1:step:suivi", "contribution:k4", "contribution:k5"}));
  const auto ids = [](const std::string& name) { return name == "contribution:k1" ? 7u : 1u; };
  EXPECT_EQ(contribution_of(corpus->rounds[0].steps[0].contributions[1], {}, ids).subject_id(), 7u);
  const v1::Contribution action =
      contribution_of(corpus->rounds[0].steps[2].contributions[0], std::chrono::weeks(2), ids);
  EXPECT_EQ(action.action().due_on(), "2018-07-27");
}

}  // namespace
}  // namespace ramure::ops
