// « Dossier »: what a committee is told of the community, at one date.
#include <algorithm>
#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/course_talk.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/roadmap_talk.hpp"
#include "client-cli/commands/saved_page.hpp"
#include "client-cli/commands/wished.hpp"
#include "client-cli/course/dossier.hpp"
#include "client-cli/state/one_named.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string dossier, channel, title, text, path;
  std::vector<std::string> quotes;
};

using Dossiers = google::protobuf::RepeatedPtrField<v1::Dossier>;

Result<Dossiers> fetch_dossiers(Session& session) {
  v1::Query question;
  question.mutable_list_dossiers();
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  return std::move(*answer->mutable_dossier_list()->mutable_dossiers());
}

Result<void> list_dossiers(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto dossiers = fetch_dossiers(**session);
  if (!dossiers) return std::unexpected(dossiers.error());
  std::vector<std::uint64_t> ids;
  Lines lines;
  for (const v1::Dossier& dossier : *dossiers) {
    ids.push_back(dossier.id());
    if (options.json) print_json(dossier);
    else tell_row(dossier, ids.size(), glance_at(**session), lines);
  }
  (*session)->dossiers.remember(ids);
  print_lines(**session, lines);
  if (ids.empty() && !options.json) std::printf("%s\n", t({"Aucun dossier pour l’instant.", "No dossier yet."}));
  return {};
}

Result<v1::Dossier> find_dossier(Session& session, const std::string& text) {
  const auto dossiers = fetch_dossiers(session);
  if (!dossiers) return std::unexpected(dossiers.error());
  std::uint64_t id = 0;
  if (Listing::is_reference(text)) {
    const auto named = session.dossiers.find(text);
    if (!named) return std::unexpected(named.error());
    id = *named;
  } else {
    OneNamed<std::uint64_t> found(text);
    for (const v1::Dossier& dossier : *dossiers) found.see(dossier.id(), {dossier.title()});
    if (found.one() != nullptr) id = *found.one();
  }
  const auto dossier = std::ranges::find(*dossiers, id, &v1::Dossier::id);
  if (dossier != dossiers->end()) return *dossier;
  return fail(Exit::refused,
              t({"aucun dossier de ce nom, ou plusieurs : {}", "no dossier of that name, or several: {}"}, {text}));
}

// The page that is printed, when a path is given.
Result<void> save_dossier(const Session& session, const v1::Dossier& dossier, const std::string& path) {
  const char* lang = language() == Language::french ? "fr" : "en";
  return save_page(session, "/api/dossiers/" + std::to_string(dossier.id()) + "?format=html&lang=" + lang, path);
}

Result<void> show_dossier(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto dossier = find_dossier(**session, wish.dossier);
  if (!dossier) return std::unexpected(dossier.error());
  if (!wish.path.empty()) return save_dossier(**session, *dossier, wish.path);
  if (options.json) {
    print_json(*dossier);
    return {};
  }
  Lines lines;
  tell_dossier(*dossier, glance_at(**session), lines);
  print_lines(**session, lines);
  return {};
}

Result<v1::DossierDraft> fetch_draft(Session& session) {
  v1::Query question;
  question.mutable_draw_dossier();
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  std::vector<std::uint64_t> ids;
  for (const v1::QuoteRow& quote : answer->dossier_draft().allowed_quotes()) ids.push_back(quote.quote_id());
  session.quotes.remember(ids);
  return std::move(*answer->mutable_dossier_draft());
}

Result<void> draw(const Options& options, const Wish&) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto draft = fetch_draft(**session);
  if (!draft) return std::unexpected(draft.error());
  if (options.json) {
    print_json(*draft);
    return {};
  }
  const Glance glance = glance_at(**session);
  Lines lines;
  lines.push_back({t({"Tel qu’il serait publié maintenant", "As it would be published now"}), Style::bold});
  tell_figures(draft->figures(), glance, lines);
  if (!draft->allowed_quotes().empty()) {
    lines.emplace_back();
    lines.push_back(
        {t({"Citations permises (« publish --quote ~N »)", "Quotes allowed (`publish --quote ~N`)"}), Style::accent});
  }
  std::size_t place = 0;
  for (const v1::QuoteRow& quote : draft->allowed_quotes()) tell_quote(quote, ++place, glance, lines);
  print_lines(**session, lines);
  return {};
}

Result<void> publish(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto channel = (*session)->names.find_channel(wish.channel);
  if (!channel) return std::unexpected(channel.error());
  v1::CourseCommand command;
  v1::PublishDossier& dossier = *command.mutable_publish_dossier();
  dossier.set_channel_id(*channel);
  dossier.set_title(wish.title);
  if (!wish.text.empty()) {
    const auto words = read_text(options, wish.text, "");
    if (!words) return std::unexpected(words.error());
    dossier.set_words(*words);
  }
  for (const std::string& text : wish.quotes) {
    const auto quote = (*session)->quotes.find(text);
    if (!quote) return std::unexpected(quote.error());
    dossier.add_quote_ids(*quote);
  }
  return send_to_course(**session, std::move(command), {"Dossier publié.", "Dossier published."});
}

}  // namespace

void add_dossier_commands(CLI::App& app, Invocation& invocation) {
  auto* family = app.add_subcommand(
      "dossier", t({"ce qui est dit aux comités, à une date", "what the committees are told, at one date"}));
  const auto add = [&](const char* name, const char* alias, Words help, auto run) {
    return add_wished<Wish>(*family, invocation, name, alias, help, run);
  };
  add("list", "liste", {"les dossiers que je lis", "the dossiers that I read"}, list_dossiers);
  auto [showing, shown] = add("show", "voir", {"un dossier", "a dossier"}, show_dossier);
  showing
      ->add_option("dossier", shown->dossier, t({"~N, identifiant ou mots du titre", "~N, id or words of its title"}))
      ->required();
  showing->add_option("--page", shown->path,
                      t({"enregistrer la page à imprimer ici", "save the page for printing here"}));
  add("draft", "brouillon", {"tel qu’il serait maintenant (animation)", "as it would be now (facilitators)"}, draw);
  auto [publishing, published] =
      add("publish", "publier", {"le publier pour un comité (animation)", "publish it for a committee (facilitators)"},
          publish);
  publishing->add_option("channel", published->channel, t({"le comité", "the committee"}))->required();
  publishing->add_option("title", published->title, t({"titre", "title"}))->required();
  publishing->add_option("text", published->text,
                         t({"les mots de l’animation (- pour l’entrée standard)",
                            "the words of the facilitators (- for standard input)"}));
  publishing->add_option("--quote", published->quotes,
                         t({"citation permise, plusieurs fois", "quote that was allowed, several times"}));
  family->callback([family, &invocation] {
    if (!family->get_subcommands().empty()) return;
    invocation.run = [&invocation] { return list_dossiers(invocation.options, {}); };
  });
}

}  // namespace ramure::cli
