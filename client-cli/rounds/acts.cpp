#include "client-cli/rounds/acts.hpp"

#include <iterator>

#include "client-cli/rounds/saying.hpp"

namespace ramure::cli {

const Acts& acts() {
  static const Acts all = [] {
    Acts gathered;
    for (const Acts& family : {saying_acts(), request_acts(), outcome_acts(), floor_acts(), step_acts(), people_acts()})
      std::ranges::copy(family, std::back_inserter(gathered));
    return gathered;
  }();
  return all;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Result<std::uint64_t> find_in_round(const Scene& scene, const std::string& text) {
  v1::Snapshot here;
  for (const v1::RoundParticipant& person : scene.view().participants()) {
    if (!person.fictional_name().empty()) {
      v1::Member& imaginary = *here.add_members();
      imaginary.set_id(person.member_id());
      imaginary.set_name(person.fictional_name());
    }
    const auto member = scene.names.members().find(person.member_id());
    if (member != scene.names.members().end()) *here.add_members() = member->second;
  }
  Names people;
  people.take(here);
  return people.find_member(text);
}

v1::RoundCommand in_round(const Scene& scene) {
  v1::RoundCommand command;
  command.set_round_id(scene.view().id());
  return command;
}

v1::RoundCommand in_opening(const Scene& scene) {
  v1::RoundCommand command = in_round(scene);
  command.set_opening(scene.view().opening());
  return command;
}

Result<v1::RoundCommand> contributing(const Scene& scene, const std::string& kind, const std::string& text) {
  if (kind.empty()) {
    return fail(Exit::refused,
                t({"cette forme de tour ne connaît pas cela", "this form of round knows no such thing"}));
  }
  v1::RoundCommand command = is_always_allowed(scene.view(), kind) ? in_round(scene) : in_opening(scene);
  v1::Contribution& said = *command.mutable_contribute()->mutable_contribution();
  said.set_kind(kind);
  said.set_text(text);
  return command;
}

Result<v1::RoundCommand> meaning(const Scene& scene, v1::ContributionMeaning meaning, const std::string& text) {
  return contributing(scene, kind_meaning(scene.view(), meaning), text);
}

void add_text(CLI::App& app, ActWords& words) {
  app.add_option("text", words.words, t({"le texte ; « - » : l’entrée standard", "the text; \"-\": standard input"}));
}

void add_name(CLI::App& app, ActWords& words, bool required) {
  app.add_option("name", words.name,
                 t({"une personne : clé ou mots de son nom", "somebody: a key or words of the name"}))
      ->required(required);
}

void add_speakers(CLI::App& app, ActWords& words) {
  app.add_option("--for", words.names,
                 t({"facilitation : qui l’a dit de vive voix", "facilitator: who said it aloud"}));
}

void no_options(CLI::App&, ActWords&) {}

v1::Contribution& said_in(Result<v1::RoundCommand>& made) {
  return *made->mutable_contribute()->mutable_contribution();
}

Result<v1::RoundCommand> noted(const Scene& scene, const ActWords& words, Result<v1::RoundCommand> made) {
  if (!made) return made;
  for (const std::string& name : words.names) {
    const auto id = find_in_round(scene, name);
    if (!id) return std::unexpected(id.error());
    made->mutable_contribute()->add_for_member_ids(*id);
  }
  return made;
}

}  // namespace ramure::cli
