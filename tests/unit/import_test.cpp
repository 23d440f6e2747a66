#include <gtest/gtest.h>

#include "server/codev/sharing.hpp"
#include "storage/check.hpp"
#include "tests/unit/imported_demo.hpp"

namespace ramure::ops {
namespace {

TEST_F(ImportedDemo, HoldsAllThatTheCorpusHolds) {
  std::size_t messages = 0, reactions = 0;
  for (const auto& thread : corpus_threads()) {
    messages += thread.at("messages").as_array().size();
    for (const auto& message : thread.at("messages").as_array()) {
      for (const auto& [name, count] : message.at("reactions").as_object())
        reactions += static_cast<std::size_t>(count.as_int64());
    }
  }
  EXPECT_EQ(imported->people.size(), 29u);
  EXPECT_EQ(number("SELECT count(*) FROM members"), 29);
  EXPECT_EQ(number("SELECT count(*) FROM territories"), 12);
  EXPECT_EQ(number("SELECT count(*) FROM themes"), 8);
  // What was said in the course stands beside it; a resource that was published is a thread and a message more.
  const auto published =
      number("SELECT count(*) FROM threads t JOIN channels c ON c.id = t.channel_id WHERE c.kind = " +
             std::to_string(v1::CHANNEL_KIND_RESOURCES));
  const json::value course = json::parse(demo_file("course.json"));
  for (const auto& thread : course.at("threads").as_array()) messages += thread.at("messages").as_array().size();
  EXPECT_EQ(number("SELECT count(*) FROM threads"), static_cast<std::int64_t>(imported->threads) + published);
  EXPECT_EQ(number("SELECT count(*) FROM messages"), static_cast<std::int64_t>(messages) + published);
  EXPECT_EQ(number("SELECT count(*) FROM reactions"), static_cast<std::int64_t>(reactions));
  EXPECT_EQ(imported->messages, messages);
  EXPECT_GE(imported->threads, corpus_threads().size());
  EXPECT_GT(reactions, 0u);
}

TEST_F(ImportedDemo, SaysEveryMessageInTheWordsAndTheOrderOfTheCorpus) {
  for (const auto& wanted : corpus_threads()) {
    storage::Statement rows =
        database->prepare_text("SELECT id, author_id FROM messages WHERE thread_id = ? ORDER BY id");
    rows.bind(thread(wanted).id);
    for (const auto& message : wanted.at("messages").as_array()) {
      ASSERT_TRUE(rows.step()) << message.at("id");
      if (message.at("kind").as_string() != "retour") {  // a round posted those by itself: see below
        EXPECT_EQ(store->view().message_body(rows.id(0)), message.at("text").as_string());
      }
      EXPECT_EQ(rows.id(1), member(message.at("author_id").as_string()));
    }
  }
}

TEST_F(ImportedDemo, PairsPresentTheirTerritoriesAndFacilitatorsSayAWord) {
  const auto territories = json::parse(demo_file("community.json")).at("territories").as_array();
  storage::Statement rows = database->prepare_text("SELECT id, key FROM territories ORDER BY id");
  std::size_t presented = 0;
  while (rows.step()) {
    const v1::Territory territory = *store->view().territory(rows.id(0));
    const auto& told = territories.at(presented++);
    EXPECT_EQ(territory.key(), told.at("id").as_string());
    EXPECT_EQ(territory.summary(), told.at("summary").as_string()) << "stays as it was founded";
    for (const auto& stake : told.at("enjeux").as_array()) {
      EXPECT_NE(territory.seeks().find("- " + std::string(stake.as_string())), std::string::npos);
    }
    for (const auto& strength : told.at("apports").as_array()) {
      EXPECT_NE(territory.offers().find("- " + std::string(strength.as_string())), std::string::npos);
    }
  }
  EXPECT_EQ(presented, 12u);
  EXPECT_EQ(store->view().word().version(), 1u);
  EXPECT_EQ(store->view().word().author_id(), member("f01"));
}

TEST_F(ImportedDemo, IsRecentNeverInTheFutureAndInOrder) {
  EXPECT_LE(number("SELECT max(at_ms) FROM journal"), now_ms);
  const TimestampMs newest = number("SELECT max(posted_at_ms) FROM messages");
  EXPECT_LE(newest, now_ms - 2 * day_ms);
  EXPECT_GT(newest, now_ms - 10 * day_ms);
  EXPECT_EQ(number("SELECT count(*) FROM journal a JOIN journal b ON b.seq = a.seq + 1 WHERE b.at_ms < a.at_ms"), 0);
}

TEST_F(ImportedDemo, KeepsWeekdaysAndLocalHours) {
  // m001 was written on a Wednesday at 9:12 in Paris; by now it is winter there.
  storage::Statement row = database->prepare_text(
      "SELECT strftime('%w %H:%M', posted_at_ms / 1000, 'unixepoch', '+2 hours'), "
      "strftime('%w %H:%M', posted_at_ms / 1000, 'unixepoch', '+1 hours') FROM messages m JOIN threads t ON "
      "t.id = m.thread_id JOIN channels c ON c.id = t.channel_id WHERE c.kind = " +
      std::to_string(v1::CHANNEL_KIND_THEMES) + " ORDER BY posted_at_ms");
  ASSERT_TRUE(row.step());
  const std::set<std::string> possible{std::string(row.text(0)), std::string(row.text(1))};
  EXPECT_TRUE(possible.contains("3 09:12"));
}

TEST_F(ImportedDemo, BringsEveryObstacleToItsStatus) {
  const std::map<std::string, v1::ObstacleStatus> statuses{{"ouvert", v1::OBSTACLE_STATUS_OPEN},
                                                           {"en_discussion", v1::OBSTACLE_STATUS_IN_DISCUSSION},
                                                           {"en_action", v1::OBSTACLE_STATUS_ACTION_PLAN},
                                                           {"leve", v1::OBSTACLE_STATUS_LIFTED}};
  int obstacles = 0;
  for (const auto& wanted : corpus_threads()) {
    const auto* card = wanted.contains("frein") ? &wanted.at("frein") : nullptr;
    if (card == nullptr || card->is_null()) continue;
    const auto found = thread(wanted);
    EXPECT_EQ(found.status, statuses.at(std::string(card->at("status").as_string()))) << wanted.at("id");
    EXPECT_EQ(store->view().card(found.id).context(), card->at("context").as_string());
    ++obstacles;
  }
  EXPECT_EQ(obstacles, 6);
  EXPECT_GE(number("SELECT count(*) FROM obstacle_moves"), 9) << "they did not get there in one step";
}

TEST_F(ImportedDemo, HoldsItsRoundsContributionByContribution) {
  std::size_t contributions = 0;
  for (const auto& told : rounds_json->at("rounds").as_array()) {
    const codev::Round held = round(told.at("title").as_string());
    int next = 0;
    for (const auto& step : told.at("steps").as_array()) {
      for (const auto& said : step.at("contributions").as_array()) {
        ASSERT_LT(next, held.state.contributions_size());
        const v1::Contribution& kept = held.state.contributions(next++);
        EXPECT_EQ(kept.text(), said.at("text").as_string()) << said.at("id");
        EXPECT_EQ(kept.kind(), said.at("kind").as_string()) << said.at("id");
        EXPECT_EQ(kept.step(), step.at("step").as_string()) << said.at("id");
        EXPECT_EQ(kept.author_id(), member(said.at("author_id").as_string())) << said.at("id");
        EXPECT_NE(kept.shown_seq(), 0u) << said.at("id");
        ++contributions;
      }
    }
    EXPECT_EQ(next, held.state.contributions_size());
  }
  EXPECT_EQ(contributions, 187u);
  EXPECT_EQ(imported->rounds, 3u);
  EXPECT_EQ(number("SELECT count(*) FROM rounds"), 3);
}

TEST_F(ImportedDemo, RoundsComeFromTheirObstaclesAndArriveAtTheirActions) {
  const v1::RoundState first = round("Relancer le collectif d’alliances sans dépendre d’un élu").state;
  EXPECT_EQ(store->view().thread_title(first.plan().source_thread_id()),
            "Le changement d’élue référente a mis notre collectif à l’arrêt");
  EXPECT_EQ(first.plan().group(), "Groupe A");
  EXPECT_EQ(first.client_id(), member("p15"));
  EXPECT_TRUE(first.minutes().approved());
  EXPECT_EQ(first.minutes().target_thread_id(), first.plan().source_thread_id());
  ASSERT_EQ(first.actions_size(), 3);
  EXPECT_EQ(first.actions(0).status(), v1::PLAN_ACTION_STATUS_DONE);
  // Said on a Thursday, due on a Friday fifteen days later: the days are moved with everything else.
  const auto due = parse_corpus_day(first.actions(0).due_on());
  ASSERT_TRUE(due);
  EXPECT_EQ(std::chrono::weekday(*due), std::chrono::Friday);
  const auto planned_on = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(first.plan().starts_at_ms())));
  EXPECT_EQ(due->time_since_epoch() - planned_on.time_since_epoch(), std::chrono::days(15));
}

TEST_F(ImportedDemo, WhatTheClientsSharedIsInTheThreadsOnce) {
  const std::map<std::string, std::string> titles{
      {"fil04", "Relancer le collectif d’alliances sans dépendre d’un élu"},
      {"fil10", "De quoi l’animation devrait-elle vivre pour rester libre\u00a0?"}};
  std::size_t returns = 0;
  for (const auto& wanted : corpus_threads()) {
    storage::Statement rows =
        database->prepare_text("SELECT id, author_id FROM messages WHERE thread_id = ? AND kind = ?");
    rows.bind(thread(wanted).id, static_cast<std::int64_t>(v1::MESSAGE_KIND_RETURN));
    while (rows.step()) {
      const codev::Round from = round(titles.at(std::string(wanted.at("id").as_string())));
      EXPECT_EQ(rows.id(1), from.state.client_id());
      EXPECT_EQ(store->view().message_body(rows.id(0)), codev::shared_text(from, from.state.minutes().share_level()));
      ++returns;
    }
  }
  EXPECT_EQ(returns, 2u);
}

TEST_F(ImportedDemo, OneRoundLiesAheadAndNobodyHasAcceptedAnything) {
  const v1::RoundState ahead = round("Premier tour du groupe C").state;
  EXPECT_EQ(ahead.status(), v1::ROUND_STATUS_PLANNED);
  EXPECT_GT(ahead.plan().starts_at_ms(), now_ms);
  EXPECT_LT(ahead.plan().starts_at_ms(), now_ms + 8 * day_ms);
  EXPECT_EQ(ahead.participants_size(), 9);
  for (const v1::RoundParticipant& person : ahead.participants()) EXPECT_EQ(person.frame_accepted_at_ms(), 0);
}

TEST_F(ImportedDemo, LetsReadTheRoundsThoseWhoWereInThem) {
  const std::uint64_t first = round("Relancer le collectif d’alliances sans dépendre d’un élu").state.id();
  EXPECT_EQ(readers_of(first),
            (std::set<std::string>{"f01", "p15", "p01", "p04", "p06", "p09", "p12", "p18", "p22", "o02"}));
  EXPECT_EQ(readers_of(community::desk_of(first)), std::set<std::string>{"f01"});
  EXPECT_EQ(readers_of(round("Premier tour du groupe C").state.id()),
            (std::set<std::string>{"f03", "p02", "p07", "p10", "p13", "p16", "p20", "p21", "p24"}));
}

TEST_F(ImportedDemo, TheServerHasLookedAtEveryClockThatWasDue) {
  EXPECT_GT(store->next_round_look_ms(), now_ms);
  const v1::RoundState written = round("De quoi l’animation devrait-elle vivre pour rester libre\u00a0?").state;
  std::set<std::uint64_t> shown;  // the questions that waited were revealed together
  for (const v1::Contribution& said : written.contributions()) {
    if (said.kind() == "question" && said.step() == "clarification") shown.insert(said.shown_seq());
  }
  EXPECT_EQ(shown.size(), 1u);
}

TEST_F(ImportedDemo, CheckFindsNothing) {
  const auto findings = storage::check_community(*folder / "demo");
  EXPECT_TRUE(findings.empty()) << findings.front().part << ": " << findings.front().sentence;
}

TEST_F(ImportedDemo, NobodyReactsToHimself) {
  EXPECT_EQ(
      number("SELECT count(*) FROM reactions r JOIN messages m ON m.id = r.message_id WHERE r.member_id = m.author_id"),
      0);
}

// The walls: exactly these people read the five access_test_threads.
TEST_F(ImportedDemo, LetsReadTheAccessThreadsThoseWhoShould) {
  std::set<std::string> everybody, catalysts;
  for (const auto& person : imported->people) everybody.insert(person.id);
  std::set<std::string> plenary = everybody;
  plenary.erase("o01");
  const std::map<std::string, std::set<std::string>> readers{{"acc01", plenary},
                                                             {"acc02", {"p15", "p16"}},
                                                             {"acc03", {"p03", "f03"}},
                                                             {"acc04", {"f01", "f02", "f03"}},
                                                             {"acc05", {"p03", "p04"}}};
  for (const auto& wanted : threads_json->at("access_test_threads").as_array()) {
    const auto found = thread(wanted.as_object());
    std::set<std::string> actual;
    for (const auto& person : imported->people) {
      if (store->view().readable(person.member_id).may_read(found.channel_id, found.id)) actual.insert(person.id);
    }
    EXPECT_EQ(actual, readers.at(std::string(wanted.at("id").as_string()))) << wanted.at("id");
  }
}

TEST_F(ImportedDemo, LeavesSomethingUnreadAndSomethingRead) {
  const auto pairs = number("SELECT count(*) FROM read_cursors");
  EXPECT_GT(pairs, 100);
  EXPECT_GT(number("SELECT count(*) FROM read_cursors c JOIN threads t ON t.id = c.thread_id WHERE c.read_up_to < "
                   "t.last_message_id"),
            0)
      << "some threads went on after somebody had read them";
  EXPECT_GT(number("SELECT count(DISTINCT member_id) FROM read_cursors c JOIN threads t ON t.id = c.thread_id "
                   "WHERE c.read_up_to >= t.last_message_id"),
            0);
  EXPECT_EQ(number("SELECT count(*) FROM last_visits"), 29);
  EXPECT_GT(number("SELECT count(DISTINCT seq) FROM last_visits"), 5);
  storage::Statement rows = database->prepare_text(
      "SELECT c.member_id, t.channel_id, c.read_up_to FROM read_cursors c JOIN threads t ON t.id = c.thread_id");
  while (rows.step()) {
    const auto id = [&rows](int column) { return rows.id(column); };
    EXPECT_TRUE(store->view().readable(id(0)).may_read(id(1), id(2))) << "nobody has read what he cannot read";
  }
}

TEST_F(ImportedDemo, NamesNoRoundAndNoResource) {
  storage::Statement rows = database->prepare_text("SELECT payload FROM journal");
  while (rows.step()) {
    const std::string payload(rows.blob(0));
    for (const char* id : {"tour1", "tour2", "res-convention-fonds", "monts-aubresle#A2"})
      EXPECT_EQ(payload.find(id), std::string::npos);
  }
}

TEST_F(ImportedDemo, IsTheSameWhereverItIsMade) {
  const Corpus corpus = demo_corpus();
  test::SeededRandom random(2);
  const test::TemporaryFolder other;
  ASSERT_TRUE(import(corpus, {.folder = other / "demo", .now_ms = now_ms, .durable = false, .progress = {}}, random));
  storage::Connection again(other / "demo" / "community.db", {.database = "community", .read_only = true});
  const auto journal = [](storage::Connection& connection) {
    std::vector<std::string> payloads;
    storage::Statement rows = connection.prepare_text("SELECT payload FROM journal ORDER BY seq");
    while (rows.step()) payloads.emplace_back(rows.blob(0));
    return payloads;
  };
  EXPECT_EQ(journal(again), journal(*database));
}

}  // namespace
}  // namespace ramure::ops
