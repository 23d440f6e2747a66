#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct ReadWish {
  std::string thread, before, after, around;
  unsigned limit = 50;
  bool all = false, keep_unread = false;
};

struct SearchWish {
  std::vector<std::string> words;
  unsigned limit = 20;
};

Result<std::vector<v1::Message>> one_page(Session& session, std::uint64_t thread_id, const ReadWish& wish) {
  v1::Query question;
  v1::GetHistory& query = *question.mutable_get_history();
  query.set_thread_id(thread_id);
  query.set_limit(wish.limit);
  const auto place = [&session](const std::string& text) {
    return text.empty() ? Result<std::uint64_t>(0) : session.find_message(text);
  };
  const auto before = place(wish.before), after = place(wish.after), around = place(wish.around);
  for (const auto* id : {&before, &after, &around}) {
    if (!*id) return std::unexpected(id->error());
  }
  query.set_before_id(*before);
  query.set_after_id(*after);
  query.set_around_id(*around);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  if (answer->history().older_hidden() && !session.options.json) {
    std::printf("  %s\n", t({"(messages antérieurs à votre arrivée)", "(messages from before your time)"}));
  }
  const auto& messages = answer->history().messages();
  return std::vector<v1::Message>(messages.begin(), messages.end());
}

Result<void> mark_read(Session& session, std::uint64_t thread_id, std::uint64_t last_id) {
  v1::Command command;
  command.mutable_mark_read()->set_thread_id(thread_id);
  command.mutable_mark_read()->set_read_up_to(last_id);
  const auto accepted = session.command(command);
  if (!accepted && accepted.error().code != v1::REFUSAL_CODE_ALREADY_DONE) return std::unexpected(accepted.error());
  return {};
}

Result<void> read_thread(const Options& options, const ReadWish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto row = find_thread_row(**session, wish.thread);
  if (!row) return std::unexpected(row.error());
  const Terminal terminal(options.environment);
  if (!options.json) show_thread_head(terminal, (*session)->names, row->thread());
  const auto messages =
      wish.all ? fetch_whole_thread(**session, row->thread().id()) : one_page(**session, row->thread().id(), wish);
  if (!messages) return std::unexpected(messages.error());
  std::vector<std::uint64_t> ids;
  for (const v1::Message& message : *messages) {
    ids.push_back(message.id());
    if (options.json) {
      print_json(message);
    } else {
      show_message(terminal, (*session)->names, message, ids.size());
    }
  }
  (*session)->messages.remember(ids);
  const bool at_the_end = wish.before.empty() && wish.around.empty() && wish.after.empty();
  const bool has_news = !ids.empty() && (row->unread_count() > 0 || ids.back() > row->read_up_to());
  if (has_news && at_the_end && !wish.keep_unread) return mark_read(**session, row->thread().id(), ids.back());
  return {};
}

Result<void> show_versions(const Options& options, const std::string& text) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_message(text);
  if (!id) return std::unexpected(id.error());
  v1::Query question;
  question.mutable_get_message()->set_message_id(*id);
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  if (options.json) {
    print_json(answer->message());
    return {};
  }
  const Terminal terminal(options.environment);
  std::printf("%s\n", terminal.styled(harmless(answer->message().thread_title()), Style::bold).c_str());
  show_message(terminal, (*session)->names, answer->message().message(), 0);
  for (const v1::Version& version : answer->message().versions()) {
    std::printf(
        "\n  %s\n%s\n",
        terminal.styled(t({"version du ", "wording of "}) + moment_text(version.at_ms(), now_ms()), Style::dim).c_str(),
        terminal.wrapped((*session)->names.readable(version.text()), 4).c_str());
  }
  return {};
}

// A part of a text with what was looked for standing out.
template <typename Hit>
std::string marked_snippet(const Terminal& terminal, const Hit& hit) {
  std::string snippet;
  std::size_t at = 0;
  for (const v1::Highlight& highlight : hit.highlights()) {
    if (highlight.start() < at || highlight.end() < highlight.start() || highlight.end() > hit.snippet().size())
      continue;
    snippet += harmless(hit.snippet().substr(at, highlight.start() - at));
    snippet += terminal.styled(harmless(hit.snippet().substr(highlight.start(), highlight.end() - highlight.start())),
                               Style::warning);
    at = highlight.end();
  }
  return snippet + harmless(hit.snippet().substr(at));
}

void show_hit(const Terminal& terminal, const Names& names, const v1::SearchHit& hit, std::size_t place) {
  const std::string snippet = marked_snippet(terminal, hit);
  std::printf("%s  %s  %s\n    %s\n", terminal.styled("~" + std::to_string(place), Style::accent).c_str(),
              terminal.styled(harmless(hit.thread_title()), Style::bold).c_str(),
              terminal
                  .styled(harmless(names.member(hit.message().author_id())) + ", " +
                              moment_text(hit.message().posted_at_ms(), now_ms()),
                          Style::dim)
                  .c_str(),
              names.readable(snippet).c_str());
}

// Their places are those of `ramure roadmap`.
void show_roadmap_hits(const Session& session, const v1::SearchAnswer& answer) {
  const Terminal terminal(session.options.environment);
  std::vector<std::uint64_t> ids;
  for (const v1::RoadmapHit& hit : answer.roadmaps()) {
    ids.push_back(hit.roadmap_id());
    if (session.options.json) {
      print_json(hit);
      continue;
    }
    if (ids.size() == 1)
      std::printf("%s\n", terminal.styled(t({"Feuilles de route", "Roadmaps"}), Style::accent).c_str());
    const std::string details = harmless(session.names.territory(hit.territory_id())) + ", " +
                                moment_text(hit.at_ms(), now_ms()) +
                                (hit.version_id() == 0 ? "" : t({" · une version d’avant", " · an older version"}));
    std::printf("%s  %s  %s\n    %s\n", terminal.styled("~" + std::to_string(ids.size()), Style::accent).c_str(),
                terminal.styled(harmless(hit.title()), Style::bold).c_str(),
                terminal.styled(details, Style::dim).c_str(), marked_snippet(terminal, hit).c_str());
  }
  if (!ids.empty()) session.roadmaps.remember(ids);
  if (!ids.empty() && !session.options.json && !answer.hits().empty())
    std::printf("%s\n", terminal.styled(t({"Messages", "Messages"}), Style::accent).c_str());
}

Result<void> search(const Options& options, const SearchWish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  std::string text;
  for (const std::string& word : wish.words) text += (text.empty() ? "" : " ") + word;
  question.mutable_search()->set_text(text);
  std::vector<std::uint64_t> ids;
  bool has_roadmaps = false;
  for (bool more = true; more && ids.size() < wish.limit;) {
    question.mutable_search()->set_limit(std::min(100u, wish.limit - static_cast<unsigned>(ids.size())));
    const auto answer = (*session)->query(question);
    if (!answer) return std::unexpected(answer.error());
    has_roadmaps = has_roadmaps || !answer->search().roadmaps().empty();
    show_roadmap_hits(**session, answer->search());
    for (const v1::SearchHit& hit : answer->search().hits()) {
      ids.push_back(hit.message().id());
      if (options.json) {
        print_json(hit);
      } else {
        show_hit(Terminal(options.environment), (*session)->names, hit, ids.size());
      }
    }
    more = answer->search().more();
    question.mutable_search()->set_before_id(answer->search().next_before_id());
  }
  (*session)->messages.remember(ids);
  if (ids.empty() && !has_roadmaps && !options.json) std::printf("%s\n", t({"Rien trouvé.", "Nothing found."}));
  return {};
}

}  // namespace

void add_reading_commands(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<ReadWish>();
  auto* read = app.add_subcommand("read", t({"lire un fil", "read a thread"}));
  read->add_option("thread", wish->thread, t({"le fil", "the thread"}))->required();
  read->add_option("--limit", wish->limit, t({"messages au plus (50)", "messages at most (50)"}))
      ->check(CLI::Range(1u, 200u));
  auto* before = read->add_option("--before", wish->before, t({"avant ce message", "before this message"}));
  auto* after =
      read->add_option("--after", wish->after, t({"après ce message", "after this message"}))->excludes(before);
  read->add_option("--around", wish->around, t({"autour de ce message", "around this message"}))
      ->excludes(before)
      ->excludes(after);
  read->add_flag("--all", wish->all, t({"tout le fil", "the whole thread"}))->excludes(before)->excludes(after);
  read->add_flag("--keep-unread", wish->keep_unread, t({"ne pas marquer comme lu", "do not mark as read"}));
  read->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return read_thread(invocation.options, *wish); }; });

  auto text = std::make_shared<std::string>();
  auto* message =
      app.add_subcommand("message", t({"un message et ses versions", "one message and its earlier wordings"}));
  message->add_option("message", *text)->required();
  message->callback([&invocation, text] {
    invocation.run = [&invocation, text] { return show_versions(invocation.options, *text); };
  });

  auto find = std::make_shared<SearchWish>();
  auto* search_command = app.add_subcommand("search", t({"chercher (theme: territoire: auteur: avant: apres: statut:)",
                                                         "search (theme: territory: author: before: after: status:)"}));
  search_command->add_option("words", find->words)->required();
  search_command->add_option("--limit", find->limit, t({"au plus (20)", "at most (20)"}))
      ->check(CLI::Range(1u, 1'000u));
  search_command->callback(
      [&invocation, find] { invocation.run = [&invocation, find] { return search(invocation.options, *find); }; });
}

}  // namespace ramure::cli
