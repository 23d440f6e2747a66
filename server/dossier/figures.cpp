#include "server/dossier/figures.hpp"

#include <algorithm>
#include <set>

namespace ramure::dossier {

namespace {

bool is_few(std::size_t territories) { return territories > 0 && territories < territories_min; }

std::size_t changed(const Contributions& one, const Contributions& other) {
  std::size_t count = 0;
  for (const auto& [territory_id, value] : one) {
    const auto found = other.find(territory_id);
    if (found == other.end() || found->second != value) ++count;
  }
  for (const auto& [territory_id, value] : other) count += one.contains(territory_id) ? 0 : 1;
  return count;
}

bool differs_by_few(const Count& one, const Count& other) {
  return is_few(changed(one.by, other.by)) || is_few(changed(one.rest, other.rest));
}

// A figure on its way to the page.
struct Shown {
  std::string name;
  const Count* counted = nullptr;
  bool hidden = false;
  Count count;  // what is shown: as counted now, or as it was shown last
};

Shown judge(std::string name, const Count& counted, const std::vector<Basis>& earlier) {
  Shown shown{.name = std::move(name), .counted = &counted, .count = counted};
  shown.hidden = counted.by.size() < territories_min || is_few(counted.rest.size());
  const Count* last = nullptr;
  bool tells_of_few = false;
  for (const Basis& basis : earlier) {
    const auto found = basis.find(shown.name);
    if (found == basis.end()) continue;
    last = &found->second;
    tells_of_few |= differs_by_few(counted, found->second);
  }
  if (tells_of_few) shown.count = *last;
  return shown;
}

// Of the territories that are shown to be engaged, how many are shown not to be among these; both as they are shown.
void hide_complement(const Shown& all, Shown& some) {
  if (all.hidden || some.hidden) return;
  const bool is_more = some.count.value > all.count.value;
  some.hidden = is_more || is_few(all.count.value - some.count.value);
}

// Whether what the hidden cells of a margin hold could be told from its sum.
bool tells_of_hidden(const std::vector<Shown>& margin) {
  std::size_t hidden = 0;
  std::set<std::uint64_t> territories;
  for (const Shown& cell : margin) {
    if (!cell.hidden) continue;
    ++hidden;
    for (const auto& [territory_id, count] : cell.counted->by) territories.insert(territory_id);
  }
  return hidden == 1 || (hidden > 1 && is_few(territories.size()));
}

void hide_in_margin(std::vector<Shown>& margin) {
  const auto comes_before = [](const Shown& one, const Shown& other) {
    if (one.hidden != other.hidden) return other.hidden;
    if (one.counted->by.size() != other.counted->by.size()) return one.counted->by.size() < other.counted->by.size();
    return one.counted->value < other.counted->value;
  };
  while (tells_of_hidden(margin)) {
    const auto next = std::ranges::min_element(margin, comes_before);
    if (next->hidden) return;  // all are
    next->hidden = true;
  }
}

class Drawing {
 public:
  explicit Drawing(const std::vector<Basis>& earlier) : earlier_(earlier) {}

  Shown judged(const char* name, const Count& count) const { return judge(name, count, earlier_); }

  std::vector<Shown> judged(const std::string& kind, const std::vector<Cell>& cells) const {
    std::vector<Shown> margin;
    for (const Cell& cell : cells) {
      const std::uint64_t number = cell.theme_id != 0 ? cell.theme_id : static_cast<std::uint64_t>(cell.number);
      margin.push_back(judge(kind + ":" + std::to_string(number), cell.count, earlier_));
    }
    hide_in_margin(margin);
    return margin;
  }

  void show(const Shown& shown, v1::Figure& figure) {
    figure.set_hidden(shown.hidden);
    if (shown.hidden) return;
    figure.set_count(shown.count.value);
    basis_[shown.name] = shown.count;
  }

  Basis basis() { return std::move(basis_); }

 private:
  const std::vector<Basis>& earlier_;
  Basis basis_;
};

}  // namespace

Drawn draw(const Census& census, const std::vector<Basis>& earlier, TimestampMs at_ms) {
  Drawing drawing(earlier);
  Drawn drawn;
  v1::DossierFigures& figures = drawn.figures;
  figures.set_at_ms(at_ms);
  const Shown territories = drawing.judged("territories", census.territories);
  Shown participating = drawing.judged("participating", census.participating);
  Shown with_roadmap = drawing.judged("with_roadmap", census.with_roadmap);
  hide_complement(territories, participating);
  hide_complement(territories, with_roadmap);
  drawing.show(territories, *figures.mutable_territories());
  drawing.show(drawing.judged("rounds_held", census.rounds_held), *figures.mutable_rounds_held());
  drawing.show(participating, *figures.mutable_participating());
  drawing.show(with_roadmap, *figures.mutable_with_roadmap());

  const auto actions = drawing.judged("action", census.actions);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    v1::ActionFigure& figure = *figures.add_actions();
    figure.set_status(static_cast<v1::RoadmapActionStatus>(census.actions[i].number));
    drawing.show(actions[i], *figure.mutable_actions());
  }
  const auto natures = drawing.judged("nature", census.natures);
  for (std::size_t i = 0; i < natures.size(); ++i) {
    v1::NatureFigure& figure = *figures.add_natures();
    figure.set_nature(static_cast<v1::ObstacleNature>(census.natures[i].number));
    drawing.show(natures[i], *figure.mutable_obstacles());
  }
  const auto themes = drawing.judged("theme", census.themes);
  for (std::size_t i = 0; i < themes.size(); ++i) {
    v1::ThemeFigure& figure = *figures.add_themes();
    figure.set_theme_id(census.themes[i].theme_id);
    figure.set_title(census.themes[i].title);
    drawing.show(themes[i], *figure.mutable_obstacles());
  }
  for (const v1::EvaluationFigure& figure : census.evaluations) *figures.add_evaluations() = figure;
  drawn.basis = drawing.basis();
  return drawn;
}

}  // namespace ramure::dossier
