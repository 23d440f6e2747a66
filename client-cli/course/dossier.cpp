#include "client-cli/course/dossier.hpp"

#include "client-cli/commands/show.hpp"
#include "client-cli/roadmaps/lines_of_text.hpp"
#include "client-cli/roadmaps/words.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

std::string figure_text(const v1::Figure& figure) {
  return figure.hidden() ? t({"effectif insuffisant", "too few to show"}) : std::to_string(figure.count());
}

std::string average_text(std::uint32_t hundredths) {
  if (hundredths == 0) return t({"effectif insuffisant", "too few to show"});
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + t({",", "."}) + (rest.size() < 2 ? "0" : "") + rest;
}

class Figures {
 public:
  Figures(const Glance& glance, Lines& lines) : glance_(glance), lines_(lines) {}

  void title(Words words) {
    lines_.emplace_back();
    lines_.push_back({t(words), Style::accent});
  }
  void line(const std::string& label, const std::string& value) {
    put_text("  ", label + t({" : ", ": "}) + value, glance_.columns, Style::plain, lines_);
  }
  void line(Words label, const v1::Figure& figure) { line(t(label), figure_text(figure)); }

 private:
  const Glance& glance_;
  Lines& lines_;
};

void tell_margins(const v1::DossierFigures& figures, Figures& tell) {
  if (!figures.actions().empty()) tell.title({"Actions des feuilles de route partagées", "Actions of shared roadmaps"});
  for (const v1::ActionFigure& figure : figures.actions())
    tell.line(status_text(figure.status()), figure_text(figure.actions()));
  if (!figures.natures().empty()) tell.title({"Freins, par nature", "Obstacles by nature"});
  for (const v1::NatureFigure& figure : figures.natures())
    tell.line(nature_text(figure.nature()), figure_text(figure.obstacles()));
  if (!figures.themes().empty()) tell.title({"Freins, par thématique", "Obstacles by theme"});
  for (const v1::ThemeFigure& figure : figures.themes())
    tell.line(harmless(figure.title()), figure_text(figure.obstacles()));
}

void tell_evaluations(const v1::DossierFigures& figures, Figures& tell) {
  if (figures.evaluations().empty()) return;
  tell.title({"Évaluations (de 1 à 4)", "Evaluations (1 to 4)"});
  for (const v1::EvaluationFigure& figure : figures.evaluations()) {
    tell.line(harmless(figure.title()),
              figure.hidden()
                  ? std::string(t({"effectif insuffisant", "too few to show"}))
                  : t({"utile {} · appris de ses pairs {} · pu dire {}", "useful {} · learnt from peers {} · heard {}"},
                      {average_text(figure.useful_hundredths()), average_text(figure.learnt_from_peers_hundredths()),
                       average_text(figure.was_heard_hundredths())}));
  }
}

}  // namespace

void tell_row(const v1::Dossier& dossier, std::size_t place, const Glance& glance, Lines& lines) {
  put_text("~" + std::to_string(place) + "  ", harmless(dossier.title()), glance.columns, Style::bold, lines);
  put_text("    ", harmless(glance.names.channel(dossier.channel_id())) + " · " + date_text(dossier.at_ms()),
           glance.columns, Style::dim, lines);
}

void tell_figures(const v1::DossierFigures& figures, const Glance& glance, Lines& lines) {
  Figures tell(glance, lines);
  tell.title({"Chiffres", "Figures"});
  tell.line({"Territoires engagés", "Territories engaged"}, figures.territories());
  tell.line({"Territoires qui participent (30 jours)", "Territories taking part (30 days)"}, figures.participating());
  tell.line({"Territoires avec une feuille de route partagée", "Territories with a shared roadmap"},
            figures.with_roadmap());
  tell.line({"Tours de codéveloppement tenus", "Rounds of co-development held"}, figures.rounds_held());
  tell_margins(figures, tell);
  tell_evaluations(figures, tell);
}

void tell_dossier(const v1::Dossier& dossier, const Glance& glance, Lines& lines) {
  put_text("", harmless(dossier.title()), glance.columns, Style::bold, lines);
  put_text("  ",
           harmless(glance.names.channel(dossier.channel_id())) + " · " + date_text(dossier.at_ms()) + " · " +
               who(glance, dossier.author_id()),
           glance.columns, Style::dim, lines);
  if (!dossier.words().empty()) {
    lines.emplace_back();
    put_text("  ", harmless(dossier.words()), glance.columns, Style::plain, lines);
  }
  tell_figures(dossier.figures(), glance, lines);
  if (dossier.quotes().empty()) return;
  lines.emplace_back();
  lines.push_back(
      {t({"Paroles, avec l’accord daté de leur auteur", "Words, with their author’s dated yes"}), Style::accent});
  for (const v1::DossierQuote& quote : dossier.quotes()) {
    if (quote.words().empty()) continue;  // erased since
    put_text("  ", t({"« {} »", "\"{}\""}, {harmless(quote.words())}), glance.columns, Style::plain, lines);
    put_text("      ", harmless(quote.author_name()) + ", " + date_text(quote.allowed_at_ms()), glance.columns,
             Style::dim, lines);
  }
}

void tell_quote(const v1::QuoteRow& quote, std::size_t place, const Glance& glance, Lines& lines) {
  put_text("~" + std::to_string(place) + "  ", t({"« {} »", "\"{}\""}, {harmless(quote.words())}), glance.columns,
           Style::plain, lines);
  std::string details = who(glance, quote.author_id()) + " · " +
                        t({"demandé {}", "asked {}"}, {moment_text(quote.asked_at_ms(), glance.now_ms)});
  const std::string answered = moment_text(quote.answered_at_ms(), glance.now_ms);
  if (!quote.answered()) details += t({" · sans réponse", " · no answer yet"});
  else if (quote.allowed()) details += t({" · oui, {}", " · yes, {}"}, {answered});
  else details += t({" · non, {}", " · no, {}"}, {answered});
  put_text("    ", details, glance.columns, Style::dim, lines);
}

}  // namespace ramure::cli
