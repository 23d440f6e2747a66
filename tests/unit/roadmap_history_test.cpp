// What people see of the past: sittings of work, two versions beside each other, and passages that are gone for good.
#include <gtest/gtest.h>

#include "server/roadmap/difference.hpp"
#include "server/roadmap/history.hpp"
#include "server/roadmap/removal.hpp"
#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/support/roadmap_random.hpp"

namespace ramure::test {

namespace {

using namespace roadmap;

constexpr std::uint64_t nadia = 3, karim = 4;
constexpr TimestampMs minute = 60'000;

class Writing {
 public:
  void write(std::uint64_t author, TimestampMs at, std::u16string_view after) {
    add(author, at, change_between(log.text(), after));
  }
  // As one types it: a change for each character.
  void type(std::uint64_t author, TimestampMs at, std::size_t where, std::u16string_view words) {
    for (const char16_t unit : words) {
      add(author, at, replacement(log.text().size(), where, where, {unit}));
      ++where;
    }
  }
  void add(std::uint64_t author, TimestampMs at, Change change) {
    entries.push_back({log.version() + 1, author, 1, at, std::move(change)});
    log.apply(entries.back());
  }
  std::vector<v1::WorkingSession> sessions(bool names = false) const {
    SessionHistory history({}, {names});
    for (const Entry& entry : entries) history.see(entry);
    return history.finish();
  }

  TextLog log;
  std::vector<Entry> entries;
};

// "[-Les-][+Des+] alliances"
std::string said(const std::vector<Piece>& pieces) {
  std::string text;
  for (const Piece& piece : pieces) {
    const std::string words = to_utf8(piece.text);
    if (piece.kind == v1::DIFFERENCE_KIND_SAME) text += words;
    if (piece.kind == v1::DIFFERENCE_KIND_REMOVED) text += "[-" + words + "-]";
    if (piece.kind == v1::DIFFERENCE_KIND_ADDED) text += "[+" + words + "+]";
  }
  return text;
}

const std::u16string plan = u"# Plan\n\n## Vision\nGrandir ici.\n\n## Gouvernance\nUn cercle ouvert.\n";

}  // namespace

TEST(RoadmapHistory, GoesBySittingAndSaysWhatWasTouched) {
  Writing writing;
  writing.write(nadia, 0, plan);
  writing.write(nadia, 10 * minute, plan + u"Un collège de neuf.\n");
  writing.write(karim, 35 * minute, plan + u"Un collège de dix.\n");
  writing.write(karim, 200 * minute, u"# Plan\n\n## Vision\nVieillir ici.\n\n## Gouvernance\nUn cercle.\n");
  const auto sessions = writing.sessions(true);
  ASSERT_EQ(sessions.size(), 2u);
  EXPECT_EQ(sessions[0].from_version(), 0u);
  EXPECT_EQ(sessions[0].to_version(), 3u);
  EXPECT_EQ(sessions[0].ended_ms(), 35 * minute);
  EXPECT_EQ(std::vector(sessions[0].author_ids().begin(), sessions[0].author_ids().end()), (std::vector{nadia, karim}));
  EXPECT_EQ(std::vector(sessions[1].headings().begin(), sessions[1].headings().end()),
            (std::vector<std::string>{"Vision", "Gouvernance"}));
  EXPECT_EQ(sessions[1].began_ms(), 200 * minute);
  EXPECT_TRUE(writing.sessions()[0].author_ids().empty()) << "names on request";
}

TEST(RoadmapHistory, APlaceBeforeTheFirstHeadingHasNoName) {
  const auto headings = [](std::u16string_view text, Passage passage) {
    std::string all;
    for (const std::u16string& title : headings_of(text, {passage})) all += "«" + to_utf8(title) + "»";
    return all;
  };
  EXPECT_EQ(headings(u"avant\n# A\nb", {0, 1}), "«»");
  EXPECT_EQ(headings(u"# A #\nb\n#pas un titre\nc", {15, 16}), "«A»");
  EXPECT_EQ(headings(u"# A\nb\n# B\nc", {4, 12}), "«A»«B»");
  EXPECT_EQ(headings(u"", {0, 0}), "«»");
}

TEST(RoadmapDifference, IsReadByWords) {
  EXPECT_EQ(said(difference(u"Un cercle ouvert chaque mois.\n", u"Un cercle fermé chaque mois.\n")),
            "Un cercle [-ouvert-][+fermé+] chaque mois.\n");
  EXPECT_EQ(said(difference(u"L’alliance tient.", u"L’association tient.")), "L’[-alliance-][+association+] tient.");
  EXPECT_EQ(said(difference(u"a\nb\nc\n", u"a\nc\n")), "a\n[-b\n-]c\n");
  EXPECT_EQ(said(difference(u"un deux trois", u"quatre cinq trois")), "[-un deux-][+quatre cinq+] trois")
      << "a lone blank does not cut it in pieces";
  EXPECT_EQ(said(difference(u"", u"oui")), "[+oui+]");
  EXPECT_EQ(said(difference(u"pareil", u"pareil")), "pareil");
}

TEST(RoadmapDifference, GivesBothTextsWhateverTheyAre) {
  for (std::uint32_t seed = 1; seed <= 1'500; ++seed) {
    Dice dice(seed);
    std::u16string before, after;
    for (int i = 0; i < 40; ++i) before += random_words(dice);
    after = before;
    for (std::uint32_t i = 0, edits = dice.below(8); i < edits; ++i) apply_change(random_edit(dice, after), after);
    std::u16string old_text, new_text;
    for (const Piece& piece : difference(before, after)) {
      ASSERT_FALSE(piece.text.empty());
      if (piece.kind != v1::DIFFERENCE_KIND_ADDED) old_text += piece.text;
      if (piece.kind != v1::DIFFERENCE_KIND_REMOVED) new_text += piece.text;
    }
    ASSERT_EQ(to_utf8(old_text), to_utf8(before)) << "seed " << seed;
    ASSERT_EQ(to_utf8(new_text), to_utf8(after)) << "seed " << seed;
    const Change change = change_between(before, after);
    ASSERT_TRUE(check_fits("", change, before)) << "seed " << seed;
    ASSERT_TRUE(read_change("", to_wire(change))) << "seed " << seed;
    apply_change(change, before);
    ASSERT_EQ(to_utf8(before), to_utf8(after)) << "seed " << seed;
  }
}

TEST(RoadmapDifference, OfTwoUnlikeLongTextsIsStillAnswered) {
  std::u16string before, after;
  for (int i = 0; i < 4'000; ++i) {
    before += to_utf16("mot" + std::to_string(i) + " ");
    after += to_utf16("autre" + std::to_string(i) + " ");
  }
  const auto pieces = difference(before, after);
  ASSERT_EQ(pieces.size(), 2u) << "shown as a whole";
  EXPECT_TRUE(pieces[0].text == before && pieces[1].text == after);
}

TEST(RoadmapDifference, BringingBackAVersionKeepsWhatHangsOnTheRest) {
  Writing writing;
  writing.write(nadia, 0, plan);
  writing.log.place_anchor(5, {plan.find(u"Un cercle"), plan.size() - 1});
  writing.write(nadia, 0, u"# Autre titre\n\n## Vision\nVieillir.\n\n## Gouvernance\nUn cercle ouvert.\n");
  writing.write(karim, 0, plan);
  EXPECT_EQ(writing.log.anchors().at(5), (Passage{plan.find(u"Un cercle"), plan.size() - 1}));
}

namespace {

// All texts that the log can still give.
bool stands_anywhere(const std::vector<Entry>& entries, std::u16string_view words) {
  TextLog log;
  for (const Entry& entry : entries) {
    log.apply(entry);
    if (log.text().find(words) != std::u16string::npos) return true;
  }
  return false;
}

std::vector<Entry> without(const Writing& writing, std::u16string_view passage) {
  PassageTrace trace{std::u16string(passage)};
  for (const Entry& entry : writing.entries) trace.see(entry);
  EXPECT_FALSE(trace.stands_now());
  std::vector<Entry> entries = writing.entries;
  for (const auto& [version, units] : trace.found()) overwrite(entries[version - 1].change, units);
  return entries;
}

}  // namespace

TEST(RoadmapRemoval, APassageGoesFromEveryVersionAndPositionsStay) {
  Writing writing;
  const std::u16string secret = u"Mme Dupont s’y oppose \U0001F600";
  writing.write(nadia, 0, u"Avant. Après.");
  writing.type(nadia, 0, 7, secret);                          // letter by letter
  writing.write(nadia, 0, u"Avant. Après.");                  // deleted
  writing.write(karim, 0, u"Avant. " + secret + u" Après.");  // brought back by undo
  writing.write(karim, 0, u"Avant. Après. Fin.");
  ASSERT_TRUE(stands_anywhere(writing.entries, secret));
  const std::vector<Entry> cleaned = without(writing, secret);
  EXPECT_FALSE(stands_anywhere(cleaned, secret));
  EXPECT_FALSE(stands_anywhere(cleaned, u"Dup")) << "not while it was being written either";
  const TextLog replayed = TextLog::open({}, cleaned);
  EXPECT_EQ(to_utf8(replayed.text()), to_utf8(writing.log.text()));
  EXPECT_EQ(replayed.version(), writing.log.version());
  for (std::size_t i = 0; i < cleaned.size(); ++i) {
    EXPECT_EQ(cleaned[i].change.sections, writing.entries[i].change.sections);
    EXPECT_EQ(cleaned[i].change.inserted.size(), writing.entries[i].change.inserted.size());
  }
}

TEST(RoadmapRemoval, WhatStillStandsIsDeletedFirst) {
  PassageTrace trace(u"oui oui");
  trace.see({1, nadia, 1, 0, replacement(0, 0, 0, u"ah, oui oui oui")});
  EXPECT_TRUE(trace.stands_now());
  trace.see({2, nadia, 1, 0, replacement(15, 4, 15, u"")});
  EXPECT_FALSE(trace.stands_now());
  EXPECT_EQ(trace.found().at(1), (UnitRanges{{4, 15}})) << "both times, though they overlap";
}

TEST(RoadmapRemoval, APassageMadeByDeletingWhatStoodBetweenIsFoundToo) {
  PassageTrace trace(u"abcd");
  trace.see({1, nadia, 1, 0, replacement(0, 0, 0, u"abXcd")});
  trace.see({2, nadia, 1, 0, replacement(5, 2, 3, u"")});
  EXPECT_EQ(trace.found().at(1), (UnitRanges{{0, 2}, {3, 5}}));
}

TEST(RoadmapRemoval, ShortWordsAreNotRemoved) {
  EXPECT_FALSE(check_passage("", u"le "));
  EXPECT_TRUE(check_passage("", u"le c"));
}

TEST(RoadmapRemoval, NoSeedLeavesAPassageBehind) {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    Dice dice(seed);
    Writing writing;
    for (int i = 0; i < 60; ++i) writing.add(nadia, i, random_edit(dice, writing.log.text()));
    const Entry& some = writing.entries[dice.below(writing.entries.size())];
    if (some.change.sections.size() > 3 || some.change.inserted.size() < limits::passage_units_min) continue;
    const std::u16string passage = some.change.inserted;
    if (passage.find_first_not_of(u'\n') == std::u16string::npos) continue;
    writing.write(nadia, 100, u"Fin.");
    const std::vector<Entry> cleaned = without(writing, passage);
    ASSERT_FALSE(stands_anywhere(cleaned, passage)) << "seed " << seed;
    ASSERT_EQ(to_utf8(TextLog::open({}, cleaned).text()), "Fin.");
  }
}

}  // namespace ramure::test
