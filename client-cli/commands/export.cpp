#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/output/document.hpp"
#include "client-cli/output/partial_file.hpp"
#include "client-cli/session/files_over_http.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string thread, format = "md", path;  // path: "-" or empty for standard output
};

// For scripts: what the queries say, one page after the other.
Result<void> export_data(Session& session, std::uint64_t thread_id, PartialFile& target) {
  const auto row = fetch_thread(session, thread_id);
  if (!row) return std::unexpected(row.error());
  const auto messages = fetch_whole_thread(session, thread_id);
  if (!messages) return std::unexpected(messages.error());
  target.write(json_document(row->thread(), *messages));
  return {};
}

// For people: the document that the server makes, as it comes.
Result<void> export_document(const Session& session, std::uint64_t thread_id, const std::string& format,
                             PartialFile& target) {
  const std::string path = "/api/threads/" + std::to_string(thread_id) + "/export?format=" + format +
                           "&lang=" + std::string(t({"fr", "en"}));
  return fetch(session, path, [&target](std::string_view bytes) { target.write(bytes); });
}

Result<void> export_thread(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_thread(wish.thread);
  if (!id) return std::unexpected(id.error());
  PartialFile target(wish.path.empty() ? "-" : wish.path);
  const auto made = wish.format == "json" ? export_data(**session, *id, target)
                                          : export_document(**session, *id, wish.format, target);
  if (!made) return made;
  if (auto written = target.finish(); !written) return written;
  if (!target.is_standard_output()) std::printf("%s\n", wish.path.c_str());
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
