#include <cstdio>
#include <fstream>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/output/document.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/session/files.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string thread, format = "md", path;
};

Result<void> export_thread(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto row = find_thread_row(**session, wish.thread);
  if (!row) return std::unexpected(row.error());
  const auto messages = fetch_whole_thread(**session, row->thread().id());
  if (!messages) return std::unexpected(messages.error());
  const Names& names = (*session)->names;
  const std::string text = wish.format == "html"   ? html_document(names, row->thread(), *messages)
                           : wish.format == "json" ? json_document(row->thread(), *messages)
                                                   : markdown_document(names, row->thread(), *messages);
  if (wish.path.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return {};
  }
  write_file(std::filesystem::absolute(wish.path), text);
  std::printf(
      "%s\n",
      t({"{} message(s) dans {}", "{} message(s) in {}"}, {std::to_string(messages->size()), wish.path}).c_str());
  return {};
}

}  // namespace

void add_export_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand("export", t({"un fil en document lisible", "a thread as a readable document"}));
  command->add_option("thread", wish->thread)->required();
  command->add_option("--format", wish->format, "md|html|json")->check(CLI::IsMember({"md", "html", "json"}));
  command->add_option("--output,-o", wish->path,
                      t({"fichier (sinon la sortie standard)", "file (else standard output)"}));
  command->callback([&invocation, wish] {
    invocation.run = [&invocation, wish] { return export_thread(invocation.options, *wish); };
  });
}

}  // namespace ramure::cli
