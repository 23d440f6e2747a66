// The demo, imported once for all tests that look at what came of it.
#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <set>
#include <string>

#include "server/community/round_book.hpp"
#include "server/ops/durable_files.hpp"
#include "server/ops/import.hpp"
#include "storage/connection.hpp"
#include "storage/store.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::ops {

namespace json = boost::json;

inline constexpr TimestampMs now_ms = 1'795'000'000'000;  // in November 2026
inline constexpr TimestampMs day_ms = 24 * 60 * 60 * 1000;

std::string demo_file(const std::string& name);
std::map<std::string, std::string> demo_texts(const std::string& of_folder);  // the Markdown in it
Corpus demo_corpus();

class ImportedDemo : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = new test::TemporaryFolder;
    threads_json = new json::object(json::parse(demo_file("threads.json")).as_object());
    rounds_json = new json::object(json::parse(demo_file("rounds.json")).as_object());
    const Corpus corpus = demo_corpus();
    test::SeededRandom random(1);
    auto outcome =
        import(corpus, {.folder = *folder / "demo", .now_ms = now_ms, .durable = false, .progress = {}}, random);
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
    delete rounds_json;
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
  static codev::Round round(std::string_view title) {
    storage::Statement rows = database->prepare_text("SELECT id FROM rounds");
    while (rows.step()) {
      const std::uint64_t id = rows.id(0);
      codev::Round found;
      community::fold(found, store->view().round_events(id, 0));
      if (found.state.plan().title() == title) return found;
    }
    ADD_FAILURE() << "no round is called " << title;
    return {};
  }
  static std::set<std::string> readers_of(std::uint64_t channel_id) {
    std::set<std::string> readers;
    const std::uint64_t head = store->head_seq();
    for (const auto& person : imported->people) {
      if (store->view().readable(person.member_id).may_read(channel_id, head)) readers.insert(person.id);
    }
    return readers;
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

  inline static test::TemporaryFolder* folder = nullptr;
  inline static json::object* threads_json = nullptr;
  inline static json::object* rounds_json = nullptr;
  inline static Imported* imported = nullptr;
  inline static storage::Connection* database = nullptr;
  inline static storage::Store* store = nullptr;
};

}  // namespace ramure::ops
