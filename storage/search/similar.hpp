// Obstacles that say something alike: offered while somebody declares one, so that he finds who met it before.
//
// The sentence becomes stems, as everything that is searched. Words that most obstacles have (and the little ones of
// the language) weigh nothing; of the others, the more an obstacle shares the better, then the rarer they are, then the
// newer it is. What counts of an obstacle are its own words and its first message, not what was said of it.
//
// Bounded: the newest 500 obstacles that the asker may read, at most 20 words, one look into the index for each word
// and 64 obstacles, and no longer than 200 ms. Only obstacles that the asker may read are counted: how rare a word is
// tells nothing of others.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/readable.hpp"

namespace ramure::storage {

class Connection;
struct Shelf;

inline constexpr std::size_t similar_words_max = 20;
inline constexpr std::size_t similar_candidates_max = 500;

// A word worth comparing: its stem, and those of its other forms.
using Telling = std::vector<std::string>;

// The words of the sentence that tell something, each once, in its order. Pure.
std::vector<Telling> telling_words(std::string_view sentence);

// Of one obstacle: which words of the sentence it has, by their place.
struct SharedStems {
  std::uint64_t thread_id = 0;
  std::uint32_t stems = 0;  // bit i: it has a stem of word i
};

// The best first, at most `limit`; those that share too little are left out. Pure.
std::vector<std::uint64_t> most_alike(const std::vector<SharedStems>& obstacles, std::size_t words, std::size_t limit);

// Internal to storage/search, inside the caller's transaction; SearchReader::similar_obstacles is the way in.
std::vector<std::uint64_t> find_similar(Connection& db, const std::vector<Shelf>& shelves, const Readable& readable,
                                        std::string_view sentence, std::size_t limit);

}  // namespace ramure::storage
