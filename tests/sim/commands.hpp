// A command at random: mostly sensible, sometimes on things that are hidden, gone or of the wrong kind.
#pragma once

#include "ramure/v1/commands.pb.h"
#include "tests/sim/dice.hpp"
#include "tests/sim/journal_log.hpp"

namespace ramure::sim {

v1::Command random_command(Dice& dice, const JournalLog& log, std::uint64_t head_seq);

}  // namespace ramure::sim
