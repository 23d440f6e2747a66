// What the rules look at when something is asked of a round: its events, from which they fold it.
#include "storage/query_rounds.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

std::vector<v1::Event> View::round_events(std::uint64_t round_id, std::uint64_t after_seq) {
  return load_round_events(connection_, round_id, after_seq);
}

bool View::round_exists(std::uint64_t id) { return connection_.query("SELECT 1 FROM rounds WHERE id = ?", id).step(); }

std::uint64_t View::round_of_words(std::uint64_t thing_id) {
  auto row = connection_.query("SELECT round_id FROM round_texts WHERE thing_id = ? LIMIT 1", thing_id);
  return row.step() ? row.id(0) : 0;
}

std::vector<std::uint64_t> View::words_of_round(std::uint64_t round_id) {
  std::vector<std::uint64_t> ids;
  auto rows = connection_.query("SELECT DISTINCT thing_id FROM round_texts WHERE round_id = ?", round_id);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

std::vector<std::uint64_t> View::open_rounds_of(std::uint64_t member_id) {
  std::vector<std::uint64_t> ids;
  auto rows = connection_.query(
      "SELECT r.id FROM memberships m JOIN rounds r ON r.id = m.channel_id WHERE m.member_id = ? AND r.status <= ? "
      "ORDER BY r.id",
      member_id, v1::ROUND_STATUS_RUNNING);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

}  // namespace ramure::storage
