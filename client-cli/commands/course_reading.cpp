// The gatherings of the course as one may read them: the list, and one of them whole.
#include <cstdio>

#include "client-cli/commands/course.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/saved_page.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/course/telling.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string gathering, channel, path;
  bool to_come = false, for_me = false;
};

Result<void> list_gatherings(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::ListGatherings query;
  if (wish.to_come) query.set_from_ms(now_ms());
  if (!wish.channel.empty()) {
    const auto channel = (*session)->names.find_channel(wish.channel);
    if (!channel) return std::unexpected(channel.error());
    query.set_channel_id(*channel);
  }
  const auto list = fetch_gatherings(**session, query);
  if (!list) return std::unexpected(list.error());
  std::vector<std::uint64_t> ids;
  for (const v1::GatheringRow& row : list->rows()) {
    ids.push_back(row.gathering().id());
    if (options.json) print_json(row);
  }
  (*session)->gatherings.remember(ids);
  if (options.json) return {};
  Lines lines;
  tell_rows(list->rows(), glance_at(**session), lines);
  print_lines(**session, lines);
  return {};
}

Result<void> show_gathering(const Options& options, const Wish& wish) {
  const auto at = open_at_gathering(options, wish.gathering);
  if (!at) return std::unexpected(at.error());
  const auto answer = fetch_gathering(*at->session, at->id);
  if (!answer) return std::unexpected(answer.error());
  if (options.json) {
    print_json(*answer);
    return {};
  }
  Lines lines;
  tell_gathering(*answer, glance_at(*at->session), lines);
  print_lines(*at->session, lines);
  return {};
}

// « Votre parcours », as the page has it.
Result<void> save_memory(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const char* lang = language() == Language::french ? "fr" : "en";
  const std::string address =
      std::string("/api/course/memory?lang=") + lang + "&for=" + (wish.for_me ? "me" : "others");
  return save_page(**session, address, wish.path);
}

void add_filters(CLI::App& command, Wish& wish) {
  command.add_flag("--to-come", wish.to_come, t({"seulement celles à venir", "only those to come"}));
  command.add_option("--channel", wish.channel, t({"dans ce lieu", "in this place"}));
}

}  // namespace

void add_course_reading(CLI::App& course, Invocation& invocation) {
  auto [listing, listed] =
      add_wished<Wish>(course, invocation, "list", "liste",
                       {"les rencontres, à venir et passées", "gatherings, to come and past"}, list_gatherings);
  add_filters(*listing, *listed);
  auto [showing, shown] = add_wished<Wish>(course, invocation, "show", "voir",
                                           {"une rencontre, en entier", "one gathering, whole"}, show_gathering);
  add_gathering_word(*showing, shown->gathering);
  auto [keeping, kept] =
      add_wished<Wish>(course, invocation, "memory", "souvenir",
                       {"votre parcours, en une page à garder", "your course, as a page to keep"}, save_memory);
  keeping->add_option("-o,--output", kept->path, t({"fichier ; - : sortie standard", "file; -: standard output"}))
      ->default_val("-");
  keeping->add_flag("--mine", kept->for_me,
                    t({"pour vous seul : avec les espaces privés et votre carnet",
                       "for you alone: with private places and your notebook"}));
  // Without a word more: the list.
  course.callback([&course, &invocation] {
    if (!course.get_subcommands().empty()) return;
    invocation.run = [&invocation] { return list_gatherings(invocation.options, {}); };
  });
}

void add_course_commands(CLI::App& app, Invocation& invocation) {
  auto* course = app.add_subcommand("course", t({"le parcours : rencontres, qui vient, évaluations, ateliers",
                                                 "the course: gatherings, who comes, evaluations, workshops"}));
  add_course_reading(*course, invocation);
  add_course_planning(*course, invocation);
  add_course_answering(*course, invocation);
  add_course_workshop(*course, invocation);
}

}  // namespace ramure::cli
