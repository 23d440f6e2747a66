// What is said beside a roadmap, and what its pair answers.
#include <algorithm>

#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/roadmap.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/roadmaps/actions.hpp"
#include "client-cli/roadmaps/passages.hpp"
#include "client-cli/roadmaps/words.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string roadmap, text, box, words, section, action, with, after, reason, about, answer;
};
using Command = v1::RoadmapCommand;

void set_passage(v1::RoadmapPassage& passage, std::uint64_t version, const Stretch& stretch) {
  passage.set_version(version);
  passage.set_from(static_cast<std::uint32_t>(stretch.from));
  passage.set_to(static_cast<std::uint32_t>(stretch.to));
}

// In the text as it is now: words that stand in it, a heading, or the place after some words.
Result<v1::RoadmapPassage> find_passage(Session& session, std::uint64_t id, const Wish& wish) {
  const auto text = fetch_text(session, id);
  if (!text) return std::unexpected(text.error());
  const std::u16string units = roadmap::to_utf16(text->text());
  auto found = !wish.section.empty() ? find_heading(units, wish.section)
                                     : find_words(units, wish.words.empty() ? wish.after : wish.words);
  if (!found) return std::unexpected(found.error());
  if (!wish.after.empty()) found->from = found->to;
  v1::RoadmapPassage passage;
  set_passage(passage, text->version(), *found);
  return passage;
}

Result<void> place(const AtRoadmap& at, const Wish& wish, v1::RoadmapAnchor& anchor) {
  if (!wish.words.empty() || !wish.section.empty()) {
    const auto passage = find_passage(*at.session, at.id, wish);
    if (!passage) return std::unexpected(passage.error());
    *anchor.mutable_passage() = *passage;
  } else if (!wish.action.empty()) {
    const auto now = fetch_roadmap(*at.session, at.id);
    if (!now) return std::unexpected(now.error());
    const auto action = Listing::is_reference(wish.action) ? at.session->actions.find(wish.action)
                                                           : find_action(now->view(), wish.action);
    if (!action) return std::unexpected(action.error());
    anchor.set_action_id(*action);
  }
  return {};
}

Result<void> comment(const Options& options, const Wish& wish) {
  const auto box = comment_box(wish.box);
  if (!box) return std::unexpected(box.error());
  const auto text = read_text(options, wish.text, "");
  if (!text) return std::unexpected(text.error());
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Command command;
  v1::CommentRoadmap& said = *command.mutable_comment();
  said.set_box(*box);
  said.set_text(*text);
  if (auto placed = place(*at, wish, *said.mutable_anchor()); !placed) return placed;
  if (said.anchor().place_case() == v1::RoadmapAnchor::PLACE_NOT_SET) said.clear_anchor();
  return send_to_roadmap(*at->session, at->id, command, {"C’est dit.", "Said."});
}

Result<void> suggest(const Options& options, const Wish& wish) {
  if (wish.words.empty() == wish.after.empty()) {
    return fail(Exit::usage,
                t({"où ? --passage « ces mots » à remplacer, ou --after « ces mots » pour ajouter après",
                   "where? --passage \"these words\" to replace, or --after \"these words\" to add behind"}));
  }
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto passage = find_passage(*at->session, at->id, wish);
  if (!passage) return std::unexpected(passage.error());
  Command command;
  v1::SuggestText& suggested = *command.mutable_suggest_text();
  *suggested.mutable_passage() = *passage;
  suggested.set_replacement(wish.with);
  suggested.set_reason(wish.reason);
  return send_to_roadmap(*at->session, at->id, command,
                         {"Proposé : le binôme prend ou décline.", "Suggested: the pair takes or declines it."});
}

// Taking it needs the words that it takes away, as they stand where the server shows it now.
Result<void> answer_suggestion(const AtRoadmap& at, const v1::RoadmapSuggestion& suggestion, const Wish& wish) {
  const auto taken = suggestion_taken(wish.answer);
  if (!taken) return std::unexpected(taken.error());
  Command command;
  command.mutable_answer_suggestion()->set_suggestion_id(suggestion.id());
  command.mutable_answer_suggestion()->set_taken(*taken);
  if (*taken) {
    const v1::RoadmapPassage& passage = suggestion.passage();
    const auto text = fetch_text(*at.session, at.id, passage.version());
    if (!text) return std::unexpected(text.error());
    const std::u16string units = roadmap::to_utf16(text->text());
    const auto from = std::min<std::size_t>(passage.from(), units.size());
    command.mutable_answer_suggestion()->set_replaces(
        roadmap::to_utf8(std::u16string_view(units).substr(from, passage.to() - passage.from())));
  }
  return send_to_roadmap(
      *at.session, at.id, command,
      *taken ? Words{"C’est dans le texte.", "It is in the text."} : Words{"Déclinée.", "Declined."});
}

Result<void> answer(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto id = at->session->comments.find(wish.about);
  if (!id) return std::unexpected(id.error());
  const auto now = fetch_roadmap(*at->session, at->id);
  if (!now) return std::unexpected(now.error());
  const auto& suggestions = now->view().suggestions();
  const auto suggestion = std::ranges::find(suggestions, *id, &v1::RoadmapSuggestion::id);
  if (suggestion != suggestions.end()) return answer_suggestion(*at, *suggestion, wish);
  const auto verdict = comment_verdict(wish.answer);
  if (!verdict) return std::unexpected(verdict.error());
  Command command;
  command.mutable_answer_comment()->set_comment_id(*id);
  command.mutable_answer_comment()->set_verdict(*verdict);
  command.mutable_answer_comment()->set_answer(wish.text);
  return send_to_roadmap(*at->session, at->id, command, {"Répondu.", "Answered."});
}

Result<void> erase(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto id = at->session->comments.find(wish.about);
  if (!id) return std::unexpected(id.error());
  Command command;
  command.mutable_erase_words()->set_id(*id);
  return send_to_roadmap(*at->session, at->id, command, {"Effacé.", "Erased."});
}

}  // namespace

void add_roadmap_comments(CLI::App& roadmap, Invocation& invocation) {
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    auto added = add_wished<Wish>(roadmap, invocation, name, alias, help, run);
    add_roadmap_word(*added.first, added.second->roadmap);
    return added;
  };
  auto [commenting, said] =
      add("comment", "commenter", {"dans l’une des trois boîtes", "in one of the three boxes"}, comment);
  commenting->add_option("text", said->text,
                         t({"le texte (sinon éditeur, ou - pour l’entrée standard)",
                            "the text (else the editor, or - for standard input)"}));
  commenting
      ->add_option(
          "--box", said->box,
          t({"convainc|pas compris|apport|relance|question", "convinces|unclear|contribution|prompt|question"}))
      ->required();
  auto* words =
      commenting->add_option("--passage", said->words, t({"sur ces mots du texte", "on these words of the text"}));
  auto* section =
      commenting->add_option("--section", said->section, t({"sur cette partie", "on this section"}))->excludes(words);
  commenting->add_option("--action", said->action, t({"sur cette action", "on this action"}))
      ->excludes(words)
      ->excludes(section);
  auto [suggesting, suggested] =
      add("suggest", "proposer",
          {"d’autres mots, que le binôme prend ou décline", "other words, which the pair takes or declines"}, suggest);
  auto* replaced =
      suggesting->add_option("--passage", suggested->words,
                             t({"les mots à remplacer, tels qu’ils sont", "the words to replace, as they stand"}));
  suggesting->add_option("--after", suggested->after, t({"ajouter après ces mots", "add behind these words"}))
      ->excludes(replaced);
  suggesting->add_option("with", suggested->with,
                         t({"les mots proposés (rien : ôter)", "the words (none: take it out)"}));
  suggesting->add_option("--reason", suggested->reason, t({"pourquoi", "why"}));
  const char* place = t({"~N de « roadmap show », ou identifiant", "~N of `roadmap show`, or id"});
  auto [answering, answered] =
      add("answer", "répondre", {"à un commentaire ou une proposition", "a comment or a suggestion"}, answer);
  answering->add_option("about", answered->about, place)->required();
  answering
      ->add_option("verdict", answered->answer,
                   t({"retenu|à discuter|écarté, ou prendre|décliner", "kept|to discuss|set aside, or take|decline"}))
      ->required();
  answering->add_option("text", answered->text, t({"quelques mots avec", "some words with it"}));
  auto [erasing, erased] =
      add("erase", "effacer", {"effacer les mots de son commentaire", "erase the words of one’s comment"}, erase);
  erasing->add_option("about", erased->about, place)->required();
}

}  // namespace ramure::cli
