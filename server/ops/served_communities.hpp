// Communities of a running server: a command goes through the same writer as everybody's, and is announced.
#pragma once

#include "server/live/registry.hpp"
#include "server/ops/administration.hpp"

namespace ramure::ops {

// Waits for the commit: for the administration's and the accounts' own threads, never for an I/O thread. `registry`
// outlives what is returned.
Submit submit_through(live::Registry& registry);

}  // namespace ramure::ops
