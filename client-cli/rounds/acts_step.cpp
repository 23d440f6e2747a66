// How a round moves, by its facilitator: on, back with a reason, longer, suspended, finished, cancelled.
#include <algorithm>

#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

using Made = Result<v1::RoundCommand>;

Made open_at(const Scene& scene, int position, const std::string& reason) {
  v1::RoundCommand command = in_opening(scene);
  command.mutable_open_step()->set_step(scene.view().form().steps(position - 1).key());
  command.mutable_open_step()->set_reason(reason);
  return command;
}

// The first step, or in the second round of a sitting the one that it starts from.
int first_position(const v1::RoundView& view) {
  if (view.plan().continues_round_id() == 0) return 1;
  for (int at = 1; at <= view.form().steps_size(); ++at) {
    if (view.form().steps(at - 1).key() == view.form().second_round_from()) return at;
  }
  return 1;
}

Made next(const Scene& scene, const ActWords&) {
  const v1::RoundView& view = scene.view();
  const int position = view.step() == 0 ? first_position(view) : static_cast<int>(view.step()) + 1;
  if (position > view.form().steps_size()) {
    return fail(Exit::refused, t({"c’est la dernière étape : « finish » termine le tour",
                                  "this is the last step: `finish` ends the round"}));
  }
  return open_at(scene, position, "");
}

// The step that was open before this one, in the order of the form; where there was none, the one before it.
Made back(const Scene& scene, const ActWords& typed) {
  const v1::RoundView& view = scene.view();
  const auto reason = scene.read_text(joined(typed.words));
  if (!reason) return std::unexpected(reason.error());
  int position = static_cast<int>(view.step()) - 1;
  if (position < 1) return fail(Exit::refused, t({"il n’y a pas d’étape avant", "there is no step before"}));
  const auto was_opened = [&](int at) {
    return std::ranges::find(view.openings(), view.form().steps(at - 1).key(), &v1::StepOpening::step) !=
           view.openings().end();
  };
  for (int at = position; at >= 1; --at) {
    if (!was_opened(at)) continue;
    position = at;
    break;
  }
  return open_at(scene, position, *reason);
}

void back_options(CLI::App& app, ActWords& typed) {
  app.add_option("reason", typed.words, t({"la raison, lue par tout le monde", "the reason, read by all"}));
}

Made step(const Scene& scene, const ActWords& typed) {
  if (typed.withdraw) {
    v1::RoundCommand command = in_round(scene);
    command.mutable_schedule_step();
    return command;
  }
  const auto key = step_key(scene.view().form(), joined(typed.words));
  if (!key) return std::unexpected(key.error());
  if (typed.at.empty()) {
    v1::RoundCommand command = in_opening(scene);
    command.mutable_open_step()->set_step(*key);
    command.mutable_open_step()->set_reason(typed.reason);
    return command;
  }
  const auto at = moment_ms(typed.at, scene.now_ms);
  if (!at) return std::unexpected(at.error());
  v1::RoundCommand command = in_round(scene);
  command.mutable_schedule_step()->set_step(*key);
  command.mutable_schedule_step()->set_at_ms(*at);
  return command;
}

void step_options(CLI::App& app, ActWords& typed) {
  app.add_option("step", typed.words, t({"clé, rang ou mots de l’étape", "key, position or words of the step"}));
  app.add_option("--reason", typed.reason, t({"pour revenir en arrière", "for going back"}));
  app.add_option("--at", typed.at,
                 t({"l’ouvrir d’elle-même à : 2026-12-01 9:00", "let it open by itself at: 2026-12-01 9:00"}));
  app.add_flag("--revoke", typed.withdraw, t({"plus d’ouverture annoncée", "no announced opening any more"}));
}

Made extend(const Scene& scene, const ActWords& typed) {
  const auto ms = duration_ms(typed.length.empty() ? "5" : typed.length);
  if (!ms) return std::unexpected(ms.error());
  v1::RoundCommand command = in_round(scene);
  command.mutable_extend_step()->set_by_ms(typed.less ? -*ms : *ms);
  return command;
}

void extend_options(CLI::App& app, ActWords& typed) {
  app.add_option("length", typed.length,
                 t({"5 minutes sans rien dire ; 10, 2h, 1j…", "5 minutes by default; 10, 2h, 1d…"}));
  app.add_flag("--less", typed.less, t({"raccourcir d’autant", "shorten by as much"}));
}

Made suspend(const Scene& scene, const ActWords&) {
  v1::RoundCommand command = in_round(scene);
  command.mutable_suspend_round();
  return command;
}

Made resume(const Scene& scene, const ActWords&) {
  v1::RoundCommand command = in_round(scene);
  command.mutable_resume_round();
  return command;
}

Made finish(const Scene& scene, const ActWords&) {
  v1::RoundCommand command = in_opening(scene);
  command.mutable_finish_round();
  return command;
}

Made cancel(const Scene& scene, const ActWords& typed) {
  if (!typed.yes) {
    return fail(Exit::usage, t({"annuler ne garde que le fait que le tour a existé : ajoutez --yes",
                                "only the fact that the round existed is kept: add --yes"}));
  }
  v1::RoundCommand command = in_round(scene);
  command.mutable_cancel_round();
  return command;
}

void cancel_options(CLI::App& app, ActWords& typed) {
  app.add_flag("--yes", typed.yes, t({"oui, annuler pour de bon", "yes, cancel for good"}));
}

Made turn(const Scene& scene, const ActWords&) {
  v1::RoundCommand command = in_round(scene);
  command.mutable_practice_turn();
  return command;
}

}  // namespace

Acts step_acts() {
  return {
      {"next",
       "suivante",
       {"ouvrir l’étape suivante", "open the next step"},
       {"Étape ouverte.", "Step opened."},
       no_options,
       next},
      {"back",
       "revenir",
       {"revenir d’une étape, avec une raison", "go back by a step, with a reason"},
       {"Étape rouverte.", "Step opened again."},
       back_options,
       back},
      {"step",
       "etape",
       {"ouvrir une étape, ou annoncer son ouverture", "open a step, or announce its opening"},
       {"Fait.", "Done."},
       step_options,
       step},
      {"extend",
       "prolonger",
       {"donner du temps à l’étape", "give the step more time"},
       {"Durée changée.", "Length changed."},
       extend_options,
       extend},
      {"suspend",
       "suspendre",
       {"suspendre le tour", "suspend the round"},
       {"Suspendu.", "Suspended."},
       no_options,
       suspend},
      {"resume", "reprendre", {"reprendre le tour", "resume the round"}, {"Repris.", "Resumed."}, no_options, resume},
      {"finish",
       "terminer",
       {"terminer le tour", "finish the round"},
       {"Tour terminé.", "Round finished."},
       no_options,
       finish},
      {"cancel",
       "annuler",
       {"annuler le tour ; seul reste qu’il a existé", "cancel the round; only that it existed is kept"},
       {"Tour annulé.", "Round cancelled."},
       cancel_options,
       cancel},
      {"turn",
       "jouer",
       {"salle d’essai : faire parler la personne suivante", "practice room: let the next person speak"},
       {"C’est fait.", "Done."},
       no_options,
       turn},
  };
}

}  // namespace ramure::cli
