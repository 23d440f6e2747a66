// What the rules look at when something is asked of a roadmap.
#include "storage/connection.hpp"
#include "storage/view.hpp"

namespace ramure::storage {

StoredRoadmap View::roadmap(std::uint64_t id) { return {connection_, id}; }

bool View::roadmap_exists(std::uint64_t id) {
  return connection_.query("SELECT 1 FROM roadmaps WHERE id = ?", id).step();
}

std::vector<std::uint64_t> View::roadmaps() {
  std::vector<std::uint64_t> ids;
  for (auto rows = connection_.query("SELECT id FROM roadmaps ORDER BY id"); rows.step();) ids.push_back(rows.id(0));
  return ids;
}

std::uint64_t View::roadmap_of_words(std::uint64_t thing_id) {
  auto row = connection_.query("SELECT roadmap_id FROM roadmap_words WHERE thing_id = ? LIMIT 1", thing_id);
  return row.step() ? row.id(0) : 0;
}

}  // namespace ramure::storage
