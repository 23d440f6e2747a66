// A text's words kept for search say what the text itself says: storage/search/text_words.hpp.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "storage/search/text_words.hpp"

namespace ramure::storage {

namespace {

constexpr std::chrono::sys_days today{};

Match match_for(std::string_view typed) { return match_of(*parse_query(typed, today)); }

bool is_found(std::string_view typed, std::string_view text, std::string_view title = "") {
  const TextWords words(text), of_title(title);
  return holds(match_for(typed), std::array{&words, &of_title});
}

// Of a few words that meet each other in every way: stems, compounds, elisions, accents.
std::string random_text(std::mt19937& random, int words) {
  static constexpr std::array vocabulary{"co-construction", "l’ingénierie", "financements", "financé", "local",
                                         "comité",          "Travaux",      "de",           "la",      "aujourd’hui",
                                         "œuvre",           "habitant·e·s", "2018",         "##",      "éco-quartier"};
  std::string text;
  for (int i = 0; i < words; ++i) text += std::string(vocabulary[random() % vocabulary.size()]) + " ";
  return text;
}

}  // namespace

TEST(TextWords, FindFormsPhrasesAndBeginnings) {
  const std::string text = "Le comité local décide des financements de la co-construction.";
  for (const char* typed : {"financement", "décidée", "comite", "« comité local »", "coconstruction", "financ",
                            "\"de la co-construction\"", "comité -régional"}) {
    EXPECT_TRUE(is_found(typed, text)) << typed;
  }
  for (const char* typed : {"« local comité »", "région", "comité -local", "-régional"}) {
    EXPECT_FALSE(is_found(typed, text)) << typed;
  }
}

TEST(TextWords, AnItemStandsInOnePartAndTheItemsInAny) {
  EXPECT_TRUE(is_found("vélo école", "Un vélo pour tous", "L’école"));
  EXPECT_FALSE(is_found("\"tous l’école\"", "Un vélo pour tous", "L’école"));
  EXPECT_FALSE(is_found("vélo -école", "Un vélo pour tous", "L’école"));
}

TEST(TextWords, HighlightWhatTheTextItselfWould) {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    const std::string text = random_text(random, 40), typed = random_text(random, 1 + static_cast<int>(random() % 3));
    const auto query = parse_query((i % 2 == 0 ? typed : "\"" + typed + "\""), today);
    if (!query) continue;
    const Match match = match_of(*query);
    EXPECT_EQ(TextWords(text).highlights(match), highlights(match, text)) << typed << " in " << text;
  }
}

TEST(TextWords, TakeAFewTimesTheRoomOfTheText) {
  std::mt19937 random(8);
  const std::string text = random_text(random, 3'000);
  EXPECT_LT(TextWords(text).bytes(), 5 * text.size());
  EXPECT_EQ(TextWords("").bytes(), 0u);
  EXPECT_FALSE(TextWords("").has(match_for("mot").required.front()));
}

}  // namespace ramure::storage
