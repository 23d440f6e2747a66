// The sub-commands of `ramure`, one function per family. Each adds its command lines to the parser; the one that was
// typed leaves what is to be done in `Invocation::run`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "client-cli/session/session.hpp"

namespace ramure::cli {

struct Invocation {
  Options options;
  std::function<Result<void>()> run;
};

void add_account_commands(CLI::App& app, Invocation& invocation);  // sign-in, sign-out, whoami
void add_listing_commands(CLI::App& app, Invocation& invocation);  // channels, threads, readers
void add_reading_commands(CLI::App& app, Invocation& invocation);  // read, message, search
void add_writing_commands(CLI::App& app, Invocation& invocation);  // open, post, edit, redact, react, pin, keep
void add_thread_commands(CLI::App& app, Invocation& invocation);  // summary, resolve, archive, retitle, retheme, follow
void add_moving_commands(CLI::App& app, Invocation& invocation);  // move, split, merge, unmerge
void add_obstacle_commands(CLI::App& app, Invocation& invocation);  // obstacle declare|edit|status|publish|list
void add_round_commands(CLI::App& app, Invocation& invocation);     // round plan|list|show|run, and every act in one
void add_roadmap_commands(CLI::App& app, Invocation& invocation);   // roadmap list|show|edit|action|comment|…
void add_course_commands(CLI::App& app, Invocation& invocation);    // course list|show|plan|come|evaluate|workshop|…
void add_notebook_commands(CLI::App& app, Invocation& invocation);  // notebook list|add|edit|erase
void add_resource_commands(CLI::App& app, Invocation& invocation);  // resources list|propose|publish
void add_people_commands(CLI::App& app, Invocation& invocation);    // people list|territory
void add_quote_commands(CLI::App& app, Invocation& invocation);     // quotes list|ask|allow|refuse
void add_dossier_commands(CLI::App& app, Invocation& invocation);   // dossier list|show|draft|publish
void add_to_do_command(CLI::App& app, Invocation& invocation);
void add_digest_command(CLI::App& app, Invocation& invocation);
void add_settings_command(CLI::App& app, Invocation& invocation);
void add_private_commands(CLI::App& app, Invocation& invocation);    // mark-read, mark-unread, draft, outbox
void add_directory_commands(CLI::App& app, Invocation& invocation);  // profile, territory, word
void add_inviting_commands(CLI::App& app, Invocation& invocation);   // invite
void add_keeping_commands(CLI::App& app, Invocation& invocation);    // bookmark, afresh
void add_catch_up_command(CLI::App& app, Invocation& invocation);
void add_watch_command(CLI::App& app, Invocation& invocation);
void add_chat_command(CLI::App& app, Invocation& invocation);
void add_export_command(CLI::App& app, Invocation& invocation);
void add_file_command(CLI::App& app, Invocation& invocation);
void add_completion_command(CLI::App& app, Invocation& invocation);

}  // namespace ramure::cli
