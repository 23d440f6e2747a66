// A roadmap in the forms in which it leaves: text and actions in words, for people and for spreadsheets.
#include "server/files/roadmap_paper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/files/roadmap_text.hpp"

namespace ramure::files {

namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

v1::RoadmapAction action(std::string title, std::string axis = "", std::string due = "2018-12-31") {
  v1::RoadmapAction action;
  action.set_title(std::move(title));
  action.set_axis(std::move(axis));
  action.set_owner("Ville");
  action.set_partners("tous");
  action.set_due(std::move(due));
  action.set_status(v1::ROADMAP_ACTION_STATUS_RUNNING);
  return action;
}

constexpr const char* form =
    "# Feuille de route\n\n## 1. Vision et enjeux\n\n*Trois à cinq lignes.*\n\n## 7. Notre demande\n";
constexpr const char* text =
    "# Alliances pour le centre\n\n## 1. Vision et enjeux\n\n*Trois à cinq lignes.*\n\nLe centre vit.\n\n"
    "## 2. Diagnostic\n\nRien.\n\n## 7. Prochaines étapes et demande\n\n1. Un atelier.\n2. **Notre demande** : un "
    "modèle.\n";

RoadmapPaper paper() {
  return {.language = Language::french,
          .title = "Feuille de route de Sauveclaire",
          .territory = "Ville de Sauveclaire",
          .below = "Feuille de route (v2) · version figée le lundi 24 septembre 2018",
          .text = text,
          .form = form,
          .actions = {action("Coprésidence | tournante", "Axe A"), action("Charte de *deux* pages", "Axe A"),
                      action("Troisième boutique", "Axe B", "")}};
}

}  // namespace

TEST(RoadmapPaper, MarkdownIsTheTextThenTheActionsByAxis) {
  EXPECT_EQ(roadmap_markdown(paper()),
            "# Alliances pour le centre\n\n"
            "*Ville de Sauveclaire · Feuille de route (v2) · version figée le lundi 24 septembre 2018*\n\n"
            "## 1. Vision et enjeux\n\n*Trois à cinq lignes.*\n\nLe centre vit.\n\n## 2. Diagnostic\n\nRien.\n\n"
            "## 7. Prochaines étapes et demande\n\n1. Un atelier.\n2. **Notre demande** : un modèle.\n\n"
            "## Actions\n\n### Axe A\n\n"
            "| Action | Pilote | Partenaires | Échéance | Moyens | Indicateur | Statut |\n"
            "| --- | --- | --- | --- | --- | --- | --- |\n"
            "| Coprésidence \\| tournante | Ville | tous | 31 décembre 2018 | – | – | en cours |\n"
            "| Charte de \\*deux\\* pages | Ville | tous | 31 décembre 2018 | – | – | en cours |\n\n### Axe B\n\n"
            "| Action | Pilote | Partenaires | Échéance | Moyens | Indicateur | Statut |\n"
            "| --- | --- | --- | --- | --- | --- | --- |\n"
            "| Troisième boutique | Ville | tous | – | – | – | en cours |\n");
}

TEST(RoadmapPaper, ATextWithoutATitleGetsTheRoadmaps) {
  RoadmapPaper plain = paper();
  plain.text = "Un mot.";
  plain.actions.clear();
  EXPECT_THAT(roadmap_markdown(plain), StartsWith("# Feuille de route de Sauveclaire\n\n*Ville"));
  EXPECT_THAT(roadmap_markdown(plain), Not(HasSubstr("## Actions")));
}

TEST(RoadmapPaper, ThePageStandsAloneAndCutsNoRow) {
  const std::string page = roadmap_page(paper());
  EXPECT_THAT(page, HasSubstr("<html lang=\"fr\">"));
  EXPECT_THAT(page, HasSubstr("<h1>Alliances pour le centre</h1>"));
  EXPECT_THAT(page, HasSubstr("@page{size:A4"));
  EXPECT_THAT(page, HasSubstr("tr,li,blockquote{break-inside:avoid}"));
  EXPECT_THAT(page, HasSubstr("<section class=\"appendix\">\n<h2>Actions</h2>"));
  EXPECT_THAT(page, HasSubstr("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Tableau\">\n<table>"));
  EXPECT_THAT(page, Not(HasSubstr("noindex")));
}

TEST(RoadmapPaper, OutsideItSaysUntilWhenAndGivesNoAdviceToWriters) {
  const std::string page = roadmap_page_outside(paper(), "Lien valable jusqu’au <lundi> 31 décembre 2018.");
  EXPECT_THAT(page,
              HasSubstr("<footer class=\"ending\">Lien valable jusqu’au &lt;lundi&gt; 31 décembre 2018.</footer>"));
  EXPECT_THAT(page, HasSubstr("<meta name=\"robots\" content=\"noindex,nofollow,noarchive\">"));
  EXPECT_THAT(page, HasSubstr("<meta name=\"referrer\" content=\"no-referrer\">"));
  EXPECT_THAT(page, Not(HasSubstr("Trois à cinq lignes")));
  EXPECT_THAT(page, HasSubstr("Le centre vit."));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
}

TEST(RoadmapPaper, TheNoteIsVisionActionsAndWhatIsAsked) {
  const std::string page = roadmap_note(paper());
  EXPECT_THAT(page, HasSubstr("<h2>Vision et enjeux</h2>\n<p>Le centre vit.</p>"));
  EXPECT_THAT(page, HasSubstr("<h2>Nos actions</h2>"));
  EXPECT_THAT(page, HasSubstr("<h2>Prochaines étapes et demande</h2>"));
  EXPECT_THAT(page, Not(HasSubstr("Diagnostic")));
  EXPECT_LT(page.find("Le centre vit"), page.find("Nos actions"));
  EXPECT_LT(page.find("Nos actions"), page.find("un modèle"));
}

TEST(RoadmapPaper, TheNoteStaysTwoPagesAndSaysWhatIsMissing) {
  RoadmapPaper large = paper();
  std::string long_text = "# T\n\n## Vision\n\n";
  for (int i = 0; i < 100; ++i) long_text += "Une phrase de la vision, numéro " + std::to_string(i) + ".\n\n";
  large.text = long_text + "## Demande\n\n" + std::string(50'000, 'x') + "\n";
  large.actions.assign(40, action(std::string(900, 'y')));
  large.actions[3].set_status(v1::ROADMAP_ACTION_STATUS_ABANDONED);
  const std::string page = roadmap_note(large);
  EXPECT_LT(page.size(), 12'000u);
  EXPECT_THAT(page, HasSubstr("La suite est dans la feuille de route."));
  EXPECT_THAT(page, HasSubstr("Et 29 autres actions."));
}

TEST(RoadmapPaper, ANoteOfATextWithActionsInItsWordsTellsThem) {
  RoadmapPaper told = paper();
  told.actions.clear();
  told.text += "\n## 4. Axes et actions\n\n- A1. Une charte\n";
  EXPECT_THAT(roadmap_note(told), HasSubstr("A1. Une charte"));
  told.text = "Rien que des mots.";
  EXPECT_THAT(roadmap_note(told), HasSubstr("Rien que des mots."));
}

TEST(RoadmapCsv, IsForTheExcelOfItsLanguage) {
  RoadmapPaper two = paper();
  two.actions.resize(1);
  two.actions[0].set_title("Dire « oui ; non » et \"peut-être\"\nencore");
  two.actions[0].set_starts("2018-09-01");
  EXPECT_EQ(
      roadmap_actions_csv(two),
      "\xEF\xBB\xBF\"Axe\";\"Action\";\"Pilote\";\"Partenaires\";\"Début\";\"Échéance\";\"Moyens\";\"Indicateur\";"
      "\"Statut\"\r\n\"Axe A\";\"Dire « oui ; non » et \"\"peut-être\"\" encore\";\"Ville\";\"tous\";\"2018-09-01\";"
      "\"2018-12-31\";\"\";\"\";\"en cours\"\r\n");
  two.language = Language::english;
  EXPECT_THAT(roadmap_actions_csv(two), StartsWith("\xEF\xBB\xBF\"Axis\",\"Action\","));
}

TEST(RoadmapCsv, NoCellBeginsAFormula) {
  for (const char* words : {"=1+1", "+33 1", "-2", "@SUM(A1)", "  =cmd|' /C calc'!A0", "\t=1", "＝1", "\r\n=1"}) {
    RoadmapPaper one = paper();
    one.actions = {action(words)};
    const std::string csv = roadmap_actions_csv(one);
    EXPECT_THAT(csv, HasSubstr(";\"'")) << words;
    for (const char* bad : {";\"=", ";\"+", ";\"-", ";\"@", ";\" ", ";\"\t"})
      EXPECT_THAT(csv, Not(HasSubstr(bad))) << words;
  }
}

TEST(RoadmapText, SectionsGoToTheNextHeadingThatIsNotDeeper) {
  const std::string markdown = "avant\n# Un\na\n## 2) Deux\nb\n### Trois\nc\n```\n# code\n```\n## Quatre\n#pas\n";
  const auto sections = sections_of(markdown);
  ASSERT_EQ(sections.size(), 5u);
  EXPECT_EQ(sections[0].body, "avant");
  EXPECT_EQ(sections[1].heading, "Un");
  EXPECT_EQ(sections[2].heading, "Deux");
  EXPECT_EQ(sections[2].body, "b\n### Trois\nc\n```\n# code\n```");
  EXPECT_EQ(sections[4].body, "#pas");
  EXPECT_TRUE(sections_of("").front().body.empty());
}

TEST(RoadmapText, BeginningsEndAtAParagraphALineAWordOrACharacter) {
  bool is_cut = false;
  EXPECT_EQ(beginning_of("un\n\ndeux\n\ntrois", 9, is_cut), "un\n\ndeux");
  EXPECT_TRUE(is_cut);
  EXPECT_EQ(beginning_of("un\ndeux trois", 5, is_cut), "un");
  EXPECT_EQ(beginning_of("un deux", 5, is_cut), "un");
  EXPECT_EQ(beginning_of("éééé", 3, is_cut), "é");
  EXPECT_EQ(beginning_of("un", 5, is_cut), "un");
  EXPECT_FALSE(is_cut);
}

}  // namespace ramure::files
