// A query as patterns over the tokens of the index. The same patterns become the MATCH text for FTS5 and find the
// places to highlight, so that what is marked is what was found. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/search/french_words.hpp"
#include "storage/search/query.hpp"

namespace ramure::storage {

// Tokens at successive places, marked as in the index: {"=le", "=financement"}, {"~coconstruct"}.
struct Pattern {
  std::vector<std::string> tokens;
  bool prefix = false;  // the last token is only a beginning
};

// Several ways of writing the same thing; one of them is enough.
using Alternatives = std::vector<Pattern>;

struct Match {
  std::vector<Alternatives> required;
  std::vector<Alternatives> excluded;
};

inline constexpr std::size_t prefix_letters_min = 3;

Match match_of(const SearchQuery& query);

// The stems under which other forms of the word, if it is a verb, stand in the index.
std::vector<std::string> other_stems(const Word& word);

// For FTS5's MATCH: `("~financ" OR "=financ" *) AND ("=comite =local") NOT ("~region")`. Only marked words of ours
// stand between the quotes, nothing that was typed. Empty when the query has no text at all.
std::string match_text(const Match& match);

// Bytes of the original text, on character boundaries.
struct Range {
  std::uint32_t begin = 0, end = 0;
  bool operator==(const Range&) const = default;
};

inline constexpr std::size_t highlights_max = 100;

// Where `text` has what was required: sorted, apart from one another, the first highlights_max.
std::vector<Range> highlights(const Match& match, std::string_view text);

// Ranges in any order as highlights are: sorted, those that overlap joined, the first highlights_max.
std::vector<Range> apart(std::vector<Range> found);

// A part of a text worth showing, with its highlights counted from its own first byte.
struct Snippet {
  std::string text;
  std::vector<Range> highlights;
  bool cut_before = false, cut_after = false;  // something of the text is left out: show an ellipsis
};

inline constexpr std::size_t snippet_bytes_max = 240;

// Around the place where the most highlights stand together; the beginning when there are none. Cut between words,
// or between characters where there is no blank.
Snippet snippet(std::string_view text, const std::vector<Range>& highlights);

}  // namespace ramure::storage
