// The family `ramure round`: reading, planning, acting, following. One function per part adds its command lines.
#pragma once

#include <CLI/CLI.hpp>

#include "client-cli/commands/commands.hpp"

namespace ramure::cli {

void add_round_reading(CLI::App& round, Invocation& invocation);  // list, show, templates, groups
void add_round_plan(CLI::App& round, Invocation& invocation);     // plan, practice
void add_round_acts(CLI::App& round, Invocation& invocation);     // every act of rounds/acts.hpp
void add_round_run(CLI::App& round, Invocation& invocation);      // run

}  // namespace ramure::cli
