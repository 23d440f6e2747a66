#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/writing.hpp"

namespace ramure::cli {

namespace {

struct ThreadWish {
  std::string thread, text, title, theme, level;
  bool versions = false;
};

using Fill = std::function<Result<void>(Session&, v1::Command&, std::uint64_t thread_id)>;

Result<void> about_thread(const Options& options, const std::string& text, Words done, const Fill& fill) {
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_thread(text);
  if (!id) return std::unexpected(id.error());
  v1::Command command;
  if (auto filled = fill(**session, command, *id); !filled) return filled;
  return send_and_tell(**session, command, done);
}

// A sub-command with the thread as its first argument.
CLI::App* add_about_thread(CLI::App& app, Invocation& invocation, const char* name, Words help, Words done,
                           std::shared_ptr<ThreadWish> wish, Fill fill) {
  auto* command = app.add_subcommand(name, t(help));
  command->add_option("thread", wish->thread)->required();
  command->callback([&invocation, wish, done, fill] {
    invocation.run = [&invocation, wish, done, fill] {
      return about_thread(invocation.options, wish->thread, done, fill);
    };
  });
  return command;
}

Result<void> show_summary_versions(Session& session, std::uint64_t thread_id) {
  v1::Query question;
  question.mutable_get_summary_versions()->set_thread_id(thread_id);
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  const Terminal terminal(session.options.environment);
  for (const v1::Version& version : answer->summary_versions().versions()) {
    if (session.options.json) {
      print_json(version);
    } else {
      std::printf("%s, %s\n%s\n\n", session.names.member(version.author_id()).c_str(),
                  moment_text(version.at_ms(), now_ms()).c_str(),
                  terminal.wrapped(session.names.readable(version.text()), 4).c_str());
    }
  }
  return {};
}

Result<void> summary(const Options& options, const ThreadWish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_thread(wish.thread);
  if (!id) return std::unexpected(id.error());
  if (wish.versions) return show_summary_versions(**session, *id);
  const auto row = fetch_thread(**session, *id);
  if (!row) return std::unexpected(row.error());
  const auto text = read_text(options, wish.text, row->thread().summary().text());
  if (!text) return std::unexpected(text.error());
  v1::Command command;
  command.mutable_edit_summary()->set_thread_id(*id);
  command.mutable_edit_summary()->set_text((*session)->names.with_mentions(*text));
  command.mutable_edit_summary()->set_version(row->thread().summary().version());
  return send_and_tell(**session, command, {"« Où en est-on ? » est à jour.", "The summary is up to date."});
}

void add_states(CLI::App& app, Invocation& invocation) {
  const auto resolved = [](bool value) -> Fill {
    return [value](Session&, v1::Command& command, std::uint64_t id) -> Result<void> {
      command.mutable_resolve_thread()->set_thread_id(id);
      command.mutable_resolve_thread()->set_resolved(value);
      return {};
    };
  };
  const auto archived = [](bool value) -> Fill {
    return [value](Session&, v1::Command& command, std::uint64_t id) -> Result<void> {
      command.mutable_archive_thread()->set_thread_id(id);
      command.mutable_archive_thread()->set_archived(value);
      return {};
    };
  };
  add_about_thread(app, invocation, "resolve", {"marquer un fil comme résolu", "mark a thread as resolved"},
                   {"Résolu.", "Resolved."}, std::make_shared<ThreadWish>(), resolved(true));
  add_about_thread(app, invocation, "reopen", {"rouvrir un fil résolu", "reopen a resolved thread"},
                   {"Rouvert.", "Reopened."}, std::make_shared<ThreadWish>(), resolved(false));
  add_about_thread(app, invocation, "archive", {"archiver un fil (lecture seule)", "archive a thread (read-only)"},
                   {"Archivé.", "Archived."}, std::make_shared<ThreadWish>(), archived(true));
  add_about_thread(app, invocation, "unarchive", {"sortir un fil des archives", "take a thread out of the archive"},
                   {"Sorti des archives.", "Unarchived."}, std::make_shared<ThreadWish>(), archived(false));
}

Result<void> fill_follow(const ThreadWish& wish, v1::Command& command, std::uint64_t id) {
  command.mutable_follow()->set_thread_id(id);
  command.mutable_follow()->set_level(wish.level == "follow" ? v1::FOLLOW_LEVEL_FOLLOWED
                                      : wish.level == "mute" ? v1::FOLLOW_LEVEL_MUTED
                                                             : v1::FOLLOW_LEVEL_NORMAL);
  return {};
}

}  // namespace

void add_thread_commands(CLI::App& app, Invocation& invocation) {
  add_states(app, invocation);
  auto wish = std::make_shared<ThreadWish>();
  auto* summarize = app.add_subcommand("summary", t({"« Où en est-on ? » : écrire, ou relire les versions",
                                                     "where do we stand: write it, or read its versions"}));
  summarize->add_option("thread", wish->thread)->required();
  summarize->add_option("text", wish->text);
  summarize->add_flag("--versions", wish->versions, t({"montrer toutes les versions", "show all versions"}));
  summarize->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return summary(invocation.options, *wish); }; });

  add_about_thread(app, invocation, "retitle", {"changer le titre", "change the title"},
                   {"Titre changé.", "Title changed."}, wish,
                   [wish](Session&, v1::Command& command, std::uint64_t id) -> Result<void> {
                     command.mutable_retitle_thread()->set_thread_id(id);
                     command.mutable_retitle_thread()->set_title(wish->title);
                     return {};
                   })
      ->add_option("title", wish->title)
      ->required();

  add_about_thread(app, invocation, "retheme", {"changer de thématique", "change the theme"},
                   {"Thématique changée.", "Theme changed."}, wish,
                   [wish](Session& session, v1::Command& command, std::uint64_t id) -> Result<void> {
                     const auto theme = session.names.find_theme(wish->theme);
                     if (!theme) return std::unexpected(theme.error());
                     command.mutable_retheme_thread()->set_thread_id(id);
                     command.mutable_retheme_thread()->set_theme_id(*theme);
                     return {};
                   })
      ->add_option("theme", wish->theme)
      ->required();

  add_about_thread(
      app, invocation, "follow",
      {"suivre un fil, le mettre en sourdine, ou ni l’un ni l’autre", "follow or mute a thread, or neither"},
      {"Noté.", "Done."}, wish,
      [wish](Session&, v1::Command& command, std::uint64_t id) { return fill_follow(*wish, command, id); })
      ->add_option("level", wish->level, "follow|mute|normal")
      ->required()
      ->check(CLI::IsMember({"follow", "mute", "normal"}));
}

}  // namespace ramure::cli
