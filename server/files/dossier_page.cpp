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

  void begin_table(const Words& what, const Words& count) {
    text_ += std::string("| ") + in(language_, what) + " | " + in(language_, count) + " |\n|---|---:|\n";
  }
  void row(const std::string& what, const v1::Figure& figure) { text_ += "| " + what + " | " + shown(figure) + " |\n"; }
  void line(const Words& what, const v1::Figure& figure) { row(in(language_, what), figure); }

  std::string text() { return std::move(text_); }

 private:
  std::string shown(const v1::Figure& figure) const {
    if (!figure.hidden()) return std::to_string(figure.count());
    return in(language_, {"effectif insuffisant", "too few to be shown"});
  }

  Language language_;
  std::string text_;
};

void write_figures(Writing& writing, const v1::DossierFigures& figures) {
  writing.heading({"La communauté", "The community"});
  writing.begin_table({"Indicateur", "Figure"}, {"Nombre", "Number"});
  writing.line({"Territoires engagés", "Territories engaged"}, figures.territories());
  writing.line({"Territoires actifs ces 30 derniers jours", "Territories active in the last 30 days"},
               figures.participating());
  writing.line({"Tours de codéveloppement tenus", "Rounds of co-development held"}, figures.rounds_held());
  writing.line({"Territoires dont la feuille de route est partagée", "Territories that share their roadmap"},
               figures.with_roadmap());
}

void write_margins(Writing& writing, Language language, const v1::DossierFigures& figures) {
  writing.heading({"Actions des feuilles de route partagées", "Actions of the shared roadmaps"});
  writing.begin_table({"Statut", "Status"}, {"Actions", "Actions"});
  for (const v1::ActionFigure& figure : figures.actions()) {
    writing.row(action_status_text(language, figure.status()), figure.actions());
  }
  writing.heading({"Freins partagés, par nature", "Shared obstacles, by nature"});
  writing.begin_table({"Nature", "Nature"}, {"Freins", "Obstacles"});
  for (const v1::NatureFigure& figure : figures.natures()) {
    writing.row(nature_text(language, figure.nature()), figure.obstacles());
  }
  writing.heading({"Freins partagés, par thématique", "Shared obstacles, by theme"});
  writing.begin_table({"Thématique", "Theme"}, {"Freins", "Obstacles"});
  for (const v1::ThemeFigure& figure : figures.themes()) {
    writing.row(escaped_markdown(figure.title()), figure.obstacles());
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
