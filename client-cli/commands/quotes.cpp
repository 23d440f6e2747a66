// Words of a member for the committees: asked for by a facilitator, allowed (or not) by their author, dated.
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/course/dossier.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string quote, text;
};

// What is asked of oneself. Facilitators see all quotes in `ramure todo`.
Result<void> list_quotes(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  question.mutable_list_my_quotes();
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  std::vector<std::uint64_t> ids;
  Lines lines;
  for (const v1::QuoteRow& quote : answer->quote_list().rows()) {
    ids.push_back(quote.quote_id());
    if (options.json) print_json(quote);
    else tell_quote(quote, ids.size(), glance_at(**session), lines);
  }
  (*session)->quotes.remember(ids);
  print_lines(**session, lines);
  if (ids.empty() && !options.json)
    std::printf("%s\n", t({"Personne ne demande à vous citer.", "Nobody asks to quote you."}));
  return {};
}

Result<void> ask(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto message = (*session)->find_message(wish.quote);
  if (!message) return std::unexpected(message.error());
  const auto words = read_text(options, wish.text, "");
  if (!words) return std::unexpected(words.error());
  v1::CourseCommand command;
  command.mutable_ask_for_quote()->set_message_id(*message);
  command.mutable_ask_for_quote()->set_words(*words);
  return send_to_course(**session, std::move(command),
                        {"Demandé à son auteur, et à personne d’autre.", "Asked of its author, and of nobody else."});
}

Result<void> answer_one(const Options& options, const Wish& wish, bool allowed) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto quote = (*session)->quotes.find(wish.quote);
  if (!quote) return std::unexpected(quote.error());
  v1::CourseCommand command;
  command.mutable_answer_quote()->set_quote_id(*quote);
  command.mutable_answer_quote()->set_allowed(allowed);
  return send_to_course(**session, std::move(command),
                        allowed ? Words{"Oui, à partir d’aujourd’hui. Vous pouvez revenir dessus (« refuse »).",
                                        "Yes, from today on. You may take it back (`refuse`)."}
                                : Words{"Non : ces mots n’iront dans aucun dossier à venir.",
                                        "No: these words go into no dossier to come."});
}

Result<void> allow(const Options& options, const Wish& wish) { return answer_one(options, wish, true); }
Result<void> refuse(const Options& options, const Wish& wish) { return answer_one(options, wish, false); }

}  // namespace

void add_quote_commands(CLI::App& app, Invocation& invocation) {
  auto* family = app.add_subcommand(
      "quotes", t({"mes mots, cités aux comités avec mon accord", "my words, quoted to the committees with my yes"}));
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(*family, invocation, name, alias, help, run);
  };
  add("list", "liste", {"ce que l’on demande à citer de moi", "what one asks to quote of me"}, list_quotes);
  auto [asking, asked] =
      add("ask", "demander", {"demander à citer un passage (animation)", "ask to quote a passage (facilitators)"}, ask);
  asking->add_option("message", asked->quote, t({"le message : ~N ou identifiant", "the message: ~N or id"}))
      ->required();
  asking->add_option("words", asked->text, t({"le passage, mot pour mot", "the passage, word by word"}));
  const auto add_quote_word = [](CLI::App& command, Wish& wish) {
    command.add_option("quote", wish.quote, t({"~N de la liste", "~N of the list"}))->required();
  };
  auto [allowing, allowed] = add("allow", "accepter", {"dire oui", "say yes"}, allow);
  add_quote_word(*allowing, *allowed);
  auto [refusing, refused] =
      add("refuse", "refuser", {"dire non, ou reprendre son oui", "say no, or take one’s yes back"}, refuse);
  add_quote_word(*refusing, *refused);
  family->callback([family, &invocation] {
    if (!family->get_subcommands().empty()) return;
    invocation.run = [&invocation] { return list_quotes(invocation.options, {}); };
  });
}

}  // namespace ramure::cli
