// The family `ramure course`, and what stands beside it. One function per part adds its command lines.
#pragma once

#include <CLI/CLI.hpp>

#include "client-cli/commands/commands.hpp"

namespace ramure::cli {

void add_course_reading(CLI::App& course, Invocation& invocation);    // list (or nothing), show
void add_course_planning(CLI::App& course, Invocation& invocation);   // plan, edit, cancel
void add_course_answering(CLI::App& course, Invocation& invocation);  // come, evaluate
void add_course_workshop(CLI::App& course, Invocation& invocation);   // workshop open|wall|sort|close, say

}  // namespace ramure::cli
