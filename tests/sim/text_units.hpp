// The text on which a world of shared writing goes on: the first roadmap of the village.
#pragma once

#include <cstdint>
#include <vector>

#include "tests/sim/roadmap_log.hpp"
#include "tests/sim/server.hpp"

namespace ramure::sim {

// Everybody who may write it, once its pair has invited them on this server.
std::vector<std::uint64_t> invite_writers(Server& server);

// Units that editors have inserted in this text, what it began as not among them.
std::size_t inserted_units(const RoadmapLog& log, std::uint64_t roadmap_id);

}  // namespace ramure::sim
