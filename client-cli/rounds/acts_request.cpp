// The client's subject, request and plan, what the others answer to them, and what leaves the round.
#include <charconv>

#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

using Made = Result<v1::RoundCommand>;

v1::Contribution& said_in(Made& made) { return *made->mutable_contribute()->mutable_contribution(); }

// Noted by the facilitator for who said it, beside a video or in a room.
Result<void> add_speakers(const Scene& scene, const ActWords& typed, Made& made) {
  for (const std::string& name : typed.names) {
    const auto id = find_in_round(scene, name);
    if (!id) return std::unexpected(id.error());
    made->mutable_contribute()->add_for_member_ids(*id);
  }
  return {};
}

Made noted(const Scene& scene, const ActWords& typed, Made made) {
  if (!made) return made;
  if (auto added = add_speakers(scene, typed, made); !added) return std::unexpected(added.error());
  return made;
}

void noting(CLI::App& app, ActWords& typed) {
  app.add_option("--for", typed.names,
                 t({"facilitation : noté pour qui l’a dit", "facilitator: noted for who said it"}));
}

Made subject(const Scene& scene, const ActWords& typed) {
  const auto kind = subject_kind(typed.kind);
  if (!kind) return std::unexpected(kind.error());
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_SUBJECT, joined(typed.words));
  if (!made) return made;
  v1::Contribution& said = said_in(made);
  said.set_title(typed.about);
  said.set_subject_kind(*kind);
  said.set_urgency(typed.urgency);
  said.set_expects(typed.expects);
  return noted(scene, typed, std::move(made));
}

void subject_options(CLI::App& app, ActWords& typed) {
  app.add_option("title", typed.about, t({"le sujet, en une ligne", "the subject, in one line"}))->required();
  add_text(app, typed);
  typed.kind = t({"préoccupation", "concern"});
  app.add_option("--kind", typed.kind, t({"préoccupation, problème ou projet", "concern, problem or project"}));
  app.add_option("--urgency", typed.urgency, t({"urgence", "urgency"}));
  app.add_option("--expects", typed.expects, t({"ce que j’en attends", "what I expect of it"}));
  noting(app, typed);
}

Made prefer(const Scene& scene, const ActWords& typed) {
  const auto id = scene.find_contribution(typed.about);
  if (!id) return std::unexpected(id.error());
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_PREFERENCE, "");
  if (!made) return made;
  said_in(made).set_subject_id(*id);
  return noted(scene, typed, std::move(made));
}

void prefer_options(CLI::App& app, ActWords& typed) {
  app.add_option("subject", typed.about, t({"le sujet : ~N", "the subject: ~N"}))->required();
  noting(app, typed);
}

Made designate(const Scene& scene, const ActWords& typed) {
  const auto id = find_in_round(scene, typed.name);
  if (!id) return std::unexpected(id.error());
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_DESIGNATION, "");
  if (made) said_in(made).set_designated_id(*id);
  return made;
}

// Said as a contribution in the step that is for it, else by a command of its own.
Made answer_designation(const Scene& scene, const ActWords& typed) {
  const bool accepts = !typed.decline;
  if (!typed.names.empty() || is_allowed_now(scene.view(), v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE)) {
    Made made = meaning(scene, v1::CONTRIBUTION_MEANING_CLIENT_ACCEPTANCE, "");
    if (!made) return made;
    said_in(made).set_agrees(accepts);
    return noted(scene, typed, std::move(made));
  }
  v1::RoundCommand command = in_round(scene);
  command.mutable_answer_designation()->set_accepts(accepts);
  return command;
}

void answer_options(CLI::App& app, ActWords& typed) {
  app.add_flag("--decline", typed.decline, t({"non, ou plus maintenant", "no, or no longer"}));
  noting(app, typed);
}

Made request(const Scene& scene, const ActWords& typed) {
  const auto text = scene.read_text(joined(typed.words));
  if (!text) return std::unexpected(text.error());
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_HELP_REQUEST, *text);
  if (!made) return made;
  const v1::HelpRequest& before = scene.view().request();
  v1::Contribution& said = said_in(made);
  said.set_version(before.version());
  said.set_is_correction(typed.correction);
  if (typed.help_wanted.empty()) {
    *said.mutable_help_wanted() =
        before.help_wanted();  // a new wording asks for the same help unless it says otherwise
  } else {
    said.mutable_help_wanted()->Assign(typed.help_wanted.begin(), typed.help_wanted.end());
  }
  return noted(scene, typed, std::move(made));
}

void request_options(CLI::App& app, ActWords& typed) {
  add_text(app, typed);
  app.add_option("--help-wanted", typed.help_wanted,
                 t({"idées, témoignages, contacts…", "ideas, experience, contacts…"}));
  app.add_flag("--correction", typed.correction,
               t({"orthographe seule : les accords restent", "spelling only: the agreements stay"}));
  noting(app, typed);
}

Made agree(const Scene& scene, const ActWords& typed) {
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_AGREEMENT, joined(typed.words));
  if (!made) return made;
  said_in(made).set_version(scene.view().request().version());
  return noted(scene, typed, std::move(made));
}

Made reserve(const Scene& scene, const ActWords& typed) {
  return noted(scene, typed, meaning(scene, v1::CONTRIBUTION_MEANING_RESERVATION, joined(typed.words)));
}

void words_noted(CLI::App& app, ActWords& typed) {
  add_text(app, typed);
  noting(app, typed);
}

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
  noting(app, typed);
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
  noting(app, typed);
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

void no_options(CLI::App&, ActWords&) {}
void designate_options(CLI::App& app, ActWords& typed) { add_name(app, typed, true); }

}  // namespace

Acts request_acts() {
  return {
      {"subject",
       "sujet",
       {"proposer un sujet (3P)", "propose a subject"},
       {"Sujet proposé.", "Subject proposed."},
       subject_options,
       subject},
      {"prefer",
       "preference",
       {"préférer le sujet de quelqu’un", "prefer somebody’s subject"},
       {"Noté.", "Noted."},
       prefer_options,
       prefer},
      {"designate",
       "designer",
       {"facilitation : demander à quelqu’un d’être client ou cliente", "facilitator: ask somebody to be the client"},
       {"Demandé.", "Asked."},
       designate_options,
       designate},
      {"client",
       nullptr,
       {"accepter d’être client ou cliente", "accept to be the client"},
       {"Noté.", "Noted."},
       answer_options,
       answer_designation},
      {"request",
       "demande",
       {"cliente ou client : ma demande, ou sa nouvelle version", "client: my request, or its new version"},
       {"Demande formulée.", "Request made."},
       request_options,
       request},
      {"agree",
       "accord",
       {"d’accord avec la demande", "agree with the request"},
       {"D’accord avec la demande.", "Agreed."},
       words_noted,
       agree},
      {"reserve",
       nullptr,
       {"« je ne peux pas aider ainsi »", "I cannot help like this"},
       {"Noté.", "Noted."},
       words_noted,
       reserve},
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
