// Places that every community has by now, opened in communities that were founded before there were any such.
#pragma once

#include <string>
#include <vector>

#include "server/ops/administration.hpp"

namespace ramure::ops {

// By the founder, under keys that are always the same: done twice, nothing is doubled, and a place that exists is left
// alone. Waits for the commits. What a community does not take (its disk is full) is logged and tried again at the next
// start; the others go on. Returns how many communities took everything.
std::size_t open_missing_places(const std::vector<std::string>& slugs, const Submit& submit);

}  // namespace ramure::ops
