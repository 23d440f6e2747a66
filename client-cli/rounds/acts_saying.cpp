// Saying something, and what one says without words: passing, noting for oneself, setting aside, telling of discomfort.
#include "client-cli/rounds/acts.hpp"
#include "client-cli/rounds/saying.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

using Made = Result<v1::RoundCommand>;

Result<std::string> kind_to_say(const Scene& scene, const ActWords& typed) {
  if (!typed.kind.empty()) return kind_key(scene.view().form(), typed.kind);
  const std::string usual = usual_kind(scene.view());
  if (!usual.empty()) return usual;
  return fail(Exit::refused,
              t({"rien n’est à dire à cette étape : « keep » garde une idée pour la consultation, « note » pour vous",
                 "there is nothing to say in this step: `keep` keeps an idea for later, `note` is for yourself"}));
}

// What a kind needs besides its words.
Result<void> complete(const Scene& scene, const ActWords& typed, v1::Contribution& said) {
  const v1::ContributionMeaning meaning = meaning_of(scene.view().form(), said.kind());
  if (!typed.about.empty()) {
    const auto to = scene.find_contribution(typed.about);
    if (!to) return std::unexpected(to.error());
    said.set_reply_to_id(*to);
  } else if (meaning == v1::CONTRIBUTION_MEANING_ANSWER) {  // questions are answered in the order in which they came
    if (const v1::Contribution* question = waiting_question(scene.view())) said.set_reply_to_id(question->id());
  }
  const bool is_of_a_version =
      meaning == v1::CONTRIBUTION_MEANING_HELP_REQUEST || meaning == v1::CONTRIBUTION_MEANING_AGREEMENT;
  if (is_of_a_version) said.set_version(scene.view().request().version());
  // A new wording asks for the same help, unless « request » says otherwise.
  if (meaning == v1::CONTRIBUTION_MEANING_HELP_REQUEST)
    *said.mutable_help_wanted() = scene.view().request().help_wanted();
  if (!typed.at.empty()) {
    const auto at = moment_ms(typed.at, scene.now_ms);
    if (!at) return std::unexpected(at.error());
    said.set_at_ms(*at);
  }
  return {};
}

Made say(const Scene& scene, const ActWords& typed) {
  const auto kind = kind_to_say(scene, typed);
  if (!kind) return std::unexpected(kind.error());
  const bool may_be_silent = !typed.names.empty() && typed.words.empty();  // noted: « de vive voix »
  const auto text = may_be_silent ? Result<std::string>("") : scene.read_text(joined(typed.words));
  if (!text) return std::unexpected(text.error());
  Made made = contributing(scene, *kind, *text);
  if (!made) return made;
  if (auto completed = complete(scene, typed, said_in(made)); !completed) return std::unexpected(completed.error());
  return noted(scene, typed, std::move(made));
}

void say_options(CLI::App& app, ActWords& typed) {
  add_text(app, typed);
  app.add_option("--kind", typed.kind,
                 t({"ce que c’est : question, témoignage…", "what it is: question, temoignage…"}));
  app.add_option("--reply-to", typed.about, t({"à quoi vous répondez : ~N", "what it answers: ~N"}));
  app.add_option("--for", typed.names,
                 t({"facilitation : qui l’a dit (sans texte : « de vive voix »)",
                    "facilitator: who said it (without text: spoken)"}));
  app.add_option("--at", typed.at, t({"tour saisi après coup : quand", "entered afterwards: when"}));
}

Made pass(const Scene& scene, const ActWords& typed) {
  return noted(scene, typed, meaning(scene, v1::CONTRIBUTION_MEANING_PASS, ""));
}

Made with_text(const Scene& scene, const ActWords& typed, v1::ContributionMeaning what) {
  const auto text = scene.read_text(joined(typed.words));
  if (!text) return std::unexpected(text.error());
  return meaning(scene, what, *text);
}

Made note(const Scene& scene, const ActWords& typed) {
  return with_text(scene, typed, v1::CONTRIBUTION_MEANING_PRIVATE_NOTE);
}

Made keep(const Scene& scene, const ActWords& typed) {
  Made made = note(scene, typed);
  if (made) said_in(made).set_kept_for_consultation(true);
  return made;
}

Made park(const Scene& scene, const ActWords& typed) {
  return with_text(scene, typed, v1::CONTRIBUTION_MEANING_PARKED);
}

Made discomfort(const Scene& scene, const ActWords& typed) {
  Made made = meaning(scene, v1::CONTRIBUTION_MEANING_DISCOMFORT, joined(typed.words));
  if (made) said_in(made).set_about_facilitator(typed.about_facilitator);
  return made;
}

void discomfort_options(CLI::App& app, ActWords& typed) {
  add_text(app, typed);
  app.add_flag("--about-facilitator", typed.about_facilitator,
               t({"à propos de la facilitation : à son relais seul", "about the facilitator: to the deputy alone"}));
}

Made done(const Scene& scene, const ActWords&) { return meaning(scene, v1::CONTRIBUTION_MEANING_DONE, ""); }
Made nourished(const Scene& scene, const ActWords&) { return meaning(scene, v1::CONTRIBUTION_MEANING_NOURISHED, ""); }

Made erase(const Scene& scene, const ActWords& typed) {
  const auto id = scene.find_contribution(typed.about);
  if (!id) return std::unexpected(id.error());
  v1::RoundCommand command = in_round(scene);
  command.mutable_erase_contribution()->set_contribution_id(*id);
  return command;
}

void one_contribution(CLI::App& app, ActWords& typed) {
  app.add_option("contribution", typed.about, t({"~N ou un identifiant", "~N or an id"}))->required();
}

}  // namespace

Acts saying_acts() {
  return {
      {"say",
       "dire",
       {"contribuer à l’étape en cours", "contribute to the open step"},
       {"Dit.", "Said."},
       say_options,
       say},
      {"pass", "passe", {"« je passe »", "pass"}, {"Vous passez.", "You pass."}, add_speakers, pass},
      {"note",
       nullptr,
       {"note privée, visible de vous seul·e", "a private note"},
       {"Noté pour vous seul·e.", "Noted for you alone."},
       add_text,
       note},
      {"keep",
       "garder",
       {"garder une idée pour la consultation", "keep an idea for the consultation"},
       {"Gardé : vous le retrouverez à la consultation.", "Kept: it comes back at the consultation."},
       add_text,
       keep},
      {"park",
       "de-cote",
       {"mettre une idée de côté", "set an idea aside"},
       {"Mis de côté.", "Set aside."},
       add_text,
       park},
      {"discomfort",
       "inconfort",
       {"signaler un inconfort, à une seule personne", "tell one person of a discomfort"},
       {"Transmis à une seule personne.", "Told to one person alone."},
       discomfort_options,
       discomfort},
      {"done",
       "termine",
       {"« j’ai terminé » (exposé)", "the exposé is finished"},
       {"Noté.", "Noted."},
       no_options,
       done},
      {"nourished",
       "nourri",
       {"« j’ai ce qu’il me faut »", "I have what I need"},
       {"Noté.", "Noted."},
       no_options,
       nourished},
      {"erase",
       "effacer",
       {"effacer ses propres mots, pour de bon", "erase one’s own words, for good"},
       {"Effacé.", "Erased."},
       one_contribution,
       erase},
  };
}

}  // namespace ramure::cli
