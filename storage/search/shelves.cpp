#include "storage/search/shelves.hpp"

#include <algorithm>

#include "storage/search/tokenizer.hpp"

namespace ramure::storage {

std::string words_table(const Shelf& shelf, bool other_side) {
  return "words_" + std::to_string(shelf.number) + "_" + std::to_string(other_side ? 1 - shelf.side : shelf.side);
}

void create_words_table(Connection& connection, const std::string& table) {
  // No columnsize: only ranking needs it, and results are ordered by age.
  connection.run_script("CREATE VIRTUAL TABLE " + table + " USING fts5(" + word_columns +
                        ", columnsize = 0, tokenize = '" + std::string(tokenizer_name) + "')");
}

void drop_words_table(Connection& connection, const std::string& table) {
  connection.run_script("DROP TABLE IF EXISTS " + table);
}

std::vector<Shelf> load_shelves(Connection& connection) {
  std::vector<Shelf> shelves;
  auto rows =
      connection.query("SELECT number, first_id, first_at_ms, side, documents, dirty FROM shelves ORDER BY first_id");
  while (rows.step()) {
    shelves.push_back(
        {rows.integer(0), rows.id(1), rows.integer(2), static_cast<int>(rows.integer(3)), rows.id(4), rows.boolean(5)});
  }
  return shelves;
}

Shelf* shelf_of(std::vector<Shelf>& shelves, std::uint64_t id) {
  const auto behind = std::ranges::upper_bound(shelves, id, {}, &Shelf::first_id);
  return behind == shelves.begin() ? nullptr : &*std::prev(behind);
}

}  // namespace ramure::storage
