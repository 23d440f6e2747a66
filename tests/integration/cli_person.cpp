#include "tests/integration/cli_person.hpp"

#include <sstream>
#include <stdexcept>

namespace ramure::test {

namespace json = boost::json;

Words CliPerson::command(const Words& words) const {
  Words all{RAMURE_PATH};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

std::vector<std::string> CliPerson::environment() const {
  std::vector<std::string> variables{"HOME=" + home_.path().string(), "LC_ALL=en_GB.UTF-8"};
  variables.insert(variables.end(), variables_.begin(), variables_.end());
  return variables;
}

ProgramOptions CliPerson::options(const std::string& input) const {
  return {.environment = environment(), .input = input};
}

PseudoTerminal CliPerson::on_terminal(const Words& words) const {
  std::vector<std::string> variables = environment();
  variables.emplace_back("TERM=xterm");
  return PseudoTerminal(command(words), variables);
}

Finished CliPerson::run(const Words& words, const std::string& input) const {
  return run_program(command(words), options(input));
}

std::string CliPerson::says(const Words& words, const std::string& input) const {
  const Finished finished = run(words, input);
  if (finished.status != 0) {
    std::string line;
    for (const std::string& word : words) line += " " + word;
    throw std::runtime_error("ramure" + line + ": status " + std::to_string(finished.status) + "\n" + finished.output +
                             finished.errors);
  }
  return finished.output;
}

std::vector<json::object> CliPerson::json(Words words, const std::string& input) const {
  words.emplace_back("--json");
  std::istringstream output(says(words, input));
  std::vector<json::object> objects;
  for (std::string line; std::getline(output, line);) objects.push_back(json::parse(line).as_object());
  return objects;
}

std::uint64_t id_in(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? 0 : std::stoull(std::string(value->as_string()));
}

}  // namespace ramure::test
