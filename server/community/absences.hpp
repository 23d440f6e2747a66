// « En congé jusqu’au … »: what members said of their absences, where others wait for them.
#pragma once

#include <cstdint>
#include <span>

#include "server/clock.hpp"
#include "storage/view.hpp"

namespace ramure::community {

// From when on nobody of these is away any more: 8 h of the day after the last absence, where that person is. 0: nobody
// is away now.
TimestampMs all_back_at_ms(storage::View& view, std::span<const std::uint64_t> member_ids, TimestampMs now);

}  // namespace ramure::community
