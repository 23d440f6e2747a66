// The people of the community by territory, and where each territory stands in the course.
#include <cstdio>
#include <map>
#include <vector>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/commands/writing.hpp"
#include "client-cli/course/words.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string territory, state;
};

using Members = std::vector<const v1::Member*>;

void print_people(const Terminal& terminal, const Members& members) {
  for (const v1::Member* member : members) {
    std::string details = role_text(member->role());
    for (const std::string& more : {member->function(), member->organisation()})
      if (!more.empty()) details += ", " + harmless(more);
    std::printf("  %s  %s\n", harmless(member->name()).c_str(), terminal.styled(details, Style::dim).c_str());
  }
}

void print_title(const Terminal& terminal, const std::string& title, const std::string& details) {
  std::printf("%s%s\n", terminal.styled(title, Style::bold).c_str(),
              terminal.styled(details.empty() ? "" : "  " + details, Style::dim).c_str());
}

std::string standing(const v1::Territory& territory) {
  const std::string state = state_text(territory.state());
  if (territory.state_since_ms() == 0) return state;
  return state + t({" depuis le ", " since "}) + date_text(territory.state_since_ms());
}

Result<void> list_people(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  std::map<std::uint64_t, Members> by_territory;
  for (const auto& [id, member] : (*session)->names.members()) {
    if (member.status() != v1::MEMBER_STATUS_ACTIVE) continue;
    if (options.json) print_json(member);
    by_territory[member.territory_id()].push_back(&member);
  }
  if (options.json) return {};
  const Terminal terminal(options.environment);
  for (const auto& [id, territory] : (*session)->names.territories()) {
    print_title(terminal, harmless(territory.name()), standing(territory));
    print_people(terminal, by_territory[id]);
  }
  if (by_territory[0].empty()) return {};
  print_title(terminal, t({"Animation, accompagnement, comités", "Facilitators, advisers, committees"}), {});
  print_people(terminal, by_territory[0]);
  return {};
}

// The state alone, or the change of it.
Result<void> territory(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->names.find_territory(wish.territory);
  if (!id) return std::unexpected(id.error());
  const v1::Territory& found = (*session)->names.territories().at(*id);
  if (wish.state.empty()) {
    if (options.json) print_json(found);
    else print_title(Terminal(options.environment), harmless(found.name()), standing(found));
    return {};
  }
  const auto state = territory_state(wish.state);
  if (!state) return std::unexpected(state.error());
  v1::Command command;
  command.mutable_set_territory_state()->set_territory_id(*id);
  command.mutable_set_territory_state()->set_state(*state);
  return send_and_tell(**session, command, {"C’est noté.", "Noted."});
}

}  // namespace

void add_people_commands(CLI::App& app, Invocation& invocation) {
  auto* family = app.add_subcommand("people", t({"les personnes par territoire, et où chaque territoire en est",
                                                 "people by territory, and where each territory stands"}));
  add_wished<Wish>(*family, invocation, "list", "liste", {"tout le monde", "everybody"}, list_people);
  auto [standing_of, wish] = add_wished<Wish>(
      *family, invocation, "territory", "territoire",
      {"où en est un territoire ; le changer (animation)", "where a territory stands; change it (facilitators)"},
      territory);
  standing_of->add_option("territory", wish->territory, t({"mots ou clé", "words or key"}))->required();
  standing_of->add_option("--state", wish->state,
                          t({"sollicité|engagé|en pause|parti|relayé", "approached|engaged|paused|left|relayed"}));
  family->callback([family, &invocation] {
    if (!family->get_subcommands().empty()) return;
    invocation.run = [&invocation] { return list_people(invocation.options, {}); };
  });
}

}  // namespace ramure::cli
