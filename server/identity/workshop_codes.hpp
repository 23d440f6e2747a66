// The code on the wall: a link, drawn as a picture, that lets a phone in the room say a sentence in one workshop
// without an account. Its token is said once, when it is made, and kept as a hash; another one ends it, and so does the
// end of the workshop.
#pragma once

#include <cstdint>
#include <string>

#include "server/clock.hpp"

namespace ramure::identity {

struct WorkshopCode {
  std::string community;  // slug
  std::string epoch;      // of the community's journal: in another one the id means another thing, and nothing opens
  std::uint64_t workshop_id = 0;
  TimestampMs expires_at_ms = 0;
};

}  // namespace ramure::identity
