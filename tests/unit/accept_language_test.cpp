#include "server/net/accept_language.hpp"

#include <gtest/gtest.h>

namespace ramure::net {

TEST(AcceptLanguage, IsFrenchUnlessEnglishIsWantedMore) {
  for (const char* french : {"", "fr", "fr-FR,fr;q=0.9,en;q=0.8", "en;q=0.3, fr;q=0.5", "de", "*", "en;q=0", "eng",
                             "en;q=x", ",,;;q=1", "fr,en"}) {
    EXPECT_FALSE(prefers_english(french)) << french;
  }
  for (const char* english : {"en", "EN-gb", "en-US,en;q=0.9,fr;q=0.8", "de, en;q=0.1", "fr;q=0.2,en;q=0.5"}) {
    EXPECT_TRUE(prefers_english(english)) << english;
  }
}

}  // namespace ramure::net
