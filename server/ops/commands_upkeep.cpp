// `ramured check`, `backup`, `restore`.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "server/data_lock.hpp"
#include "server/ops/administration_parts.hpp"
#include "server/ops/commands.hpp"
#include "server/ops/progress_bar.hpp"
#include "server/ops/upkeep.hpp"

namespace ramure {

namespace {

namespace fs = std::filesystem;
using ops::AdminFault;

// Runs with a progress bar; a fault that was thrown becomes its sentence and exit status.
int run(const CommandLine& line, const std::function<int(const ops::DataPaths&, const ops::AdminProgress&)>& work) {
  return ops::with_config(line, [&work](const Config& config) {
    const ops::DataPaths paths{fs::absolute(config.data)};
    ops::ProgressBar bar;
    try {
      return work(paths, [&bar](std::string_view what, std::size_t done, std::size_t of) { bar.show(what, done, of); });
    } catch (const ops::AdminFaultError& error) {
      return ops::print_fault({error.kind, error.what()});
    }
  });
}

int check(const CommandLine& line, const std::string& slug) {
  return run(line, [&slug](const ops::DataPaths& paths, const ops::AdminProgress& progress) {
    const std::vector<std::string> findings = ops::check_data(paths, slug, progress);
    for (const std::string& finding : findings) std::cout << finding << "\n";
    if (findings.empty()) {
      std::cout << "All is well.\n";
      return 0;
    }
    return ops::print_fault({AdminFault::Kind::findings, std::to_string(findings.size()) + " findings"});
  });
}

std::string names(const std::vector<std::string>& slugs) {
  std::string names;
  for (const std::string& slug : slugs) names += (names.empty() ? "" : ", ") + slug;
  return names.empty() ? "no community" : names;
}

int backup(const CommandLine& line, const fs::path& target) {
  return run(line, [&target](const ops::DataPaths& paths, const ops::AdminProgress& progress) {
    const auto made = ops::backup_data(paths, target, progress);
    std::cout << "Backup of " << names(made.slugs) << ": " << target.string() << "\n";
    if (made.files_left_out > 0) {
      std::cerr << "ramured: " << made.files_left_out
                << " files of attachments are missing or damaged and not in it; `ramured check` names them\n";
    }
    return 0;
  });
}

int restore(const CommandLine& line, const fs::path& source) {
  return run(line, [&source](const ops::DataPaths& paths, const ops::AdminProgress&) {
    const auto lock = DataLock::take(paths.root);
    if (!lock) return ops::print_fault({AdminFault::Kind::data, lock.error()});
    const auto slugs = ops::restore_data(source, paths);
    std::cout << "Restored " << names(slugs) << ". The next `ramured serve` begins a new epoch.\n";
    return 0;
  });
}

}  // namespace

void add_upkeep_commands(CLI::App& app, CommandLine& line) {
  const auto slug = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("check", "Say whether the data is whole; reads only, beside a server too.");
  command->add_option("--community", *slug, "slug of the only one to check [default: everything]");
  command->callback([&line, slug] { line.chosen = [&line, slug] { return check(line, *slug); }; });

  const auto target = std::make_shared<fs::path>();
  command = app.add_subcommand("backup", "Copy the data into a new folder, beside a server too.");
  command->add_option("TO", *target, "a folder that does not exist yet")->required();
  command->callback([&line, target] { line.chosen = [&line, target] { return backup(line, *target); }; });

  const auto source = std::make_shared<fs::path>();
  command = app.add_subcommand("restore", "Fill an empty data folder from a backup; no server may run on it.");
  command->add_option("FROM", *source, "what `ramured backup` made")->required()->check(CLI::ExistingDirectory);
  command->callback([&line, source] { line.chosen = [&line, source] { return restore(line, *source); }; });
}

}  // namespace ramure
