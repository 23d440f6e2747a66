// What one wishes: mail, absence, language, time zone. They are the same on all one's devices.
#include <cstdio>
#include <optional>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/writing.hpp"
#include "client-cli/course/words.hpp"
#include "client-cli/output/terminal.hpp"

namespace ramure::cli {

namespace {

// What is not given stays as it is.
struct Wish {
  std::optional<std::string> digest, away, locale, zone;
  bool notices = false, no_notices = false;
  bool changes() const { return digest || away || locale || zone || notices || no_notices; }
};

Result<v1::Settings> fetch_settings(Session& session) {
  v1::Query question;
  question.mutable_get_private_rows();
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  v1::Settings settings;
  for (const v1::PrivateRow& row : answer->private_rows().rows()) {
    if (row.has_settings()) settings = row.settings();
  }
  return settings;
}

void show_settings(const v1::Settings& settings) {
  const auto line = [](Words label, const std::string& value) {
    std::printf("%s%s\n", t(label), harmless(value).c_str());
  };
  line({"Lettre : ", "Digest: "}, rhythm_text(settings.mail().digest()));
  line({"« À vous » par courriel : ", "Mail when it is one’s turn: "},
       settings.mail().no_notices() ? t({"non", "no"}) : t({"oui", "yes"}));
  if (!settings.away_until().empty())
    line({"En congé jusqu’au (inclus) : ", "Away until (included): "}, settings.away_until());
  if (!settings.locale().empty()) line({"Langue : ", "Language: "}, settings.locale());
  if (!settings.time_zone().empty()) line({"Fuseau horaire : ", "Time zone: "}, settings.time_zone());
}

Result<void> fill(const Wish& wish, v1::Settings& settings) {
  if (wish.digest) {
    const auto rhythm = digest_rhythm(*wish.digest);
    if (!rhythm) return std::unexpected(rhythm.error());
    settings.mutable_mail()->set_digest(*rhythm);
  }
  if (wish.notices || wish.no_notices) settings.mutable_mail()->set_no_notices(wish.no_notices);
  if (wish.away) settings.set_away_until(*wish.away);
  if (wish.locale) settings.set_locale(*wish.locale);
  if (wish.zone) settings.set_time_zone(*wish.zone);
  return {};
}

Result<void> settings(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  auto held = fetch_settings(**session);
  if (!held) return std::unexpected(held.error());
  if (!wish.changes()) {
    if (options.json) print_json(*held);
    else show_settings(*held);
    return {};
  }
  if (auto filled = fill(wish, *held); !filled) return filled;
  v1::Command command;
  *command.mutable_save_settings()->mutable_settings() = std::move(*held);
  return send_and_tell(**session, command, {"C’est noté.", "Noted."});
}

}  // namespace

void add_settings_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand(
      "settings", t({"mes réglages : courriel, absence, langue", "my settings: mail, absence, language"}));
  command->add_option("--digest", wish->digest,
                      t({"la lettre : semaine|jour|jamais", "the digest: weekly|daily|never"}));
  auto* none = command->add_flag("--no-notices", wish->no_notices,
                                 t({"pas de courriel quand c’est à moi", "no mail when it is my turn"}));
  command->add_flag("--notices", wish->notices, t({"des courriels quand c’est à moi", "mail when it is my turn"}))
      ->excludes(none);
  command->add_option("--away", wish->away,
                      t({"en congé jusqu’à ce jour, inclus : 2027-08-27 (\"\" : je suis là)",
                         "away until this day, included: 2027-08-27 (\"\": I am here)"}));
  command->add_option("--language", wish->locale, "fr|en");
  command->add_option("--zone", wish->zone, t({"fuseau horaire : Europe/Paris", "time zone: Europe/Paris"}));
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return settings(invocation.options, *wish); }; });
}

}  // namespace ramure::cli
