#include "server/files/dossier_page.hpp"

#include "server/files/markdown_text.hpp"
#include "server/files/printed_page.hpp"
#include "server/files/roadmap_paper.hpp"

namespace ramure::files {

namespace {

class Writing {
 public:
  explicit Writing(Language language) : language_(language) {}

  void heading(const Words& words) { text_ += std::string("\n## ") + in(language_, words) + "\n\n"; }
  void paragraph(const std::string& words) { text_ += words + "\n\n"; }

  template <class... More>
  void begin_table(const Words& what, const More&... counts) {
    text_ += std::string("| ") + in(language_, what);
    ((text_ += std::string(" | ") + in(language_, counts)), ...);
    text_ += " |\n|---";
    for (std::size_t i = 0; i < sizeof...(counts); ++i) text_ += "|---:";
    text_ += "|\n";
  }
  void row(const std::string& what, const v1::Figure& figure) { text_ += "| " + what + " | " + shown(figure) + " |\n"; }
  void row(const std::string& what, std::initializer_list<std::uint32_t> averages) {
    text_ += "| " + what;
    for (const std::uint32_t hundredths : averages) text_ += " | " + average(hundredths);
    text_ += " |\n";
  }
  void line(const Words& what, const v1::Figure& figure) { row(in(language_, what), figure); }

  std::string text() { return std::move(text_); }

 private:
  std::string shown(const v1::Figure& figure) const {
    return figure.hidden() ? too_few() : std::to_string(figure.count());
  }
  std::string average(std::uint32_t hundredths) const {
    if (hundredths == 0) return too_few();
    const std::string rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + in(language_, {",", "."}) + (rest.size() < 2 ? "0" : "") + rest;
  }
  std::string too_few() const { return in(language_, {"effectif insuffisant", "too few to be shown"}); }

  Language language_;
  std::string text_;
};

void write_figures(Writing& writing, const v1::DossierFigures& figures) {
  writing.heading({"La communauté", "The community"});
  writing.begin_table(Words{"Indicateur", "Figure"}, Words{"Nombre", "Number"});
  writing.line({"Territoires engagés", "Territories engaged"}, figures.territories());
  writing.line({"Territoires actifs ces 30 derniers jours", "Territories active in the last 30 days"},
               figures.participating());
  writing.line({"Tours de codéveloppement tenus", "Rounds of co-development held"}, figures.rounds_held());
  writing.line({"Territoires dont la feuille de route est partagée", "Territories that share their roadmap"},
               figures.with_roadmap());
}

void write_margins(Writing& writing, Language language, const v1::DossierFigures& figures) {
  writing.heading({"Actions des feuilles de route partagées", "Actions of the shared roadmaps"});
  writing.begin_table(Words{"Statut", "Status"}, Words{"Actions", "Actions"});
  for (const v1::ActionFigure& figure : figures.actions()) {
    writing.row(action_status_text(language, figure.status()), figure.actions());
  }
  writing.heading({"Freins partagés, par nature", "Shared obstacles, by nature"});
  writing.begin_table(Words{"Nature", "Nature"}, Words{"Freins", "Obstacles"});
  for (const v1::NatureFigure& figure : figures.natures()) {
    writing.row(nature_text(language, figure.nature()), figure.obstacles());
  }
  writing.heading({"Freins partagés, par thématique", "Shared obstacles, by theme"});
  writing.begin_table(Words{"Thématique", "Theme"}, Words{"Freins", "Obstacles"});
  for (const v1::ThemeFigure& figure : figures.themes()) {
    writing.row(escaped_markdown(figure.title()), figure.obstacles());
  }
}

void write_evaluations(Writing& writing, const v1::DossierFigures& figures) {
  if (figures.evaluations().empty()) return;
  writing.heading({"Évaluations des rencontres, de 1 à 4", "Evaluations of gatherings, 1 to 4"});
  writing.begin_table(Words{"Rencontre", "Gathering"}, Words{"Utile dans mon territoire", "Useful in my territory"},
                      Words{"Appris de mes pairs", "Learnt from peers"}, Words{"Pu dire", "Could speak"});
  for (const v1::EvaluationFigure& figure : figures.evaluations()) {
    writing.row(escaped_markdown(figure.title()),
                {figure.useful_hundredths(), figure.learnt_from_peers_hundredths(), figure.was_heard_hundredths()});
  }
}

// Words that were erased since are left out.
void write_quotes(Writing& writing, const DossierPage& page, const Calendar& calendar) {
  bool has_heading = false;
  for (const v1::DossierQuote& quote : page.dossier.quotes()) {
    if (quote.words().empty()) continue;
    if (!has_heading) writing.heading({"Paroles", "In their words"});
    has_heading = true;
    writing.paragraph(quoted_markdown(quote.words()));
    writing.paragraph(
        "— " + escaped_markdown(quote.author_name()) + ", " +
        filled(in(page.language, {"avec son accord du {}", "by consent of {}"}), calendar.day(quote.allowed_at_ms())));
  }
}

std::string markdown_of(const DossierPage& page, const Calendar& calendar) {
  Writing writing(page.language);
  if (!page.dossier.words().empty()) writing.paragraph(page.dossier.words());
  write_figures(writing, page.dossier.figures());
  write_margins(writing, page.language, page.dossier.figures());
  write_evaluations(writing, page.dossier.figures());
  write_quotes(writing, page, calendar);
  writing.heading({"Comment lire ces chiffres", "How to read these figures"});
  writing.paragraph(in(
      page.language, {"Un chiffre qui vient de moins de trois territoires n’est pas montré, ni celui dont on pourrait "
                      "le déduire. D’un dossier à l’autre, un chiffre ne change que si au moins trois territoires y "
                      "sont pour quelque chose.",
                      "A figure that comes from fewer than three territories is not shown, nor is one from which it "
                      "could be told. From one dossier to the next a figure changes only if at least three "
                      "territories have a part in it."}));
  return writing.text();
}

}  // namespace

std::string dossier_page(const DossierPage& page) {
  const Calendar calendar(page.language, page.zone);
  const std::string markdown = markdown_of(page, calendar);
  const std::string below = page.community + " · " + calendar.day(page.dossier.at_ms());
  return printed_page(page.language, {.title = page.dossier.title(),
                                      .below = below,
                                      .markdown = markdown,
                                      .ending = page.ending,
                                      .is_for_outside = page.is_for_outside});
}

}  // namespace ramure::files
