// Answers to queries straight from a reader, for the connections of a simulation and for its checks.
#pragma once

#include <cstdint>

#include "ramure/v1/frames.pb.h"
#include "storage/reader.hpp"

namespace ramure::sim {

// NOT_FOUND where there is nothing to see.
v1::Reply answer(storage::Reader& reader, std::uint64_t member_id, const v1::Query& query);

}  // namespace ramure::sim
