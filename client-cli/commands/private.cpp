#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/writing.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string thread, message, text;
  bool show = false;
};

Result<void> mark_read(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto row = find_thread_row(**session, wish.thread);
  if (!row) return std::unexpected(row.error());
  v1::Command command;
  command.mutable_mark_read()->set_thread_id(row->thread().id());
  command.mutable_mark_read()->set_read_up_to(row->thread().last_message_id());
  return send_and_tell(**session, command, {"Lu.", "Read."});
}

Result<void> mark_unread(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto message = (*session)->find_message(wish.message);
  if (!message) return std::unexpected(message.error());
  v1::Query question;
  question.mutable_get_message()->set_message_id(*message);
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  v1::Command command;
  command.mutable_mark_unread_from()->set_thread_id(answer->message().message().thread_id());
  command.mutable_mark_unread_from()->set_message_id(*message);
  return send_and_tell(**session, command, {"Marqué non lu à partir d’ici.", "Unread from here on."});
}

Result<void> show_drafts(Session& session) {
  v1::Query question;
  question.mutable_get_private_rows();
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  for (const v1::PrivateRow& row : answer->private_rows().rows()) {
    if (!row.has_draft() || row.draft().text().empty()) continue;
    if (session.options.json) {
      print_json(row.draft());
    } else {
      std::printf("%s\n%s\n", session.names.thread(row.draft().thread_id()).c_str(),
                  Terminal(session.options.environment).wrapped(row.draft().text(), 4).c_str());
    }
  }
  return {};
}

Result<void> save_draft(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  if (wish.thread.empty()) return show_drafts(**session);
  const auto id = (*session)->find_thread(wish.thread);
  if (!id) return std::unexpected(id.error());
  const auto text = read_text(options, wish.text, "");
  if (!text) return std::unexpected(text.error());
  v1::Command command;
  command.mutable_save_draft()->set_thread_id(*id);
  command.mutable_save_draft()->set_text(*text);
  return send_and_tell(**session, command, {"Brouillon gardé.", "Draft kept."});
}

Result<void> show_outbox(const Options& options) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto waiting = (*session)->outbox.waiting();
  for (const v1::Command& command : waiting) {
    if (options.json) {
      print_json(command);
    } else if (command.has_post_message()) {
      std::printf(
          "%s\n",
          Terminal(options.environment).wrapped((*session)->names.readable(command.post_message().body()), 2).c_str());
    } else {
      std::printf("  %s\n", command.GetReflection()
                                ->GetOneofFieldDescriptor(command, command.GetDescriptor()->FindOneofByName("body"))
                                ->name()
                                .c_str());
    }
  }
  if (!options.json && waiting.empty())
    std::printf("%s\n", t({"Rien n’attend d’être envoyé.", "Nothing waits to be sent."}));
  return {};
}

}  // namespace

void add_private_commands(CLI::App& app, Invocation& invocation) {
  const auto add = [&app, &invocation](const char* name, Words help, auto run) {
    auto wish = std::make_shared<Wish>();
    auto* command = app.add_subcommand(name, t(help));
    command->callback([&invocation, wish, run] {
      invocation.run = [&invocation, wish, run] { return run(invocation.options, *wish); };
    });
    return std::pair(command, wish);
  };
  auto [reading, read] = add("mark-read", {"marquer un fil comme lu", "mark a thread as read"}, mark_read);
  reading->add_option("thread", read->thread)->required();
  auto [unreading, unread] =
      add("mark-unread", {"marquer non lu à partir d’un message", "mark as unread from a message on"}, mark_unread);
  unreading->add_option("message", unread->message)->required();
  auto [drafting, draft] =
      add("draft", {"garder un brouillon, ou montrer les siens", "keep a draft, or show one’s drafts"}, save_draft);
  drafting->add_option("thread", draft->thread);
  drafting->add_option("text", draft->text);
  app.add_subcommand("outbox", t({"envoyer ou montrer ce qui attend", "send or show what waits"}))
      ->callback([&invocation] { invocation.run = [&invocation] { return show_outbox(invocation.options); }; });
}

}  // namespace ramure::cli
