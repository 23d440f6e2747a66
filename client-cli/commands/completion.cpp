#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

// Every sub-command and its options, one per line: what the scripts below complete from.
std::string words_of(const CLI::App& app) {
  std::string words;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    words += command->get_name() + " ";
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) words += "--" + name + " ";
  }
  return words;
}

std::string bash_script(const CLI::App& app) {
  std::string script =
      "# bash completion for ramure: source this file\n_ramure() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" "
      "words=\"" +
      words_of(app) + "\"\n  case \"${COMP_WORDS[1]}\" in\n";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    script += "    " + command->get_name() + ") [ \"$COMP_CWORD\" -gt 1 ] && words=\"" + words_of(*command) + "\" ;;\n";
  }
  script += "  esac\n  [ \"$COMP_CWORD\" -gt 2 ] && case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n";
  for (const CLI::App* family : app.get_subcommands([](const CLI::App*) { return true; })) {
    for (const CLI::App* command : family->get_subcommands([](const CLI::App*) { return true; })) {
      script +=
          "    \"" + family->get_name() + " " + command->get_name() + "\") words=\"" + words_of(*command) + "\" ;;\n";
    }
  }
  return script +
         "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\ncomplete -o default -F _ramure ramure\n";
}

std::string zsh_script(const CLI::App& app) {
  return "#compdef ramure\nautoload -U +X bashcompinit && bashcompinit\n" + bash_script(app);
}

std::string fish_script(const CLI::App& app) {
  std::string script = "# fish completion for ramure\n";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    script += "complete -c ramure -n __fish_use_subcommand -a " + command->get_name() + "\n";
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        script += "complete -c ramure -n '__fish_seen_subcommand_from " + command->get_name() + "' -l " + name + "\n";
      }
    }
    const auto seen = "'__fish_seen_subcommand_from " + command->get_name();
    for (const CLI::App* below : command->get_subcommands([](const CLI::App*) { return true; })) {
      script += "complete -c ramure -n " + seen + "' -a " + below->get_name() + "\n";
      for (const CLI::Option* option : below->get_options()) {
        for (const std::string& name : option->get_lnames()) {
          script += "complete -c ramure -n " + seen + "; and __fish_seen_subcommand_from " + below->get_name() +
                    "' -l " + name + "\n";
        }
      }
    }
  }
  return script;
}

}  // namespace

void add_completion_command(CLI::App& app, Invocation& invocation) {
  auto shell = std::make_shared<std::string>();
  auto* command =
      app.add_subcommand("completion", t({"complétion pour bash, zsh ou fish", "completion for bash, zsh or fish"}));
  command->add_option("shell", *shell, "bash|zsh|fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([&app, &invocation, shell] {
    invocation.run = [&app, shell]() -> Result<void> {
      const std::string script = *shell == "bash"  ? bash_script(app)
                                 : *shell == "zsh" ? zsh_script(app)
                                                   : fish_script(app);
      std::fwrite(script.data(), 1, script.size(), stdout);
      return {};
    };
  });
}

}  // namespace ramure::cli
