// What an editor saved, on its way into the text of a roadmap: cleaned, cut into changes, moved, looked back on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client-cli/roadmaps/clashes.hpp"
#include "client-cli/roadmaps/passages.hpp"
#include "client-cli/roadmaps/rewriting.hpp"
#include "client-cli/roadmaps/saved_text.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/support/roadmap_random.hpp"

namespace ramure::cli {
namespace {

using roadmap::to_utf16;
using testing::HasSubstr;

TEST(ClientRoadmapText, WhatOtherSystemsWriteIsCleaned) {
  EXPECT_EQ(read_saved("\xEF\xBB\xBF# Vision\r\nUn\rDeux\n", "base\n")->text, "# Vision\nUn\nDeux\n");
  const auto cleaned = read_saved(std::string_view("a\0b\x07\tc\xC2\x85\x7F", 9), "");
  ASSERT_TRUE(cleaned);
  EXPECT_EQ(cleaned->text, "ab\tc");
  EXPECT_EQ(cleaned->controls_removed, 4u);
  EXPECT_EQ(read_saved("e\xCC\x81t\xC3\xA9", "")->text, "e\xCC\x81t\xC3\xA9") << "nothing is composed or decomposed";
}

TEST(ClientRoadmapText, TheLineFeedThatAnEditorAddsIsNoChange) {
  EXPECT_EQ(read_saved("Vision\n", "Vision")->text, "Vision");
  EXPECT_EQ(read_saved("Vision\n\n", "Vision")->text, "Vision\n");
  EXPECT_EQ(read_saved("Vision\n", "Vision\n")->text, "Vision\n");
  EXPECT_EQ(read_saved("Vision\n", "")->text, "Vision\n");
}

TEST(ClientRoadmapText, WhatIsNoUtf8IsRefusedWithItsLine) {
  for (const char* damaged : {"un\ndeux\nfr\xEA"
                              "le",
                              "un\ndeux\n\xED\xA0\xBD", "un\ndeux\n\xFF\xFE"}) {
    const auto refused = read_saved(damaged, "");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().text, HasSubstr("ligne 3"));
  }
}

TEST(ClientRoadmapText, WhatIsTooLongIsRefused) {
  const std::string longest(roadmap::limits::text_units_max, 'x');
  EXPECT_TRUE(read_saved(longest, ""));
  const auto refused = read_saved(longest + "x", "");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, v1::REFUSAL_CODE_TOO_LARGE);
}

std::u16string random_text(test::Dice& dice, std::size_t words_max) {
  std::u16string text;
  for (std::size_t i = dice.below(words_max + 1); i > 0; --i)
    text += test::random_words(dice) + (i % 5 == 0 ? u"\n" : u" ");
  return text;
}

TEST(ClientRoadmapText, ChangesLeadFromWhatWasOpenedToWhatWasSaved) {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    test::Dice dice(seed);
    const std::u16string before = random_text(dice, 60), after = random_text(dice, 60);
    EXPECT_EQ(applied(changes_between(before, after), before), after) << "seed " << seed;
    EXPECT_TRUE(changes_between(before, before).empty());
  }
}

TEST(ClientRoadmapText, ALongTextGoesInPiecesThatFramesCarry) {
  std::u16string saved = u"# Début\n";
  for (int i = 0; i < 90'000; ++i) saved += u"👩";  // two units each, so that a cut could fall inside of one
  saved += u"\nfin";
  const std::u16string before = u"# Début\nancien\nfin";
  const Changes changes = changes_between(before, saved);
  EXPECT_GT(changes.size(), 2u);
  EXPECT_EQ(pushable(changes), 1u);
  std::u16string text = before;
  for (const roadmap::Change& change : changes) {
    EXPECT_TRUE(roadmap::read_change("change", roadmap::to_wire(change))) << "canonical, and of whole characters";
    EXPECT_LT(roadmap::to_wire(change).ByteSizeLong(), 250'000u);
    roadmap::apply_change(change, text);
  }
  EXPECT_EQ(text, saved);
  EXPECT_EQ(pushable(changes_between(u"un deux", u"un trois")), 1u);
}

TEST(ClientRoadmapText, HoweverMuchWasAddedTheLinesAroundItStay) {
  std::u16string added;
  for (int i = 0; i < 3'000; ++i) added += u"ligne " + to_utf16(std::to_string(i)) + u"\n";
  const std::u16string before = u"# Vision\nUn.\n# Suite\nDeux.\n",
                       after = u"# Vision\nUn.\n" + added + u"# Suite\nDeux.\n";
  const roadmap::Change change = change_to(before, after);
  EXPECT_EQ(change.sections.size(), 3u) << "kept, inserted, kept";
  EXPECT_EQ(change.inserted, added);
  EXPECT_TRUE(clashes(before, after, u"# Vision\nUn.\n" + added + u"# Suite\nTrois.\n").empty());
}

TEST(ClientRoadmapText, ChangesAreMovedOntoAnotherText) {
  const std::u16string base = u"Un bateau.\nDeux communes.\n";
  const Changes own = changes_between(base, u"Un seul bateau.\nDeux communes.\n");
  EXPECT_EQ(applied(moved_onto(base, u"Un bateau.\nTrois communes.\n", own), u"Un bateau.\nTrois communes.\n"),
            u"Un seul bateau.\nTrois communes.\n");
  EXPECT_EQ(applied(moved_onto(base, u"", own), u""), u"seul ") << "what was inserted is never lost";
}

TEST(ClientRoadmapText, APassageThatBothChangedIsShownAndOthersAreNot) {
  const std::u16string before = u"# Vision\nTrois ateliers par an.\n# Suite\nDeux communes.\n";
  const std::u16string mine = u"# Vision\nQuatre ateliers par an.\n# Suite\nDeux communes.\n";
  EXPECT_TRUE(clashes(before, mine, mine).empty());
  EXPECT_TRUE(clashes(before, mine, u"# Vision\nQuatre ateliers par an.\n# Suite\nTrois communes.\n").empty());
  const auto found = clashes(before, mine, u"# Vision\nCinqQuatre ateliers par an.\n# Suite\nTrois communes.\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0],
            (Clash{"Vision", "Trois ateliers par an.", "Quatre ateliers par an.", "CinqQuatre ateliers par an."}));
}

TEST(ClientRoadmapText, AParagraphThatWasTakenOutBelowOnesHandsIsAClash) {
  const auto found =
      clashes(u"Un.\nDeux ici.\nTrois.\n", u"Un.\nDeux et demi ici.\nTrois.\n", u"Un.\net demi Trois.\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].mine, "Deux et demi ici.");
  EXPECT_THAT(found[0].now, HasSubstr("et demi"));
}

TEST(ClientRoadmapText, ClashesOfAnyTextsAreWholeLines) {
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    test::Dice dice(seed);
    const std::u16string before = random_text(dice, 30), mine = random_text(dice, 30), now = random_text(dice, 30);
    for (const Clash& clash : clashes(before, mine, now)) {
      EXPECT_NE(roadmap::to_utf8(now).find(clash.now), std::string::npos) << "seed " << seed;
      EXPECT_NE(roadmap::to_utf8(mine).find(clash.mine), std::string::npos) << "seed " << seed;
      EXPECT_NE(roadmap::to_utf8(before).find(clash.before), std::string::npos) << "seed " << seed;
    }
  }
}

TEST(ClientRoadmapText, PassagesAreNamedByTheirWordsAndSectionsByTheirHeading) {
  const std::u16string text = u"# Vision et enjeux\n👩 été, été\n```\n# pas un titre\n```\n## Axes\n";
  EXPECT_EQ(find_heading(text, "vision"), (Stretch{0, 18}));
  EXPECT_EQ(find_words(text, "👩 été"), (Stretch{19, 25}));
  EXPECT_FALSE(find_words(text, "été")) << "it is there twice";
  EXPECT_FALSE(find_words(text, ""));
  EXPECT_FALSE(find_heading(text, "pas un titre"));
  EXPECT_EQ(heading_above(text, text.size() - 1), "Axes");
  EXPECT_EQ(heading_above(u"sans titre", 3), "");
}

}  // namespace
}  // namespace ramure::cli
