// Putting threads in order: move, split, merge, unmerge.
#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/writing.hpp"

namespace ramure::cli {

namespace {

struct MovingWish {
  std::vector<std::string> messages;
  std::string thread, into, title, theme;
};

using MessageIds = google::protobuf::RepeatedField<std::uint64_t>;

Result<MessageIds> find_messages(const Session& session, const std::vector<std::string>& texts) {
  MessageIds ids;
  for (const std::string& text : texts) {
    const auto id = session.find_message(text);
    if (!id) return std::unexpected(id.error());
    ids.Add(*id);
  }
  return ids;
}

Result<void> move(const Options& options, const MovingWish& wish) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto ids = find_messages(**session, wish.messages);
  if (!ids) return std::unexpected(ids.error());
  const auto to = (*session)->find_thread(wish.into);
  if (!to) return std::unexpected(to.error());
  v1::Command command;
  *command.mutable_move_messages()->mutable_message_ids() = *ids;
  command.mutable_move_messages()->set_to_thread_id(*to);
  return send_and_tell(**session, command, {"Déplacé.", "Moved."});
}

Result<void> split(const Options& options, const MovingWish& wish) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto ids = find_messages(**session, wish.messages);
  if (!ids) return std::unexpected(ids.error());
  v1::Command command;
  v1::SplitThread& splitting = *command.mutable_split_thread();
  if (!wish.theme.empty()) {
    const auto theme = (*session)->names.find_theme(wish.theme);
    if (!theme) return std::unexpected(theme.error());
    splitting.set_theme_id(*theme);
  }
  *splitting.mutable_message_ids() = *ids;
  splitting.set_title(wish.title);
  return send_and_tell(**session, command, {"Un nouveau fil est ouvert.", "A new thread is open."});
}

Result<void> merge(const Options& options, const MovingWish& wish) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto thread = (*session)->find_thread(wish.thread);
  if (!thread) return std::unexpected(thread.error());
  const auto into = (*session)->find_thread(wish.into);
  if (!into) return std::unexpected(into.error());
  v1::Command command;
  command.mutable_merge_thread()->set_thread_id(*thread);
  command.mutable_merge_thread()->set_into_id(*into);
  return send_and_tell(**session, command,
                       {"Réunis. « ramure unmerge » les sépare de nouveau, pendant 24 heures.",
                        "Merged. `ramure unmerge` takes it back, within 24 hours."});
}

Result<void> unmerge(const Options& options, const MovingWish& wish) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto thread = (*session)->find_thread(wish.thread);
  if (!thread) return std::unexpected(thread.error());
  v1::Command command;
  command.mutable_undo_merge()->set_thread_id(*thread);
  return send_and_tell(**session, command, {"Séparés de nouveau.", "Apart again."});
}

using Work = Result<void> (*)(const Options&, const MovingWish&);

CLI::App* add(CLI::App& app, Invocation& invocation, const char* name, Words help,
              const std::shared_ptr<MovingWish>& wish, Work work) {
  auto* command = app.add_subcommand(name, t(help));
  command->callback([&invocation, wish, work] {
    invocation.run = [&invocation, wish, work] { return work(invocation.options, *wish); };
  });
  return command;
}

}  // namespace

void add_moving_commands(CLI::App& app, Invocation& invocation) {
  const auto wish = std::make_shared<MovingWish>();
  const char* which = t({"les messages", "the messages"});
  auto* moving =
      add(app, invocation, "move",
          {"déplacer des messages vers un autre fil du même lieu", "move messages to another thread of the place"},
          wish, move);
  moving->add_option("messages", wish->messages, which)->required();
  moving->add_option("--to", wish->into, t({"le fil", "the thread"}))->required();

  auto* splitting = add(app, invocation, "split",
                        {"faire un nouveau fil avec des messages", "make a new thread of some messages"}, wish, split);
  splitting->add_option("messages", wish->messages, which)->required();
  splitting->add_option("--title", wish->title, t({"titre du nouveau fil", "title of the new thread"}))->required();
  splitting->add_option("--theme", wish->theme, t({"thématique (sinon la même)", "theme (else the same)"}));

  auto* merging =
      add(app, invocation, "merge",
          {"réunir un fil à un autre ; le premier y mène", "merge a thread into another; the first leads there"}, wish,
          merge);
  merging->add_option("thread", wish->thread)->required();
  merging->add_option("into", wish->into)->required();

  add(app, invocation, "unmerge", {"séparer un fil réuni, dans les 24 heures", "take a merge back, within 24 hours"},
      wish, unmerge)
      ->add_option("thread", wish->thread)
      ->required();
}

}  // namespace ramure::cli
