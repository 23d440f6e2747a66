// Texts that cost cmark-gfm many seconds, or make it write megabytes of a few words, are shown as they were typed
// (server/files/markdown_cost.hpp). Found with roadmaps; a message could keep a thread busy as well.
#include "server/files/markdown_cost.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "server/files/markdown.hpp"
#include "server/files/rich_text.hpp"

namespace ramure::files {

namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += part;
  return text;
}

constexpr std::size_t large = 200'000;

std::vector<std::string> hostile_texts() {
  std::vector<std::string> texts;
  for (const char* part : {"[",          "![",         "[a](",   "*a_ ",    "_a **b ", "> ",          "- ",    "* 1. ",
                           "<",          "a@a.",       "www.a(", "~~a ~b ", "|",       "&",           "x<!--", "x<?",
                           "x<![CDATA[", "a|b\n-|-\n", "[^1]",   "`a",      "<@12>",   "\xE2\x80\xAE"}) {
    texts.push_back(repeated(part, large));
  }
  texts.push_back("|a|\n|-|\n" + repeated("|", large));
  texts.push_back(repeated("|", large) + "\n" + repeated("-|", large));
  texts.push_back(repeated("|a", large / 4) + "|\n" + repeated("|-", large / 4) + "|\n" + repeated("|\n", large / 2));
  texts.push_back("[a]: " + repeated("u", large / 2) + "\n\n" + repeated("[a] ", large / 2));
  texts.push_back(repeated("> ", large / 2) + "a\n" + repeated("a\n", large / 2));
  std::string stairs, ticks;
  for (std::size_t i = 0; stairs.size() < large; ++i) stairs += std::string(i % 1'000, ' ') + "- a\n";
  for (std::size_t i = 1; ticks.size() < large; ++i) ticks += "e" + std::string(i, '`');
  texts.push_back(stairs);
  texts.push_back(ticks);
  return texts;
}

}  // namespace

TEST(MarkdownCost, NoTextCostsMoreThanItMay) {
  using namespace std::chrono;
  for (const std::string& text : hostile_texts()) {
    const auto begin = steady_clock::now();
    const std::string html = html_of_markdown(text, 1);
    const auto blocks = rich_text_of_markdown(text);
    const auto spent = duration_cast<milliseconds>(steady_clock::now() - begin);
    EXPECT_LT(spent.count(), 20'000) << text.substr(0, 20) << ": a slow machine takes 3 s, cmark alone took minutes";
    EXPECT_LT(html.size(), 20 * text.size() + 10'000) << text.substr(0, 20);
  }
}

TEST(MarkdownCost, WhatPeopleWriteIsNotTangled) {
  EXPECT_FALSE(is_tangled(""));
  EXPECT_FALSE(is_tangled("# Titre\n\n- un\n  - deux\n    1. trois\n\n> > cité\n\n---\n\n* * * * * * * * *\n"));
  EXPECT_FALSE(is_tangled(repeated("Une phrase **grasse**, un [lien](https://ramure.example) et du *reste*. ", 3'000)));
  std::string table =
      "| Action | Pilote | Échéance |\n|" + std::string(60, '-') + "|" + std::string(60, '-') + "| --- |\n";
  for (int i = 0; i < 200; ++i) table += "| " + repeated("un mot ", 120) + " | Ville | 31/12/2018 |\n";
  EXPECT_FALSE(is_tangled(table));
  std::string chapters;
  while (chapters.size() < 450'000)
    chapters += "## Titre\n\n" + repeated("Un *mot* et **d’autres** mots, (ou pas). ", 2'000) + "\n\n";
  EXPECT_FALSE(is_tangled(chapters)) << "150 pages of plain writing";
}

TEST(MarkdownCost, ATangledTextKeepsItsWordsAndRunsNothing) {
  const std::string text = "Bonjour <script>\n" + repeated("|", 30'000);
  ASSERT_TRUE(is_tangled(text));
  const std::string html = html_of_markdown(text, 1);
  EXPECT_THAT(html, testing::HasSubstr("Bonjour &lt;script&gt;<br>"));
  EXPECT_EQ(rich_text_of_markdown(text).front().spans.front().text, "Bonjour <script>");
}

}  // namespace ramure::files
