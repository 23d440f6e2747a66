#include "server/ops/command_line.hpp"

namespace ramure {

std::expected<Config, ConfigError> CommandLine::config() const {
  return load_config({config_file, read_environment(), flags});
}

}  // namespace ramure
