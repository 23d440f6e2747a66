// The command `ramured serve`.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/app.hpp"
#include "server/ops/command_line.hpp"
#include "server/config_settings.hpp"
#include "server/log.hpp"

namespace ramure {

namespace {

// One line per address, flushed: whoever started us may be waiting for it.
void print_addresses(const App::Addresses& addresses) {
  for (const std::string& address : addresses.site) std::cout << "ramured listens on " << address << "\n";
  if (!addresses.metrics.empty()) std::cout << "ramured shows metrics on " << addresses.metrics << "\n";
  std::cout.flush();
}

int check(const std::expected<Config, ConfigError>& config) {
  if (!config) {
    std::cerr << "ramured: " << config.error().sentence << "\n";
    return exit_usage;
  }
  return EXIT_SUCCESS;
}

int serve(const Config& config) {
  configure_log(config.log_level, config.log_format);
  App app(config);
  try {
    app.start();
  } catch (const std::exception& error) {
    std::cerr << "ramured: " << error.what() << "\n";
    return EXIT_FAILURE;
  }
  print_addresses(app.addresses());
  app.wait_for_signal();
  app.drain();
  return EXIT_SUCCESS;
}

}  // namespace

void add_serve(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("serve", "Serve the communities of the data folder until SIGTERM.");
  for (const Setting& setting : settings()) {
    if (setting.key == "data") continue;  // every command has it
    command->add_option_function<std::string>(
        flag_name(setting), [&line, key = std::string(setting.key)](const std::string& text) { line.flags[key] = text; },
        std::string(setting.help) + " [" + environment_name(setting) + "]");
  }
  auto only_check = std::make_shared<bool>(false);
  command->add_flag("--check-config", *only_check, "say what is wrong with the configuration, and serve nothing");
  command->callback([&line, only_check] {
    line.chosen = [&line, only_check] {
      const auto config = line.config();
      if (!config || *only_check) return check(config);
      return serve(*config);
    };
  });
}

}  // namespace ramure
