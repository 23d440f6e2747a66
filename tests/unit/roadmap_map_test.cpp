// Moving changes and positions, held against the JavaScript that every editor runs: 100,000 random pairs, of which
// tests/collab/pairs.mjs wrote the checksums. On a failure, print the block there too, and compare.
#include <gtest/gtest.h>

#include <fstream>

#include "protocol/check.hpp"
#include "server/roadmap/anchors.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/support/xorshift.hpp"

namespace ramure::test {

namespace {

using namespace roadmap;

constexpr int pairs_per_block = 100;
const std::string checksums_path = RAMURE_SOURCE_DIR "/tests/collab/pairs.txt";

Sections random_sections(Dice& dice, std::uint32_t length) {
  Sections sections;
  for (std::uint32_t at = 0;;) {
    const auto kind = dice.below(4);
    const std::uint32_t taken = std::min(length - at, 1 + dice.below(4));
    const auto inserted = static_cast<std::int32_t>(1 + dice.below(3));
    if (kind == 0) add_section(sections, {taken, Section::kept});
    if (kind == 1) add_section(sections, {taken, 0});
    if (kind == 2) add_section(sections, {0, inserted});
    if (kind == 3) add_section(sections, {taken, inserted});
    if (kind != 2) at += taken;
    if (at == length && dice.below(2) == 0) return sections;
  }
}

Change random_change(Dice& dice, std::uint32_t length, char16_t letter) {
  Change change{random_sections(dice, length), {}};
  char16_t count = 0;
  for (const Section& section : change.sections) {
    for (int i = 0; i < section.inserted; ++i) change.inserted += static_cast<char16_t>(letter + count++ % 26);
  }
  return change;
}

std::string said(const Change& change) {
  std::string line;
  for (const Section& section : change.sections) {
    line += (line.empty() ? "" : " ") + std::to_string(section.length);
    if (!section.is_kept()) line += ":" + std::to_string(section.inserted);
  }
  return line + " /" + to_utf8(change.inserted);
}

std::string lines_of_pair(Dice& dice) {
  const std::uint32_t length = dice.below(8) == 0 ? 40 + dice.below(60) : dice.below(10);
  const Change a = random_change(dice, length, u'a');
  const Change b = random_change(dice, length, u'A');
  const std::size_t at = dice.below(length + 1);
  const auto where = [&](const Change& change, int assoc) {
    return std::to_string(map_position(change.sections, at, assoc));
  };
  return said(a) + " | " + said(b) + "\n" + said(map(a, b)) + "\n" + said(map(a, b, true)) + "\n" + said(map(b, a)) +
         "\n" + said(map(b, a, true)) + "\n" + where(a, -1) + " " + where(a, 1) + " " + where(b, -1) + " " +
         where(b, 1) + "\n";
}

std::string checksum(std::string_view lines) {
  std::uint32_t sum = 0x811c9dc5;
  for (const char c : lines) sum = (sum ^ static_cast<unsigned char>(c)) * 0x01000193;
  char hex[9];
  std::snprintf(hex, sizeof hex, "%08x", sum);
  return hex;
}

std::u16string applied(const Change& change, std::u16string text) {
  apply_change(change, text);
  return text;
}

}  // namespace

TEST(RoadmapMap, GivesWhatTheJavaScriptOfTheEditorsGives) {
  std::ifstream file(checksums_path);
  std::uint32_t block = 0;
  for (std::string expected; std::getline(file, expected);) {
    Dice dice(++block);
    std::string lines;
    for (int i = 0; i < pairs_per_block; ++i) lines += lines_of_pair(dice);
    ASSERT_EQ(checksum(lines), expected) << "block " << block << ":\n" << lines;
  }
  EXPECT_EQ(block, 1000u) << checksums_path;
}

TEST(RoadmapMap, BothOrdersGiveTheSameText) {
  for (std::uint32_t seed = 1; seed <= 20'000; ++seed) {
    Dice dice(seed);
    const std::uint32_t length = dice.below(12);
    const Change a = random_change(dice, length, u'a'), b = random_change(dice, length, u'A');
    const std::u16string text = std::u16string(u"0123456789xy").substr(0, length);
    ASSERT_EQ(applied(map(b, a), applied(a, text)), applied(map(a, b, true), applied(b, text)))
        << said(a) << " | " << said(b);
  }
}

TEST(RoadmapMap, ChangesOfTextsOfDifferentLengthsAreABug) {
  EXPECT_THROW(map_sections({{3, Section::kept}}, {{4, 0}}), CheckFailed);
  EXPECT_THROW(map_position({{3, Section::kept}}, 4, 1), CheckFailed);
}

TEST(RoadmapMap, APassageIsKeptInItsPlace) {
  const auto moved = [](Passage passage, const Change& change) { return map_passage(change.sections, passage); };
  const Passage chat{3, 7};  // of « le chat »
  EXPECT_EQ(moved(chat, replacement(7, 0, 0, u"oui, ")), (Passage{8, 12}));
  EXPECT_EQ(moved(chat, replacement(7, 3, 3, u"petit ")), (Passage{9, 13})) << "what is put before it stays outside";
  EXPECT_EQ(moved(chat, replacement(7, 7, 7, u" dort")), chat) << "and what is put behind it";
  EXPECT_EQ(moved(chat, replacement(7, 5, 5, u"x")), (Passage{3, 8}));
  EXPECT_EQ(moved(chat, replacement(7, 3, 7, u"chien")), (Passage{3, 8})) << "what replaces it takes its place";
  EXPECT_EQ(moved(chat, replacement(7, 2, 7, u"")), (Passage{2, 2})) << "it is gone";
  EXPECT_EQ(moved({2, 2}, replacement(2, 2, 2, u"ici")), (Passage{2, 2})) << "what is gone never grows again";
}

}  // namespace ramure::test
