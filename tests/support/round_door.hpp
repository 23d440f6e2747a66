// The door of a community to its rounds: a round that is played (round_play.hpp) has its commands decided here as all
// commands are, and its events stored.
#pragma once

#include "storage/store.hpp"
#include "tests/support/round_play.hpp"

namespace ramure::test {

// Each command in a transaction of its own. The store must live as long as the door.
RoundDoor door_of(storage::Store& store);

}  // namespace ramure::test
