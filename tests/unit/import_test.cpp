#include "server/ops/import.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "server/ops/durable_files.hpp"
#include "storage/connection.hpp"
#include "storage/store.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::ops {
namespace {

namespace json = boost::json;

constexpr TimestampMs now_ms = 1'795'000'000'000;  // in November 2026
constexpr TimestampMs day_ms = 24 * 60 * 60 * 1000;

std::string demo_file(const std::string& name) {
  return read_whole_file(std::filesystem::path(RAMURE_DEMO_DIR) / name, corpus_file_bytes_max);
}

// The demo, imported once for all tests that only look at it.
class ImportedDemo : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = new test::TemporaryFolder;
    threads_json = new json::object(json::parse(demo_file("threads.json")).as_object());
    auto corpus = read_corpus({demo_file("community.json"), demo_file("threads.json")});
    ASSERT_TRUE(corpus) << corpus.error().where << ": " << corpus.error().sentence;
    corpus->slug = "demo";
    test::SeededRandom random(1);
    auto outcome =
        import(*corpus, {.folder = *folder / "demo", .now_ms = now_ms, .durable = false, .progress = {}}, random);
    ASSERT_TRUE(outcome) << outcome.error().where << ": " << outcome.error().sentence;
    imported = new Imported(*outcome);
    database = new storage::Connection(*folder / "demo" / "community.db", {.database = "community", .read_only = true});
    store =
        storage::Store::open(*folder / "demo", {.durable = false, .create = false, .new_epoch = {}, .new_hash_key = {}})
            .release();
  }
  static void TearDownTestSuite() {
    delete store;
    delete database;
    delete imported;
    delete threads_json;
    delete folder;
  }

  static std::int64_t number(const std::string& sql) {
    storage::Statement row = database->prepare_text(sql);
    return row.step() ? row.integer(0) : -1;
  }
  static std::vector<json::object> corpus_threads() {
    std::vector<json::object> all;
    for (const char* list : {"threads", "access_test_threads"}) {
      for (const auto& thread : threads_json->at(list).as_array()) all.push_back(thread.as_object());
    }
    return all;
  }
  static std::uint64_t member(std::string_view key) {
    storage::Statement row = database->prepare_text("SELECT id FROM members WHERE key = ?");
    row.bind(key);
    return row.step() ? row.id(0) : 0;
  }
  // By title: the words lie in the journal only.
  static storage::ThreadState thread(const json::object& wanted) {
    storage::Statement rows = database->prepare_text("SELECT id FROM threads");
    while (rows.step()) {
      const auto id = rows.id(0);
      if (store->view().thread_title(id) == wanted.at("title").as_string()) return *store->view().thread(id);
    }
    ADD_FAILURE() << "no thread is called " << wanted.at("title");
    return {};
  }

  static test::TemporaryFolder* folder;
  static json::object* threads_json;
  static Imported* imported;
  static storage::Connection* database;
  static storage::Store* store;
};
test::TemporaryFolder* ImportedDemo::folder = nullptr;
json::object* ImportedDemo::threads_json = nullptr;
Imported* ImportedDemo::imported = nullptr;
storage::Connection* ImportedDemo::database = nullptr;
storage::Store* ImportedDemo::store = nullptr;

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
  EXPECT_EQ(number("SELECT count(*) FROM threads"), static_cast<std::int64_t>(corpus_threads().size()));
  EXPECT_EQ(number("SELECT count(*) FROM messages"), static_cast<std::int64_t>(messages));
  EXPECT_EQ(number("SELECT count(*) FROM reactions"), static_cast<std::int64_t>(reactions));
  EXPECT_EQ(imported->messages, messages);
  EXPECT_GT(reactions, 0u);
}

TEST_F(ImportedDemo, SaysEveryMessageInTheWordsAndTheOrderOfTheCorpus) {
  for (const auto& wanted : corpus_threads()) {
    storage::Statement rows =
        database->prepare_text("SELECT id, author_id FROM messages WHERE thread_id = ? ORDER BY id");
    rows.bind(thread(wanted).id);
    for (const auto& message : wanted.at("messages").as_array()) {
      ASSERT_TRUE(rows.step()) << message.at("id");
      EXPECT_EQ(store->view().message_body(rows.id(0)), message.at("text").as_string());
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
      "strftime('%w %H:%M', posted_at_ms / 1000, 'unixepoch', '+1 hours') FROM messages ORDER BY posted_at_ms");
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
  auto corpus = read_corpus({demo_file("community.json"), demo_file("threads.json")});
  corpus->slug = "demo";
  test::SeededRandom random(2);
  const test::TemporaryFolder other;
  ASSERT_TRUE(import(*corpus, {.folder = other / "demo", .now_ms = now_ms, .durable = false, .progress = {}}, random));
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
