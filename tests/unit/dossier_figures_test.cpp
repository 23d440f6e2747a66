// Figures of dossiers: what is hidden, and that nobody who has all dossiers can subtract them. The attacker of the
// random communities below knows every figure that was ever published, how many cells a margin has and what it sums up
// to; he must never come to a number that one or two territories stand for.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "server/dossier/figures.hpp"

namespace ramure::test {

namespace {

using dossier::Basis;
using dossier::Cell;
using dossier::Census;
using dossier::Contributions;
using dossier::Count;
using dossier::draw;
using v1::Figure;

Count count_of(const std::map<std::uint64_t, std::uint64_t>& by) {
  Count count;
  for (const auto& [territory, added] : by) {
    if (added == 0) continue;
    count.by[territory] = added;
    count.value += static_cast<std::uint32_t>(added);
  }
  return count;
}

// Territories 1 to `all`, of which the first `some` are counted.
Count some_of(std::uint64_t some, std::uint64_t all) {
  Count count;
  for (std::uint64_t id = 1; id <= all; ++id) (id <= some ? count.by : count.rest)[id] = 1;
  count.value = static_cast<std::uint32_t>(some);
  return count;
}

Census census_of(std::uint64_t engaged) {
  Census census;
  census.territories = some_of(engaged, engaged);
  census.participating = some_of(engaged, engaged);
  census.with_roadmap = some_of(engaged, engaged);
  return census;
}

std::string shown(const Figure& figure) { return figure.hidden() ? "-" : std::to_string(figure.count()); }

std::string themes(const v1::DossierFigures& figures) {
  std::string text;
  for (const auto& theme : figures.themes()) text += shown(theme.obstacles()) + " ";
  return text;
}

// A margin of themes: each cell by the numbers that territories 1, 2, 3 … add.
std::vector<Cell> margin_of(const std::vector<std::vector<std::uint64_t>>& cells) {
  std::vector<Cell> margin;
  std::uint64_t theme = 100;
  for (const auto& added : cells) {
    std::map<std::uint64_t, std::uint64_t> by;
    for (std::size_t i = 0; i < added.size(); ++i) by[i + 1] = added[i];
    margin.push_back({.theme_id = ++theme, .title = "Thème", .count = count_of(by)});
  }
  return margin;
}

}  // namespace

TEST(DossierFigures, FewerThanThreeTerritoriesAreHiddenNoughtIncluded) {
  for (const std::uint64_t engaged : {0, 1, 2, 3, 12}) {
    Census census = census_of(engaged);
    const auto drawn = draw(census, {}, 7);
    EXPECT_EQ(shown(drawn.figures.territories()), engaged < 3 ? "-" : std::to_string(engaged));
    EXPECT_EQ(shown(drawn.figures.rounds_held()), "-") << "none was held";
    EXPECT_EQ(drawn.figures.at_ms(), 7);
    EXPECT_TRUE(drawn.figures.territories().hidden() || drawn.basis.contains("territories"));
  }
}

TEST(DossierFigures, OneOrTwoThatAreLeftOutAreNotToldBySubtraction) {
  for (const std::uint64_t some : {6, 7, 8, 9, 10}) {
    Census census = census_of(10);
    census.participating = some_of(some, 10);
    const bool is_told = some != 8 && some != 9;
    EXPECT_EQ(shown(draw(census, {}, 0).figures.participating()), is_told ? std::to_string(some) : "-") << some;
  }
}

TEST(DossierFigures, OneHiddenCellTakesAnotherWithIt) {
  Census census = census_of(8);
  census.themes = margin_of({{1, 1, 1, 1, 1}, {1}, {1, 1, 1, 1}, {2, 2, 2}});
  EXPECT_EQ(themes(draw(census, {}, 0).figures), "5 - 4 - ") << "with the one of fewest territories";
}

TEST(DossierFigures, WhatIsHiddenTogetherComesFromThreeTerritoriesOrNone) {
  Census census = census_of(8);
  census.themes = margin_of({{1, 1, 1, 1, 1}, {1}, {2}, {1, 1, 1, 1}});
  EXPECT_EQ(themes(draw(census, {}, 0).figures), "5 - - - ") << "two cells of one and the same territory are one cell";
  census.themes = margin_of({{1, 1, 1, 1, 1}, {}, {}, {1, 1, 1, 1}});
  EXPECT_EQ(themes(draw(census, {}, 0).figures), "5 - - 4 ") << "nothing of nobody";
  census.themes = margin_of({{1}, {1}});
  EXPECT_EQ(themes(draw(census, {}, 0).figures), "- - ");
}

TEST(DossierFigures, AFigureThatOneTerritoryMovesKeepsItsValue) {
  Census census = census_of(9);
  census.rounds_held = count_of({{1, 1}, {2, 1}, {3, 1}});
  std::vector<Basis> earlier{draw(census, {}, 0).basis};
  census.rounds_held = count_of({{1, 2}, {2, 1}, {3, 1}});
  const auto second = draw(census, earlier, 0);
  EXPECT_EQ(shown(second.figures.rounds_held()), "3");
  earlier.push_back(second.basis);
  census.rounds_held = count_of({{1, 2}, {2, 2}, {3, 1}, {4, 1}});
  EXPECT_EQ(shown(draw(census, earlier, 0).figures.rounds_held()), "6") << "three have moved it since the first";
}

// A, then B of other territories, then A and one more: the last tells of one, against the first.
TEST(DossierFigures, EveryEarlierDossierIsComparedWithNotTheLastAlone) {
  Census census = census_of(9);
  std::vector<Basis> earlier;
  const auto publish = [&](const std::map<std::uint64_t, std::uint64_t>& by) {
    census.rounds_held = count_of(by);
    earlier.push_back(draw(census, earlier, 0).basis);
    return earlier.back().at("rounds_held").value;
  };
  EXPECT_EQ(publish({{1, 1}, {2, 1}, {3, 1}}), 3u);
  EXPECT_EQ(publish({{4, 1}, {5, 1}, {6, 1}}), 3u);
  EXPECT_EQ(publish({{1, 1}, {2, 1}, {3, 1}, {7, 1}}), 3u) << "kept: 4 − 3 would be territory 7";
}

TEST(DossierFigures, ABasisIsReadAsItWasWritten) {
  Basis basis;
  basis["participating"] = {.value = 4, .by = {{12, 1}, {15, 1}}, .rest = {{20, 1}}};
  basis["theme:77"] = {.value = 9, .by = {{12, 9}}, .rest = {}};
  const Basis read = dossier::read_basis(dossier::write_basis(basis));
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read.at("participating").by, basis["participating"].by);
  EXPECT_EQ(read.at("participating").rest, basis["participating"].rest);
  EXPECT_EQ(read.at("theme:77").value, 9u);
  EXPECT_TRUE(dossier::read_basis("theme\tx\t1=1\t\nautre").empty());
}

namespace {

// A community that changes by itself, and what its attacker collects.
class RandomCommunity {
 public:
  explicit RandomCommunity(unsigned seed) : random_(seed), territories_(3 + below(10)) {
    for (std::uint64_t id = 1; id <= territories_; ++id) states_[id] = {};
    for (int moves = below(60); moves > 0; --moves) move();
  }

  void move() {
    State& state = states_[1 + below(territories_)];
    switch (below(5)) {
      case 0: state.is_engaged = !state.is_engaged; break;
      case 1: state.writes = !state.writes; break;
      case 2: state.rounds += 1; break;
      case 3: state.themes[below(theme_count)] += 1; break;
      default: {
        auto& count = state.themes[below(theme_count)];
        if (count > 0) --count;
      }
    }
  }
  void some_moves() {
    for (int moves = below(12); moves > 0; --moves) move();
  }

  Census census() const {
    Census census;
    for (int theme = 0; theme < theme_count; ++theme) {
      census.themes.emplace_back().theme_id = 100u + unsigned(theme);
    }
    for (const auto& [id, state] : states_) {
      if (state.is_engaged) {
        ++census.territories.value;
        census.territories.by[id] = 1;
        (state.writes ? census.participating.by : census.participating.rest)[id] = 1;
      }
      if (state.rounds > 0) census.rounds_held.by[id] = state.rounds;
      census.rounds_held.value += state.rounds;
      for (int theme = 0; theme < theme_count; ++theme) {
        if (state.themes[theme] == 0) continue;
        census.themes[theme].count.by[id] = state.themes[theme];
        census.themes[theme].count.value += state.themes[theme];
      }
    }
    census.participating.value = static_cast<std::uint32_t>(census.participating.by.size());
    return census;
  }

  static constexpr int theme_count = 5;

 private:
  struct State {
    bool is_engaged = true, writes = false;
    unsigned rounds = 0;
    std::array<unsigned, theme_count> themes{};
  };
  int below(std::uint64_t bound) { return static_cast<int>(random_() % bound); }

  std::mt19937 random_;
  std::uint64_t territories_;
  std::map<std::uint64_t, State> states_;
};

// One figure over all dossiers: what was shown, and the truth at that moment.
struct Sighting {
  std::optional<std::uint32_t> value;
  Count truth;
};
using History = std::map<std::string, std::vector<Sighting>>;

std::size_t moved(const Contributions& one, const Contributions& other) {
  std::set<std::uint64_t> ids;
  for (const auto& [id, count] : one) ids.insert(id);
  for (const auto& [id, count] : other) ids.insert(id);
  return static_cast<std::size_t>(std::ranges::count_if(ids, [&](std::uint64_t id) {
    const auto a = one.find(id), b = other.find(id);
    return (a == one.end() ? 0 : a->second) != (b == other.end() ? 0 : b->second);
  }));
}

bool is_few(std::size_t territories) { return territories == 1 || territories == 2; }

void note(History& history, const std::string& name, const Figure& figure, const Count& truth) {
  history[name].push_back({figure.hidden() ? std::nullopt : std::optional(figure.count()), truth});
}

// Differences over time. A value stands for every moment at which it was true while it was shown; what was kept longer
// than it was true tells nothing new. Two values that differ must have one pair of such moments at least between which
// three territories moved, and a new value is true when it first appears.
void attack_over_time(const std::vector<Sighting>& sightings, const std::string& where) {
  std::vector<std::size_t> appearances;
  std::optional<std::uint32_t> last;
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    if (!sightings[i].value || sightings[i].value == last) continue;
    const bool is_true = *sightings[i].value == sightings[i].truth.value;
    const bool was_shown = std::ranges::any_of(
        appearances, [&](std::size_t earlier) { return sightings[earlier].value == sightings[i].value; });
    EXPECT_TRUE(is_true || was_shown) << where << ": a value out of nowhere";
    last = sightings[i].value;
    if (!is_true) continue;
    EXPECT_GE(sightings[i].truth.by.size(), 3u) << where;
    for (const std::size_t earlier : appearances) {
      if (sightings[earlier].value == sightings[i].value) continue;
      EXPECT_FALSE(is_few(moved(sightings[earlier].truth.by, sightings[i].truth.by))) << where;
    }
    appearances.push_back(i);
  }
}

// The sum of a margin is known: what is hidden in it together is known.
void attack_margin(const Census& census, const v1::DossierFigures& figures, const std::string& where) {
  std::set<std::uint64_t> hidden_territories;
  int hidden = 0;
  for (int i = 0; i < figures.themes_size(); ++i) {
    const Count& truth = census.themes[static_cast<std::size_t>(i)].count;
    const Figure& figure = figures.themes(i).obstacles();
    if (!figure.hidden()) continue;
    ++hidden;
    for (const auto& [id, count] : truth.by) hidden_territories.insert(id);
  }
  EXPECT_NE(hidden, 1) << where;
  const bool shows_some = hidden < figures.themes_size();
  if (shows_some && hidden > 0) {
    EXPECT_FALSE(is_few(hidden_territories.size())) << where;
  }
}

}  // namespace

TEST(DossierFigures, NobodyPinsOneOrTwoTerritoriesInRandomCommunities) {
  std::size_t shown_figures = 0, changes = 0;
  for (unsigned seed = 1; seed <= 3'000; ++seed) {
    RandomCommunity community(seed);
    History history;
    std::vector<Basis> earlier;
    const std::string where = "seed " + std::to_string(seed);
    for (int dossier = 0; dossier < 5; ++dossier) {
      const Census census = community.census();
      const auto drawn = draw(census, earlier, 0);
      const v1::DossierFigures& figures = drawn.figures;
      note(history, "territories", figures.territories(), census.territories);
      note(history, "participating", figures.participating(), census.participating);
      note(history, "rounds", figures.rounds_held(), census.rounds_held);
      for (int i = 0; i < figures.themes_size(); ++i) {
        note(history, "theme " + std::to_string(i), figures.themes(i).obstacles(),
             census.themes[static_cast<std::size_t>(i)].count);
      }
      if (!figures.territories().hidden() && !figures.participating().hidden()) {
        ASSERT_GE(figures.territories().count(), figures.participating().count()) << where;
        EXPECT_FALSE(is_few(figures.territories().count() - figures.participating().count())) << where;
      }
      attack_margin(census, figures, where);
      earlier.push_back(drawn.basis);
      community.some_moves();
    }
    for (const auto& [name, sightings] : history) {
      attack_over_time(sightings, where + ", " + name);
      std::set<std::uint32_t> values;
      for (const Sighting& one : sightings) {
        if (one.value) values.insert(*one.value);
        shown_figures += one.value ? 1 : 0;
      }
      changes += values.size() > 1 ? 1 : 0;
    }
  }
  EXPECT_GT(shown_figures, 20'000u) << "a dossier that hides everything would be no use";
  EXPECT_GT(changes, 500u) << "nor one in which nothing ever changes";
}

}  // namespace ramure::test
