// « Atelier des freins » in the room: opened, said, sorted, closed.
#include <cstdio>

#include "client-cli/commands/course.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/commands/writing.hpp"
#include "client-cli/course/telling.hpp"
#include "client-cli/rounds/words.hpp"
#include "client-cli/session/files_over_http.hpp"
#include "client-cli/session/json_over_http.hpp"
#include "ramure/v1/accounts.pb.h"

namespace ramure::cli {

namespace {

struct Wish {
  std::string gathering, words, lasts = "2h", theme;
  bool link = false, withdraw = false;
};

Result<void> open_one(const Options& options, const Wish& wish) {
  const auto length = duration_ms(wish.lasts);
  if (!length) return std::unexpected(length.error());
  const auto at = open_at_gathering(options, wish.gathering);
  if (!at) return std::unexpected(at.error());
  v1::CourseCommand command;
  command.mutable_open_workshop()->set_gathering_id(at->id);
  command.mutable_open_workshop()->set_question(wish.words);
  command.mutable_open_workshop()->set_closes_at_ms(now_ms() + *length);
  return send_to_course(
      *at->session, std::move(command),
      {"Atelier ouvert. « ramure course workshop wall … --link » donne l’adresse pour les téléphones.",
       "Workshop open. `ramure course workshop wall … --link` gives the address for phones."});
}

struct AtWorkshop {
  std::unique_ptr<Session> session;
  v1::Workshop workshop;  // without its sentences
};

// The latest of the gathering; `open` asks for one that still is.
Result<AtWorkshop> open_at_workshop(const Options& options, const std::string& gathering, bool open) {
  auto at = open_at_gathering(options, gathering);
  if (!at) return std::unexpected(at.error());
  const auto answer = fetch_gathering(*at->session, at->id);
  if (!answer) return std::unexpected(answer.error());
  const auto& workshops = answer->workshops();
  for (auto workshop = workshops.rbegin(); workshop != workshops.rend(); ++workshop) {
    if (!open || !workshop->closed()) return AtWorkshop{std::move(at->session), *workshop};
  }
  return fail(Exit::refused,
              open ? t({"aucun atelier ouvert dans cette rencontre", "no open workshop in this gathering"})
                   : t({"aucun atelier dans cette rencontre", "no workshop in this gathering"}));
}

// A new address ends the one before.
Result<void> print_link(const Session& session, std::uint64_t workshop_id) {
  v1::WorkshopCodeOf wish;
  wish.set_workshop_id(workshop_id);
  v1::WorkshopCode code;
  const std::string path = with_community(session, "/api/workshops/code");
  if (auto made = ask_over_http(session, path, wish, code, About::course); !made) return made;
  const std::string link = session.profile.address + code.path();
  code.set_path(link);
  if (session.options.json) print_json(code);
  else std::printf("%s\n", link.c_str());
  return {};
}

Result<void> show_wall(const Options& options, const Wish& wish) {
  const auto at = open_at_workshop(options, wish.gathering, wish.link);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  if (wish.link) return print_link(session, at->workshop.id());
  v1::Query question;
  question.mutable_get_workshop()->set_workshop_id(at->workshop.id());
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  std::vector<std::uint64_t> ids;
  for (const v1::WorkshopSentence& sentence : answer->workshop().workshop().sentences()) ids.push_back(sentence.id());
  session.sentences.remember(ids);
  if (options.json) {
    print_json(answer->workshop());
    return {};
  }
  Lines lines;
  tell_workshop(answer->workshop().workshop(), glance_at(session), lines);
  print_lines(session, lines);
  return {};
}

Result<void> sort(const Options& options, const Wish& wish) {
  if (wish.theme.empty() && !wish.withdraw)
    return fail(Exit::usage, t({"où ? --theme, ou --withdraw", "where to? --theme, or --withdraw"}));
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto sentence = (*session)->sentences.find(wish.words);
  if (!sentence) return std::unexpected(sentence.error());
  v1::CourseCommand command;
  command.mutable_sort_sentence()->set_sentence_id(*sentence);
  command.mutable_sort_sentence()->set_withdrawn(wish.withdraw);
  if (!wish.theme.empty()) {
    const auto theme = (*session)->names.find_theme(wish.theme);
    if (!theme) return std::unexpected(theme.error());
    command.mutable_sort_sentence()->set_theme_id(*theme);
  }
  return send_to_course(**session, std::move(command),
                        wish.withdraw ? Words{"Retirée : ses mots sont effacés.", "Withdrawn: its words are erased."}
                                      : Words{"Classée.", "Sorted."});
}

Result<void> close(const Options& options, const Wish& wish) {
  const auto at = open_at_workshop(options, wish.gathering, true);
  if (!at) return std::unexpected(at.error());
  v1::CourseCommand command;
  command.mutable_close_workshop()->set_workshop_id(at->workshop.id());
  return send_to_course(*at->session, std::move(command), {"Atelier fermé.", "Workshop closed."});
}

Result<void> say(const Options& options, const Wish& wish) {
  const auto text = read_text(options, wish.words, "");
  if (!text) return std::unexpected(text.error());
  const auto at = open_at_workshop(options, wish.gathering, true);
  if (!at) return std::unexpected(at.error());
  v1::CourseCommand command;
  command.mutable_add_sentence()->set_workshop_id(at->workshop.id());
  command.mutable_add_sentence()->set_text(*text);
  return send_to_course(*at->session, std::move(command), {"Dit, sans votre nom.", "Said, without your name."});
}

}  // namespace

void add_course_workshop(CLI::App& course, Invocation& invocation) {
  auto* family = course.add_subcommand("workshop", t({"l’atelier dans la salle : une phrase par personne",
                                                      "the workshop in the room: a sentence each"}));
  family->alias("atelier")->require_subcommand(1);
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(*family, invocation, name, alias, help, run);
  };
  auto [opening, opened] = add("open", "ouvrir", {"l’ouvrir, dans une rencontre", "open it, in a gathering"}, open_one);
  add_gathering_word(*opening, opened->gathering);
  opening->add_option("question", opened->words, t({"la question", "the question"}))->required();
  opening->add_option("--for", opened->lasts, t({"pendant (2h ; 24h au plus)", "for (2h; at most 24h)"}));
  auto [showing, shown] = add("wall", "mur", {"ce qui est dit, par thématique", "what is said, by theme"}, show_wall);
  add_gathering_word(*showing, shown->gathering);
  showing->add_flag("--link", shown->link,
                    t({"une adresse neuve pour les téléphones de la salle (finit la précédente)",
                       "a new address for the phones in the room (ends the one before)"}));
  auto [sorting, sorted] =
      add("sort", "classer", {"mettre une phrase dans une thématique", "put a sentence into a theme"}, sort);
  sorting->add_option("sentence", sorted->words, t({"~N sur le mur", "~N on the wall"}))->required();
  sorting->add_option("--theme", sorted->theme, t({"thématique", "theme"}));
  sorting->add_flag(
      "--withdraw", sorted->withdraw,
      t({"la retirer : ses mots sont effacés pour de bon", "withdraw it: its words are erased for good"}));
  auto [closing, closed] = add("close", "fermer", {"le fermer", "close it"}, close);
  add_gathering_word(*closing, closed->gathering);
  auto [saying, said] = add_wished<Wish>(
      course, invocation, "say", "dire",
      {"dire une phrase à l’atelier, sans son nom", "say a sentence in the workshop, without one’s name"}, say);
  add_gathering_word(*saying, said->gathering);
  saying->add_option("sentence", said->words,
                     t({"la phrase (ou - pour l’entrée standard)", "the sentence (or - for standard input)"}));
}

}  // namespace ramure::cli
