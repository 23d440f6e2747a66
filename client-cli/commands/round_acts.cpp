// `ramure round NAME ID …`: the acts of rounds/acts.hpp from a command line. The round is looked at first, so that what
// is said lands in the step that was open then, or nowhere.
#include <cstdio>

#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/round.hpp"
#include "client-cli/commands/round_talk.hpp"
#include "client-cli/commands/writing.hpp"
#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/telling.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string round;
  ActWords words;
};

// What was refused keeps its words: they are shown, and stay in the outbox until they are forgotten.
Failure with_words_kept(const Session& session, v1::Command command, Failure failure) {
  const std::string words = words_said_in(command);
  if (words.empty() || failure.exit != Exit::refused) return failure;
  command.set_command_key(make_command_key(now_ms()));
  session.outbox.set_aside(command);
  failure.text +=
      "\n" + t({"Vos mots sont gardés (« ramure outbox ») : {}", "Your words are kept (`ramure outbox`): {}"},
               {harmless(words)});
  return failure;
}

Result<void> do_act(const Options& options, const Act& act, const Wish& wish) {
  const auto at = open_at_round(options, wish.round);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  const auto room = fetch_room(session, at->id);
  if (!room) return std::unexpected(room.error());
  const Scene scene{.room = *room,
                    .names = session.names,
                    .me = session.welcome().me().id(),
                    .now_ms = now_ms(),
                    .find_contribution = [&](const std::string& text) { return session.contributions.find(text); },
                    .read_text = [&](const std::string& text) { return read_text(options, text, ""); }};
  const auto made = act.make(scene, wish.words);
  if (!made) return std::unexpected(made.error());
  v1::Command command;
  *command.mutable_round() = *made;
  const auto told = send_and_tell(session, command, act.done);
  if (!told) return std::unexpected(with_words_kept(session, command, told.error()));
  return {};
}

// The minutes as they can be drawn from the round now.
Result<void> draw_minutes(const Options& options, const std::string& round) {
  const auto at = open_at_round(options, round);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  v1::Query question;
  question.mutable_draw_minutes()->set_round_id(at->id);
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  if (options.json) {
    print_json(answer->minutes_draft());
  } else {
    std::printf("%s\n", harmless(answer->minutes_draft().markdown()).c_str());
  }
  return {};
}

Result<void> show_actions(const Options& options, const std::string& round) {
  const auto at = open_at_round(options, round);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  const auto room = fetch_room(session, at->id);
  if (!room) return std::unexpected(room.error());
  if (options.json) {
    for (const v1::PlanAction& action : room->view().actions()) print_json(action);
    for (const v1::PlanAction& action : room->view().past_actions()) print_json(action);
    return {};
  }
  const Terminal terminal(options.environment);
  Lines lines;
  tell_actions(*room, {session.names, session.welcome().me().id(), now_ms(), terminal.columns()}, lines);
  for (const Line& line : lines) std::printf("%s\n", terminal.styled(line.text, line.style).c_str());
  if (lines.empty()) std::printf("%s\n", t({"Aucune action pour l’instant.", "No action yet."}));
  return {};
}

bool says_nothing(const ActWords& words) {
  return words.words.empty() && words.about.empty() && !words.yes && !words.withdraw && !words.accept && !words.decline;
}

Result<void> run_act(const Options& options, const Act& act, const Wish& wish) {
  const std::string name = act.name;
  if (name == "minutes" && says_nothing(wish.words)) return draw_minutes(options, wish.round);
  if (name == "follow-up" && says_nothing(wish.words)) return show_actions(options, wish.round);
  return do_act(options, act, wish);
}

}  // namespace

void add_round_acts(CLI::App& round, Invocation& invocation) {
  for (const Act& act : acts()) {
    auto wish = std::make_shared<Wish>();
    auto* command = round.add_subcommand(act.name, t(act.help));
    if (act.alias != nullptr) command->alias(act.alias);
    command
        ->add_option("round", wish->round,
                     t({"le tour : ~N, identifiant ou mots de son titre", "the round: ~N, id or words of its title"}))
        ->required();
    act.options(*command, wish->words);
    command->callback([&invocation, &act, wish] {
      invocation.run = [&invocation, &act, wish] { return run_act(invocation.options, act, *wish); };
    });
  }
}

void add_round_commands(CLI::App& app, Invocation& invocation) {
  auto* round = app.add_subcommand("round", t({"tours de codéveloppement : prévoir, suivre, y prendre part",
                                               "rounds of co-development: plan, follow, take part"}));
  round->require_subcommand(1);
  add_round_reading(*round, invocation);
  add_round_plan(*round, invocation);
  add_round_run(*round, invocation);
  add_round_acts(*round, invocation);
}

}  // namespace ramure::cli
