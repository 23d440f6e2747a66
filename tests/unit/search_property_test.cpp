// Whatever is written and whatever is asked: nothing breaks, and what is marked lies on whole characters.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "protocol/utf8.hpp"
#include "tests/unit/search_index_fixture.hpp"

namespace ramure::storage {
namespace {

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

// Sorted, apart from one another, inside the text, on whole characters.
void expect_tidy(const std::vector<Range>& ranges, const std::string& text) {
  std::uint32_t last = 0;
  for (const Range& range : ranges) {
    ASSERT_LT(range.begin, range.end);
    ASSERT_LE(last, range.begin);
    ASSERT_LE(range.end, text.size());
    ASSERT_TRUE(is_boundary(text, range.begin) && is_boundary(text, range.end));
    last = range.end;
  }
}

TEST_F(SearchIndexFile, AnyTextAndAnyQueryHold) {
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
      expect_tidy(hit.highlights, hit.text);
      // What was found by words is marked, unless a great many places are.
      if (!match.required.empty() && hit.highlights.size() < highlights_max) {
        ASSERT_FALSE(hit.highlights.empty()) << match_text(match) << " in " << hit.text;
      }
      ASSERT_LE(hit.snippet.text.size(), snippet_bytes_max);
      ASSERT_EQ(hit.snippet.highlights.empty(), hit.highlights.empty());
      expect_tidy(hit.snippet.highlights, hit.snippet.text);
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
