// `ramure roadmap edit`: the text in one's own editor, or from a file. What is saved is sent as changes of the version
// that was opened; what others wrote meanwhile stays, and passages that both changed are shown.
#include <boost/json.hpp>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "client-cli/commands/roadmap.hpp"
#include "client-cli/commands/roadmap_sending.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/output/own_editor.hpp"
#include "client-cli/roadmaps/comparing.hpp"
#include "client-cli/roadmaps/lines_of_text.hpp"
#include "client-cli/session/files.hpp"
#include "server/roadmap/difference.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string roadmap, from, forget;
  std::uint64_t base = 0;
  bool resume = false, copies = false, empty = false;
};

// « version de Nadia Benhaddou, 12 mai, 9 h 42 »
std::string copy_name(const Session& session, const CopyState& state) {
  const std::string name = session.profile.name;
  const std::uint64_t me = session.welcome().me().id();
  return t({"version de {}, {}", "version of {}, {}"},
           {me == 0 ? name : harmless(session.names.member(me)), moment_text(state.opened_at_ms, now_ms())});
}

// --- What came of it ---------------------------------------------------------------------------------------------

void tell_clash(const Clash& clash, const Glance& glance, Lines& lines) {
  if (!clash.heading.empty()) lines.push_back({harmless(clash.heading), Style::bold});
  const auto difference =
      roadmap::to_wire(roadmap::difference(roadmap::to_utf16(clash.mine), roadmap::to_utf16(clash.now)));
  const auto put = [&](Words name, const std::string& text) {
    put_text(std::string("  ") + t(name), text, glance.columns, Style::plain, lines);
  };
  put({"avant :      ", "before: "}, harmless(clash.before));
  put({"vous :       ", "you:    "}, harmless(clash.mine));
  std::string now;
  for (const Line& line : tell_difference(difference, 10'000)) now += (now.empty() ? "" : "\n") + line.text;
  put({"maintenant : ", "now:    "}, now);
}

void tell_sent(const Session& session, const OpenCopy& copy, const Sent& sent) {
  const Glance glance = glance_at(session);
  Lines lines{
      {t({"Enregistré : version {} du texte.", "Saved: version {} of the text."}, {std::to_string(sent.version)})}};
  std::string people;
  for (const std::uint64_t id : sent.others) people += (people.empty() ? "" : ", ") + who(glance, id);
  if (sent.others_wrote)
    lines.push_back({t({"D’autres ont écrit pendant ce temps{} : leurs changements y sont aussi.",
                        "Others wrote meanwhile{}: their changes are in it too."},
                       {people.empty() ? std::string() : " (" + people + ")"})});
  if (!sent.clashes.empty()) {
    lines.emplace_back();
    lines.push_back({t({"{} passage(s) changés par vous et par d’autres à la fois. Rien n’est perdu ; relisez-les :",
                        "{} passage(s) changed by you and by others at once. Nothing is lost; read them again:"},
                       {std::to_string(sent.clashes.size())}),
                     Style::warning});
    for (const Clash& clash : sent.clashes) tell_clash(clash, glance, lines);
    lines.push_back(
        {t({"Votre texte, tel que vous l’aviez laissé, est gardé : {}", "Your text as you left it is kept: {}"},
           {copy.path().string()})});
  }
  print_lines(session, lines);
}

void print_sent(const OpenCopy& copy, const Sent& sent) {
  boost::json::array passages;
  for (const Clash& clash : sent.clashes) {
    passages.push_back(boost::json::object{
        {"heading", clash.heading}, {"before", clash.before}, {"mine", clash.mine}, {"now", clash.now}});
  }
  boost::json::object told{{"changed", sent.is_changed}, {"others_wrote", sent.others_wrote}, {"clashes", passages}};
  if (sent.is_changed) told["version"] = std::to_string(sent.version);
  if (!sent.clashes.empty()) told["kept"] = copy.path().string();
  std::printf("%s\n", boost::json::serialize(told).c_str());
}

Result<void> send_and_report(Session& session, OpenCopy& copy, bool may_be_empty) {
  const std::string left = copy.read();
  const auto sent = send_copy(session, copy, may_be_empty);
  if (!sent) return std::unexpected(sent.error());
  if (sent->controls_removed > 0)
    std::fprintf(stderr, "ramure: %s\n",
                 t({"{} caractère(s) de contrôle ôtés", "{} control character(s) taken out"},
                   {std::to_string(sent->controls_removed)})
                     .c_str());
  if (!sent->clashes.empty()) {
    copy.state.why = "clash";
    copy.replace_text(left);
  } else {
    copy.remove();
  }
  if (session.options.json) print_sent(copy, *sent);
  else if (sent->is_changed) tell_sent(session, copy, *sent);
  else std::printf("%s\n", t({"Rien n’a changé.", "Nothing changed."}));
  return {};
}

// --- Editing -----------------------------------------------------------------------------------------------------

Result<std::string> bytes_of(const std::string& from) {
  if (from == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  auto bytes = read_file(from);
  if (!bytes) return fail(Exit::usage, t({"{} ne peut pas être lu", "{} cannot be read"}, {from}));
  return std::move(*bytes);
}

Result<void> check_may_write(const v1::RoadmapView& view) {
  if (view.status() == v1::ROADMAP_STATUS_ARCHIVED) {
    return fail(Exit::refused, t({"la feuille de route est archivée : on peut la lire, plus y écrire",
                                  "the roadmap is archived: it can be read, and no longer written"}));
  }
  if (view.rights().write()) return {};
  return fail(Exit::refused,
              view.rights().comment()
                  ? t({"le texte est au binôme et à qui il invite ; vous pouvez commenter et proposer",
                       "the text is the pair’s and whom it invites; you may comment and suggest"})
                  : t({"le texte est au binôme et à qui il invite", "the text is the pair’s and whom it invites"}));
}

// An editor can stay open for days: the connection is closed before, and another one is opened after it.
Result<void> edit_and_send(const Options& options, OpenCopy& copy, bool may_be_empty) {
  if (auto edited = run_own_editor(options.environment, copy.path()); !edited) {
    return std::unexpected(with_copy_kept(copy, edited.error()));
  }
  auto session = Session::open(options);
  if (!session) return std::unexpected(with_copy_kept(copy, session.error()));
  return send_and_report(**session, copy, may_be_empty);
}

void tell_waiting(const Session& session, std::uint64_t id) {
  for (const OpenCopy& copy : session.copies.waiting(id)) {
    if (!copy.has_unsent()) continue;
    std::fprintf(stderr, "ramure: %s\n",
                 t({"un texte non envoyé attend ici ({}) : « ramure roadmap edit --resume »",
                    "an unsent text waits here ({}): `ramure roadmap edit --resume`"},
                   {copy_name(session, copy.state)})
                     .c_str());
  }
}

Result<void> edit_text(const Options& options, const Wish& wish) {
  const bool has_editor = options.environment.stdin_is_terminal && !options.environment.editor.empty();
  if (wish.from.empty() && !has_editor) {
    return fail(Exit::usage,
                t({"d’où vient le texte ? --from FICHIER, --from - (entrée standard), ou réglez EDITOR",
                   "where does the text come from? --from FILE, --from - (standard input), or set EDITOR"}));
  }
  auto bytes = wish.from.empty() ? Result<std::string>("") : bytes_of(wish.from);
  if (!bytes) return std::unexpected(bytes.error());
  auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  const auto roadmap = fetch_roadmap(*at->session, at->id);
  if (!roadmap) return std::unexpected(roadmap.error());
  if (auto checked = check_may_write(roadmap->view()); !checked) return checked;
  const auto text = fetch_text(*at->session, at->id, wish.base);
  if (!text) return std::unexpected(text.error());
  tell_waiting(*at->session, at->id);
  OpenCopy copy = at->session->copies.begin(opened_copy(*roadmap, *text), text->text());
  if (wish.from.empty()) {
    at->session.reset();
    return edit_and_send(options, copy, wish.empty);
  }
  write_file(copy.path(), *bytes);
  return send_and_report(*at->session, copy, wish.empty);
}

// --- Copies that were kept ---------------------------------------------------------------------------------------

Result<std::uint64_t> roadmap_or_all(Session& session, const std::string& text) {
  return text.empty() ? Result<std::uint64_t>(0) : find_roadmap(session, text);
}

// What was being edited when the program was killed is opened again; what was ready is sent.
Result<void> resume(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = roadmap_or_all(**session, wish.roadmap);
  if (!id) return std::unexpected(id.error());
  auto copies = (*session)->copies.waiting(*id);
  while (!copies.empty() && !copies.back().has_unsent()) copies.pop_back();
  if (copies.empty()) return fail(Exit::refused, t({"aucun texte n’attend d’être repris", "no text waits here"}));
  OpenCopy copy = std::move(copies.back());
  const bool is_ready = copy.state.push.push().changes_size() > 0 || !copy.state.why.empty();
  if (is_ready || !options.environment.stdin_is_terminal || options.environment.editor.empty()) {
    return send_and_report(**session, copy, wish.empty);
  }
  session->reset();
  return edit_and_send(options, copy, wish.empty);
}

Result<void> list_copies(const Options& options, const Wish& wish) {
  auto session = Session::open_offline(options);
  if (!session) return std::unexpected(session.error());
  const auto copies = (*session)->copies.waiting(0);
  for (std::size_t i = 0; i < copies.size(); ++i) {
    const CopyState& state = copies[i].state;
    const bool is_forgotten = wish.forget == "~" + std::to_string(i + 1);
    if (!wish.forget.empty() && !is_forgotten) continue;
    if (is_forgotten) copies[i].remove();
    if (options.json) {
      std::printf("%s\n",
                  boost::json::serialize(boost::json::object{{"roadmap_id", std::to_string(state.push.roadmap_id())},
                                                             {"title", state.title},
                                                             {"path", copies[i].path().string()},
                                                             {"unsent", copies[i].has_unsent()},
                                                             {"why", state.why}})
                      .c_str());
      continue;
    }
    std::printf("~%zu  %s · %s · %s\n    %s\n", i + 1, harmless(state.title).c_str(),
                copy_name(**session, state).c_str(),
                is_forgotten             ? t({"oubliée", "forgotten"})
                : copies[i].has_unsent() ? t({"non envoyée", "not sent"})
                                         : t({"envoyée ; gardée pour relire", "sent; kept for reading it again"}),
                copies[i].path().c_str());
  }
  return {};
}

Result<void> edit(const Options& options, const Wish& wish) {
  if (wish.copies || !wish.forget.empty()) return list_copies(options, wish);
  if (wish.resume) return resume(options, wish);
  if (wish.roadmap.empty()) return fail(Exit::usage, t({"quelle feuille de route ?", "which roadmap?"}));
  return edit_text(options, wish);
}

}  // namespace

void add_roadmap_edit(CLI::App& roadmap, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  auto* command =
      roadmap
          .add_subcommand("edit", t({"le texte, dans votre éditeur ; ce que d’autres écrivent pendant ce temps reste",
                                     "the text, in your editor; what others write meanwhile stays"}))
          ->alias("écrire");
  command->add_option("roadmap", wish->roadmap,
                      t({"la feuille de route : ~N, identifiant, mots du titre ou du territoire",
                         "the roadmap: ~N, id, words of its title or territory"}));
  auto* from = command->add_option(
      "--from", wish->from, t({"depuis ce fichier (- : entrée standard)", "from this file (-: standard input)"}));
  command
      ->add_option("--base", wish->base,
                   t({"le fichier vient de cette version du texte (sinon : de la dernière)",
                      "the file was made from this version of the text (else: from the latest)"}))
      ->needs(from);
  command->add_flag("--empty", wish->empty, t({"même si le texte est vide", "even when the text is empty"}));
  command->add_flag("--resume", wish->resume,
                    t({"reprendre ce qui n’a pas pu être envoyé", "take up what could not be sent"}));
  command->add_flag("--copies", wish->copies, t({"les textes gardés ici", "the texts that are kept here"}));
  command->add_option("--forget", wish->forget, t({"oublier ~N de --copies", "forget ~N of --copies"}));
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return edit(invocation.options, *wish); }; });
}

void add_roadmap_commands(CLI::App& app, Invocation& invocation) {
  auto* roadmap = app.add_subcommand("roadmap", t({"feuilles de route : lire, écrire à plusieurs, partager",
                                                   "roadmaps: read, write together, share"}));
  roadmap->require_subcommand(1);
  add_roadmap_reading(*roadmap, invocation);
  add_roadmap_edit(*roadmap, invocation);
  add_roadmap_actions(*roadmap, invocation);
  add_roadmap_comments(*roadmap, invocation);
  add_roadmap_settling(*roadmap, invocation);
  add_roadmap_versions(*roadmap, invocation);
  add_roadmap_history(*roadmap, invocation);
}

}  // namespace ramure::cli
