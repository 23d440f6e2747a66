#include "client-cli/commands/catch_up.hpp"

#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::uint64_t since = 0;
  bool done = false;
};

void show_threads(const Terminal& terminal, const Names& names, Words title,
                  const google::protobuf::RepeatedPtrField<v1::CatchUpThread>& threads,
                  std::vector<std::uint64_t>& ids) {
  if (threads.empty()) return;
  std::printf("\n%s\n", terminal.styled(t(title), Style::accent).c_str());
  for (const v1::CatchUpThread& thread : threads) {
    ids.push_back(thread.row().thread().id());
    show_thread_row(terminal, names, thread.row(), ids.size());
  }
}

// Their places are those of `ramure roadmap`, so that « ~1 » there is the first of these.
void show_roadmaps(const Session& session, const v1::CatchUpAnswer& answer) {
  Lines lines;
  std::vector<std::uint64_t> ids;
  for (const v1::RoadmapNews& news : answer.roadmaps()) {
    ids.push_back(news.roadmap_id());
    tell_news(news, ids.size(), glance_at(session), lines);
  }
  if (ids.empty()) return;
  const Terminal terminal(session.options.environment);
  std::printf("\n%s\n", terminal.styled(t({"Feuilles de route", "Roadmaps"}), Style::accent).c_str());
  print_lines(session, lines);
  session.roadmaps.remember(ids);
}

}  // namespace

void show_news(Session& session, const v1::CatchUpAnswer& answer) {
  const Terminal terminal(session.options.environment);
  std::vector<std::uint64_t> ids;
  if (answer.since_ms() > 0)
    std::printf("%s\n", t({"Depuis {}", "Since {}"}, {moment_text(answer.since_ms(), now_ms())}).c_str());
  show_threads(terminal, session.names, {"Ce qui vous nomme", "What names you"}, answer.mentions(), ids);
  show_threads(terminal, session.names, {"Vos fils", "Your threads"}, answer.mine(), ids);
  if (!answer.obstacles().empty())
    std::printf("\n%s\n", terminal.styled(t({"Freins qui ont bougé", "Obstacles that moved"}), Style::accent).c_str());
  for (const v1::ObstacleMove& move : answer.obstacles()) {
    ids.push_back(move.thread().id());
    std::printf("  ~%zu  %s : %s → %s\n", ids.size(), harmless(move.thread().title()).c_str(), status_text(move.from()),
                status_text(move.to()));
  }
  if (!answer.kept().empty())
    std::printf("\n%s\n", terminal.styled(t({"À retenir", "Worth keeping"}), Style::accent).c_str());
  for (const v1::KeptMessage& kept : answer.kept()) {
    ids.push_back(kept.message().thread_id());
    std::printf("  ~%zu  %s\n%s\n", ids.size(), harmless(kept.thread_title()).c_str(),
                terminal.wrapped(body_text(session.names, kept.message()), 6).c_str());
  }
  show_threads(terminal, session.names, {"Le reste", "The rest"}, answer.others(), ids);
  show_roadmaps(session, answer);
  if (ids.empty() && answer.roadmaps().empty()) std::printf("%s\n", t({"Rien de nouveau.", "Nothing new."}));
  if (answer.more())
    std::printf("%s\n", t({"… et d’autres fils : « ramure threads --unread »",
                           "… and more threads: `ramure threads --unread`"}));
  session.threads.remember(ids);
}

Result<v1::CatchUpAnswer> fetch_news(Session& session, std::uint64_t since_seq) {
  v1::Query question;
  question.mutable_catch_up()->set_since_seq(since_seq);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  return std::move(*answer->mutable_catch_up());
}

namespace {

Result<void> catch_up(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto news = fetch_news(**session, wish.since);
  if (!news) return std::unexpected(news.error());
  if (options.json) {
    print_json(*news);
  } else {
    show_news(**session, *news);
    const std::string until = t({"À jour, {}", "Up to date, {}"}, {time_text(now_ms())});
    std::printf("\n%s\n", Terminal(options.environment).styled(until, Style::dim).c_str());
  }
  if (!wish.done) return {};
  v1::Command command;
  command.mutable_set_last_visit()->set_seq(news->head_seq());
  const auto accepted = (*session)->command(command);
  if (!accepted) return std::unexpected(accepted.error());
  return {};
}

}  // namespace

void add_catch_up_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand(
      "catch-up", t({"ce qui s’est passé depuis ma dernière visite", "what happened since my last visit"}));
  command->add_option("--since", wish->since,
                      t({"depuis ce point (voir --json : head_seq)", "since this point (see --json: head_seq)"}));
  command->add_flag("--done", wish->done, t({"puis repartir d’aujourd’hui", "then start afresh from today"}));
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return catch_up(invocation.options, *wish); }; });
}

}  // namespace ramure::cli
