// The structured actions of a roadmap: one field at a time, so that two people can change two fields of one action.
#include <algorithm>
#include <cstdio>

#include "client-cli/commands/roadmap.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/round_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/roadmaps/actions.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "client-cli/roadmaps/words.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string roadmap, action, before;
  std::vector<std::string> round;  // and which action of its plan
  ActionWords words;
};
using Command = v1::RoadmapCommand;

Result<void> list_actions(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto now = fetch_roadmap(*at->session, at->id);
  if (!now) return std::unexpected(now.error());
  std::vector<std::uint64_t> ids;
  for (const v1::RoadmapAction& action : now->view().actions()) {
    ids.push_back(action.id());
    if (options.json) print_json(action);
  }
  at->session->actions.remember(ids);
  if (options.json) return {};
  Lines lines;
  tell_actions(now->view(), glance_at(*at->session), lines);
  if (lines.empty()) lines.push_back({t({"Aucune action pour l’instant.", "No action yet."})});
  print_lines(*at->session, lines);
  return {};
}

// The obstacle is named as a thread is anywhere.
Result<std::vector<v1::RoadmapActionField>> fields_of(Session& session, const ActionWords& words) {
  auto fields = action_fields(words);
  if (!fields || words.obstacle.empty()) return fields;
  const auto thread = words.obstacle == "0" ? Result<std::uint64_t>(0) : session.find_thread(words.obstacle);
  if (!thread) return std::unexpected(thread.error());
  fields->emplace_back().set_obstacle_thread_id(*thread);
  return fields;
}

// One action of a round's plan enters by this act alone: no link to the round is kept, so that nobody else sees one.
Result<ActionWords> from_round(Session& session, const Wish& wish) {
  const auto round = find_round(session, wish.round.front());
  if (!round) return std::unexpected(round.error());
  const auto answer = fetch_round(session, *round, false);
  if (!answer) return std::unexpected(answer.error());
  return words_from_plan(answer->view(), wish.round.size() > 1 ? wish.round.back() : "~1", wish.words);
}

Result<void> add_one(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto words = wish.round.empty() ? Result<ActionWords>(wish.words) : from_round(*at->session, wish);
  if (!words) return std::unexpected(words.error());
  if (!words->title || words->title->empty()) {
    return fail(Exit::usage, t({"une action a un titre, ou vient d’un tour (--from-round)",
                                "an action has a title, or comes from a round (--from-round)"}));
  }
  const auto fields = fields_of(*at->session, *words);
  if (!fields) return std::unexpected(fields.error());
  Command command;
  command.mutable_add_action()->mutable_fields()->Add(fields->begin(), fields->end());
  return send_to_roadmap(*at->session, at->id, command, {"Action ajoutée.", "Action added."});
}

Result<std::uint64_t> named_action(const AtRoadmap& at, const std::string& text) {
  if (Listing::is_reference(text)) return at.session->actions.find(text);
  const auto now = fetch_roadmap(*at.session, at.id);
  if (!now) return std::unexpected(now.error());
  return find_action(now->view(), text);
}

// Each field is a change of its own: what is refused leaves the others.
Result<void> set_fields(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto action = named_action(*at, wish.action);
  if (!action) return std::unexpected(action.error());
  const auto fields = fields_of(*at->session, wish.words);
  if (!fields) return std::unexpected(fields.error());
  if (fields->empty())
    return fail(Exit::usage, t({"que changer ? --title, --due, …", "change what? --title, --due, …"}));
  for (const v1::RoadmapActionField& field : *fields) {
    Command command;
    command.mutable_set_action()->set_action_id(*action);
    *command.mutable_set_action()->mutable_field() = field;
    if (auto told = send_to_roadmap(*at->session, at->id, command, {"Noté.", "Done."}); !told) return told;
  }
  return {};
}

Result<void> move_one(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto action = named_action(*at, wish.action);
  if (!action) return std::unexpected(action.error());
  const auto before = wish.before.empty() ? Result<std::uint64_t>(0) : named_action(*at, wish.before);
  if (!before) return std::unexpected(before.error());
  Command command;
  command.mutable_move_action()->set_action_id(*action);
  command.mutable_move_action()->set_before_id(*before);
  return send_to_roadmap(*at->session, at->id, command, {"Déplacée.", "Moved."});
}

Result<void> remove_one(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto action = named_action(*at, wish.action);
  if (!action) return std::unexpected(action.error());
  Command command;
  command.mutable_remove_action()->set_action_id(*action);
  return send_to_roadmap(*at->session, at->id, command, {"Action ôtée.", "Action removed."});
}

void add_fields(CLI::App& command, ActionWords& words) {
  command.add_option("--owner", words.owner, t({"pilote", "owner"}));
  command.add_option("--partners", words.partners, t({"partenaires", "partners"}));
  command.add_option("--means", words.means, t({"moyens", "means"}));
  command.add_option("--indicator", words.indicator, t({"indicateur", "indicator"}));
  command.add_option("--axis", words.axis, t({"axe", "axis"}));
  command.add_option("--starts", words.starts, t({"premier jour : 2027-01-31", "first day: 2027-01-31"}));
  command.add_option("--due", words.due, t({"échéance : 2027-12-31", "due on: 2027-12-31"}));
  command.add_option("--status", words.status,
                     t({"à lancer|en cours|bloqué|fait|abandonné", "to start|running|blocked|done|abandoned"}));
  command.add_option("--obstacle", words.obstacle,
                     t({"un frein des thématiques : ~N, identifiant ou mots de son titre (0 : aucun)",
                        "an obstacle of the themes: ~N, id or words of its title (0: none)"}));
}

}  // namespace

void add_roadmap_actions(CLI::App& roadmap, Invocation& invocation) {
  auto* family = roadmap.add_subcommand("action", t({"ses actions, champ par champ", "its actions, field by field"}));
  family->require_subcommand(1);
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    auto added = add_wished<Wish>(*family, invocation, name, alias, help, run);
    add_roadmap_word(*added.first, added.second->roadmap);
    return added;
  };
  const auto add_action_word = [](CLI::App& command, Wish& wish) {
    command
        .add_option("action", wish.action, t({"~N, identifiant ou mots de son titre", "~N, id or words of its title"}))
        ->required();
  };
  add("list", "liste", {"dans leur ordre", "in their order"}, list_actions);
  auto [adding, added] = add("add", "ajouter", {"en ajouter une", "add one"}, add_one);
  adding->add_option("title", added->words.title, t({"l’action, en une phrase", "the action, in a sentence"}));
  add_fields(*adding, added->words);
  adding
      ->add_option("--from-round", added->round,
                   t({"la copier du plan d’un tour : le tour, puis laquelle (sinon ~1)",
                      "copy it from the plan of a round: the round, then which (else ~1)"}))
      ->expected(1, 2);
  auto [setting, set] = add("set", "changer", {"changer des champs", "change fields"}, set_fields);
  add_action_word(*setting, *set);
  setting->add_option("--title", set->words.title, t({"l’action, en une phrase", "the action, in a sentence"}));
  add_fields(*setting, set->words);
  auto [moving, moved] = add("move", "déplacer", {"changer leur ordre", "change their order"}, move_one);
  add_action_word(*moving, *moved);
  moving->add_option("--before", moved->before,
                     t({"avant celle-ci (sinon à la fin)", "before this one (else to the end)"}));
  auto [removing, removed] = add("remove", "ôter", {"en ôter une", "remove one"}, remove_one);
  add_action_word(*removing, *removed);
}

}  // namespace ramure::cli
