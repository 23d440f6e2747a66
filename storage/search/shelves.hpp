// The shelves of the search index and their tables. Internal to storage/search.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/connection.hpp"

namespace ramure::storage {

struct Shelf {
  std::int64_t number = 0;
  std::uint64_t first_id = 0;
  std::int64_t first_at_ms = 0;
  int side = 0;
  std::uint64_t documents = 0;
  bool dirty = false;
};

// The columns in the order of Field. A sixth, `place`, comes first: marked tokens of channel, author and thread, so
// that these narrow a search down inside the index.
inline constexpr const char* word_columns = "place, title, body, card, summary, outcome";
inline constexpr std::size_t word_columns_count = 6;

// "words_3_0". The two sides keep the number of different names small: statements are cached by their text.
std::string words_table(const Shelf& shelf, bool other_side = false);

void create_words_table(Connection& connection, const std::string& table);
void drop_words_table(Connection& connection, const std::string& table);

// Oldest first.
std::vector<Shelf> load_shelves(Connection& connection);

// The shelf on which this id stands, or nullptr when there is none yet.
Shelf* shelf_of(std::vector<Shelf>& shelves, std::uint64_t id);

}  // namespace ramure::storage
