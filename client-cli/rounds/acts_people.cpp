// Who is there, who holds the frame, who observes, and what can still be arranged.
#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

using Made = Result<v1::RoundCommand>;

// « Je suis là, et j’accepte le cadre ». The facilitator notes it for those who said it aloud.
Made join(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  if (typed.names.empty()) {
    command.mutable_accept_frame();
    return command;
  }
  return noted(scene, typed, meaning(scene, v1::CONTRIBUTION_MEANING_FRAME_ACCEPTANCE, ""));
}

Made add(const Scene& scene, const ActWords& typed) {
  const auto id = scene.names.find_member(typed.name);
  if (!id) return std::unexpected(id.error());
  v1::RoundCommand command = in_round(scene);
  command.mutable_add_participant()->set_member_id(*id);
  command.mutable_add_participant()->set_role(typed.standby ? v1::ROUND_ROLE_STANDBY : v1::ROUND_ROLE_CONSULTANT);
  return command;
}

void add_options(CLI::App& app, ActWords& typed) {
  add_name(app, typed, true);
  app.add_flag("--standby", typed.standby, t({"en relais de la facilitation", "standing by for the facilitator"}));
}

Made remove(const Scene& scene, const ActWords& typed) {
  const auto id = find_in_round(scene, typed.name);
  if (!id) return std::unexpected(id.error());
  v1::RoundCommand command = in_round(scene);
  command.mutable_remove_participant()->set_member_id(*id);
  return command;
}

Made leave(const Scene& scene, const ActWords& typed) {
  if (!typed.yes)
    return fail(Exit::usage, t({"vous ne lirez plus rien de ce tour : ajoutez --yes",
                                "you will read nothing of this round any more: add --yes"}));
  v1::RoundCommand command = in_round(scene);
  command.mutable_remove_participant()->set_member_id(scene.me);
  return command;
}

void leave_options(CLI::App& app, ActWords& typed) {
  app.add_flag("--yes", typed.yes, t({"oui, quitter ce tour", "yes, leave this round"}));
}

void one_name(CLI::App& app, ActWords& typed) { add_name(app, typed, true); }

Made attendance(const Scene& scene, const ActWords& typed) {
  const auto id = find_in_round(scene, typed.name);
  if (!id) return std::unexpected(id.error());
  const auto status = attendance_of(typed.status);
  if (!status) return std::unexpected(status.error());
  v1::RoundCommand command = in_round(scene);
  command.mutable_note_attendance()->set_member_id(*id);
  command.mutable_note_attendance()->set_attendance(*status);
  return command;
}

void attendance_options(CLI::App& app, ActWords& typed) {
  add_name(app, typed, true);
  app.add_option("status", typed.status, t({"présent, absent ou attendu", "present, absent or expected"}))->required();
}

// With a name: offers it.
Made handover(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  if (typed.take_over) {
    command.mutable_take_over();
  } else if (typed.accept || typed.decline) {
    command.mutable_answer_offer()->set_accepts(typed.accept);
  } else if (typed.withdraw) {
    command.mutable_offer_facilitation()->set_to_member_id(0);
  } else if (typed.name.empty()) {
    return fail(Exit::usage, t({"à qui ? ou --accept, --decline, --withdraw, --take-over",
                                "to whom? or --accept, --decline, --withdraw, --take-over"}));
  } else {
    const auto id = find_in_round(scene, typed.name);
    if (!id) return std::unexpected(id.error());
    command.mutable_offer_facilitation()->set_to_member_id(*id);
  }
  return command;
}

void handover_options(CLI::App& app, ActWords& typed) {
  add_name(app, typed, false);
  app.add_flag("--accept", typed.accept, t({"accepter la facilitation proposée", "accept the facilitation"}));
  app.add_flag("--decline", typed.decline, t({"la décliner", "decline it"}));
  app.add_flag("--withdraw", typed.withdraw, t({"retirer la proposition", "take the offer back"}));
  app.add_flag("--take-over", typed.take_over,
               t({"relais : la facilitation n’est plus là, je prends la suite",
                  "deputy: the facilitator is gone, I take over"}));
}

// With a name: proposes an observer, or answers about this one; each member is asked in private.
Made observer(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  const bool answers = typed.accept || typed.decline;
  std::uint64_t id = answers ? scene.view().observer_asked_id() : 0;
  if (!typed.name.empty()) {
    const auto found = scene.names.find_member(typed.name);
    if (!found) return std::unexpected(found.error());
    id = *found;
  }
  if (id == 0) return fail(Exit::usage, t({"de qui s’agit-il ? donnez un nom", "who is it about? give a name"}));
  if (answers) {
    command.mutable_answer_observer()->set_observer_id(id);
    command.mutable_answer_observer()->set_agrees(typed.accept);
  } else {
    command.mutable_propose_observer()->set_observer_id(id);
  }
  return command;
}

void observer_options(CLI::App& app, ActWords& typed) {
  add_name(app, typed, false);
  app.add_flag("--agree", typed.accept, t({"d’accord pour sa présence", "agree to the observer"}));
  app.add_flag("--refuse", typed.decline,
               t({"pas d’accord, ou plus ; nul ne saura qui", "no, or no longer; nobody will know who"}));
}

// Somebody, or "-" for nobody any more.
Result<void> put_on(const Scene& scene, const std::string& text, std::uint64_t current,
                    const std::function<void(std::uint64_t)>& put) {
  if (text.empty()) return put(current), Result<void>{};
  if (text == "-") return put(0), Result<void>{};
  const auto id = find_in_round(scene, text);
  if (!id) return std::unexpected(id.error());
  return put(*id), Result<void>{};
}

// Puts what was given over the plan in force.
Made arrange(const Scene& scene, const ActWords& typed) {
  v1::RoundCommand command = in_round(scene);
  v1::RoundPlan& plan = *command.mutable_replan_round()->mutable_plan();
  plan = scene.view().plan();
  if (!typed.about.empty()) plan.set_title(typed.about);
  if (!typed.link.empty()) plan.set_video_link(typed.link == "-" ? "" : typed.link);
  if (!typed.clock.empty()) plan.set_clock_for_all(typed.clock == "all");
  if (!typed.at.empty()) {
    const auto at = moment_ms(typed.at, scene.now_ms);
    if (!at) return std::unexpected(at.error());
    plan.set_starts_at_ms(*at);
  }
  auto deputy = put_on(scene, typed.deputy, plan.deputy_id(), [&](std::uint64_t id) { plan.set_deputy_id(id); });
  if (!deputy) return std::unexpected(deputy.error());
  auto scribe = put_on(scene, typed.scribe, plan.scribe_id(), [&](std::uint64_t id) { plan.set_scribe_id(id); });
  if (!scribe) return std::unexpected(scribe.error());
  auto keeper =
      put_on(scene, typed.timekeeper, plan.timekeeper_id(), [&](std::uint64_t id) { plan.set_timekeeper_id(id); });
  if (!keeper) return std::unexpected(keeper.error());
  return command;
}

void arrange_options(CLI::App& app, ActWords& typed) {
  app.add_option("--title", typed.about, t({"titre", "title"}));
  app.add_option("--at", typed.at, t({"date : 2026-12-01 14:30", "date: 2026-12-01 14:30"}));
  app.add_option("--link", typed.link, t({"lien de la visio ; « - » : aucun", "video link; \"-\": none"}));
  app.add_option("--deputy", typed.deputy,
                 t({"relais de la facilitation ; « - » : personne", "deputy; \"-\": nobody"}));
  app.add_option("--scribe", typed.scribe, t({"secrétaire", "scribe"}));
  app.add_option("--timekeeper", typed.timekeeper, t({"gardien·ne du temps", "timekeeper"}));
  app.add_option("--clock", typed.clock, t({"qui voit le temps : all ou few", "who sees the time: all or few"}))
      ->check(CLI::IsMember({"all", "few"}));
}

}  // namespace

Acts people_acts() {
  return {
      {"join",
       "rejoindre",
       {"« je suis là, et j’accepte le cadre »", "I am here, and I accept the frame"},
       {"Cadre accepté.", "Frame accepted."},
       add_speakers,
       join},
      {"add",
       "ajouter",
       {"facilitation : ajouter quelqu’un", "facilitator: add somebody"},
       {"Ajouté·e.", "Added."},
       add_options,
       add},
      {"remove",
       "retirer",
       {"facilitation : retirer quelqu’un", "facilitator: remove somebody"},
       {"Retiré·e.", "Removed."},
       one_name,
       remove},
      {"leave",
       "quitter-tour",
       {"quitter ce tour pour de bon", "leave this round for good"},
       {"Vous avez quitté ce tour.", "You left this round."},
       leave_options,
       leave},
      {"attendance",
       "presence",
       {"facilitation : qui est là", "facilitator: who is there"},
       {"Noté.", "Noted."},
       attendance_options,
       attendance},
      {"handover",
       "passer-relais",
       {"proposer la facilitation, répondre à l’offre, prendre le relais", "offer the facilitation, answer, take over"},
       {"Noté.", "Noted."},
       handover_options,
       handover},
      {"observer",
       "observation",
       {"proposer une observation, y répondre en privé", "propose an observer, answer in private"},
       {"Noté.", "Noted."},
       observer_options,
       observer},
      {"arrange",
       "organiser",
       {"facilitation : date, lien, secrétaire, relais…", "facilitator: date, link, scribe, deputy…"},
       {"Organisation changée.", "Arranged."},
       arrange_options,
       arrange},
  };
}

}  // namespace ramure::cli
