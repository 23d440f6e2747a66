// Roadmaps for readers: which there are for somebody, one of them inside one transaction, and pages of its text's log.
// Internal to storage/.
#pragma once

#include <string>
#include <vector>

#include "storage/asking.hpp"
#include "storage/reader.hpp"

namespace ramure::storage {

bool query_roadmap(Asking& asking, std::uint64_t roadmap_id, const LookAtRoadmap& look);

// Those that the asker reads, by territory.
std::vector<std::uint64_t> query_roadmaps(Asking& asking, std::size_t limit);

std::vector<std::string> load_text_page(Connection& db, std::uint64_t roadmap_id, std::uint64_t after_version,
                                        std::size_t bytes_max);

}  // namespace ramure::storage
