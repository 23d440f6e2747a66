#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/output/partial_file.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/session/files_over_http.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string message, path;
  unsigned position = 0;
  bool force = false;
};

Result<v1::Attachment> describe(Session& session, std::uint64_t message_id, unsigned position) {
  v1::Query question;
  question.mutable_get_message()->set_message_id(message_id);
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  const auto& files = answer->message().message().attachments();
  if (position < static_cast<unsigned>(files.size())) return files[static_cast<int>(position)];
  return fail(Exit::refused, t({"ce message ne porte pas de fichier {}", "this message carries no file {}"},
                               {std::to_string(position)}));
}

Result<void> fetch_file(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_message(wish.message);
  if (!id) return std::unexpected(id.error());
  const auto file = describe(**session, *id, wish.position);
  if (!file) return std::unexpected(file.error());
  const std::filesystem::path path = wish.path.empty() ? local_name(file->name()) : wish.path;
  if (path != "-" && !wish.force && std::filesystem::exists(path)) {
    return fail(
        Exit::refused,
        t({"{} existe déjà (--force pour l’écraser)", "{} exists already (--force to replace it)"}, {path.string()}));
  }
  PartialFile target(path);
  const auto fetched = fetch(**session, "/api/attachments/" + std::to_string(*id) + "/" + std::to_string(wish.position),
                             [&target](std::string_view bytes) { target.write(bytes); });
  if (!fetched) return fetched;
  if (auto written = target.finish(); !written) return written;
  if (!target.is_standard_output()) std::printf("%s\n", path.c_str());
  return {};
}

}  // namespace

void add_file_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand("file", t({"enregistrer un fichier joint", "save a file that a message carries"}));
  command->add_option("message", wish->message)->required();
  command->add_option("position", wish->position,
                      t({"lequel, à partir de 0 (le premier)", "which one, from 0 (the first)"}));
  command->add_option("--output,-o", wish->path,
                      t({"sous ce nom (- pour la sortie standard)", "under this name (- for standard output)"}));
  command->add_flag("--force", wish->force, t({"écraser un fichier qui existe", "replace a file that exists"}));
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return fetch_file(invocation.options, *wish); }; });
}

}  // namespace ramure::cli
