// « À faire pour l'animation »: things to do, never a ranking.
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/course/dossier.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

// Threads are numbered as one list, so that « ~2 » is one thing for `ramure read`.
class Showing {
 public:
  Showing(Session& session, const v1::ToDoList& list)
      : session_(session), list_(list), terminal_(session.options.environment) {}

  void show() {
    people();
    threads({"Freins sans réponse humaine depuis cinq jours", "Obstacles without a human answer for five days"},
            list_.unanswered_obstacles());
    rounds();
    threads({"Ressources proposées", "Proposed resources"}, list_.proposed_resources());
    quotes();
    session_.threads.remember(thread_ids_);
    if (!said_) std::printf("%s\n", t({"Rien n’attend l’animation.", "Nothing waits for the facilitators."}));
  }

 private:
  void title(Words words) {
    std::printf("%s%s\n", said_ ? "\n" : "", terminal_.styled(t(words), Style::accent).c_str());
    said_ = true;
  }

  void person(std::uint64_t id, Words what, std::int64_t at_ms) {
    std::printf("  %s  %s\n", harmless(session_.names.member(id)).c_str(),
                terminal_.styled(t(what, {moment_text(at_ms, now_ms())}), Style::dim).c_str());
  }

  void people() {
    if (!list_.not_yet_come().empty()) title({"Pas encore venus", "Not come yet"});
    for (const v1::NotYetCome& each : list_.not_yet_come())
      person(each.member_id(), {"invitation : {}", "invited: {}"}, each.invited_at_ms());
    if (!list_.first_visits().empty()) title({"Premières visites", "First visits"});
    for (const v1::FirstVisit& each : list_.first_visits()) person(each.member_id(), {"{}", "{}"}, each.at_ms());
  }

  void threads(Words words, const google::protobuf::RepeatedPtrField<v1::Thread>& listed) {
    if (listed.empty()) return;
    title(words);
    for (const v1::Thread& thread : listed) {
      thread_ids_.push_back(thread.id());
      v1::ThreadRow row;
      *row.mutable_thread() = thread;
      show_thread_row(terminal_, session_.names, row, thread_ids_.size());
    }
  }

  void rounds() {
    if (list_.waiting_rounds().empty()) return;
    title({"Tours écrits qui attendent quelqu’un", "Written rounds that wait for somebody"});
    std::vector<std::uint64_t> ids;
    for (const v1::WaitingRound& round : list_.waiting_rounds()) {
      ids.push_back(round.round_id());
      std::string people;
      for (const std::uint64_t id : round.member_ids())
        people += (people.empty() ? "" : ", ") + harmless(session_.names.member(id));
      std::printf("  ~%zu  %s  %s\n", ids.size(), harmless(round.title()).c_str(),
                  terminal_.styled(people, Style::dim).c_str());
    }
    session_.rounds.remember(ids);
  }

  void quotes() {
    if (list_.quotes().empty()) return;
    title({"Citations", "Quotes"});
    std::vector<std::uint64_t> ids;
    Lines lines;
    for (const v1::QuoteRow& quote : list_.quotes()) {
      ids.push_back(quote.quote_id());
      tell_quote(quote, ids.size(), glance_at(session_), lines);
    }
    print_lines(session_, lines);
    session_.quotes.remember(ids);
  }

  Session& session_;
  const v1::ToDoList& list_;
  const Terminal terminal_;
  std::vector<std::uint64_t> thread_ids_;
  bool said_ = false;
};

Result<void> show_to_do(const Options& options) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  question.mutable_list_to_do();
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  if (options.json) print_json(answer->to_do_list());
  else Showing(**session, answer->to_do_list()).show();
  return {};
}

}  // namespace

void add_to_do_command(CLI::App& app, Invocation& invocation) {
  auto* command = app.add_subcommand("todo", t({"ce qui attend l’animation", "what waits for the facilitators"}));
  command->callback([&invocation] { invocation.run = [&invocation] { return show_to_do(invocation.options); }; });
}

}  // namespace ramure::cli
