// What the commands of `ramured` share: where the data is, and how a command says what it will do once the whole line
// is understood.
//
//   void add_serve(CLI::App& app, CommandLine& line);     // each command adds itself, and sets line.chosen when named
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <string>

#include "server/config.hpp"

namespace CLI {
class App;
}

namespace ramure {

struct CommandLine {
  std::string config_file;
  RawSettings flags;            // --data for every command, the others for serve
  std::function<int()> chosen;  // returns the exit status

  // Everything that was said by file, environment and flags, checked.
  std::expected<Config, ConfigError> config() const;
};

// Exit status for a fault in configuration or arguments.
inline constexpr int exit_usage = 2;

// serve.cpp
void add_serve(CLI::App& app, CommandLine& line);

}  // namespace ramure
