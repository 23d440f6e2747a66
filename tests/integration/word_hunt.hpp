// Made-up words, and a search for what is left of them in the bytes of files.
//
// A word is recognised by eight letters from its middle: they are the same in the word as written, folded and stemmed,
// and they are still there where an index stores a word without the letters that it shares with the word before it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <filesystem>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ramure::test {

// Different words on every call: « dé » and 18 letters, with a French ending that the stemmer takes off.
class WordMaker {
 public:
  explicit WordMaker(std::uint64_t seed) : random_(seed) {}
  std::string next();

 private:
  bool is_unlike_the_others(const std::string& word);

  std::mt19937_64 random_;
  std::set<std::string> middles_, parts_;  // of the words made so far
};

class WordHunt {
 public:
  explicit WordHunt(std::span<const std::string> words);

  // Which of the words are in the text, or in any file below the folder, each with one place where it was seen.
  std::unordered_map<std::string, std::string> find_in_text(std::string_view text, std::string_view place) const;
  std::unordered_map<std::string, std::string> find_below(const std::filesystem::path& folder) const;

 private:
  void look(std::string_view text, std::string_view place, std::unordered_map<std::string, std::string>& found) const;

  std::unordered_map<std::uint64_t, std::string> words_by_middle_;
  std::bitset<1 << 16> maybe_;
};

}  // namespace ramure::test
