// Versions made and brought back, and words taken out of all of them.
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/roadmap.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "client-cli/roadmaps/versions.hpp"
#include "client-cli/roadmaps/words.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string roadmap, words;
  bool yes = false;
};
using Command = v1::RoadmapCommand;

// The version that is frozen is the one that was looked at here: if somebody writes meanwhile, it is refused.
Result<void> freeze(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto now = fetch_roadmap(*at->session, at->id);
  if (!now) return std::unexpected(now.error());
  auto stage = wish.words.empty() ? Result<v1::RoadmapStage>(now->view().stage()) : roadmap_stage(wish.words);
  if (!stage) return std::unexpected(stage.error());
  const std::string question =
      t({"{} sera figée pour de bon, et ses commentaires clos", "{} will be frozen for good, and its comments closed"},
        {stage_in_full(*stage)});
  if (auto sure = confirm(options, wish.yes, question); !sure) return sure;
  Command command;
  command.mutable_freeze_roadmap()->set_stage(*stage);
  command.mutable_freeze_roadmap()->set_text_version(now->view().text_version());
  return send_to_roadmap(*at->session, at->id, command, {"Version figée.", "Version frozen."});
}

Result<void> name_version(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Command command;
  command.mutable_name_version()->set_name(wish.words);
  return send_to_roadmap(*at->session, at->id, command, {"Version nommée.", "Version named."});
}

Result<void> restore(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto now = fetch_roadmap(*at->session, at->id);
  if (!now) return std::unexpected(now.error());
  const auto version = find_version(now->view(), wish.words);
  if (!version) return std::unexpected(version.error());
  Command command;
  command.mutable_bring_back_text()->set_version(version->text_version);
  return send_to_roadmap(*at->session, at->id, command,
                         {"Le texte de cette version est revenu ; celui d’avant reste dans l’histoire.",
                          "The text of that version is back; the one before stays in the history."});
}

Result<void> remove_passage(const Options& options, const Wish& wish) {
  const auto passage = read_text(options, wish.words, "");
  if (!passage) return std::unexpected(passage.error());
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const std::string question = t(
      {"ces mots seront ôtés de toutes les versions, pour de bon", "these words will go from every version, for good"});
  if (auto sure = confirm(options, wish.yes, question); !sure) return sure;
  Command command;
  command.mutable_remove_passage()->set_passage(*passage);
  return send_to_roadmap(*at->session, at->id, command, {"Ôtés de l’histoire.", "Gone from the history."});
}

}  // namespace

void add_roadmap_versions(CLI::App& roadmap, Invocation& invocation) {
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    auto added = add_wished<Wish>(roadmap, invocation, name, alias, help, run);
    add_roadmap_word(*added.first, added.second->roadmap);
    return added;
  };
  auto [freezing, frozen] = add("freeze", "figer",
                                {"figer la version de la séance : datée, avec ses auteurs, et immuable",
                                 "freeze the session’s version: dated, with its authors, and never changed again"},
                                freeze);
  freezing->add_option("stage", frozen->words,
                       t({"v0|v1|v2|v3 (sinon celle qui s’écrit)", "v0|v1|v2|v3 (else the one being written)"}));
  freezing->add_flag("--yes", frozen->yes, t({"oui, la figer", "yes, freeze it"}));
  auto [naming, named] =
      add("name", "nommer", {"donner un nom à la version présente", "give the present version a name"}, name_version);
  naming->add_option("name", named->words)->required();
  auto [restoring, restored] =
      add("restore", "rétablir",
          {"le texte d’une version, comme un nouveau changement", "the text of a version, as a new change"}, restore);
  restoring
      ->add_option("version", restored->words,
                   t({"v1, ~N, mots d’un nom, numéro du texte", "v1, ~N, words of a name, number of the text"}))
      ->required();
  auto [removing, removed] = add("remove-passage", "ôter-passage",
                                 {"ôter des mots de toutes les versions, pour de bon (d’abord du texte)",
                                  "take words out of every version, for good (out of the text first)"},
                                 remove_passage);
  removing->add_option("words", removed->words,
                       t({"les mots, comme ils étaient (sinon éditeur, ou - pour l’entrée standard)",
                          "the words as they stood (else the editor, or - for standard input)"}));
  removing->add_flag("--yes", removed->yes, t({"oui, pour de bon", "yes, for good"}));
}

}  // namespace ramure::cli
