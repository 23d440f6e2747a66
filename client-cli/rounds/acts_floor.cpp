// Who speaks and who is next; writing in silence, questions that wait, and showing what was hidden.
#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

using Made = Result<v1::RoundCommand>;

// Alone: asks for the floor. With a name: gives it.
Made floor(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  if (typed.hand_on) {
    command.mutable_yield_floor();
  } else if (typed.end) {
    command.mutable_give_floor()->set_member_id(0);
  } else if (!typed.name.empty()) {
    const auto id = find_in_round(scene, typed.name);
    if (!id) return std::unexpected(id.error());
    command.mutable_give_floor()->set_member_id(*id);
  } else {
    return meaning(scene, v1::CONTRIBUTION_MEANING_FLOOR_REQUEST, "");
  }
  return command;
}

void floor_options(CLI::App& app, ActWords& typed) {
  add_name(app, typed, false);
  app.add_flag("--hand-on", typed.hand_on, t({"à la suivante ou au suivant", "to whoever is next"}));
  app.add_flag("--nobody", typed.end, t({"à personne", "to nobody"}));
}

bool is_there(const v1::RoundParticipant& person) {
  return person.is_peer() && person.attendance() != v1::ATTENDANCE_ABSENT && person.attendance() != v1::ATTENDANCE_LEFT;
}

// The consultants, and the client after them where everybody speaks.
void add_everybody(const v1::RoundView& view, v1::StartTour& tour) {
  const v1::RoundStep* step = open_step(view);
  const bool client_too =
      step != nullptr && std::ranges::find(step->ready(), v1::ROUND_CONDITION_EACH_MEMBER_HEARD) != step->ready().end();
  bool client_is_there = false;
  for (const v1::RoundParticipant& person : view.participants()) {
    if (!is_there(person)) continue;
    if (person.member_id() == view.client_id()) {
      client_is_there = true;
    } else {
      tour.add_order_ids(person.member_id());
    }
  }
  if (client_too && client_is_there) tour.add_order_ids(view.client_id());
}

Made tour(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  v1::StartTour& order = *command.mutable_start_tour();
  if (typed.end) return command;
  for (const std::string& name : typed.names) {
    const auto id = find_in_round(scene, name);
    if (!id) return std::unexpected(id.error());
    order.add_order_ids(*id);
  }
  if (typed.names.empty()) add_everybody(scene.view(), order);
  return command;
}

void tour_options(CLI::App& app, ActWords& typed) {
  app.add_option("names", typed.names,
                 t({"dans cet ordre ; sans nom : chacune et chacun", "in this order; without: everybody"}));
  app.add_flag("--end", typed.end, t({"finir le tour de table", "end the tour"}));
}

Made silent(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  v1::StartSilentWriting& silence = *command.mutable_start_silent_writing();
  if (typed.length.empty()) return command;
  const auto ms = duration_ms(typed.length);
  if (!ms) return std::unexpected(ms.error());
  silence.set_for_ms(*ms);
  return command;
}

void silent_options(CLI::App& app, ActWords& typed) {
  app.add_option("length", typed.length, t({"durée annoncée : 3, 10min…", "announced length: 3, 10min…"}));
}

Made hide_questions(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  v1::HideQuestions& hidden = *command.mutable_hide_questions();
  if (typed.at.empty()) return command;
  const auto at = moment_ms(typed.at, scene.now_ms);
  if (!at) return std::unexpected(at.error());
  hidden.set_reveal_at_ms(*at);
  return command;
}

void hide_options(CLI::App& app, ActWords& typed) {
  app.add_option("--until", typed.at, t({"dévoilées à : 2026-12-01 14:30", "revealed at: 2026-12-01 14:30"}));
}

Made reveal(const Scene& scene, const ActWords&) {
  v1::RoundCommand command = in_round(scene);
  command.mutable_reveal();
  return command;
}

Made take_up(const Scene& scene, const ActWords& typed) {
  const auto id = scene.find_contribution(typed.about);
  if (!id) return std::unexpected(id.error());
  v1::RoundCommand command = in_round(scene);
  command.mutable_show_contribution()->set_contribution_id(*id);
  return command;
}

void take_up_options(CLI::App& app, ActWords& typed) {
  app.add_option("contribution", typed.about, t({"~N ou un identifiant", "~N or an id"}))->required();
}

}  // namespace

Acts floor_acts() {
  return {
      {"floor",
       "parole",
       {"demander la parole ; facilitation : la donner", "ask for the floor; facilitator: give it"},
       {"Noté.", "Noted."},
       floor_options,
       floor},
      {"tour",
       nullptr,
       {"facilitation : tour de table", "facilitator: let everybody speak in turn"},
       {"Tour de table.", "In turn."},
       tour_options,
       tour},
      {"silent",
       "silence",
       {"facilitation : écriture silencieuse", "facilitator: silent writing"},
       {"Chacune et chacun écrit pour soi.", "Everybody writes alone."},
       silent_options,
       silent},
      {"hide-questions",
       "cacher-questions",
       {"facilitation : les questions attendent leur tour", "facilitator: questions wait for their turn"},
       {"Les questions attendent leur tour.", "Questions wait for their turn."},
       hide_options,
       hide_questions},
      {"reveal",
       "devoiler",
       {"facilitation : dévoiler les contributions, toutes ensemble", "facilitator: reveal what is hidden, together"},
       {"Dévoilé.", "Revealed."},
       no_options,
       reveal},
      {"take-up",
       "reprendre-idee",
       {"facilitation : montrer une question, ou ce qui était de côté",
        "facilitator: show a question, or what was set aside"},
       {"Montré à tout le monde.", "Shown to all."},
       take_up_options,
       take_up},
  };
}

}  // namespace ramure::cli
