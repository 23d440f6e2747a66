#include "server/community/dossier_census.hpp"

#include <algorithm>
#include <set>

#include "server/course/evaluation.hpp"

namespace ramure::community {

namespace {

using dossier::Cell;
using dossier::Contributions;
using dossier::Count;

// Of the engaged territories those in `some`.
Count count_engaged(const storage::DossierSource& tables, const std::set<std::uint64_t>& some) {
  Count count;
  for (const std::uint64_t id : tables.engaged) (some.contains(id) ? count.by : count.rest)[id] = 1;
  count.value = static_cast<std::uint32_t>(count.by.size());
  return count;
}

void add(Count& count, std::uint64_t territory_id) {
  ++count.value;
  ++count.by[territory_id];
}

// Territories of the people who were in it to the end, observers and facilitators apart.
std::set<std::uint64_t> territories_in(const codev::Round& round, const std::map<std::uint64_t, std::uint64_t>& homes) {
  std::set<std::uint64_t> territories;
  for (const v1::RoundParticipant& person : round.state.participants()) {
    const auto home = homes.find(person.member_id());
    const bool is_in = person.attendance() != v1::ATTENDANCE_LEFT && codev::is_peer(person);
    if (is_in && home != homes.end() && home->second != 0) territories.insert(home->second);
  }
  return territories;
}

Count count_rounds(const CensusSource& source) {
  std::map<std::uint64_t, std::uint64_t> homes;
  for (const storage::MemberState& member : source.members) homes[member.id] = member.territory_id;
  Count count;
  for (const std::uint64_t id : source.tables.finished_rounds) {
    const RoundPointer round = source.round(id);
    if (round == nullptr || round->state.plan().practice()) continue;
    const std::set<std::uint64_t> territories = territories_in(*round, homes);
    if (territories.empty()) continue;
    ++count.value;
    for (const std::uint64_t territory_id : territories) ++count.by[territory_id];
  }
  return count;
}

std::vector<Cell> numbered_cells(int first, int last) {
  std::vector<Cell> cells;
  for (int number = first; number <= last; ++number) cells.emplace_back().number = number;
  return cells;
}

void count_roadmaps(const CensusSource& source, dossier::Census& census) {
  census.actions = numbered_cells(v1::ROADMAP_ACTION_STATUS_TO_START, v1::ROADMAP_ACTION_STATUS_ABANDONED);
  std::set<std::uint64_t> sharing;
  for (const std::uint64_t id : source.tables.roadmaps) {
    const RoadmapPointer roadmap = source.roadmap(id);
    if (roadmap == nullptr || roadmap->view.sharing() != v1::ROADMAP_SHARING_COMMUNITY) continue;
    sharing.insert(roadmap->view.territory_id());
    for (const v1::RoadmapAction& action : roadmap->view.actions()) {
      const auto cell = std::ranges::find(census.actions, static_cast<int>(action.status()), &Cell::number);
      if (cell != census.actions.end()) add(cell->count, roadmap->view.territory_id());
    }
  }
  census.with_roadmap = count_engaged(source.tables, sharing);
}

// Those of nobody's territory, which facilitators declared, tell of none and are not counted.
void count_obstacles(const storage::DossierSource& tables, dossier::Census& census) {
  census.natures = numbered_cells(v1::OBSTACLE_NATURE_POLITICAL, v1::OBSTACLE_NATURE_OTHER);
  for (const auto& theme : tables.themes) {
    Cell& cell = census.themes.emplace_back();
    cell.theme_id = theme.id;
    cell.title = theme.title;
  }
  for (const auto& obstacle : tables.obstacles) {
    if (obstacle.territory_id == 0) continue;
    for (const v1::ObstacleNature nature : obstacle.natures) {
      const auto cell = std::ranges::find(census.natures, static_cast<int>(nature), &Cell::number);
      if (cell != census.natures.end()) add(cell->count, obstacle.territory_id);
    }
    const auto cell = std::ranges::find(census.themes, obstacle.theme_id, &Cell::theme_id);
    if (cell != census.themes.end()) add(cell->count, obstacle.territory_id);
  }
}

std::vector<v1::EvaluationFigure> average_evaluations(const storage::DossierSource& tables) {
  std::vector<v1::EvaluationFigure> figures;
  for (const auto& evaluated : tables.evaluated) {
    figures.push_back(course::figure_of(evaluated.gathering_id, evaluated.title, evaluated.ratings));
  }
  return figures;
}

}  // namespace

dossier::Census take_census(const CensusSource& source) {
  dossier::Census census;
  census.territories = count_engaged(source.tables, source.tables.engaged);
  census.participating = count_engaged(source.tables, source.tables.writing);
  census.rounds_held = count_rounds(source);
  count_roadmaps(source, census);
  count_obstacles(source.tables, census);
  census.evaluations = average_evaluations(source.tables);
  return census;
}

}  // namespace ramure::community
