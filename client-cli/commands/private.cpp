#include <algorithm>
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/writing.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string thread, message, text;
  bool show = false, refused = false, forget = false;
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

void show_unsent(const Session& session, const v1::Command& command) {
  const Terminal terminal(session.options.environment);
  const std::string words =
      command.has_post_message() ? session.names.readable(command.post_message().body()) : words_said_in(command);
  if (session.options.json) {
    print_json(command);
  } else if (!words.empty()) {
    std::printf("%s\n", terminal.wrapped(words, 2).c_str());
  } else {
    std::printf("  %s\n", command.GetReflection()
                              ->GetOneofFieldDescriptor(command, command.GetDescriptor()->FindOneofByName("body"))
                              ->name()
                              .c_str());
  }
}

// What waits, and what was refused in a round: words are never lost.
Result<void> show_outbox(const Options& options, const Wish& wish) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const Outbox& outbox = (*session)->outbox;
  const auto refused = outbox.set_aside();
  if (!wish.refused) {
    const auto waiting = outbox.waiting();
    for (const v1::Command& command : waiting) show_unsent(**session, command);
    if (!options.json && waiting.empty())
      std::printf("%s\n", t({"Rien n’attend d’être envoyé.", "Nothing waits to be sent."}));
  }
  if (!options.json && !refused.empty())
    std::printf("%s\n",
                t({"Refusé, gardé pour vous (--forget l’efface) :", "Refused, kept for you (--forget erases it):"}));
  if (!options.json || wish.refused) {
    for (const v1::Command& command : refused) show_unsent(**session, command);
  }
  if (wish.forget) std::ranges::for_each(refused, [&](const v1::Command& command) { outbox.forget(command); });
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
  auto [showing, shown] = add("outbox", {"envoyer ou montrer ce qui attend", "send or show what waits"}, show_outbox);
  showing->add_flag("--refused", shown->refused,
                    t({"seulement ce qui a été refusé dans un tour", "only what was refused in a round"}));
  showing->add_flag("--forget", shown->forget, t({"effacer ce qui a été refusé", "erase what was refused"}));
}

}  // namespace ramure::cli
