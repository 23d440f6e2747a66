// Text into words: storage/search/french_words.hpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "protocol/utf8.hpp"
#include "storage/search/french_words.hpp"

namespace ramure::storage {
namespace {

// "exact exact …", joined words in brackets.
std::string exacts(std::string_view text) {
  std::string out;
  for (const Word& word : french_words(text)) {
    if (!out.empty()) out += ' ';
    out += word.joined ? "[" + word.exact + "]" : word.exact;
  }
  return out;
}

std::string stem_of(std::string_view text) {
  const auto words = french_words(text);
  return words.empty() ? "" : words.front().stem;
}

TEST(FrenchWords, SplitsAsAReaderWould) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"Le Financement", "le financement"},
      {"ÉCOLE, Œuvre ; ÆGYRE !", "ecole oeuvre aegyre"},
      {"L’Haÿ-les-Roses", "hay [haylesroses] les roses"},
      {"l'école d’été", "ecole ete"},
      {"jusqu'à lorsqu’il puisqu'elle quoiqu’on", "a il elle on"},
      {"c'est j’ai m'a n’y s'en t’as qu'on", "est ai a y en as on"},
      {"aujourd’hui quelqu'un presqu’île O'Brien prud'homme", "aujourdhui quelquun presquile obrien prudhomme"},
      {"D'ARTAGNAN", "artagnan"},
      {"l' ", "l"},
      {"« 10 000 € »", "10 000"},
      {"10\u202F000\u00A0€", "10 000"},
      {"co-construction", "co [coconstruction] construction"},
      {"vis\u2011à\u2010vis", "vis [visavis] a vis"},
      {"c'est-à-dire", "est [estadire] a dire"},
      {"d'aujourd'hui", "aujourdhui"},
      {"avant – après — ensuite", "avant apres ensuite"},
      {"a-b-c-d-e-f-g", "a [abcdef] b c d e f g"},
      {"p01@demo.example.org", "p01 demo example org"},
      {"https://ramure.example/fil?n=12", "https ramure example fil n 12"},
      {"finance\u200Bment co\u00ADconstruit", "financement coconstruit"},
      {"\u200B\u200D\uFE0F", ""},
      {"bravo 👩‍👩‍👧 🎉 merci", "bravo merci"},
      {"les participant·e·s", "les participant"},
      {"habitant.e.s, acteur·rice·s, tou•te•s", "habitant acteur tou"},
      {"territoire(s) concerné(e)s (enfin)", "territoire concerne enfin"},
      {"Fin.Suite", "fin suite"},
      {"voir <@12> dans <#7> et <!9>", "voir dans et"},
      {"a < 12 > b <@x>", "a 12 b x"},
      {"e\u0301cole fac\u0327ade", "ecole facade"},
      {"Lautersbrück Dvořák Łódź", "lautersbruck dvorak lodz"},
      {"ﬁnance straße", "finance strasse"},
      {"Αθήνα Київ 東京", "Αθήνα Київ 東京"},
      {"fi\xFFn \xC3", "fi n"},
      {"\xED\xA0\x80x\xF5y\xC0\x80z", "x y z"},
      {"", ""},
  };
  for (const Case& each : cases) EXPECT_EQ(exacts(each.text), each.expected) << each.text;
}

TEST(FrenchWords, FormsOfOneWordHaveOneStem) {
  const char* families[][4] = {
      {"financement", "financements", "FINANCEMENT", "Financements"},
      {"décider", "décidé", "décidées", "décidera"},
      {"lieu", "lieux", "LIEUX", "lieu"},
      {"travail", "travaux", "Travail", "TRAVAUX"},
      {"tiers-lieu", "tiers-lieux", "Tiers-lieux", "tiers\u2011lieux"},
      {"territorial", "territoriale", "territoriales", "Territorial"},
      {"animateur", "animateurs", "ANIMATEUR", "animateurs"},
      {"œuvre", "oeuvre", "Œuvres", "oeuvres"},
      {"école", "e\u0301cole", "ÉCOLES", "E\u0301coles"},
      {"co-construction", "co-constructions", "co\u2011construction", "CO-construction"},
  };
  for (const auto& family : families) {
    for (const char* form : family) EXPECT_EQ(stem_of(form), stem_of(family[0])) << form;
  }
}

TEST(FrenchWords, StemsBeforeFolding) {
  // Without its accents the participle is not recognised, and two forms of one verb would part.
  EXPECT_EQ(stem_of("décidée"), stem_of("décider"));
  EXPECT_NE(stem_of("decidee"), stem_of("decider"));
  EXPECT_EQ(stem_of("marchés"), "march");  // and yet no accent is left
}

TEST(FrenchWords, RangesCoverTheOriginalLetters) {
  const std::string text = "Voilà : l’INGÉNIERIE des E\u0301coles·s-relais !";
  std::map<std::string, std::string> seen;
  for (const Word& word : french_words(text)) seen[word.exact] = text.substr(word.begin, word.end - word.begin);
  EXPECT_EQ(seen["ingenierie"], "INGÉNIERIE");
  EXPECT_EQ(seen["ecoles"], "E\u0301coles");
  EXPECT_EQ(seen["relais"], "relais");
  EXPECT_EQ(seen["ecolesrelais"], "E\u0301coles·s-relais");
}

TEST(FrenchWords, LongWordsAreBounded) {
  const std::string long_word(10'000, 'a');
  const auto words = french_words(long_word + "é " + long_word + "z");
  ASSERT_EQ(words.size(), 2u);
  EXPECT_EQ(words[0].exact.size(), word_letters_max);
  EXPECT_EQ(words[0].exact, words[1].exact);
  EXPECT_EQ(words[0].stem, words[0].exact);
  EXPECT_EQ(words[0].end, 10'002u);
  EXPECT_EQ(french_words(std::string(word_letters_max - 1, 'b') + "é").front().exact.size(), word_letters_max);

  std::string chain = "a";
  for (int i = 0; i < 10'000; ++i) chain += "-a";
  std::size_t bytes = 0;
  for (const Word& word : french_words(chain)) bytes += word.exact.size();
  EXPECT_LT(bytes, 3 * chain.size());
}

// Random mixtures of whatever could hurt: the splitter ends, its words are tidy and its ranges lie on characters.
TEST(FrenchWords, AnyTextGivesTidyWords) {
  const std::vector<std::string> pieces = {
      "a",        "É",      "e\u0301", "œ",          "'",    "’",    "-",
      "·",        ".",      "(",       ")",          "s",    "e",    " ",
      "\u00A0",   "\u202F", "l'",      "qu’",        "<@1>", "<",    "1",
      "東",       "👩",     "\u200D",  "\u00AD",     "\xFF", "\xC3", "\xED\xA0\x80",
      "\xF0\x9F", "\n",     "ﬁ",       "aujourd'hui"};
  for (std::uint32_t seed = 1; seed <= 3'000; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::uint32_t i = random() % 40; i > 0; --i) text += pieces[random() % pieces.size()];
    std::uint32_t last_begin = 0;
    for (const Word& word : french_words(text)) {
      ASSERT_FALSE(word.exact.empty()) << "seed " << seed;
      ASSERT_FALSE(word.stem.empty()) << "seed " << seed;
      ASSERT_LT(word.begin, word.end) << "seed " << seed;
      ASSERT_LE(word.end, text.size()) << "seed " << seed;
      ASSERT_TRUE(is_boundary(text, word.begin) && is_boundary(text, word.end)) << "seed " << seed;
      ASSERT_EQ(word.exact.find_first_of(" \"'*()~="), std::string::npos) << "seed " << seed;
      ASSERT_GE(word.begin, last_begin) << "seed " << seed;
      last_begin = word.begin;
      if (!word.joined) {  // a word is found by itself: the index and the query agree
        const auto again = french_words(text.substr(word.begin, word.end - word.begin));
        ASSERT_FALSE(again.empty()) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace ramure::storage
