// Roadmaps as one may read them: the list, one of them now or as it was, the forms to begin with, documents.
#include <cstdio>

#include "client-cli/commands/roadmap.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/output/partial_file.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "client-cli/roadmaps/versions.hpp"
#include "client-cli/roadmaps/words.hpp"
#include "client-cli/session/files_over_http.hpp"
#include "server/roadmap/utf16.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string roadmap, version, format = "md", path;
  bool authors = false, all = false, keep_unread = false;
};

Result<void> list_roadmaps(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  question.mutable_list_roadmaps();
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  const Glance glance = glance_at(**session);
  std::vector<std::uint64_t> ids;
  Lines lines;
  for (const v1::RoadmapRow& row : answer->roadmap_list().rows()) {
    ids.push_back(row.roadmap_id());
    if (options.json) print_json(row);
    else tell_row(row, ids.size(), glance, lines);
  }
  (*session)->roadmaps.remember(ids);
  print_lines(**session, lines);
  if (ids.empty() && !options.json)
    std::printf("%s\n", t({"Aucune feuille de route pour l’instant.", "No roadmap yet."}));
  return {};
}

struct Shown {
  v1::RoadmapView view;
  v1::TextAnswer text;
};

Result<Shown> fetch_shown(Session& session, std::uint64_t id, const Wish& wish) {
  auto now = fetch_roadmap(session, id);
  if (!now) return std::unexpected(now.error());
  VersionFound found;
  if (!wish.version.empty()) {
    const auto named = find_version(now->view(), wish.version);
    if (!named) return std::unexpected(named.error());
    found = *named;
  }
  auto text = fetch_text(session, id, found.text_version, wish.authors);
  if (!text) return std::unexpected(text.error());
  if (found.id == 0) return Shown{std::move(*now->mutable_view()), std::move(*text)};
  auto then = fetch_roadmap(session, id, found.id);
  if (!then) return std::unexpected(then.error());
  return Shown{std::move(*then->mutable_view()), std::move(*text)};
}

void remember_places(const Session& session, const v1::RoadmapView& view) {
  std::vector<std::uint64_t> actions;
  for (const v1::RoadmapAction& action : view.actions()) actions.push_back(action.id());
  session.actions.remember(actions);
  session.comments.remember(talk_ids(view));
}

Lines whole(const Session& session, const Shown& shown, const Wish& wish) {
  const Glance glance = glance_at(session);
  Lines lines;
  tell_head(shown.view, glance, lines);
  if (!wish.version.empty())
    lines.push_back({t({"  montrée : version {} du texte", "  shown: version {} of the text"},
                       {std::to_string(shown.text.version())}),
                     Style::warning});
  lines.emplace_back();
  if (wish.authors) tell_authors(shown.text, glance, lines);
  else tell_text(shown.text.text(), glance.columns, lines);
  // A number of the text is its text alone: the actions are those of a version that was frozen or named.
  const bool is_whole = wish.version.empty() || shown.view.text_version() == shown.text.version();
  if (!is_whole) return lines;
  tell_actions(shown.view, glance, lines);
  tell_talk(shown.view, roadmap::to_utf16(shown.text.text()), glance, lines);
  tell_versions(shown.view, glance, lines);
  tell_allowed(shown.view, glance, lines);
  return lines;
}

// Seen, as far as it was known when this was asked.
Result<void> mark_seen(Session& session, std::uint64_t id, std::uint64_t text_version) {
  v1::Command command;
  command.mutable_mark_roadmap_seen()->set_roadmap_id(id);
  command.mutable_mark_roadmap_seen()->set_text_version(text_version);
  command.mutable_mark_roadmap_seen()->set_seq(session.welcome().head_seq());
  const auto accepted = session.command(command);
  if (!accepted && accepted.error().code != v1::REFUSAL_CODE_ALREADY_DONE) return std::unexpected(accepted.error());
  return {};
}

// In a pipe it is the text, byte for byte; on a terminal everything, laid out.
Result<void> show_roadmap(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  const auto shown = fetch_shown(session, at->id, wish);
  if (!shown) return std::unexpected(shown.error());
  if (wish.version.empty()) remember_places(session, shown->view);
  if (options.json) {
    print_json(shown->view);
    print_json(shown->text);
  } else if (options.environment.stdout_is_terminal || wish.all) {
    print_lines(session, whole(session, *shown, wish));
  } else if (wish.authors) {
    Lines lines;
    tell_authors(shown->text, glance_at(session), lines);
    print_lines(session, lines);
  } else {
    const std::string& text = shown->text.text();
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!text.ends_with('\n')) std::printf("\n");
  }
  if (!wish.version.empty() || wish.keep_unread) return {};
  return mark_seen(session, at->id, shown->text.version());
}

Result<void> list_templates(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  question.mutable_list_roadmap_templates();
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  const Terminal terminal(options.environment);
  for (const v1::RoadmapTemplate& form : answer->roadmap_template_list().templates()) {
    if (options.json) {
      print_json(form);
      continue;
    }
    const std::string stage = stage_in_full(form.stage());
    std::printf("%s  %s\n%s\n", terminal.styled(harmless(form.key()), Style::accent).c_str(),
                terminal.styled(harmless(form.label()), Style::bold).c_str(),
                terminal.wrapped((stage.empty() ? "" : stage + t({" : ", ": "})) + form.guidance(), 4).c_str());
  }
  return {};
}

// The document that the server makes, as it comes.
Result<void> export_roadmap(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  std::string path = "/api/roadmaps/" + std::to_string(at->id) + "/export?format=" + wish.format +
                     "&lang=" + std::string(t({"fr", "en"}));
  if (!wish.version.empty()) {
    const auto now = fetch_roadmap(*at->session, at->id);
    if (!now) return std::unexpected(now.error());
    const auto version = find_version(now->view(), wish.version);
    if (!version) return std::unexpected(version.error());
    if (version->id == 0) {
      return fail(Exit::usage, t({"un document se fait du texte présent, ou d’une version figée ou nommée",
                                  "a document is made of the present text, or of a frozen or named version"}));
    }
    path += "&version=" + std::to_string(version->id);
  }
  PartialFile target(wish.path.empty() ? "-" : wish.path);
  if (target.is_standard_output() && options.environment.stdout_is_terminal &&
      (wish.format == "docx" || wish.format == "odt")) {
    return fail(Exit::usage, t({"ce format ne se lit pas dans un terminal : --output FICHIER",
                                "this format cannot be read on a terminal: --output FILE"}));
  }
  const auto fetched = fetch(*at->session, path, [&target](std::string_view bytes) { target.write(bytes); });
  if (!fetched) return fetched;
  if (auto written = target.finish(); !written) return written;
  if (!target.is_standard_output()) std::printf("%s\n", wish.path.c_str());
  return {};
}

}  // namespace

void add_roadmap_reading(CLI::App& roadmap, Invocation& invocation) {
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(roadmap, invocation, name, alias, help, run);
  };
  add("list", "liste", {"celles que je lis, par territoire", "those that I read, by territory"}, list_roadmaps);
  auto [showing, shown] =
      add("show", "voir",
          {"le texte, et sur un terminal tout ce qui l’entoure", "the text, and on a terminal all that is around it"},
          show_roadmap);
  add_roadmap_word(*showing, shown->roadmap);
  showing->add_option("--version", shown->version,
                      t({"telle qu’elle était : v1, ~N, mots d’un nom, numéro du texte",
                         "as it was: v1, ~N, words of a name, number of the text"}));
  showing->add_flag("--authors", shown->authors, t({"qui a écrit quoi", "who wrote what"}));
  showing->add_flag("--all", shown->all, t({"tout, même dans un tube", "all of it, in a pipe too"}));
  showing->add_flag("--keep-unread", shown->keep_unread, t({"ne pas marquer comme vu", "do not mark as seen"}));
  add("templates", "formes", {"les formes pour commencer", "the forms to begin with"}, list_templates);
  auto [exporting, exported] = add("export", "exporter", {"en document", "as a document"}, export_roadmap);
  add_roadmap_word(*exporting, exported->roadmap);
  exporting->add_option("--format", exported->format, "md|html|print|note|json|csv|docx|odt")
      ->check(CLI::IsMember({"md", "html", "print", "note", "json", "csv", "docx", "odt"}));
  exporting->add_option("--version", exported->version,
                        t({"une version figée ou nommée", "a frozen or named version"}));
  exporting->add_option("--output,-o", exported->path,
                        t({"fichier (sinon la sortie standard)", "file (else standard output)"}));
}

}  // namespace ramure::cli
