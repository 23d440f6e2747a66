// ramured: the server, and what an operator does beside it. Each command adds itself to the command line.
#include <CLI/CLI.hpp>
#include <iostream>

#include "protocol/limits.hpp"
#include "server/ops/commands.hpp"

namespace {

void add_version(CLI::App& app, ramure::CommandLine& line) {
  app.add_subcommand("version", "Print the version.")->callback([&line] {
    line.chosen = [] {
      std::cout << "ramured " RAMURE_VERSION ", protocol feature level " << ramure::limits::feature_level << "\n";
      return EXIT_SUCCESS;
    };
  });
}

}  // namespace

int main(int count, char** words) {
  ramure::CommandLine line;
  CLI::App app("Ramure: a community that talks, helps one another and writes its plans.", "ramured");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--config", line.config_file, "TOML file; see deploy/ramured.toml [default: none]");
  app.add_option_function<std::string>(
      "--data", [&line](const std::string& text) { line.flags["data"] = text; },
      "the folder that holds everything [RAMURE_DATA]");
  ramure::add_serve(app, line);
  ramure::add_community_commands(app, line);
  ramure::add_member_commands(app, line);
  ramure::add_upkeep_commands(app, line);
  add_version(app, line);
  try {
    app.parse(count, words);
    return line.chosen();
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? EXIT_SUCCESS : ramure::exit_usage;
  } catch (const std::exception& error) {
    std::cerr << "ramured: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
}
