// « Centre de ressources »: what members propose and facilitators publish. A resource is a thread: `ramure read` reads
// it, `ramure search type:ressource …` finds it.
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/commands/writing.hpp"
#include "client-cli/session/files_over_http.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string thread, title, text, theme;
  std::vector<std::string> files;
  bool proposed = false;
};

Result<std::uint64_t> place_of(const Session& session, v1::ChannelKind kind) {
  const auto channel = session.names.first_channel(kind);
  if (channel) return channel->id();
  return fail(Exit::refused,
              t({"le centre de ressources ne vous est pas ouvert ici", "the resource centre is not open to you here"}));
}

Result<std::uint64_t> theme_of(const Session& session, const std::string& theme) {
  return theme.empty() ? Result<std::uint64_t>(0) : session.names.find_theme(theme);
}

Result<std::vector<v1::ThreadRow>> fetch_rows(Session& session, const Wish& wish) {
  const auto channel =
      place_of(session, wish.proposed ? v1::CHANNEL_KIND_RESOURCE_PROPOSALS : v1::CHANNEL_KIND_RESOURCES);
  if (!channel) return std::unexpected(channel.error());
  const auto theme = theme_of(session, wish.theme);
  if (!theme) return std::unexpected(theme.error());
  v1::Query question;
  v1::ListThreads& query = *question.mutable_list_threads();
  query.set_channel_id(*channel);
  query.set_theme_id(*theme);
  query.set_limit(200);
  if (wish.proposed) query.set_resolved(v1::ListThreads::UNRESOLVED_ONLY);  // those that wait
  std::vector<v1::ThreadRow> rows;
  do {
    const auto answer = session.query(question);
    if (!answer) return std::unexpected(answer.error());
    rows.insert(rows.end(), answer->thread_list().rows().begin(), answer->thread_list().rows().end());
    query.set_page_token(answer->thread_list().next_page_token());
  } while (!query.page_token().empty());
  return rows;
}

Result<void> list_resources(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto rows = fetch_rows(**session, wish);
  if (!rows) return std::unexpected(rows.error());
  std::vector<std::uint64_t> ids;
  for (const v1::ThreadRow& row : *rows) {
    ids.push_back(row.thread().id());
    if (options.json) print_json(row);
    else show_thread_row(Terminal(options.environment), (*session)->names, row, ids.size());
  }
  (*session)->threads.remember(ids);
  if (ids.empty() && !options.json)
    std::printf("%s\n", wish.proposed ? t({"Aucune proposition n’attend.", "No proposal waits."})
                                      : t({"Aucune ressource pour l’instant.", "No resource yet."}));
  return {};
}

Result<void> propose(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto channel = place_of(**session, v1::CHANNEL_KIND_RESOURCE_PROPOSALS);
  if (!channel) return std::unexpected(channel.error());
  const auto theme = theme_of(**session, wish.theme);
  if (!theme) return std::unexpected(theme.error());
  const bool needs_words = !wish.text.empty() || wish.files.empty();
  const auto text = needs_words ? read_text(options, wish.text, "") : Result<std::string>(std::string());
  if (!text) return std::unexpected(text.error());
  const auto uploads = upload_files(**session, wish.files);
  if (!uploads) return std::unexpected(uploads.error());
  v1::Command command;
  v1::OpenThread& open = *command.mutable_open_thread();
  open.set_channel_id(*channel);
  open.set_kind(v1::THREAD_KIND_RESOURCE);
  open.set_theme_id(*theme);
  open.set_title(wish.title);
  open.set_body((*session)->names.with_mentions(*text));
  open.mutable_upload_ids()->Add(uploads->begin(), uploads->end());
  return send_and_tell(**session, command,
                       {"Proposée à l’animation, qui la publiera.", "Proposed to the facilitators, who publish it."});
}

Result<void> publish(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto thread = (*session)->find_thread(wish.thread);
  if (!thread) return std::unexpected(thread.error());
  const auto theme = theme_of(**session, wish.theme);
  if (!theme) return std::unexpected(theme.error());
  v1::CourseCommand command;
  command.mutable_publish_resource()->set_thread_id(*thread);
  command.mutable_publish_resource()->set_title(wish.title);
  command.mutable_publish_resource()->set_theme_id(*theme);
  return send_to_course(**session, std::move(command),
                        {"Publiée dans le centre de ressources.", "Published in the resource centre."});
}

}  // namespace

void add_resource_commands(CLI::App& app, Invocation& invocation) {
  auto* family = app.add_subcommand("resources", t({"le centre de ressources : lire, proposer, publier",
                                                    "the resource centre: read, propose, publish"}));
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(*family, invocation, name, alias, help, run);
  };
  auto [listing, listed] = add("list", "liste", {"les ressources", "the resources"}, list_resources);
  listing->add_option("--theme", listed->theme, t({"thématique", "theme"}));
  listing->add_flag("--proposed", listed->proposed,
                    t({"celles qui attendent l’animation", "those that wait for the facilitators"}));
  auto [proposing, proposed] = add("propose", "proposer", {"en proposer une", "propose one"}, propose);
  proposing->add_option("title", proposed->title, t({"titre", "title"}))->required();
  proposing->add_option("text", proposed->text,
                        t({"à quoi elle sert, avec le lien (sinon éditeur, ou - pour l’entrée standard)",
                           "what it is for, with the link (else the editor, or - for standard input)"}));
  proposing->add_option("--file", proposed->files,
                        t({"joindre ce fichier, plusieurs fois", "a file to go with it, several times"}));
  proposing->add_option("--theme", proposed->theme, t({"thématique", "theme"}));
  auto [publishing, published] =
      add("publish", "publier", {"publier une proposition (animation)", "publish a proposal (facilitators)"}, publish);
  publishing
      ->add_option("thread", published->thread, t({"~N, identifiant ou mots du titre", "~N, id or words of its title"}))
      ->required();
  publishing->add_option("--title", published->title, t({"sous ce titre", "under this title"}));
  publishing->add_option("--theme", published->theme, t({"dans cette thématique", "in this theme"}));
  family->callback([family, &invocation] {
    if (!family->get_subcommands().empty()) return;
    invocation.run = [&invocation] { return list_resources(invocation.options, {}); };
  });
}

}  // namespace ramure::cli
