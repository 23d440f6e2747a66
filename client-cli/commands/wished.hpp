// A command of a family, with what is wished for: a struct that its options fill in, and that is there when it is run.
//
//   auto [showing, shown] = add_wished<Wish>(roadmap, invocation, "show", "voir", {"le texte", "the text"}, show);
//   showing->add_option("--version", shown->version, …);
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "client-cli/commands/commands.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

// `run` takes the Options and the Wish, and returns the Exit. `alias` is the command's French name.
template <class Wish, class Run>
std::pair<CLI::App*, std::shared_ptr<Wish>> add_wished(CLI::App& family, Invocation& invocation, const char* name,
                                                       const char* alias, Words help, Run run) {
  auto wish = std::make_shared<Wish>();
  CLI::App* command = family.add_subcommand(name, t(help))->alias(alias);
  command->callback([&invocation, wish, run] {
    invocation.run = [&invocation, wish, run] { return run(invocation.options, *wish); };
  });
  return {command, wish};
}

}  // namespace ramure::cli
