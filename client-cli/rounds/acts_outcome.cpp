// What comes of a round: the client's plan, the minutes, what leaves the round, and what became of it later.
#include <algorithm>
#include <charconv>

#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

using Made = Result<v1::RoundCommand>;

// "~2" counts among the actions of the plan.
Result<std::uint64_t> find_action(const google::protobuf::RepeatedPtrField<v1::PlanAction>& actions,
                                  const std::string& text) {
  const std::string digits = text.starts_with("~") ? text.substr(1) : text;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool is_read = error == std::errc() && end == digits.data() + digits.size();
  for (int i = 0; is_read && i < actions.size(); ++i) {
    if (text.starts_with("~") ? value == static_cast<std::uint64_t>(i) + 1 : value == actions[i].id())
      return actions[i].id();
  }
  return fail(Exit::refused, t({"aucune action « {} »", "no action \"{}\""}, {text}));
}

Made action(const Scene& scene, const ActWords& typed) {
  const auto text = scene.read_text(joined(typed.words));
  if (!text) return std::unexpected(text.error());
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_ACTION, *text);
  if (!made) return made;
  v1::PlanAction& planned = *said_in(made).mutable_action();
  if (!typed.about.empty()) {
    const auto id = find_action(scene.view().actions(), typed.about);
    if (!id) return std::unexpected(id.error());
    planned.set_id(*id);
  }
  planned.set_first_step(typed.first_step);
  planned.set_due_on(typed.due);
  planned.set_indicator(typed.indicator);
  return noted(scene, typed, std::move(made));
}

void action_options(CLI::App& app, ActWords& typed) {
  add_text(app, typed);
  app.add_option("--first-step", typed.first_step, t({"premier pas", "first step"}));
  app.add_option("--due", typed.due, t({"échéance : 2026-12-31", "due on: 2026-12-31"}));
  app.add_option("--indicator", typed.indicator, t({"à quoi on le verra", "how it will show"}));
  app.add_option("--change", typed.about, t({"remplacer l’action ~N du plan", "instead of action ~N of the plan"}));
  add_speakers(app, typed);
}

Made confirm(const Scene& scene, const ActWords&) {
  v1::RoundCommand command = in_round(scene);
  command.mutable_confirm_words();
  return command;
}

Made share(const Scene& scene, const ActWords& typed) {
  const auto level = share_level(joined(typed.words));
  if (!level) return std::unexpected(level.error());
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_SHARING_CHOICE, "");
  if (!made) return made;
  said_in(made).set_share_level(*level);
  if (!typed.thread.empty()) {
    const auto thread = scene.names.find_thread(typed.thread);
    std::uint64_t id = 0;
    const auto [end, error] = std::from_chars(typed.thread.data(), typed.thread.data() + typed.thread.size(), id);
    const bool is_id = error == std::errc() && end == typed.thread.data() + typed.thread.size();
    if (!is_id && !thread) return std::unexpected(thread.error());
    said_in(made).set_target_thread_id(is_id ? id : *thread);
  } else if (*level != v1::SHARE_LEVEL_NOTHING) {
    said_in(made).set_target_thread_id(scene.view().plan().source_thread_id());
  }
  return made;
}

void share_options(CLI::App& app, ActWords& typed) {
  app.add_option("level", typed.words,
                 t({"rien, actions seules, synthèse et actions, compte rendu complet",
                    "nothing, actions, synthesis and actions, all"}))
      ->required();
  app.add_option("--thread", typed.thread,
                 t({"dans quel fil (sinon celui du frein)", "into which thread (else the obstacle’s)"}));
}

// « Où en êtes-vous ? » of an action; where the form only hears a return of experience, as a part of that.
Made follow_up(const Scene& scene, const ActWords& typed) {
  const bool reports = typed.about.empty();
  const bool has_progress = is_allowed_now(scene.view(), v1::CONTRIBUTION_MEANING_PROGRESS);
  const auto what = reports || !has_progress ? v1::CONTRIBUTION_MEANING_EXPERIENCE : v1::CONTRIBUTION_MEANING_PROGRESS;
  const bool needs_text = what == v1::CONTRIBUTION_MEANING_EXPERIENCE && typed.names.empty();
  const auto text = needs_text ? scene.read_text(joined(typed.words)) : Result<std::string>(joined(typed.words));
  if (!text) return std::unexpected(text.error());
  Made made = meaning(scene, what, *text);
  if (!made) return made;
  if (!reports) {
    const auto status = action_status(typed.status);
    if (!status) return std::unexpected(status.error());
    const bool is_client = scene.view().client_id() == scene.me;
    const auto id = find_action(is_client ? scene.view().actions() : scene.view().past_actions(), typed.about);
    if (!id) return std::unexpected(id.error());
    v1::ActionProgress& progress = *said_in(made).add_progress();
    progress.set_action_id(*id);
    progress.set_status(*status);
    progress.set_reason(typed.reason);
  }
  return noted(scene, typed, std::move(made));
}

void follow_up_options(CLI::App& app, ActWords& typed) {
  add_text(app, typed);
  auto* which = app.add_option("--action", typed.about, t({"l’action ~N", "action ~N"}));
  app.add_option("--status", typed.status,
                 t({"à faire, en cours, fait, abandonnée", "to do, in progress, done, abandoned"}))
      ->needs(which);
  app.add_option("--reason", typed.reason, t({"raison de l’abandon", "why it was abandoned"}));
  add_speakers(app, typed);
}

// The client wishes for minutes, the scribe writes them, the client approves.
Made minutes(const Scene& scene, const ActWords& typed) {
  if (typed.withdraw || typed.yes) {
    v1::RoundCommand command = in_round(scene);
    command.mutable_wish_minutes()->set_wanted(!typed.withdraw);
    return command;
  }
  if (typed.accept || typed.decline) {
    Made made = meaning(scene, v1::CONTRIBUTION_MEANING_MINUTES_ANSWER, joined(typed.words));
    if (made) said_in(made).set_agrees(typed.accept);
    return made;
  }
  const auto text = scene.read_text(joined(typed.words));
  if (!text) return std::unexpected(text.error());
  return meaning(scene, v1::CONTRIBUTION_MEANING_MINUTES, *text);
}

void minutes_options(CLI::App& app, ActWords& typed) {
  add_text(app, typed);
  app.add_flag("--want", typed.yes, t({"cliente ou client : j’en veux un", "client: I want minutes"}));
  app.add_flag("--unwanted", typed.withdraw, t({"cliente ou client : je n’en veux pas", "client: no minutes"}));
  app.add_flag("--approve", typed.accept, t({"cliente ou client : je valide", "client: I approve them"}));
  app.add_flag("--decline", typed.decline, t({"cliente ou client : pas ainsi", "client: not like this"}));
}

}  // namespace

Acts outcome_acts() {
  return {
      {"action",
       nullptr,
       {"cliente ou client : une action datée", "client: a dated action"},
       {"Action inscrite au plan.", "Action in the plan."},
       action_options,
       action},
      {"confirm",
       "confirmer",
       {"cliente ou client : ce qui a été noté est bien ce que j’ai dit", "client: what was noted is what I said"},
       {"Confirmé.", "Confirmed."},
       no_options,
       confirm},
      {"minutes",
       "compte-rendu",
       {"compte rendu : le souhaiter, l’écrire, le valider ; sans rien : le dessiner",
        "minutes: wish for, write, approve; with nothing: draw them"},
       {"Noté.", "Noted."},
       minutes_options,
       minutes},
      {"share",
       "partager",
       {"cliente ou client : ce qui sort du tour", "client: what leaves the round"},
       {"Choix noté.", "Choice noted."},
       share_options,
       share},
      {"follow-up",
       "suivi",
       {"où en sont les actions ; retour d’expérience", "where the actions are; return of experience"},
       {"Noté.", "Noted."},
       follow_up_options,
       follow_up},
  };
}

}  // namespace ramure::cli
