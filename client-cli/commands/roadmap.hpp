// The family `ramure roadmap`. One function per part adds its command lines.
#pragma once

#include <CLI/CLI.hpp>

#include "client-cli/commands/commands.hpp"

namespace ramure::cli {

void add_roadmap_reading(CLI::App& roadmap, Invocation& invocation);  // list, show, templates, export
void add_roadmap_history(CLI::App& roadmap, Invocation& invocation);  // history, diff
void add_roadmap_settling(CLI::App& roadmap,
                          Invocation& invocation);  // new, retitle, status, share, invite, end-pen, begin
void add_roadmap_versions(CLI::App& roadmap, Invocation& invocation);  // freeze, name, restore, remove-passage
void add_roadmap_actions(CLI::App& roadmap, Invocation& invocation);   // action list|add|set|move|remove
void add_roadmap_comments(CLI::App& roadmap, Invocation& invocation);  // comment, suggest, answer, erase
void add_roadmap_edit(CLI::App& roadmap, Invocation& invocation);      // edit

}  // namespace ramure::cli
