// « Repartir d'aujourd'hui »: what was moved at once, and where it was before, so that it can be undone for a week.
#pragma once

#include <cstdint>
#include <vector>

#include "ramure/v1/private.pb.h"

namespace ramure::storage {

// A read cursor that jumps. 0: nothing of the thread was read.
struct CursorMove {
  std::uint64_t thread_id = 0, from = 0, to = 0;
};

struct FreshStart {
  std::int64_t at_ms = 0;            // 0: there is none, or it was undone
  v1::LastVisit visit_before;        // seq 0: there was none
  std::uint64_t visit_moved_to = 0;  // the last visit that it set
  std::vector<CursorMove> moves;
};

}  // namespace ramure::storage
