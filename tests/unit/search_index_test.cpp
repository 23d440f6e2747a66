// The index as a file: batches, epochs, damage, erasure to the last byte, searching beside writing.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <set>
#include <string>

#include "storage/error.hpp"
#include "storage/search/french_words.hpp"
#include "storage/search/index.hpp"
#include "storage/search/index_reader.hpp"
#include "storage/search/utf8.hpp"

namespace ramure::storage {
namespace {

constexpr std::uint64_t channel = 3;

class SearchIndexFile : public testing::Test {
 protected:
  SearchIndexFile() {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    readable_.grant({.channel_id = channel});
    reopen();
  }
  ~SearchIndexFile() override {
    index_.reset();
    std::filesystem::remove_all(folder_);
  }

  void reopen(std::string_view epoch = "epoch") {
    index_.reset();
    index_ = SearchIndex::open(file_, epoch);
  }

  static void post(SearchBatch& batch, std::uint64_t id, std::string text) {
    batch.documents.push_back({id, 1, channel, id, 21, static_cast<std::int64_t>(id) * 1'000});
    batch.wordings.push_back({id, Field::body, std::move(text)});
    batch.through_seq = std::max(batch.through_seq, id);
  }
  static void edit(SearchBatch& batch, std::uint64_t id, std::string text) {
    batch.wordings.push_back({id, Field::body, std::move(text)});
  }
  void apply(const std::function<void(SearchBatch&)>& fill) {
    SearchBatch batch;
    batch.through_seq = index_->through_seq();
    fill(batch);
    index_->apply(batch);
  }
  void erase(const std::vector<std::uint64_t>& ids) {
    apply([&](SearchBatch& batch) { batch.erased_ids = ids; });
  }
  void scrub() {
    for (int steps = 0; steps < 10'000; ++steps) {
      if (index_->scrub_step() == SearchIndex::Scrub::clean) return;
    }
    FAIL() << "scrubbing never ended";
  }

  std::vector<std::uint64_t> found(const std::string& typed, std::uint32_t limit = 100) {
    SearchReader reader(file_);
    const auto query = parse_query(typed, std::chrono::sys_days());
    EXPECT_TRUE(query.has_value()) << typed;
    std::vector<std::uint64_t> ids;
    for (const auto& hit :
         reader.search({.match = match_of(*query), .conditions = {}, .limit = limit}, readable_).hits) {
      ids.push_back(hit.document.id);
    }
    return ids;
  }

  // Everything in the index's files, one behind the other.
  std::string bytes_of_files() {
    std::string bytes;
    for (const char* suffix : {"", "-wal"}) {
      const std::filesystem::path path = file_.string() + suffix;
      if (!std::filesystem::exists(path)) continue;
      const std::size_t before = bytes.size(), more = std::filesystem::file_size(path);
      bytes.resize(before + more);
      std::ifstream(path, std::ios::binary).read(bytes.data() + before, static_cast<std::streamsize>(more));
    }
    return bytes;
  }
  bool in_files(const std::string& word) { return bytes_of_files().find(word) != std::string::npos; }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("ramure_index_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  const std::filesystem::path file_ = folder_ / "search.db";
  Readable readable_;
  std::unique_ptr<SearchIndex> index_;
};

using Ids = std::vector<std::uint64_t>;

TEST_F(SearchIndexFile, RemembersHowFarItRead) {
  EXPECT_EQ(index_->through_seq(), 0u);
  apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
  reopen();
  EXPECT_EQ(index_->through_seq(), 7u);
  EXPECT_EQ(found("bonjour"), Ids{7});
}

TEST_F(SearchIndexFile, AnotherEpochBeginsAnew) {
  apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
  reopen("another");
  EXPECT_EQ(index_->through_seq(), 0u);
  EXPECT_EQ(found("bonjour"), Ids{});
  apply([](SearchBatch& batch) { post(batch, 3, "bonjour"); });
  EXPECT_EQ(found("bonjour"), Ids{3});
}

TEST_F(SearchIndexFile, ADamagedFileBeginsAnew) {
  apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
  for (const std::string& damage : {std::string(50'000, 'x'), std::string("court"), std::string(8'192, '\0')}) {
    index_.reset();
    SearchIndex::discard(file_);
    std::ofstream(file_, std::ios::binary) << damage;
    reopen();
    EXPECT_EQ(index_->through_seq(), 0u);
    apply([](SearchBatch& batch) { post(batch, 7, "bonjour"); });
    EXPECT_EQ(found("bonjour"), Ids{7});
  }
}

TEST_F(SearchIndexFile, TheSameBatchTwiceIsHarmless) {
  for (int times = 0; times < 2; ++times) {
    apply([](SearchBatch& batch) {
      post(batch, 7, "bonjour");
      edit(batch, 7, "bonsoir");
      post(batch, 8, "adieu");
      batch.threads.push_back({.id = 1, .theme_id = 31});
    });
  }
  EXPECT_EQ(found("bonsoir"), Ids{7});
  EXPECT_EQ(found("bonjour"), Ids{});
  EXPECT_EQ(found("adieu"), Ids{8});
}

TEST_F(SearchIndexFile, EditsReplaceOneFieldOnly) {
  apply([](SearchBatch& batch) {
    batch.documents.push_back({1, 1, channel, 1, 21, 0});
    batch.wordings.push_back({1, Field::title, "Ancien titre"});
    batch.wordings.push_back({1, Field::card, "Contexte durable"});
  });
  apply([](SearchBatch& batch) {
    batch.wordings.push_back({1, Field::title, "Nouvel intitulé"});
    batch.wordings.push_back({99, Field::body, "inconnu"});
  });
  EXPECT_EQ(found("ancien"), Ids{});
  EXPECT_EQ(found("intitulé durable"), Ids{1});
  EXPECT_EQ(found("inconnu"), Ids{});
}

TEST_F(SearchIndexFile, JournalEventsBecomeDocuments) {
  const auto feed = [&](std::uint64_t seq, auto fill) {
    v1::Event event;
    event.set_seq(seq);
    event.set_channel_id(channel);
    event.set_birth_seq(seq);
    event.set_actor_id(21);
    fill(event);
    apply([&](SearchBatch& batch) {
      collect(event, batch);
      batch.through_seq = seq;
    });
  };
  feed(1, [](v1::Event& event) {
    auto& opened = *event.mutable_thread_opened();
    opened.set_title("Financement");
    opened.set_kind(v1::THREAD_KIND_OBSTACLE);
    opened.mutable_obstacle()->set_context("Contexte");
    opened.mutable_obstacle()->add_tried("Tentative");
    opened.mutable_obstacle()->set_status(v1::OBSTACLE_STATUS_OPEN);
  });
  feed(2, [](v1::Event& event) {
    event.mutable_message_posted()->set_thread_id(1);
    event.mutable_message_posted()->set_body("Première phrase");
  });
  feed(3, [](v1::Event& event) {
    event.mutable_message_edited()->set_message_id(2);
    event.mutable_message_edited()->set_body("Seconde phrase");
  });
  feed(4, [](v1::Event& event) {
    event.mutable_thread_retitled()->set_thread_id(1);
    event.mutable_thread_retitled()->set_title("Moyens");
  });
  feed(5, [](v1::Event& event) {
    event.mutable_obstacle_status_changed()->set_thread_id(1);
    event.mutable_obstacle_status_changed()->set_to(v1::OBSTACLE_STATUS_LIFTED);
    event.mutable_obstacle_status_changed()->set_outcome("Convention signée");
  });
  feed(6, [](v1::Event& event) {
    event.mutable_summary_edited()->set_thread_id(1);
    event.mutable_summary_edited()->mutable_summary()->set_text("Synthèse");
  });
  feed(7, [](v1::Event& event) { event.mutable_reaction_changed()->set_message_id(2); });
  EXPECT_EQ(found("moyens tentative convention synthèse"), Ids{1});
  EXPECT_EQ(found("seconde"), Ids{2});
  EXPECT_EQ(found("première"), Ids{});
  SearchReader reader(file_);
  const SearchConditions lifted{.statuses = {v1::OBSTACLE_STATUS_LIFTED}};
  EXPECT_EQ(reader.search({.match = {}, .conditions = lifted}, readable_).hits.size(), 2u);
  feed(8, [](v1::Event& event) { event.mutable_message_redacted()->set_message_id(2); });
  EXPECT_EQ(found("seconde"), Ids{});
  EXPECT_EQ(index_->through_seq(), 8u);
}

TEST_F(SearchIndexFile, SeveralShelvesAreSearchedFromTheNewest) {
  constexpr std::uint64_t count = 2 * shelf_documents_max + 10;
  for (std::uint64_t id = 1; id <= count;) {
    apply([&](SearchBatch& batch) {
      for (int i = 0; i < 4'000 && id <= count; ++i, ++id) {
        batch.documents.push_back({id, 1, id % 1'000 == 0 ? 4u : channel, id, 21, static_cast<std::int64_t>(id)});
        batch.wordings.push_back({id, Field::body, id % 5'000 == 0 ? "mot rare" : "mot"});
      }
      batch.through_seq = id - 1;
    });
  }
  EXPECT_EQ(found("mot", 3), (Ids{count, count - 1, count - 2}));
  EXPECT_EQ(found("rare"), Ids{});  // they all stand in channel 4
  readable_.clear();
  readable_.grant({.channel_id = 4});
  EXPECT_EQ(found("rare"), (Ids{15'000, 10'000, 5'000}));
  EXPECT_EQ(found("mot").size(), count / 1'000);
  SearchReader reader(file_);
  const SearchConditions early{.from_ms = 5'000, .before_ms = 9'001};
  const auto page = reader.search({.match = {}, .conditions = early, .limit = 100}, readable_);
  ASSERT_EQ(page.hits.size(), 5u);
  EXPECT_EQ(page.hits.front().document.id, 9'000u);
  EXPECT_FALSE(page.more);
}

// ---- Erasure ----

// Letters that stand in no other text, so that finding them means finding what was erased.
constexpr std::string_view syllables[] = {"zwo", "kvi", "xja", "qyu", "wku", "zje", "kxo", "vzy"};

std::string secret_word(std::uint64_t id) {
  std::string word;
  for (int i = 0; i < 5; ++i) word += syllables[(id >> (3 * i)) & 7];
  return word;
}

bool is_secret(std::string_view word) {
  for (std::size_t at = 0; at < word.size(); at += 3) {
    if (std::ranges::find(syllables, word.substr(at, 3)) == std::end(syllables)) return false;
  }
  return true;
}

std::string secret_text(std::uint64_t id) {
  return "Bonjour, voici " + secret_word(id) + "ements et l’" + secret_word(id) + "é-financé pour " +
         std::to_string(id);
}

// All secret words that stand anywhere in the bytes.
std::set<std::string> secrets_in(std::string_view bytes) {
  std::set<std::string> found;
  const std::string word = secret_word(0);
  for (std::size_t at = 0; at + word.size() <= bytes.size(); ++at) {
    if (std::string_view("zkxqwv").find(bytes[at]) == std::string_view::npos) continue;
    const std::string_view candidate = bytes.substr(at, word.size());
    if (is_secret(candidate)) found.emplace(candidate);
  }
  return found;
}

TEST_F(SearchIndexFile, ErasedWordsAreInNoFile) {
  constexpr std::uint64_t count = 2'000;
  for (std::uint64_t id = 1; id <= count;) {
    apply([&](SearchBatch& batch) {
      for (int i = 0; i < 100 && id <= count; ++i, ++id) post(batch, id, secret_text(id));
    });
  }
  // Edits leave earlier wordings in tombstones and slack; those must go with the document.
  std::mt19937 random(1);
  for (std::uint64_t id = 1; id <= count; id += 1 + random() % 20) {
    apply([&](SearchBatch& batch) { edit(batch, id, "court"); });
    apply([&](SearchBatch& batch) {
      edit(batch, id, secret_text(id) + std::string(random() % 3'000, '.') + secret_word(id));
    });
  }
  std::set<std::uint64_t> erased;
  while (erased.size() < 500) erased.insert(1 + random() % count);
  ASSERT_EQ(secrets_in(bytes_of_files()).size(), count);
  erase({erased.begin(), erased.end()});
  EXPECT_EQ(found(secret_word(*erased.begin()) + "ements"), Ids{});  // not found any more, even before scrubbing
  scrub();
  const auto left = secrets_in(bytes_of_files());
  for (const std::uint64_t id : erased) EXPECT_FALSE(left.contains(secret_word(id))) << id;
  EXPECT_EQ(left.size(), count - erased.size());
  std::uint64_t kept = 0;
  for (std::uint64_t id = 1; id <= count && kept < 50; id += 7) {
    if (erased.contains(id)) continue;
    ++kept;
    EXPECT_EQ(found(secret_word(id) + "ement"), Ids{id});
  }
}

TEST_F(SearchIndexFile, ScrubbingGoesOnAfterACrash) {
  apply([](SearchBatch& batch) {
    for (std::uint64_t id = 1; id <= 3 * scrub_slice_documents; ++id) post(batch, id, secret_text(id));
  });
  erase({5, 900});
  for (int steps_before_crash = 0; steps_before_crash < 4; ++steps_before_crash) {
    for (int i = 0; i < steps_before_crash; ++i) index_->scrub_step();
    reopen();  // whatever was under way is forgotten, as after a kill
  }
  scrub();
  EXPECT_FALSE(in_files(secret_word(5)));
  EXPECT_FALSE(in_files(secret_word(900)));
  EXPECT_EQ(found(secret_word(901)), Ids{901});
  EXPECT_EQ(found("bonjour", 10'000).size(), 3 * scrub_slice_documents - 2);
}

TEST_F(SearchIndexFile, WritingAndErasingGoOnDuringScrubbing) {
  constexpr std::uint64_t count = 4 * scrub_slice_documents;
  apply([](SearchBatch& batch) {
    for (std::uint64_t id = 1; id <= count; ++id) post(batch, id, secret_text(id));
  });
  erase({10});
  index_->scrub_step();
  index_->scrub_step();
  erase({20, count});  // one copied already, one not yet
  apply([](SearchBatch& batch) {
    edit(batch, 30, "retouche avant");
    edit(batch, count - 1, "retouche après");
    post(batch, count + 1, "nouveau");
  });
  scrub();
  for (const std::uint64_t id : {std::uint64_t{10}, std::uint64_t{20}, count})
    EXPECT_FALSE(in_files(secret_word(id))) << id;
  EXPECT_EQ(found("retouche"), (Ids{count - 1, 30}));
  EXPECT_EQ(found("nouveau"), Ids{count + 1});
  EXPECT_EQ(found("bonjour", 10'000).size(), count - 5);
  SearchReader reader(file_);
  EXPECT_EQ(reader.documents(0, 10'000).size(), count - 2);
}

TEST_F(SearchIndexFile, AReaderInTheWayIsWaitedFor) {
  apply([](SearchBatch& batch) { post(batch, 1, secret_text(1)); });
  SearchReader reader(file_);
  EXPECT_EQ(reader.documents(0, 10).size(), 1u);
  erase({1});
  scrub();  // a reader that is between two searches is in nobody's way
  EXPECT_FALSE(in_files(secret_word(1)));
  EXPECT_EQ(reader.documents(0, 10).size(), 0u);
}

// ---- Whatever is written and whatever is asked ----

TEST_F(SearchIndexFile, AnyTextAndAnyQueryHold) {
  const std::vector<std::string> pieces = {"fin",
                                           "É",
                                           "e\u0301",
                                           "œ",
                                           "'",
                                           "’",
                                           "-",
                                           "·",
                                           ".",
                                           " ",
                                           " ",
                                           "\u00A0",
                                           "\u202F",
                                           "l'",
                                           "\"",
                                           "«",
                                           "»",
                                           "*",
                                           "(",
                                           ")",
                                           "AND",
                                           "NEAR",
                                           ":",
                                           "<@1>",
                                           "1",
                                           "東",
                                           "👩",
                                           "\u200D",
                                           "\u00AD",
                                           "\xFF",
                                           "\xC3",
                                           "\xF0\x9F",
                                           "\n",
                                           "\x01",
                                           std::string(1, '\0'),
                                           "co-construction"};
  std::mt19937 random(7);
  const auto mixture = [&](std::uint32_t most) {
    std::string text;
    for (std::uint32_t i = random() % most; i > 0; --i) text += pieces[random() % pieces.size()];
    return text;
  };
  apply([&](SearchBatch& batch) {
    for (std::uint64_t id = 1; id <= 300; ++id) post(batch, id, mixture(120));
  });
  SearchReader reader(file_);
  std::size_t hits = 0;
  for (int i = 0; i < 1'000; ++i) {
    const auto query = parse_query(mixture(8), std::chrono::sys_days());
    if (!query) continue;
    const auto match = match_of(*query);
    for (const SearchHit& hit : reader.search({.match = match, .conditions = {}, .limit = 5}, readable_).hits) {
      ++hits;
      std::uint32_t last = 0;
      for (const Range& range : hit.highlights) {
        ASSERT_LT(range.begin, range.end);
        ASSERT_LE(last, range.begin);
        ASSERT_LE(range.end, hit.text.size());
        ASSERT_TRUE(is_boundary(hit.text, range.begin) && is_boundary(hit.text, range.end));
        last = range.end;
      }
      // What was found by words is marked, unless a great many places are.
      if (!match.required.empty() && hit.highlights.size() < highlights_max) {
        ASSERT_FALSE(hit.highlights.empty()) << match_text(match) << " in " << hit.text;
      }
      ASSERT_LE(hit.snippet.text.size(), snippet_bytes_max);
      ASSERT_EQ(hit.snippet.highlights.empty(), hit.highlights.empty());
      for (const Range& range : hit.snippet.highlights) {
        ASSERT_LT(range.begin, range.end);
        ASSERT_LE(range.end, hit.snippet.text.size());
        ASSERT_TRUE(is_boundary(hit.snippet.text, range.begin) && is_boundary(hit.snippet.text, range.end));
      }
    }
  }
  EXPECT_GT(hits, 500u);
}

TEST(SearchSnippet, ShowsTheDensestPlace) {
  const auto marked = [](const std::string& text, std::string_view word) {
    std::vector<Range> ranges;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      ranges.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())});
    }
    return ranges;
  };
  const std::string filler = "du texte sans intérêt particulier, répété autant que nécessaire. ";
  std::string text = "école. ";
  for (int i = 0; i < 20; ++i) text += filler;
  text += "Une école, puis une école. ";
  for (int i = 0; i < 20; ++i) text += filler;
  const Snippet part = snippet(text, marked(text, "école"));
  EXPECT_EQ(part.highlights.size(), 2u);
  EXPECT_TRUE(part.cut_before && part.cut_after);
  EXPECT_LE(part.text.size(), snippet_bytes_max);
  EXPECT_NE(part.text.find("Une école, puis une école."), std::string::npos);
  EXPECT_NE(part.text.front(), ' ');

  const Snippet beginning = snippet(text, {});
  EXPECT_TRUE(beginning.text.starts_with("école. du texte"));
  EXPECT_FALSE(beginning.cut_before);
  EXPECT_TRUE(beginning.cut_after);

  const Snippet whole = snippet("tout court", {{0, 4}});
  EXPECT_EQ(whole.text, "tout court");
  EXPECT_FALSE(whole.cut_before || whole.cut_after);
  EXPECT_EQ(snippet("", {}).text, "");

  const std::string one_word(1'000, 'a');
  EXPECT_EQ(snippet(one_word, {{0, 1'000}}).highlights, (std::vector<Range>{{0, snippet_bytes_max}}));
}

}  // namespace
}  // namespace ramure::storage
