#include "tests/sim/village.hpp"

#include "tests/support/ruled_community.hpp"

namespace ramure::sim {

namespace fs = std::filesystem;

const Village& village() {
  static test::RuledCommunity founded;
  static const Village result = [] {
    Village village;
    village.folder = founded.folder();
    const auto& [id, channel, pair, pair_obstacles, pair_follow_up, first, second, first_follow_up, second_follow_up] =
        founded.valmerac;
    village.members = {first,
                       second,
                       founded.kerlohan.first,
                       founded.facilitator,
                       founded.adviser,
                       founded.evaluator,
                       founded.admin,
                       founded.orientation};
    village.channels = {
        founded.plenary, founded.plenary, founded.themes,    founded.themes,          channel, pair, pair_obstacles,
        pair_follow_up,  first_follow_up, founded.backstage, founded.kerlohan.channel};
    village.themes = {founded.theme, founded.other_theme};
    village.territories = {id, founded.kerlohan.id};
    village.admin = founded.admin;
    founded.store().checkpoint(true);
    return village;
  }();
  return result;
}

void copy_community(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::create_directories(to);
  for (const auto& entry : fs::directory_iterator(from)) {
    if (entry.path().extension() == ".db") fs::copy_file(entry.path(), to / entry.path().filename());
  }
}

}  // namespace ramure::sim
