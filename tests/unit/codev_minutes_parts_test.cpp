// Parts of minutes that people have worked on, found again by the headings under which they were drawn.
#include "server/codev/minutes_parts.hpp"

#include <gtest/gtest.h>

namespace ramure::test {

using codev::part_of;
using codev::without_help;

constexpr const char* minutes =
    "# Un titre\n\n## La demande\n\n> Aidez-moi.\n\n## Ce que garde la cliente ou le client\n\n> Ceci.\n\n### Et "
    "puis\n\n"
    "Cela.\n\n## Le plan d’action\n\n| Action | Échéance |\n| --- | --- |\n| A | demain |\n\n## La suite\n\nRien.\n";

TEST(CodevMinutesParts, APartEndsWhereTheNextBegins) {
  EXPECT_EQ(part_of(minutes, codev::kept_heading), "> Ceci.\n\n### Et puis\n\nCela.\n");
  EXPECT_EQ(part_of(minutes, codev::plan_heading), "| Action | Échéance |\n| --- | --- |\n| A | demain |\n");
  EXPECT_EQ(part_of("## The action plan  \r\n\nOne.", codev::plan_heading), "One.\n") << "in English, from Windows";
}

TEST(CodevMinutesParts, WhatIsNotThereIsNoEmptyPart) {
  EXPECT_EQ(part_of("Le compte rendu, écrit librement.", codev::plan_heading), std::nullopt);
  EXPECT_EQ(part_of("", codev::plan_heading), std::nullopt);
  EXPECT_EQ(part_of("> ## Le plan d’action\n> Un.", codev::plan_heading), std::nullopt) << "somebody's words";
  EXPECT_EQ(part_of("## Le plan d’action\n\n## La suite\n\nRien.", codev::plan_heading), "")
      << "its words were taken out";
}

TEST(CodevMinutesParts, ThePlanIsWithoutTheHelpThatOthersOffered) {
  const std::string table =
      "| Action | Aide | Indicateur |\n| --- | --- | --- |\n| A \\| B | je t’appelle | trois |\n\nUne phrase à "
      "elle.\n\n"
      "Aide proposée\u00A0:\n\n- Je prête un livre.\n";
  EXPECT_EQ(without_help(table), "| Action | Indicateur |\n| --- | --- |\n| A \\| B | trois |\n\nUne phrase à elle.\n");
}

TEST(CodevMinutesParts, ATableWithoutSuchAColumnStaysAsItIs) {
  const std::string table = "| Action | Échéance |\n| --- | --- |\n| Aide |\n\n| Aide |\n| --- |\n| x |\n";
  EXPECT_EQ(without_help(table), "| Action | Échéance |\n| --- | --- |\n| Aide |\n\n|\n|\n|\n");
  EXPECT_EQ(without_help("Des mots."), "Des mots.\n");
  EXPECT_EQ(without_help("|"), "|\n");
  EXPECT_EQ(without_help(""), "");
}

}  // namespace ramure::test
