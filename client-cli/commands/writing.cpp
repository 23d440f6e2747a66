#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/writing.hpp"
#include "client-cli/session/files_over_http.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

Result<std::unique_ptr<Session>> open_for_writing(const Options& options) {
  auto session = Session::open(options);
  const bool away =
      !session && (session.error().exit == Exit::no_network || session.error().exit == Exit::kept_for_later);
  return away ? Session::open_offline(options) : std::move(session);
}

Result<void> send_and_tell(Session& session, const v1::Command& command, Words done) {
  const auto accepted = session.command(command);
  if (!accepted) return std::unexpected(accepted.error());
  if (session.options.json) {
    print_json(*accepted);
  } else {
    std::printf("%s\n", t(done));
  }
  return {};
}

Result<void> send_keeping_words(Session& session, v1::Command command, Words done) {
  auto told = send_and_tell(session, command, done);
  if (told || told.error().exit != Exit::refused) return told;
  const std::string words = words_said_in(command);
  if (words.empty()) return told;
  command.set_command_key(make_command_key(now_ms()));
  session.outbox.set_aside(command);
  Failure failure = told.error();
  failure.text +=
      "\n" + t({"Vos mots sont gardés (« ramure outbox ») : {}", "Your words are kept (`ramure outbox`): {}"},
               {harmless(words)});
  return std::unexpected(std::move(failure));
}

namespace {

struct Writing {
  std::string thread, text, kind, reply_to, message, name, channel, theme, title;
  std::vector<std::string> tags, files;
  bool remove = false;
};

// A file needs no words, so nobody is asked for them.
Result<std::string> words_beside_files(const Options& options, const Writing& wish) {
  if (wish.text.empty() && !wish.files.empty()) return std::string();
  return read_text(options, wish.text, "");
}

Result<void> open_thread(const Options& options, const Writing& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Command command;
  v1::OpenThread& open = *command.mutable_open_thread();
  const Names& names = (*session)->names;
  if (!wish.theme.empty()) {
    const auto theme = names.find_theme(wish.theme);
    if (!theme) return std::unexpected(theme.error());
    open.set_theme_id(*theme);
  }
  if (!wish.channel.empty()) {
    const auto channel = names.find_channel(wish.channel);
    if (!channel) return std::unexpected(channel.error());
    open.set_channel_id(*channel);
  } else {
    const auto channel = names.first_channel(wish.theme.empty() ? v1::CHANNEL_KIND_PLENARY : v1::CHANNEL_KIND_THEMES);
    if (!channel)
      return fail(Exit::refused, t({"dans quel lieu ? --channel ou --theme", "in which place? --channel or --theme"}));
    open.set_channel_id(channel->id());
  }
  const auto kind = wish.kind.empty() ? Result<v1::ThreadKind>(v1::THREAD_KIND_DISCUSSION) : thread_kind(wish.kind);
  if (!kind) return std::unexpected(kind.error());
  const auto text = words_beside_files(options, wish);
  if (!text) return std::unexpected(text.error());
  const auto uploads = upload_files(**session, wish.files);
  if (!uploads) return std::unexpected(uploads.error());
  open.mutable_upload_ids()->Add(uploads->begin(), uploads->end());
  open.set_kind(*kind);
  open.set_title(wish.title);
  open.set_body(names.with_mentions(*text));
  for (const std::string& tag : wish.tags) open.add_tags(tag);
  return send_and_tell(**session, command, {"Fil ouvert.", "Thread opened."});
}

Result<void> post(const Options& options, const Writing& wish) {
  const auto text = words_beside_files(options, wish);
  if (!text) return std::unexpected(text.error());
  // Words can be kept for later; a file goes up at once or not at all.
  auto session = wish.files.empty() ? open_for_writing(options) : Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto thread = (*session)->find_thread(wish.thread);
  if (!thread) return std::unexpected(thread.error());
  v1::Command command;
  v1::PostMessage& message = *command.mutable_post_message();
  message.set_thread_id(*thread);
  message.set_body((*session)->names.with_mentions(*text));
  const auto uploads = upload_files(**session, wish.files);
  if (!uploads) return std::unexpected(uploads.error());
  message.mutable_upload_ids()->Add(uploads->begin(), uploads->end());
  if (wish.kind == "question") message.set_kind(v1::MESSAGE_KIND_QUESTION);
  if (wish.kind == "moderation") message.set_kind(v1::MESSAGE_KIND_MODERATION);
  if (wish.kind == "retour") message.set_kind(v1::MESSAGE_KIND_RETURN);
  if (!wish.reply_to.empty()) {
    const auto reply_to = (*session)->find_message(wish.reply_to);
    if (!reply_to) return std::unexpected(reply_to.error());
    message.set_reply_to_id(*reply_to);
  }
  return send_and_tell(**session, command, {"Envoyé.", "Sent."});
}

Result<void> edit(const Options& options, const Writing& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_message(wish.message);
  if (!id) return std::unexpected(id.error());
  v1::Query question;
  question.mutable_get_message()->set_message_id(*id);
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  const v1::Message& message = answer->message().message();
  const auto text = read_text(options, wish.text, message.body());
  if (!text) return std::unexpected(text.error());
  v1::Command command;
  command.mutable_edit_message()->set_message_id(*id);
  command.mutable_edit_message()->set_body((*session)->names.with_mentions(*text));
  command.mutable_edit_message()->set_version(message.version());
  return send_and_tell(**session, command, {"Modifié.", "Edited."});
}

// Commands about one message that only differ in what they fill in.
Result<void> about_message(const Options& options, const std::string& text, Words done,
                           const std::function<void(v1::Command&, std::uint64_t)>& fill) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_message(text);
  if (!id) return std::unexpected(id.error());
  v1::Command command;
  fill(command, *id);
  return send_and_tell(**session, command, done);
}

void add_message_marks(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Writing>();
  auto* redact = app.add_subcommand("redact", t({"effacer un message, pour de bon", "erase a message, for good"}));
  redact->add_option("message", wish->message)->required();
  redact->callback([&invocation, wish] {
    invocation.run = [&invocation, wish] {
      return about_message(
          invocation.options, wish->message, {"Effacé.", "Erased."},
          [](v1::Command& command, std::uint64_t id) { command.mutable_redact_message()->set_message_id(id); });
    };
  });
  auto* react = app.add_subcommand("react", t({"réagir : merci, bravo, « moi aussi »…", "react: merci, bravo, …"}));
  react->add_option("message", wish->message)->required();
  react->add_option("name", wish->name)->required();
  react->add_flag("--remove", wish->remove, t({"retirer", "take it back"}));
  react->callback([&invocation, wish] {
    invocation.run = [&invocation, wish] {
      return about_message(invocation.options, wish->message, {"Noté.", "Done."},
                           [wish](v1::Command& command, std::uint64_t id) {
                             command.mutable_react()->set_message_id(id);
                             command.mutable_react()->set_name(wish->name);
                             command.mutable_react()->set_added(!wish->remove);
                           });
    };
  });
  auto* pin = app.add_subcommand("pin", t({"épingler un message", "pin a message"}));
  pin->add_option("message", wish->message)->required();
  pin->add_flag("--remove", wish->remove, t({"retirer", "take it back"}));
  pin->callback([&invocation, wish] {
    invocation.run = [&invocation, wish] {
      return about_message(invocation.options, wish->message, {"Noté.", "Done."},
                           [wish](v1::Command& command, std::uint64_t id) {
                             command.mutable_pin_message()->set_message_id(id);
                             command.mutable_pin_message()->set_pinned(!wish->remove);
                           });
    };
  });
  auto* keep = app.add_subcommand("keep", t({"marquer « à retenir »", "mark as worth keeping"}));
  keep->add_option("message", wish->message)->required();
  keep->add_flag("--remove", wish->remove, t({"retirer", "take it back"}));
  keep->callback([&invocation, wish] {
    invocation.run = [&invocation, wish] {
      return about_message(invocation.options, wish->message, {"Noté.", "Done."},
                           [wish](v1::Command& command, std::uint64_t id) {
                             command.mutable_keep_message()->set_message_id(id);
                             command.mutable_keep_message()->set_kept(!wish->remove);
                           });
    };
  });
}

}  // namespace

void add_writing_commands(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Writing>();
  auto* open = app.add_subcommand("open", t({"ouvrir un fil", "open a thread"}));
  open->add_option("title", wish->title, t({"titre : une phrase", "title: a sentence"}))->required();
  open->add_option("text", wish->text,
                   t({"premier message (sinon éditeur, ou - pour l’entrée standard)",
                      "first message (else the editor, or - for standard input)"}));
  open->add_option("--theme", wish->theme, t({"thématique", "theme"}));
  open->add_option("--channel", wish->channel,
                   t({"lieu (sinon la plénière, ou les thématiques)", "place (else the plenary, or the themes)"}));
  open->add_option("--kind", wish->kind, "discussion|question|temoignage");
  open->add_option("--tag", wish->tags, t({"étiquette, plusieurs fois", "tag, several times"}));
  open->add_option("--file", wish->files,
                   t({"joindre ce fichier, plusieurs fois", "a file to go with it, several times"}));
  open->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return open_thread(invocation.options, *wish); }; });

  auto* posting = app.add_subcommand("post", t({"écrire dans un fil", "write in a thread"}));
  posting->add_option("thread", wish->thread)->required();
  posting->add_option("text", wish->text,
                      t({"le texte (sinon éditeur, ou - pour l’entrée standard)",
                         "the text (else the editor, or - for standard input)"}));
  posting->add_option("--kind", wish->kind, "message|question|retour|moderation")
      ->check(CLI::IsMember({"message", "question", "retour", "moderation"}));
  posting->add_option("--file", wish->files,
                      t({"joindre ce fichier, plusieurs fois", "a file to go with it, several times"}));
  posting->add_option("--reply-to", wish->reply_to, t({"en réponse à ce message", "in answer to this message"}));
  posting->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return post(invocation.options, *wish); }; });

  auto* editing = app.add_subcommand("edit", t({"corriger son message", "correct one’s message"}));
  editing->add_option("message", wish->message)->required();
  editing->add_option("text", wish->text);
  editing->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return edit(invocation.options, *wish); }; });
  add_message_marks(app, invocation);
}

}  // namespace ramure::cli
