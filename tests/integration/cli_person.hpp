// Somebody at a terminal of his own: `ramure` with a HOME that holds nothing else, in a pipe, in English.
//
//   CliPerson lucie(demo, "p03");
//   lucie.sign_in();
//   EXPECT_EQ(lucie.says({"post", "812", "Bonjour"}), "Sent.\n");
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "tests/support/demo_server.hpp"
#include "tests/support/pseudo_terminal.hpp"

namespace ramure::test {

using Words = std::vector<std::string>;

class CliPerson {
 public:
  CliPerson(const DemoServer& demo, std::string name) : demo_(demo), name_(std::move(name)) {}

  Finished run(const Words& words, const std::string& input = {}) const;
  // On a terminal of its own instead of a pipe.
  PseudoTerminal on_terminal(const Words& words) const;
  Program watch(const Words& words) const { return Program(command(words), options({})); }  // beside the test

  // What it says on standard output; throws std::runtime_error with everything when it does not end with 0.
  std::string says(const Words& words, const std::string& input = {}) const;

  // The same with --json: its lines, parsed.
  std::vector<boost::json::object> json(Words words, const std::string& input = {}) const;

  // For all that it runs from now on: "VISUAL=/path/to/editor".
  void set(std::string variable) { variables_.push_back(std::move(variable)); }

  void sign_in() const { sign_in_at(demo_.url()); }
  void sign_in_at(const std::string& url) const {
    says({"sign-in", url, "--name", name_, "--password-stdin"}, password() + "\n");
  }
  std::string password() const { return demo_.person(name_).password; }
  const TemporaryFolder& home() const { return home_; }

 private:
  Words command(const Words& words) const;
  ProgramOptions options(const std::string& input) const;
  std::vector<std::string> environment() const;

  const DemoServer& demo_;
  std::string name_;
  TemporaryFolder home_;
  std::vector<std::string> variables_;
};

// A field of ours: ids are strings in Protobuf's JSON.
std::uint64_t id_in(const boost::json::object& object, std::string_view name);

}  // namespace ramure::test
