#include "client-cli/commands/roadmap_talk.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <vector>

#include "client-cli/commands/writing.hpp"
#include "client-cli/state/one_named.hpp"

namespace ramure::cli {

Result<std::uint64_t> find_roadmap(Session& session, const std::string& text) {
  if (Listing::is_reference(text)) return session.roadmaps.find(text);
  v1::Query question;
  question.mutable_list_roadmaps();
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  OneNamed<std::uint64_t> found(text);
  for (const v1::RoadmapRow& row : answer->roadmap_list().rows()) {
    found.see(row.roadmap_id(), {row.title(), session.names.territory(row.territory_id())});
  }
  if (found.one() != nullptr) return *found.one();
  return fail(
      Exit::refused,
      found.is_none()
          ? t({"aucune feuille de route « {} » (« ramure roadmap list »)", "no roadmap \"{}\" (`ramure roadmap list`)"},
              {text})
          : t({"plusieurs feuilles de route « {} » : précisez", "several roadmaps \"{}\": say more"}, {text}));
}

Result<AtRoadmap> open_at_roadmap(const Options& options, const std::string& roadmap) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = find_roadmap(**session, roadmap);
  if (!id) return std::unexpected(id.error());
  return AtRoadmap{std::move(*session), *id};
}

Result<v1::RoadmapAnswer> fetch_roadmap(Session& session, std::uint64_t id, std::uint64_t version_id) {
  v1::Query question;
  question.mutable_get_roadmap()->set_roadmap_id(id);
  question.mutable_get_roadmap()->set_version_id(version_id);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  return std::move(*answer->mutable_roadmap());
}

Result<v1::TextAnswer> fetch_text(Session& session, std::uint64_t id, std::uint64_t version, bool with_authors) {
  v1::Query question;
  question.mutable_get_text()->set_roadmap_id(id);
  question.mutable_get_text()->set_version(version);
  question.mutable_get_text()->set_with_authors(with_authors);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  return std::move(*answer->mutable_text());
}

Result<v1::RoadmapVisit> last_visit(Session& session, std::uint64_t id) {
  v1::Query question;
  question.mutable_get_private_rows();
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  for (const v1::PrivateRow& row : answer->private_rows().rows()) {
    if (row.has_roadmap_visit() && row.roadmap_visit().roadmap_id() == id) return row.roadmap_visit();
  }
  return v1::RoadmapVisit();
}

Result<void> send_to_roadmap(Session& session, std::uint64_t id, v1::RoadmapCommand wish, Words done) {
  v1::Command command;
  wish.set_roadmap_id(id);
  *command.mutable_roadmap() = std::move(wish);
  return send_keeping_words(session, std::move(command), done);
}

Glance glance_at(const Session& session) {
  return {session.names, session.welcome().me().id(), now_ms(), Terminal(session.options.environment).columns()};
}

void print_lines(const Session& session, const Lines& lines) {
  const Terminal terminal(session.options.environment);
  for (const Line& line : lines) std::printf("%s\n", terminal.styled(line.text, line.style).c_str());
}

Result<void> confirm(const Options& options, bool yes, const std::string& question) {
  if (yes) return {};
  const bool can_ask = options.environment.stdin_is_terminal && options.environment.stdout_is_terminal;
  if (!can_ask || options.json) return fail(Exit::usage, question + t({" : ajoutez --yes", ": add --yes"}));
  std::printf("%s%s", question.c_str(), t({" ? [o/N] ", "? [y/N] "}));
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  const std::string said = fold(answer);
  if (said == "o" || said == "oui" || said == "y" || said == "yes") return {};
  return fail(Exit::usage, t({"rien n’est fait", "nothing is done"}));
}

void add_roadmap_word(CLI::App& command, std::string& roadmap) {
  command
      .add_option("roadmap", roadmap,
                  t({"la feuille de route : ~N, identifiant, mots du titre ou du territoire",
                     "the roadmap: ~N, id, words of its title or territory"}))
      ->required();
}

}  // namespace ramure::cli
