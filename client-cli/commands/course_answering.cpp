// What one says of a gathering for oneself: whether one comes, and what it gave.
#include <optional>
#include <string>

#include "client-cli/commands/course.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/course/words.hpp"

namespace ramure::cli {

namespace {

struct Coming {
  std::string gathering, answer;
};

struct Evaluating {
  std::string gathering;
  std::optional<std::uint32_t> useful, peers, heard;
  std::optional<std::string> keeps, missed;
  bool says_something() const { return useful || peers || heard || keeps || missed; }
};

Result<void> come(const Options& options, const Coming& wish) {
  const auto answer = participation_of(wish.answer);
  if (!answer) return std::unexpected(answer.error());
  const auto at = open_at_gathering(options, wish.gathering);
  if (!at) return std::unexpected(at.error());
  v1::CourseCommand command;
  command.mutable_answer_gathering()->set_gathering_id(at->id);
  command.mutable_answer_gathering()->set_participation(*answer);
  return send_to_course(*at->session, std::move(command), {"C’est noté.", "Noted."});
}

// The last answer counts: what is not given stays as it was said before.
Result<void> evaluate(const Options& options, const Evaluating& wish) {
  if (!wish.says_something()) {
    return fail(Exit::usage, t({"que dire ? --useful, --peers, --heard (1 à 4), --keeps, --missed",
                                "say what? --useful, --peers, --heard (1 to 4), --keeps, --missed"}));
  }
  const auto at = open_at_gathering(options, wish.gathering);
  if (!at) return std::unexpected(at.error());
  const auto held = fetch_gathering(*at->session, at->id);
  if (!held) return std::unexpected(held.error());
  v1::CourseCommand command;
  command.mutable_evaluate_gathering()->set_gathering_id(at->id);
  v1::Evaluation& evaluation = *command.mutable_evaluate_gathering()->mutable_evaluation() = held->my_evaluation();
  if (wish.useful) evaluation.set_useful(*wish.useful);
  if (wish.peers) evaluation.set_learnt_from_peers(*wish.peers);
  if (wish.heard) evaluation.set_was_heard(*wish.heard);
  if (wish.keeps) evaluation.set_keeps(*wish.keeps);
  if (wish.missed) evaluation.set_missed(*wish.missed);
  return send_to_course(*at->session, std::move(command),
                        {"Merci. Vos mots vont à l’animation sans votre nom.",
                         "Thank you. Your words go to the facilitators without your name."});
}

}  // namespace

void add_course_answering(CLI::App& course, Invocation& invocation) {
  auto [coming, came] =
      add_wished<Coming>(course, invocation, "come", "venir", {"dire si l’on vient", "say whether one comes"}, come);
  add_gathering_word(*coming, came->gathering);
  coming->add_option("answer", came->answer, t({"oui|peut-être|non|sans réponse", "yes|maybe|no|no answer"}))
      ->required();
  auto [evaluating, evaluated] =
      add_wished<Evaluating>(course, invocation, "evaluate", "évaluer",
                             {"évaluer une session, en quelques mots", "evaluate a session, in a few words"}, evaluate);
  add_gathering_word(*evaluating, evaluated->gathering);
  const auto rating = [command = evaluating](const char* name, std::optional<std::uint32_t>& value, Words help) {
    command->add_option(name, value, t(help))->check(CLI::Range(0u, 4u));
  };
  rating("--useful", evaluated->useful,
         {"utile dans mon territoire : 1 à 4 (0 : rien)", "useful in my territory: 1 to 4 (0: none)"});
  rating("--peers", evaluated->peers, {"j’ai appris de mes pairs : 1 à 4", "I learnt from my peers: 1 to 4"});
  rating("--heard", evaluated->heard,
         {"j’ai pu dire ce que j’avais à dire : 1 à 4", "I could say what I had to say: 1 to 4"});
  evaluating->add_option("--keeps", evaluated->keeps, t({"ce que je garde", "what I keep"}));
  evaluating->add_option("--missed", evaluated->missed, t({"ce qui m’a manqué", "what I missed"}));
}

}  // namespace ramure::cli
