// The command `ramured serve`.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/app.hpp"
#include "server/config_settings.hpp"
#include "server/log.hpp"
#include "server/ops/command_line.hpp"

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

// A list may be said in one flag with commas, or in several flags.
void add_flag(CLI::App& command, const Setting& setting, RawSettings& flags) {
  const auto take = [&flags, key = std::string(setting.key)](const std::vector<std::string>& texts) {
    std::string joined;
    for (const std::string& text : texts) joined += (joined.empty() ? "" : ",") + text;
    flags[key] = joined;
  };
  CLI::Option* option = command.add_option_function<std::vector<std::string>>(
      flag_name(setting), take, std::string(setting.help) + " [" + environment_name(setting) + "]");
  option->type_size(1)->expected(1)->allow_extra_args(false)->type_name("TEXT");
  if (setting.kind == Setting::Kind::list) option->take_all();
}

}  // namespace

void add_serve(CLI::App& app, CommandLine& line) {
  CLI::App* command = app.add_subcommand("serve", "Serve the communities of the data folder until SIGTERM.");
  for (const Setting& setting : settings()) {
    if (setting.key != "data") add_flag(*command, setting, line.flags);  // every command has --data
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
