// A command at random: mostly about what the client sees, sometimes on things that are hidden, gone or of the wrong
// kind.
#pragma once

#include "client-cli/state/reducer.hpp"
#include "ramure/v1/commands.pb.h"
#include "server/clock.hpp"
#include "tests/sim/dice.hpp"
#include "tests/sim/journal_log.hpp"

namespace ramure::sim {

v1::Command random_command(Dice& dice, const JournalLog& log, const cli::State& state, std::uint64_t member_id,
                           TimestampMs now);

// Parts of it: commands_commons.cpp, commands_course.cpp, commands_directory.cpp, commands_roadmaps.cpp,
// commands_rounds.cpp.
void edit_directory(Dice& dice, const cli::State& state, v1::Command& command);
void random_round_command(Dice& dice, const JournalLog& log, std::uint64_t member_id, TimestampMs now,
                          v1::Command& command);
void random_commons_command(Dice& dice, const JournalLog& log, const cli::State& state, v1::Command& command);
void random_roadmap_command(Dice& dice, const JournalLog& log, std::uint64_t member_id, v1::Command& command);

void random_course_command(Dice& dice, const JournalLog& log, TimestampMs now, v1::Command& command);

}  // namespace ramure::sim
