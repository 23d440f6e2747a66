// The course for readers. Internal to storage/. Reading a gathering is judged by its channel and its birth, that of a
// workshop by its own.
#pragma once

#include <vector>

#include "ramure/v1/queries.pb.h"
#include "storage/asking.hpp"
#include "storage/course_state.hpp"

namespace ramure::storage {

// By their start, at most `limit`; `more`: there are later ones. False: the channel that was asked for is not read.
bool query_gatherings(Asking& asking, const v1::ListGatherings& query, std::size_t limit,
                      std::vector<GatheringSeen>& gatherings, bool& more);
bool query_gathering(Asking& asking, std::uint64_t id, GatheringLook& look);
bool query_workshop(Asking& asking, std::uint64_t id, v1::Workshop& workshop);

}  // namespace ramure::storage
