// The client's subject and request, and what the others answer to them.
#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

using Made = Result<v1::RoundCommand>;

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
  add_speakers(app, typed);
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
  add_speakers(app, typed);
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
  add_speakers(app, typed);
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
  add_speakers(app, typed);
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
  add_speakers(app, typed);
}

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
  };
}

}  // namespace ramure::cli
