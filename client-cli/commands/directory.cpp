// People, territories, and the word of the facilitators: shown, or changed by whoever may.
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/commands/writing.hpp"

namespace ramure::cli {

namespace {

// What is not given stays as it is; "" empties.
struct Given {
  std::string text;
  const CLI::Option* option = nullptr;

  explicit operator bool() const { return option != nullptr && option->count() > 0; }
  const std::string& or_else(const std::string& held) const { return *this ? text : held; }
};

void add_given(CLI::App& command, const char* name, Given& given, Words help) {
  given.option = command.add_option(name, given.text, t(help));
}

void show_field(const Terminal& terminal, Words label, const std::string& text) {
  if (text.empty()) return;
  std::printf("%s\n%s\n", terminal.styled(t(label), Style::dim).c_str(), terminal.wrapped(text, 2).c_str());
}

// --- profile

struct ProfileWish {
  std::string person;
  Given name, organisation, function, bio;
  bool changes() const { return name || organisation || function || bio; }
};

void show_profile(Session& session, const v1::Member& member) {
  if (session.options.json) return print_json(member);
  const Terminal terminal(session.options.environment);
  const std::string territory = session.names.territory(member.territory_id());
  std::printf("%s  %s\n", terminal.styled(harmless(member.name()), Style::bold).c_str(),
              terminal.styled(role_text(member.role()), Style::dim).c_str());
  if (!territory.empty()) std::printf("%s\n", harmless(territory).c_str());
  show_field(terminal, {"Organisation", "Organisation"}, member.organisation());
  show_field(terminal, {"Fonction", "Function"}, member.function());
  show_field(terminal, {"Présentation", "About"}, member.bio());
}

Result<v1::Member> whose_profile(Session& session, const ProfileWish& wish) {
  if (wish.person.empty()) return session.welcome().me();
  const auto id = session.names.find_member(wish.person);
  if (!id) return std::unexpected(id.error());
  return session.names.members().at(*id);
}

Result<void> profile(const Options& options, const ProfileWish& wish) {
  if (wish.changes() && !wish.person.empty()) {
    return fail(Exit::usage, t({"on ne change que son propre profil", "one changes one’s own profile only"}));
  }
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto member = whose_profile(**session, wish);
  if (!member) return std::unexpected(member.error());
  if (!wish.changes()) {
    show_profile(**session, *member);
    return {};
  }
  v1::Command command;
  v1::EditProfile& edit = *command.mutable_edit_profile();
  edit.set_name(wish.name.or_else(member->name()));
  edit.set_organisation(wish.organisation.or_else(member->organisation()));
  edit.set_function(wish.function.or_else(member->function()));
  edit.set_bio(wish.bio.or_else(member->bio()));
  return send_and_tell(**session, command, {"Profil à jour.", "Profile up to date."});
}

// --- territory

struct TerritoryWish {
  std::string territory;
  Given summary, offers, seeks, name, profile_label, time_zone, add;
  bool changes() const { return summary || offers || seeks || name || profile_label || time_zone || add; }
};

void show_territory(Session& session, const v1::Territory& territory) {
  if (session.options.json) return print_json(territory);
  const Terminal terminal(session.options.environment);
  std::printf("%s  %s\n", terminal.styled(harmless(territory.name()), Style::bold).c_str(),
              terminal.styled(harmless(territory.profile_label()), Style::dim).c_str());
  std::string people;
  for (const auto& [id, member] : session.names.members()) {
    const bool is_here = member.territory_id() == territory.id() && member.status() == v1::MEMBER_STATUS_ACTIVE;
    if (is_here) people += (people.empty() ? "" : ", ") + member.name();
  }
  show_field(terminal, {"Binôme", "Pair"}, people);
  show_field(terminal, {"En bref", "In short"}, territory.summary());
  show_field(terminal, {"Ce qu’il peut apporter", "What it offers"}, territory.offers());
  show_field(terminal, {"Ce qu’il cherche", "What it seeks"}, territory.seeks());
}

Result<v1::Territory> which_territory(Session& session, const TerritoryWish& wish) {
  std::uint64_t id = session.welcome().me().territory_id();
  if (!wish.territory.empty()) {
    const auto found = session.names.find_territory(wish.territory);
    if (!found) return std::unexpected(found.error());
    id = *found;
  }
  const auto territory = session.names.territories().find(id);
  if (territory == session.names.territories().end()) {
    return fail(Exit::usage, t({"quel territoire ?", "which territory?"}));
  }
  return territory->second;
}

void fill_territory(v1::Territory& territory, const TerritoryWish& wish) {
  territory.set_name(wish.name.or_else(territory.name()));
  territory.set_profile_label(wish.profile_label.or_else(territory.profile_label()));
  territory.set_time_zone(wish.time_zone.or_else(territory.time_zone()));
  territory.set_summary(wish.summary.or_else(territory.summary()));
  territory.set_offers(wish.offers.or_else(territory.offers()));
  territory.set_seeks(wish.seeks.or_else(territory.seeks()));
}

Result<void> add_territory(Session& session, const TerritoryWish& wish) {
  v1::Command command;
  v1::Territory& territory = *command.mutable_add_territory()->mutable_territory();
  territory.set_key(wish.add.text);
  territory.set_time_zone(session.welcome().community().time_zone());
  fill_territory(territory, wish);
  return send_and_tell(session, command, {"Territoire ajouté.", "Territory added."});
}

Result<void> territory(const Options& options, const TerritoryWish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  if (wish.add) return add_territory(**session, wish);
  auto territory = which_territory(**session, wish);
  if (!territory) return std::unexpected(territory.error());
  if (!wish.changes()) {
    show_territory(**session, *territory);
    return {};
  }
  fill_territory(*territory, wish);
  v1::Command command;
  *command.mutable_edit_territory()->mutable_territory() = *territory;
  return send_and_tell(**session, command, {"Territoire à jour.", "Territory up to date."});
}

// --- word

struct WordWish {
  std::string text;
  bool edit = false, clear = false;
};

void show_word(Session& session, const v1::Word& word) {
  if (session.options.json) return print_json(word);
  if (word.text().empty()) {
    std::printf("%s\n", t({"Pas de mot de l’animation pour l’instant.", "No word from the facilitators yet."}));
    return;
  }
  const Terminal terminal(session.options.environment);
  std::printf("%s\n%s\n", terminal.wrapped(session.names.readable(word.text()), 0).c_str(),
              terminal
                  .styled(harmless(session.names.member(word.author_id())) + ", " + moment_text(word.at_ms(), now_ms()),
                          Style::dim)
                  .c_str());
}

Result<void> word(const Options& options, const WordWish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  v1::Query question;
  question.mutable_get_snapshot();
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  const v1::Word& in_force = answer->snapshot().word();
  if (wish.text.empty() && !wish.edit && !wish.clear) {
    show_word(**session, in_force);
    return {};
  }
  v1::Command command;
  if (!wish.clear) {
    const auto text = read_text(options, wish.text, in_force.text());
    if (!text) return std::unexpected(text.error());
    command.mutable_edit_word()->set_text((*session)->names.with_mentions(*text));
  }
  command.mutable_edit_word()->set_version(in_force.version());
  return send_and_tell(**session, command,
                       {"Le mot de l’animation est à jour.", "The facilitators’ word is up to date."});
}

void add_profile_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<ProfileWish>();
  auto* command = app.add_subcommand("profile", t({"un profil ; changer le sien", "a profile; change one’s own"}));
  command->add_option("person", wish->person, t({"de qui (sinon le sien)", "whose (else one’s own)"}));
  add_given(*command, "--name", wish->name, {"nom affiché", "name that is shown"});
  add_given(*command, "--organisation", wish->organisation, {"organisation", "organisation"});
  add_given(*command, "--function", wish->function, {"fonction", "function"});
  add_given(*command, "--bio", wish->bio, {"présentation", "a few lines about oneself"});
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return profile(invocation.options, *wish); }; });
}

void add_territory_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<TerritoryWish>();
  auto* command = app.add_subcommand("territory", t({"un territoire : ce qu’il apporte et cherche ; le mettre à jour",
                                                     "a territory: what it offers and seeks; bring it up to date"}));
  command->add_option("territory", wish->territory, t({"lequel (sinon le sien)", "which (else one’s own)"}));
  add_given(*command, "--summary", wish->summary, {"en bref", "in short"});
  add_given(*command, "--offers", wish->offers, {"ce qu’il peut apporter", "what it can bring"});
  add_given(*command, "--seeks", wish->seeks, {"ce qu’il cherche", "what it looks for"});
  add_given(*command, "--name", wish->name, {"nom (admin)", "name (admin)"});
  add_given(*command, "--profile-label", wish->profile_label, {"profil (admin)", "profile (admin)"});
  add_given(*command, "--time-zone", wish->time_zone, {"fuseau horaire (admin)", "time zone (admin)"});
  add_given(*command, "--add", wish->add, {"en ajouter un, sous cette clé (admin)", "add one, of this key (admin)"});
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return territory(invocation.options, *wish); }; });
}

void add_word_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<WordWish>();
  auto* command = app.add_subcommand("word", t({"le mot de l’animation : le lire, ou l’écrire",
                                                "the word of the facilitators: read it, or write it"}));
  command->add_option("text", wish->text,
                      t({"le nouveau (- pour l’entrée standard)", "the new one (- for standard input)"}));
  command->add_flag("--edit", wish->edit, t({"dans l’éditeur", "in the editor"}));
  command->add_flag("--clear", wish->clear, t({"le retirer", "take it away"}));
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return word(invocation.options, *wish); }; });
}

}  // namespace

void add_directory_commands(CLI::App& app, Invocation& invocation) {
  add_profile_command(app, invocation);
  add_territory_command(app, invocation);
  add_word_command(app, invocation);
}

}  // namespace ramure::cli
