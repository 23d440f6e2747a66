// French text into the words that search knows. Pure: no index, no SQL.
//
//   french_words("L’ingénierie des co-constructions")
//     exact            stem          where
//     ingenierie       ingenier      "ingénierie"          l’ is an elision: dropped
//     des              de            "des"
//     co               co            "co"
//     coconstructions  coconstruct   "co-constructions"    joined: stands at the place of "co"
//     constructions    construct     "constructions"
//
// The order of the steps matters (README.md says why): split, lower-case, compose, stem the word *with* its accents,
// and only then strip the accents from the stem.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ramure::storage {

inline constexpr std::size_t word_letters_max = 64;   // longer words are known by their first letters
inline constexpr std::size_t compound_parts_max = 6;  // longer chains of hyphens are not joined

struct Word {
  std::string exact;        // folded, not stemmed
  std::string stem;         // folded stem; equal to `exact` for words with digits, and past word_letters_max
  std::uint32_t begin = 0;  // bytes in the original text, on character boundaries
  std::uint32_t end = 0;
  bool joined = false;  // a hyphenated compound in one word, at the place of the part before it
};

// Words in the order of the text. Never fails: damaged UTF-8 separates words. One pass; 1 to 2 µs a word.
//
// Kept as one word: aujourd'hui, quelqu'un, presqu'île, O'Brien (any apostrophe that is no elision).
// Inclusive endings belong to their word: participant·e·s, habitant.e.s, territoire(s) give participant, habitant,
// territoire. References of the message format (<@12>, <#7>, <!9>) are no words.
std::vector<Word> french_words(std::string_view text);

}  // namespace ramure::storage
