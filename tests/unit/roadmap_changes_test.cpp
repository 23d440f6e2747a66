// What comes off the wire as a change: canonical, within the limits, whole characters; and what it does to a text.
#include <gtest/gtest.h>

#include "protocol/check.hpp"
#include "server/roadmap/changes.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/support/roadmap_random.hpp"

namespace ramure::test {

namespace {

using namespace roadmap;

v1::TextChange wire(const std::vector<std::int32_t>& sections, const std::string& inserted = "") {
  v1::TextChange change;
  change.mutable_sections()->Add(sections.begin(), sections.end());
  change.set_inserted(inserted);
  return change;
}

v1::RefusalCode code(const v1::TextChange& change) {
  const auto read = read_change("field", change);
  return read ? v1::REFUSAL_CODE_UNSPECIFIED : read.error().code();
}

constexpr auto accepted = v1::REFUSAL_CODE_UNSPECIFIED;
constexpr auto invalid = v1::REFUSAL_CODE_INVALID_ARGUMENT;
constexpr auto too_large = v1::REFUSAL_CODE_TOO_LARGE;

std::string applied(const Change& change, std::string_view text) {
  std::u16string units = to_utf16(text);
  apply_change(change, units);
  return to_utf8(units);
}

}  // namespace

TEST(RoadmapChanges, OnlyTheCanonicalFormIsRead) {
  EXPECT_EQ(code(wire({})), accepted) << "nothing happens to the empty text";
  EXPECT_EQ(code(wire({4, -1, 0, 1}, "s")), accepted);
  EXPECT_EQ(code(wire({3, 0, 0, 2}, "ab")), accepted) << "a deletion beside an insertion is not a replacement";
  EXPECT_EQ(code(wire({4, -1, 0})), invalid) << "half a section";
  EXPECT_EQ(code(wire({-1, -1})), invalid);
  EXPECT_EQ(code(wire({1, -2})), invalid);
  EXPECT_EQ(code(wire({0, -1})), invalid) << "an empty section";
  EXPECT_EQ(code(wire({0, 0})), invalid);
  EXPECT_EQ(code(wire({1, -1, 2, -1})), invalid) << "two that are one";
  EXPECT_EQ(code(wire({1, 0, 2, 0})), invalid);
  EXPECT_EQ(code(wire({0, 1, 0, 1}, "ab")), invalid);
  EXPECT_EQ(code(wire({0, 2}, "a")), invalid) << "less is inserted than is said";
  EXPECT_EQ(code(wire({0, 1}, "ab")), invalid);
}

TEST(RoadmapChanges, InsertedTextIsWholeCharactersWithoutControls) {
  EXPECT_EQ(code(wire({0, 2}, "\U0001F600")), accepted);
  EXPECT_EQ(code(wire({0, 2}, "\n\t")), accepted);
  EXPECT_EQ(code(wire({0, 1}, "\r")), invalid);
  EXPECT_EQ(code(wire({0, 1}, std::string(1, '\0'))), invalid);
  EXPECT_EQ(code(wire({0, 1}, "\xED\xA0\x80")), invalid) << "a lone surrogate";
  EXPECT_EQ(code(wire({0, 1, 3, -1, 0, 1}, "\U0001F600")), invalid) << "half an emoji here, half of it there";
}

TEST(RoadmapChanges, OnePastEachLimitIsRefused) {
  const auto most = static_cast<std::int32_t>(limits::text_units_max);
  EXPECT_EQ(code(wire({most, -1})), accepted);
  EXPECT_EQ(code(wire({most + 1, -1})), too_large);
  EXPECT_EQ(code(wire({most, -1, 0, 1}, "a")), too_large);
  EXPECT_EQ(code(wire({0, most}, std::string(limits::text_units_max, 'a'))), accepted);
  EXPECT_EQ(code(wire({0, most + 1}, std::string(limits::text_units_max + 1, 'a'))), too_large);
  EXPECT_EQ(code(wire({INT32_MAX, -1, INT32_MAX, 0, INT32_MAX, -1})), too_large) << "sums do not wrap round";
  std::vector<std::int32_t> sections;
  for (std::size_t i = 0; i < limits::change_sections_max; ++i)
    sections.insert(sections.end(), {1, i % 2 == 0 ? 0 : -1});
  EXPECT_EQ(code(wire(sections)), accepted);
  sections.insert(sections.end(), {1, 0});
  EXPECT_EQ(code(wire(sections)), too_large);
}

TEST(RoadmapChanges, AChangeFitsItsTextAndCutsNoPair) {
  const std::u16string text = u"a\U0001F600b";
  EXPECT_TRUE(check_fits("", replacement(4, 1, 3, u""), text));
  EXPECT_FALSE(check_fits("", replacement(5, 1, 3, u""), text)) << "another length";
  EXPECT_FALSE(check_fits("", replacement(4, 2, 2, u"x"), text)) << "inside the emoji";
  EXPECT_FALSE(check_fits("", replacement(4, 0, 2, u""), text));
  const std::u16string longest(limits::text_units_max, u'a');
  EXPECT_FALSE(check_fits("", replacement(longest.size(), 0, 0, u"x"), longest));
  EXPECT_TRUE(check_fits("", replacement(longest.size(), 0, 1, u"x"), longest));
}

TEST(RoadmapChanges, TextIsNeverNormalised) {
  const std::string decomposed =
                        "caf"
                        "e\u0301",
                    composed = "caf\u00E9";
  EXPECT_EQ(utf16_units(decomposed), 5u);
  EXPECT_EQ(utf16_units(composed), 4u);
  EXPECT_EQ(applied(replacement(5, 5, 5, u"s"), decomposed), decomposed + "s");
  EXPECT_EQ(applied(replacement(4, 3, 4, u"e\u0301"), composed), decomposed);
}

TEST(RoadmapChanges, ManySectionsDoWhatFewDoOneAfterTheOther) {
  for (std::uint32_t seed = 1; seed <= 2'000; ++seed) {
    Dice dice(seed);
    std::u16string text;
    for (int i = 0; i < 30; ++i) text += random_words(dice);
    const Change change = random_edit(dice, text);
    const auto read = read_change("", to_wire(change));
    ASSERT_TRUE(read.has_value()) << read.error().message();
    ASSERT_TRUE(*read == change);
    std::u16string expected;
    std::size_t at = 0, taken = 0;
    for (const Section& section : change.sections) {
      if (section.is_kept()) expected += text.substr(at, section.length);
      else expected += change.inserted.substr(std::exchange(taken, taken + section.inserted), section.inserted);
      at += section.length;
    }
    ASSERT_EQ(change.new_length(), expected.size());
    apply_change(change, text);
    ASSERT_EQ(to_utf8(text), to_utf8(expected)) << "seed " << seed;
  }
}

TEST(RoadmapChanges, AChangeForAnotherTextIsABug) {
  std::u16string text = u"abc";
  EXPECT_THROW(apply_change(replacement(4, 0, 0, u"x"), text), CheckFailed);
}

}  // namespace ramure::test
