// Bookmarks, and « Repartir d'aujourd'hui ».
#include <algorithm>
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/writing.hpp"
#include "protocol/limits.hpp"

namespace ramure::cli {

namespace {

struct BookmarkWish {
  std::string message;
  bool remove = false;
};

// Latest first.
Result<std::vector<std::uint64_t>> bookmarked_ids(Session& session) {
  std::vector<v1::Bookmark> bookmarks;
  v1::Query question;
  question.mutable_get_private_rows();
  while (true) {
    const auto answer = session.query(question);
    if (!answer) return std::unexpected(answer.error());
    const v1::PrivateRows& page = answer->private_rows();
    for (const v1::PrivateRow& row : page.rows()) {
      if (row.bookmark().kept()) bookmarks.push_back(row.bookmark());
    }
    if (page.rows().empty()) break;
    question.mutable_get_private_rows()->set_since_revision(page.revision());
  }
  std::ranges::stable_sort(bookmarks, std::greater<>(), &v1::Bookmark::at_ms);
  std::vector<std::uint64_t> ids;
  for (const v1::Bookmark& bookmark : bookmarks) ids.push_back(bookmark.message_id());
  return ids;
}

// Those that one may no longer read are not in the answer.
Result<std::vector<v1::MessageAnswer>> fetch_messages(Session& session, const std::vector<std::uint64_t>& ids) {
  std::vector<v1::MessageAnswer> found;
  for (std::size_t at = 0; at < ids.size(); at += limits::messages_by_id_max) {
    v1::Query question;
    for (std::size_t i = at; i < std::min(ids.size(), at + limits::messages_by_id_max); ++i) {
      question.mutable_get_messages()->add_message_ids(ids[i]);
    }
    const auto answer = session.query(question);
    if (!answer) return std::unexpected(answer.error());
    const auto& messages = answer->message_list().messages();
    found.insert(found.end(), messages.begin(), messages.end());
  }
  return found;
}

Result<void> list_bookmarks(Session& session) {
  const auto ids = bookmarked_ids(session);
  if (!ids) return std::unexpected(ids.error());
  const auto messages = fetch_messages(session, *ids);
  if (!messages) return std::unexpected(messages.error());
  const Terminal terminal(session.options.environment);
  std::vector<std::uint64_t> shown;
  for (const v1::MessageAnswer& one : *messages) {
    shown.push_back(one.message().id());
    if (session.options.json) {
      print_json(one);
    } else {
      std::printf("%s\n", terminal.styled(harmless(one.thread_title()), Style::accent).c_str());
      show_message(terminal, session.names, one.message(), shown.size());
    }
  }
  session.messages.remember(shown);
  if (shown.empty() && !session.options.json)
    std::printf("%s\n", t({"Aucun marque-page pour l’instant.", "No bookmark yet."}));
  return {};
}

Result<void> bookmark(const Options& options, const BookmarkWish& wish) {
  auto session = wish.message.empty() ? Session::open(options) : open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  if (wish.message.empty()) return list_bookmarks(**session);
  const auto id = (*session)->find_message(wish.message);
  if (!id) return std::unexpected(id.error());
  v1::Command command;
  command.mutable_set_bookmark()->set_message_id(*id);
  command.mutable_set_bookmark()->set_kept(!wish.remove);
  return send_and_tell(
      **session, command,
      wish.remove ? Words{"Marque-page retiré.", "Bookmark taken away."} : Words{"Marque-page posé.", "Bookmarked."});
}

Result<void> afresh(const Options& options, bool undo) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Command command;
  if (undo) {
    command.mutable_undo_start_afresh();
    return send_and_tell(
        **session, command,
        {"C’est comme avant : ce qui n’était pas lu ne l’est plus.", "As before: unread is unread again."});
  }
  command.mutable_start_afresh();
  return send_and_tell(**session, command,
                       {"Tout est lu. Pour revenir en arrière, pendant une semaine : « ramure afresh --undo ».",
                        "Everything is read. To take it back, for a week: `ramure afresh --undo`."});
}

}  // namespace

void add_keeping_commands(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<BookmarkWish>();
  auto* marking = app.add_subcommand(
      "bookmark", t({"poser un marque-page, ou montrer les siens", "bookmark a message, or show one’s bookmarks"}));
  marking->add_option("message", wish->message);
  marking->add_flag("--remove", wish->remove, t({"retirer", "take it back"}));
  marking->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return bookmark(invocation.options, *wish); }; });

  auto undo = std::make_shared<bool>(false);
  auto* starting = app.add_subcommand("afresh", t({"repartir d’aujourd’hui : tout est lu (pour revenir : --undo)",
                                                   "start afresh: everything is read (to take it back: --undo)"}));
  starting->add_flag("--undo", *undo, t({"revenir en arrière, dans la semaine", "take it back, within a week"}));
  starting->callback(
      [&invocation, undo] { invocation.run = [&invocation, undo] { return afresh(invocation.options, *undo); }; });
}

}  // namespace ramure::cli
