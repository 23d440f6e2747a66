// Erased is erased: not found at once, and soon in no file.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "tests/unit/search_index_fixture.hpp"

namespace ramure::storage {
namespace {

using Ids = std::vector<std::uint64_t>;

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

// One thread writes, erases and scrubs; another searches all the while. No search fails, sees half a batch, or finds
// what was erased before it began.
TEST_F(SearchIndexFile, SearchingGoesOnBesideWritingAndErasing) {
  constexpr std::uint64_t batches = 32, per_batch = 25;
  std::atomic<std::uint64_t> erased_up_to = 0;
  std::atomic<bool> done = false;
  std::size_t searches = 0;
  std::string trouble;
  std::thread searcher([&] {
    try {
      SearchReader reader(file_);
      while (!done || searches == 0) {
        const std::uint64_t gone = erased_up_to;
        const auto query = parse_query("bonjour", std::chrono::sys_days());
        const auto page = reader.search({.match = match_of(*query), .conditions = {}, .limit = 10'000}, readable_);
        ++searches;
        if (page.through_seq % per_batch != 0) trouble = "half a batch at " + std::to_string(page.through_seq);
        if (!page.hits.empty() && page.hits.back().document.id <= gone) trouble = "an erased document was found";
      }
    } catch (const std::exception& error) {
      trouble = error.what();
    }
  });
  for (std::uint64_t batch_number = 0; batch_number < batches; ++batch_number) {
    apply([&](SearchBatch& batch) {
      for (std::uint64_t i = 1; i <= per_batch; ++i) post(batch, batch_number * per_batch + i, secret_text(i));
    });
    if (batch_number % 4 == 3) {
      const std::uint64_t first = erased_up_to + 1;
      erase({first, first + 1});
      erased_up_to = first + 1;
    }
    index_->scrub_step();
  }
  done = true;
  searcher.join();
  EXPECT_EQ(trouble, "");
  scrub();
  EXPECT_EQ(found("bonjour", 10'000).size(), batches * per_batch - erased_up_to);
}

}  // namespace
}  // namespace ramure::storage
