// What is settled about a roadmap: its title, its status, who reads it, who writes it, what it is written for.
#include <charconv>
#include <cstdio>

#include "client-cli/commands/roadmap.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/commands/writing.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "client-cli/roadmaps/words.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string roadmap, words, form;
  bool preview = false, yes = false;
};
using Command = v1::RoadmapCommand;

Result<void> begin_one(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  Command command;
  command.mutable_create_roadmap()->set_template_key(wish.form);
  command.mutable_create_roadmap()->set_title(wish.words);
  return send_to_roadmap(**session, 0, command,
                         {"Créée. Elle n’est lue que du binôme : « ramure roadmap share » la partage.",
                          "Made. Only the pair reads it: `ramure roadmap share` shares it."});
}

Result<void> retitle(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Command command;
  command.mutable_retitle_roadmap()->set_title(wish.words);
  return send_to_roadmap(*at->session, at->id, command, {"Titre changé.", "Title changed."});
}

Result<void> set_status(const Options& options, const Wish& wish) {
  const auto status = roadmap_status(wish.words);
  if (!status) return std::unexpected(status.error());
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Command command;
  command.mutable_set_roadmap_status()->set_status(*status);
  return send_to_roadmap(*at->session, at->id, command, {"Statut changé.", "Status changed."});
}

Result<void> begin_stage(const Options& options, const Wish& wish) {
  const auto stage = roadmap_stage(wish.words);
  if (!stage) return std::unexpected(stage.error());
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Command command;
  command.mutable_begin_stage()->set_stage(*stage);
  return send_to_roadmap(*at->session, at->id, command, {"C’est noté ; le texte reste.", "Done; the text stays."});
}

// --- Who reads it ------------------------------------------------------------------------------------------------

Result<v1::SharingPreview> fetch_preview(Session& session, std::uint64_t id, v1::RoadmapSharing sharing) {
  v1::Query question;
  question.mutable_preview_sharing()->set_roadmap_id(id);
  question.mutable_preview_sharing()->set_sharing(sharing);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  return std::move(*answer->mutable_sharing_preview());
}

// « Aperçu : vu par … »
void show_preview(const Session& session, const v1::SharingPreview& preview) {
  const Terminal terminal(session.options.environment);
  const Glance glance = glance_at(session);
  const std::string readers = names_of(glance, preview.member_ids()),
                    commenting = names_of(glance, preview.may_comment_ids());
  std::printf(
      "%s\n%s\n%s\n%s\n", t({"Vu par ({}) :", "Seen by ({}):"}, {std::to_string(preview.member_ids_size())}).c_str(),
      terminal.wrapped(readers, 2).c_str(),
      t({"Peuvent commenter ({}) :", "May comment ({}):"}, {std::to_string(preview.may_comment_ids_size())}).c_str(),
      terminal.wrapped(commenting, 2).c_str());
}

Result<void> share(const Options& options, const Wish& wish) {
  const auto sharing = roadmap_sharing(wish.words);
  if (!sharing) return std::unexpected(sharing.error());
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto preview = fetch_preview(*at->session, at->id, *sharing);
  if (!preview) return std::unexpected(preview.error());
  if (options.json && wish.preview) print_json(*preview);
  if (!options.json) show_preview(*at->session, *preview);
  if (wish.preview) return {};
  const auto roadmap = fetch_roadmap(*at->session, at->id);
  if (!roadmap) return std::unexpected(roadmap.error());
  const std::string question =
      t({"« {} » sera {}", "\"{}\" will be {}"}, {harmless(roadmap->view().title()), sharing_text(*sharing)});
  if (auto sure = confirm(options, wish.yes, question); !sure) return sure;
  Command command;
  command.mutable_share_roadmap()->set_sharing(*sharing);
  return send_to_roadmap(*at->session, at->id, command, {"C’est fait.", "Done."});
}

// --- Who writes it -----------------------------------------------------------------------------------------------

// Also an id, as `--json` tells it.
Result<std::uint64_t> find_person(const Session& session, const std::string& name) {
  std::uint64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  const bool is_id = error == std::errc() && end == name.data() + name.size();
  if (is_id && session.names.members().contains(id)) return id;
  return session.names.find_member(name);
}

Result<void> invite(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto member = find_person(*at->session, wish.words);
  if (!member) return std::unexpected(member.error());
  Command command;
  command.mutable_invite_pen()->set_member_id(*member);
  return send_to_roadmap(*at->session, at->id, command,
                         {"Cette personne écrit maintenant aussi.", "That person writes along now."});
}

Result<void> end_pen(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto member = wish.words.empty() ? Result<std::uint64_t>(at->session->welcome().me().id())
                                         : find_person(*at->session, wish.words);
  if (!member) return std::unexpected(member.error());
  Command command;
  command.mutable_end_pen()->set_member_id(*member);
  return send_to_roadmap(*at->session, at->id, command, {"C’est fait.", "Done."});
}

}  // namespace

void add_roadmap_settling(CLI::App& roadmap, Invocation& invocation) {
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(roadmap, invocation, name, alias, help, run);
  };
  const auto add_about = [&](const char* name, const char* alias, Words help, auto run) {
    auto added = add(name, alias, help, run);
    add_roadmap_word(*added.first, added.second->roadmap);
    return added;
  };
  auto [beginning, begun] =
      add("new", "nouvelle", {"en commencer une, lue du binôme seul", "begin one, read by the pair alone"}, begin_one);
  beginning
      ->add_option("template", begun->form, t({"la forme (« roadmap templates »)", "the form (`roadmap templates`)"}))
      ->required();
  beginning->add_option("title", begun->words, t({"titre", "title"}))->required();
  auto [titling, titled] = add_about("retitle", "renommer", {"changer le titre", "change the title"}, retitle);
  titling->add_option("title", titled->words)->required();
  auto [standing, stands] = add_about("status", "statut", {"où elle en est", "how far it is"}, set_status);
  standing
      ->add_option("status", stands->words,
                   t({"brouillon|relecture|partagé|présenté|archivé", "draft|review|shared|presented|archived"}))
      ->required();
  auto [staging, staged] =
      add_about("begin", "commencer", {"écrire maintenant pour la séance suivante", "write for the next session now"},
                begin_stage);
  staging->add_option("stage", staged->words, "v0|v1|v2|v3")->required();
  auto [sharing, shared] = add_about("share", "partager",
                                     {"qui la lit : un acte du binôme, après l’aperçu de qui la verra",
                                      "who reads it: an act of the pair, after a look at who will see it"},
                                     share);
  sharing->add_option("with", shared->words, t({"binôme|accompagnement|communauté", "pair|support|community"}))
      ->required();
  sharing->add_flag("--preview", shared->preview, t({"« Aperçu : vu par … », rien de plus", "only who would see it"}));
  sharing->add_flag("--yes", shared->yes, t({"oui, partager ainsi", "yes, share it so"}));
  auto [inviting, invited] = add_about("invite", "inviter", {"quelqu’un écrit aussi", "somebody writes along"}, invite);
  inviting->add_option("member", invited->words, t({"la personne", "the person"}))->required();
  auto [ending, ended] =
      add_about("end-pen", "reprendre-plume",
                {"cette personne n’écrit plus (sans nom : moi)", "that person writes no more (no name: me)"}, end_pen);
  ending->add_option("member", ended->words, t({"la personne", "the person"}));
}

}  // namespace ramure::cli
