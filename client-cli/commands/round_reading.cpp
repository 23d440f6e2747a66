// Rounds as one may read them: the list, one round, the templates to plan from, groups proposed.
#include <cstdio>

#include "client-cli/commands/round.hpp"
#include "client-cli/commands/round_talk.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/rounds/telling.hpp"
#include "client-cli/rounds/words.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string round;
  std::vector<std::string> members;
  unsigned count = 0;
  bool ended = false;
};

void show_row(const Terminal& terminal, const Names& names, const v1::RoundRow& row, std::size_t place) {
  const v1::RoundPlan& plan = row.plan();
  std::string title = harmless(plan.title().empty() ? row.template_label() : plan.title());
  std::string details = plan.group().empty() ? "" : harmless(plan.group()) + " · ";
  details += std::string(status_text(row.status())) + " · ";
  if (row.status() == v1::ROUND_STATUS_RUNNING && !row.step_label().empty())
    details += harmless(row.step_label()) + " · ";
  details += moment_text(plan.starts_at_ms(), now_ms());
  if (plan.practice()) details += t({" · essai", " · practice"});
  if (row.client_id() != 0 && !plan.practice()) details += " · " + harmless(names.member(row.client_id()));
  if (row.awaits_me()) details += t({" · on vous attend", " · you are awaited"});
  std::printf("%s  %s  %s\n", terminal.styled("~" + std::to_string(place), Style::dim).c_str(),
              terminal.styled(title, Style::bold).c_str(), details.c_str());
}

Result<void> list_rounds(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  question.mutable_list_rounds()->set_ended_too(wish.ended);
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  std::vector<std::uint64_t> ids;
  for (const v1::RoundRow& row : answer->round_list().rows()) {
    ids.push_back(row.round_id());
    if (options.json) {
      print_json(row);
    } else {
      show_row(Terminal(options.environment), (*session)->names, row, ids.size());
    }
  }
  (*session)->rounds.remember(ids);
  if (ids.empty() && !options.json) std::printf("%s\n", t({"Aucun tour pour l’instant.", "No round yet."}));
  return {};
}

Lines whole_round(const Room& room, const Glance& glance) {
  Lines lines;
  const auto gap = [&lines] {
    if (!lines.empty() && !lines.back().text.empty()) lines.emplace_back();
  };
  tell_head(room, glance, lines);
  tell_people(room, glance, lines);
  gap();
  tell_request(room, glance, lines);
  gap();
  for (const v1::Contribution& said : room.view().contributions()) tell_contribution(room, glance, said, lines);
  gap();
  tell_actions(room, glance, lines);
  gap();
  tell_floor(room, glance, lines);
  tell_asked(room, glance, lines);
  tell_desk(room, glance, lines);
  tell_allowed(room, glance, lines);
  return lines;
}

Result<void> show_round(const Options& options, const Wish& wish) {
  const auto at = open_at_round(options, wish.round);
  if (!at) return std::unexpected(at.error());
  Session& session = *at->session;
  const auto room = fetch_room(session, at->id);
  if (!room) return std::unexpected(room.error());
  session.contributions.remember(room->ids_by_number());
  if (options.json) {
    print_json(room->view());
    return {};
  }
  const Terminal terminal(options.environment);
  const Glance glance{session.names, session.welcome().me().id(), now_ms(), terminal.columns()};
  for (const Line& line : whole_round(*room, glance))
    std::printf("%s\n", terminal.styled(line.text, line.style).c_str());
  return {};
}

Result<void> list_templates(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  question.mutable_list_round_templates();
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  const Terminal terminal(options.environment);
  for (const v1::RoundTemplate& form : answer->round_template_list().templates()) {
    if (options.json) {
      print_json(form);
      continue;
    }
    std::string modes;
    for (const int mode : form.modes())
      modes += (modes.empty() ? "" : ", ") + std::string(mode_text(static_cast<v1::RoundMode>(mode)));
    std::printf("%s  %s (%s)\n%s\n", terminal.styled(harmless(form.key()), Style::accent).c_str(),
                terminal.styled(harmless(form.label()), Style::bold).c_str(), modes.c_str(),
                terminal.wrapped(form.summary(), 4).c_str());
  }
  return {};
}

Result<void> propose_groups(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const Names& names = (*session)->names;
  v1::Query question;
  question.mutable_propose_groups()->set_group_count(wish.count);
  for (const std::string& name : wish.members) {
    const auto id = names.find_member(name);
    if (!id) return std::unexpected(id.error());
    question.mutable_propose_groups()->add_member_ids(*id);
  }
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  const v1::ProposedGroups& proposed = answer->proposed_groups();
  if (options.json) {
    print_json(proposed);
    return {};
  }
  for (int at = 0; at < proposed.groups_size(); ++at) {
    std::string people;
    for (const std::uint64_t id : proposed.groups(at).member_ids())
      people += (people.empty() ? "" : ", ") + harmless(names.member(id));
    std::printf(
        "%s\n",
        t({"Groupe {} : {}", "Group {}: {}"}, {std::string(1, static_cast<char>('A' + at % 26)), people}).c_str());
  }
  for (const std::uint64_t id : proposed.unsplit_territory_ids())
    std::printf("%s\n",
                t({"Binôme resté ensemble : {}", "Pair left together: {}"}, {harmless(names.territory(id))}).c_str());
  return {};
}

}  // namespace

void add_round_reading(CLI::App& round, Invocation& invocation) {
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(round, invocation, name, alias, help, run);
  };
  auto [listing, list] = add("list", "liste", {"les tours où je suis", "the rounds that I am in"}, list_rounds);
  listing->add_flag("--ended", list->ended, t({"ceux qui sont terminés aussi", "those that ended too"}));
  auto [showing, shown] = add("show", "voir", {"un tour, tel que je le vois", "a round as I see it"}, show_round);
  showing->add_option("round", shown->round)->required();
  add("templates", "formes", {"les formes de tour", "the forms of a round"}, list_templates);
  auto [grouping, grouped] = add(
      "groups", "groupes", {"proposer des groupes, binômes séparés", "propose groups, pairs split"}, propose_groups);
  grouping->add_option("members", grouped->members, t({"les personnes", "the people"}))->required();
  grouping->add_option("--count", grouped->count, t({"combien de groupes", "how many groups"}));
}

}  // namespace ramure::cli
