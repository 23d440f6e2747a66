// What became of a text: by sitting of work, and between two versions.
#include <algorithm>
#include <cstdio>

#include "client-cli/commands/roadmap.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/roadmaps/comparing.hpp"
#include "client-cli/roadmaps/telling.hpp"
#include "client-cli/roadmaps/versions.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string roadmap, from, to;
  bool names = false, since_visit = false;
};

// What came beside the text since then, in one line; empty: nothing.
std::string around_the_text(const v1::RoadmapView& view, const v1::RoadmapVisit& visit, std::uint64_t me) {
  const auto is_new = [&](const auto& thing) { return thing.id() > visit.seq() && thing.author_id() != me; };
  const auto talk = std::ranges::count_if(view.comments(), is_new) + std::ranges::count_if(view.suggestions(), is_new);
  const auto actions = std::ranges::count_if(view.actions(), [&](const v1::RoadmapAction& action) {
    return action.changed_at_ms() > visit.at_ms() && action.changed_by() != me;
  });
  if (talk == 0 && actions == 0) return {};
  return t({"à côté du texte : {} action(s) changée(s), {} commentaire(s) ou proposition(s)",
            "beside the text: {} action(s) changed, {} comment(s) or suggestion(s)"},
           {std::to_string(actions), std::to_string(talk)});
}

Result<void> show_history(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  const auto visit = last_visit(session, at->id);
  if (!visit) return std::unexpected(visit.error());
  v1::Query question;
  question.mutable_get_text_history()->set_roadmap_id(at->id);
  question.mutable_get_text_history()->set_with_names(wish.names);
  if (wish.since_visit) question.mutable_get_text_history()->set_after_version(visit->text_version());
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  if (options.json) {
    for (const v1::WorkingSession& sitting : answer->text_history().sessions()) print_json(sitting);
    return {};
  }
  const Glance glance = glance_at(session);
  Lines lines;
  if (answer->text_history().more_before()) lines.push_back({t({"(d’autres avant)", "(more before)"}), Style::dim});
  for (const v1::WorkingSession& sitting : answer->text_history().sessions()) tell_session(sitting, glance, lines);
  if (wish.since_visit) {
    const auto now = fetch_roadmap(session, at->id);
    if (!now) return std::unexpected(now.error());
    const std::string more = around_the_text(now->view(), *visit, glance.me);
    if (!more.empty()) lines.push_back({more});
  }
  if (lines.empty()) lines.push_back({t({"Rien n’a changé.", "Nothing changed."})});
  print_lines(session, lines);
  return {};
}

// Without a version to begin with: the one of the last visit, else the last that was frozen or named, else the first
// that one reads.
Result<std::uint64_t> usual_start(Session& session, std::uint64_t id, const v1::RoadmapView& view) {
  const auto visit = last_visit(session, id);
  if (!visit) return std::unexpected(visit.error());
  if (visit->text_version() > 0 && visit->text_version() < view.text_version()) return visit->text_version();
  for (int i = view.versions_size() - 1; i >= 0; --i) {
    if (view.versions(i).text_version() < view.text_version()) return view.versions(i).text_version();
  }
  return view.oldest_text_version();
}

Result<std::uint64_t> text_version(const v1::RoadmapView& view, const std::string& text) {
  if (text.empty()) return view.text_version();
  const auto found = find_version(view, text);
  if (!found) return std::unexpected(found.error());
  return found->text_version;
}

Result<void> show_difference(const Options& options, const Wish& wish) {
  const auto at = open_at_roadmap(options, wish.roadmap);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  const auto now = fetch_roadmap(session, at->id);
  if (!now) return std::unexpected(now.error());
  const auto from =
      wish.from.empty() ? usual_start(session, at->id, now->view()) : text_version(now->view(), wish.from);
  if (!from) return std::unexpected(from.error());
  const auto to = text_version(now->view(), wish.to);
  if (!to) return std::unexpected(to.error());
  v1::Query question;
  question.mutable_compare_texts()->set_roadmap_id(at->id);
  question.mutable_compare_texts()->set_from_version(*from);
  question.mutable_compare_texts()->set_to_version(*to);
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  if (options.json) {
    print_json(answer->text_comparison());
    return {};
  }
  Lines lines{{t({"De la version {} à la version {} :", "From version {} to version {}:"},
                 {std::to_string(*from), std::to_string(*to)}),
               Style::accent}};
  const Lines changed = tell_difference(answer->text_comparison().difference(), glance_at(session).columns);
  lines.insert(lines.end(), changed.begin(), changed.end());
  if (changed.empty()) lines.push_back({t({"Rien n’a changé.", "Nothing changed."})});
  print_lines(session, lines);
  return {};
}

}  // namespace

void add_roadmap_history(CLI::App& roadmap, Invocation& invocation) {
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    auto added = add_wished<Wish>(roadmap, invocation, name, alias, help, run);
    add_roadmap_word(*added.first, added.second->roadmap);
    return added;
  };
  auto [history, told] =
      add("history", "histoire", {"ce qui a changé, par séance de travail", "what changed, by sitting of work"},
          show_history);
  history->add_flag("--names", told->names, t({"qui a écrit", "who wrote"}));
  history->add_flag("--since-visit", told->since_visit, t({"depuis ma dernière visite", "since my last visit"}));
  auto [diff, compared] = add(
      "diff", "comparer", {"deux versions comparées : [-ôté-] {+ajouté+}", "two versions compared: [-gone-] {+come+}"},
      show_difference);
  diff->add_option("from", compared->from,
                   t({"v1, ~N, mots d’un nom, numéro du texte (sinon ma dernière visite)",
                      "v1, ~N, words of a name, number of the text (else my last visit)"}));
  diff->add_option("to", compared->to, t({"(sinon la dernière)", "(else the latest)"}));
}

}  // namespace ramure::cli
