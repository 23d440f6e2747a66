// One text as search sees it, kept in little room: for texts that are searched where they lie, without an index (those
// of roadmaps). It says what match.hpp says of the text itself, at a thousandth of the cost. Pure.
//
//   const TextWords words(text);                  // 1 to 2 µs a word; some three times the room of the text
//   if (holds(match, {&title, &words})) … snippet(text, words.highlights(match)) …
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/search/match.hpp"

namespace ramure::storage {

class TextWords {
 public:
  TextWords() = default;
  explicit TextWords(std::string_view text);

  // Whether one of the ways stands in the text.
  bool has(const Alternatives& ways) const;
  // As highlights(match, text).
  std::vector<Range> highlights(const Match& match) const;

  std::size_t bytes() const;  // of memory, about

 private:
  // A word of the text, once: its letters lie in letters_.
  struct Known {
    std::uint32_t exact_at = 0, stem_at = 0;
    std::uint8_t exact_bytes = 0, stem_bytes = 0;
  };
  struct Place {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t known = 0, joined = no_word;  // which words stand here
    std::uint32_t joined_begin = 0, joined_end = 0;
  };
  static constexpr std::uint32_t no_word = UINT32_MAX;
  using Ids = std::vector<std::uint32_t>;

  std::string_view exact(const Known& word) const { return {letters_.data() + word.exact_at, word.exact_bytes}; }
  std::string_view stem(const Known& word) const { return {letters_.data() + word.stem_at, word.stem_bytes}; }
  // The known words that are this token; sorted.
  Ids words_of(std::string_view token, bool is_beginning) const;
  // Calls `found(range)` for each place where the pattern stands, until it says false.
  template <class Found>
  void look_for(const Pattern& pattern, Found found) const;

  std::string letters_;
  std::vector<Known> known_;  // sorted by `exact`
  Ids by_stem_;
  std::vector<Place> places_;
};

// Whether a thing of these parts holds all that is required and nothing that is excluded: each item in some part as a
// whole. Of a match that requires nothing: no.
bool holds(const Match& match, std::span<const TextWords* const> parts);

}  // namespace ramure::storage
