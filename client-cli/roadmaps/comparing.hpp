// Two versions of a text as one reads them on a terminal: what went [-like this-], what came {+like this+}. Nothing is
// said by colours alone.
#pragma once

#include "client-cli/output/line.hpp"
#include "ramure/v1/roadmap_text.pb.h"

namespace ramure::cli {

// The lines that changed, each stretch under its heading, with the line around it; « … » for what is left out. No line
// at all: nothing changed. What people wrote is made harmless for the terminal.
Lines tell_difference(const v1::Difference& difference, int columns);

}  // namespace ramure::cli
