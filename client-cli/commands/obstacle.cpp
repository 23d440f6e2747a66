#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/writing.hpp"

namespace ramure::cli {

namespace {

struct Card {
  std::string thread, title, text, theme, scope = "communaute", status, outcome, context, effects, help;
  std::vector<std::string> natures, tried, actors, tags;
  bool draft = false;
};

Result<v1::ObstacleScope> scope_of(const std::string& text) {
  if (text == "binome" || text == "pair") return v1::OBSTACLE_SCOPE_PAIR;
  if (text == "communaute" || text == "community") return v1::OBSTACLE_SCOPE_COMMUNITY;
  if (text == "sans-nom" || text == "unnamed") return v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED;
  return fail(Exit::usage, t({"portée : binome, communaute ou sans-nom", "scope: pair, community or unnamed"}));
}

// Puts what was given over what there is.
Result<void> fill_card(const Card& wish, v1::Obstacle& card) {
  if (!wish.natures.empty()) card.clear_natures();
  for (const std::string& text : wish.natures) {
    const auto nature = obstacle_nature(text);
    if (!nature) return std::unexpected(nature.error());
    card.add_natures(*nature);
  }
  if (!wish.context.empty()) card.set_context(wish.context);
  if (!wish.effects.empty()) card.set_effects(wish.effects);
  if (!wish.help.empty()) card.set_help_wanted(wish.help);
  if (!wish.tried.empty()) card.mutable_tried()->Assign(wish.tried.begin(), wish.tried.end());
  if (!wish.actors.empty()) card.mutable_actors_concerned()->Assign(wish.actors.begin(), wish.actors.end());
  return {};
}

Result<void> declare(const Options& options, const Card& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Command command;
  v1::DeclareObstacle& declaration = *command.mutable_declare_obstacle();
  const auto scope = scope_of(wish.scope);
  if (!scope) return std::unexpected(scope.error());
  if (auto filled = fill_card(wish, *declaration.mutable_card()); !filled) return filled;
  declaration.mutable_card()->set_scope(*scope);
  if (!wish.theme.empty()) {
    const auto theme = (*session)->names.find_theme(wish.theme);
    if (!theme) return std::unexpected(theme.error());
    declaration.set_theme_id(*theme);
  }
  const auto text = read_text(options, wish.text, "");
  if (!text) return std::unexpected(text.error());
  declaration.set_title(wish.title);
  declaration.set_body((*session)->names.with_mentions(*text));
  declaration.set_draft(wish.draft);
  for (const std::string& tag : wish.tags) declaration.add_tags(tag);
  return send_and_tell(**session, command, {"Frein déclaré.", "Obstacle declared."});
}

Result<void> edit_card(const Options& options, const Card& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto row = find_thread_row(**session, wish.thread);
  if (!row) return std::unexpected(row.error());
  v1::Command command;
  command.mutable_edit_obstacle()->set_thread_id(row->thread().id());
  *command.mutable_edit_obstacle()->mutable_card() = row->thread().obstacle();
  if (auto filled = fill_card(wish, *command.mutable_edit_obstacle()->mutable_card()); !filled) return filled;
  return send_and_tell(**session, command, {"Fiche mise à jour.", "Card updated."});
}

Result<void> set_status(const Options& options, const Card& wish) {
  const auto status = obstacle_status(wish.status);
  if (!status) return std::unexpected(status.error());
  auto session = open_for_writing(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_thread(wish.thread);
  if (!id) return std::unexpected(id.error());
  v1::Command command;
  command.mutable_set_obstacle_status()->set_thread_id(*id);
  command.mutable_set_obstacle_status()->set_status(*status);
  command.mutable_set_obstacle_status()->set_outcome(wish.outcome);
  return send_and_tell(**session, command, {"Statut changé.", "Status changed."});
}

Result<void> publish(const Options& options, const Card& wish) {
  const auto scope = scope_of(wish.scope);
  if (!scope) return std::unexpected(scope.error());
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_thread(wish.thread);
  if (!id) return std::unexpected(id.error());
  const auto text = read_text(options, wish.text, "");
  if (!text) return std::unexpected(text.error());
  v1::Command command;
  command.mutable_publish_obstacle()->set_thread_id(*id);
  command.mutable_publish_obstacle()->set_scope(*scope);
  command.mutable_publish_obstacle()->set_body((*session)->names.with_mentions(*text));
  return send_and_tell(**session, command,
                       {"Frein partagé avec la communauté.", "Obstacle shared with the community."});
}

void add_card_options(CLI::App& command, const std::shared_ptr<Card>& wish) {
  command.add_option("--nature", wish->natures, t({"nature, 1 à 3 fois", "nature, 1 to 3 times"}));
  command.add_option("--context", wish->context, t({"contexte (ne nommez pas de tiers)", "context (name nobody)"}));
  command.add_option("--tried", wish->tried,
                     t({"ce qui a été tenté, plusieurs fois", "what was tried, several times"}));
  command.add_option("--effects", wish->effects, t({"effets constatés", "effects"}));
  command.add_option("--help-wanted", wish->help, t({"aide attendue", "help wanted"}));
  command.add_option("--actor", wish->actors,
                     t({"acteurs concernés, plusieurs fois", "actors concerned, several times"}));
}

}  // namespace

void add_obstacle_commands(CLI::App& app, Invocation& invocation) {
  auto* obstacle = app.add_subcommand("obstacle", t({"freins : déclarer, compléter, changer de statut, partager",
                                                     "obstacles: declare, complete, set the status, share"}));
  obstacle->require_subcommand(1);
  const auto add = [&invocation, obstacle](const char* name, Words help, auto run) {
    auto wish = std::make_shared<Card>();
    auto* command = obstacle->add_subcommand(name, t(help));
    command->callback([&invocation, wish, run] {
      invocation.run = [&invocation, wish, run] { return run(invocation.options, *wish); };
    });
    return std::pair(command, wish);
  };
  auto [declaring, declared] = add("declare", {"déclarer un frein", "declare an obstacle"}, declare);
  declaring->add_option("title", declared->title, t({"titre : une phrase", "title: a sentence"}))->required();
  declaring->add_option("text", declared->text,
                        t({"le frein, en une phrase ou plus", "the obstacle, in a sentence or more"}));
  declaring->add_option("--scope", declared->scope, "binome|communaute|sans-nom");
  declaring->add_option("--theme", declared->theme, t({"thématique", "theme"}));
  declaring->add_option("--tag", declared->tags, t({"étiquette", "tag"}));
  declaring->add_flag("--draft", declared->draft, t({"brouillon du binôme", "draft of the pair"}));
  add_card_options(*declaring, declared);

  auto [editing, edited] = add("edit", {"compléter la fiche", "complete the card"}, edit_card);
  editing->add_option("thread", edited->thread)->required();
  add_card_options(*editing, edited);

  auto [moving, moved] = add("status", {"changer le statut", "change the status"}, set_status);
  moving->add_option("thread", moved->thread)->required();
  moving->add_option("status", moved->status)->required();
  moving->add_option("--outcome", moved->outcome, t({"ce qui a marché", "what worked"}));

  auto [publishing, published] =
      add("publish", {"partager un frein du binôme", "share an obstacle of the pair"}, publish);
  publishing->add_option("thread", published->thread)->required();
  publishing->add_option("text", published->text);
  publishing->add_option("--scope", published->scope, "communaute|sans-nom");
}

}  // namespace ramure::cli
