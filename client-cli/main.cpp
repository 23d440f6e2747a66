// `ramure`: everything a member or facilitator can do, from a terminal.
#include <cstdio>
#include <exception>

#include "client-cli/commands/commands.hpp"
#include "client-cli/text/language.hpp"

namespace {

using namespace ramure::cli;

void add_all(CLI::App& app, Invocation& invocation) {
  app.add_flag("--json", invocation.options.json, t({"une ligne JSON par objet", "one line of JSON per object"}));
  app.add_option("--profile", invocation.options.profile,
                 t({"autre compte sur cet appareil", "another account on this device"}))
      ->envname("RAMURE_PROFILE")
      ->check([](const std::string& name) {
        const bool fits = !name.empty() &&
                          name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
                              std::string::npos;
        return fits ? std::string()
                    : std::string(t({"lettres, chiffres, - et _ seulement", "letters, digits, - and _ only"}));
      });
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(
      t({"Un fil se désigne par ~N (rang dans la dernière liste), son identifiant, ou des mots de son titre.\n"
         "Codes de sortie : 0 fait · 1 refusé · 2 mauvaise commande · 3 pas connecté · 4 pas de réseau · 75 gardé pour "
         "plus tard",
         "A thread is named by ~N (place in the last list), its id, or words of its title.\n"
         "Exit codes: 0 done · 1 refused · 2 wrong command line · 3 signed out · 4 no network · 75 kept for later"}));
  add_account_commands(app, invocation);
  add_listing_commands(app, invocation);
  add_reading_commands(app, invocation);
  add_writing_commands(app, invocation);
  add_thread_commands(app, invocation);
  add_moving_commands(app, invocation);
  add_obstacle_commands(app, invocation);
  add_round_commands(app, invocation);
  add_roadmap_commands(app, invocation);
  add_course_commands(app, invocation);
  add_notebook_commands(app, invocation);
  add_resource_commands(app, invocation);
  add_people_commands(app, invocation);
  add_to_do_command(app, invocation);
  add_quote_commands(app, invocation);
  add_dossier_commands(app, invocation);
  add_digest_command(app, invocation);
  add_settings_command(app, invocation);
  add_private_commands(app, invocation);
  add_directory_commands(app, invocation);
  add_inviting_commands(app, invocation);
  add_keeping_commands(app, invocation);
  add_catch_up_command(app, invocation);
  add_watch_command(app, invocation);
  add_chat_command(app, invocation);
  add_export_command(app, invocation);
  add_file_command(app, invocation);
  add_completion_command(app, invocation);
}

int run(int argc, char** argv) {
  Invocation invocation;
  invocation.options.environment = read_environment();
  speak(invocation.options.environment.language);
  CLI::App app(t({"Ramure, en terminal", "Ramure, from a terminal"}), "ramure");
  add_all(app, invocation);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(Exit::usage);
  }
  const Result<void> outcome = invocation.run();
  if (outcome) return 0;
  if (!outcome.error().text.empty()) std::fprintf(stderr, "ramure: %s\n", outcome.error().text.c_str());
  return static_cast<int>(outcome.error().exit);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "ramure: %s\n", error.what());
    return static_cast<int>(Exit::refused);
  }
}
