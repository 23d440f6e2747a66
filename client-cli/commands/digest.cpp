// What the digest by mail would say now: what is new, by the query of the home page and of `ramure catch-up`, and what
// the next two weeks bring.
#include <cstdio>

#include "client-cli/commands/catch_up.hpp"
#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/course/telling.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

constexpr std::int64_t coming_ms = std::int64_t{14} * 24 * 3'600'000;  // as far as the mail looks

// « 12 fils, 40 nouveaux messages. », as the mail counts.
std::string numbers(const v1::CatchUpAnswer& news) {
  std::uint64_t threads = 0, messages = 0;
  for (const auto* group : {&news.mentions(), &news.mine(), &news.others()}) {
    for (const v1::CatchUpThread& thread : *group) {
      ++threads;
      messages += thread.new_count();
    }
  }
  const auto counted = [](std::uint64_t count, Words one, Words many) {
    return t(count == 1 ? one : many, {std::to_string(count)});
  };
  const std::string said = counted(threads, {"{} fil", "{} thread"}, {"{} fils", "{} threads"});
  return (news.more() ? t({"plus de {}", "more than {}"}, {said}) : said) + ", " +
         counted(messages, {"{} nouveau message", "{} new message"}, {"{} nouveaux messages", "{} new messages"}) + ".";
}

// Those that one is awaited in, or that begin soon.
Result<std::vector<v1::RoundRow>> fetch_rounds_coming(Session& session) {
  v1::Query question;
  question.mutable_list_rounds();
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  std::vector<v1::RoundRow> coming;
  for (const v1::RoundRow& row : answer->round_list().rows()) {
    const std::int64_t starts_in_ms = row.plan().starts_at_ms() - now_ms();
    const bool begins_soon = row.status() == v1::ROUND_STATUS_PLANNED && starts_in_ms >= 0 && starts_in_ms < coming_ms;
    if (begins_soon || (row.awaits_me() && row.plan().mode() == v1::ROUND_MODE_WRITTEN)) coming.push_back(row);
  }
  return coming;
}

std::string round_line(const v1::RoundRow& row) {
  const std::string title = row.plan().title().empty() ? "" : " « " + harmless(row.plan().title()) + " »";
  if (row.status() == v1::ROUND_STATUS_PLANNED) {
    return t({"Tour de codéveloppement{} : {}", "Round of co-development{}: {}"},
             {title, moment_text(row.plan().starts_at_ms(), now_ms())});
  }
  return t({"Un tour de codéveloppement écrit vous attend{}", "A written round of co-development waits for you{}"},
           {title});
}

void show_coming(Session& session, const std::vector<v1::RoundRow>& rounds, const v1::GatheringList& list) {
  if (rounds.empty() && list.rows().empty()) return;
  std::vector<std::uint64_t> ids;
  Lines lines{{}, {t({"Ce qui vient", "What comes next"}), Style::accent}};
  for (const v1::RoundRow& row : rounds) lines.push_back({"  " + round_line(row)});
  for (const v1::GatheringRow& row : list.rows()) {
    ids.push_back(row.gathering().id());
    tell_row(row, ids.size(), glance_at(session), lines);
  }
  print_lines(session, lines);
  session.gatherings.remember(ids);
}

Result<void> digest(const Options& options) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto news = fetch_news(**session);
  if (!news) return std::unexpected(news.error());
  v1::ListGatherings coming;
  coming.set_from_ms(now_ms());
  coming.set_to_ms(now_ms() + coming_ms);
  const auto list = fetch_gatherings(**session, coming);
  if (!list) return std::unexpected(list.error());
  const auto rounds = fetch_rounds_coming(**session);
  if (!rounds) return std::unexpected(rounds.error());
  if (options.json) {
    print_json(*news);
    for (const v1::RoundRow& row : *rounds) print_json(row);
    for (const v1::GatheringRow& row : list->rows()) print_json(row);
    return {};
  }
  std::printf("%s\n", numbers(*news).c_str());
  show_news(**session, *news);
  show_coming(**session, *rounds, *list);
  return {};
}

}  // namespace

void add_digest_command(CLI::App& app, Invocation& invocation) {
  auto* command = app.add_subcommand("digest", t({"ce que dirait la lettre : nouveautés, et ce qui vient",
                                                  "what the mail would say: what is new, and what comes"}));
  command->callback([&invocation] { invocation.run = [&invocation] { return digest(invocation.options); }; });
}

}  // namespace ramure::cli
