#include "tests/sim/village.hpp"

#include "server/community/round_book.hpp"
#include "tests/support/ruled_roadmap.hpp"
#include "tests/support/ruled_round.hpp"

namespace ramure::sim {

namespace fs = std::filesystem;

namespace {

// So that there is something to talk about from the first step on.
void begin_talking(test::RuledCommunity& founded) {
  for (const std::uint64_t channel :
       {founded.plenary, founded.plenary, founded.themes, founded.themes, founded.backstage}) {
    founded.post(founded.open_thread(channel, founded.facilitator), founded.facilitator);
  }
  const auto& valmerac = founded.valmerac;
  for (const std::uint64_t channel : {valmerac.channel, valmerac.pair, valmerac.first_follow_up}) {
    founded.open_thread(channel, valmerac.first);
  }
  founded.open_thread(founded.kerlohan.channel, founded.kerlohan.first);
  founded.declare(valmerac.first, v1::OBSTACLE_SCOPE_PAIR);
  founded.declare(valmerac.second, v1::OBSTACLE_SCOPE_COMMUNITY);
  founded.declare(founded.kerlohan.first, v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED);
}

// One that has begun, with an observer about whom all are asked.
std::uint64_t begin_round(test::RuledCommunity& founded) {
  test::RuledRound round(founded, {founded.facilitator,
                                   0,
                                   founded.valmerac.first,
                                   {founded.valmerac.second, founded.kerlohan.first, founded.adviser}});
  round.begin();
  round.propose(founded.evaluator);
  return round.id();
}

// Shared with all, and written along by somebody of another territory.
std::uint64_t begin_roadmap(test::RuledCommunity& founded) {
  test::RuledRoadmap roadmap(founded, founded.valmerac);
  roadmap.share(v1::ROADMAP_SHARING_COMMUNITY);
  roadmap.invite(founded.kerlohan.first);
  roadmap.add("Écrire une charte");
  roadmap.comment(founded.facilitator, "Pourquoi maintenant\u00a0?");
  return roadmap.id();
}

}  // namespace

const Village& village() {
  static test::RuledCommunity founded;
  static const Village result = [] {
    begin_talking(founded);
    const std::uint64_t round = begin_round(founded);
    const std::uint64_t roadmap = begin_roadmap(founded);
    const auto& valmerac = founded.valmerac;
    Village village;
    village.folder = founded.folder();
    village.members = {valmerac.first,      valmerac.first,      valmerac.second, founded.kerlohan.first,
                       founded.facilitator, founded.facilitator, founded.adviser, founded.evaluator,
                       founded.admin,       founded.orientation};
    village.channels = {founded.plenary,           founded.themes,
                        valmerac.channel,          valmerac.pair,
                        valmerac.pair_obstacles,   valmerac.pair_follow_up,
                        valmerac.first_follow_up,  founded.backstage,
                        founded.kerlohan.channel,  round,
                        community::desk_of(round), roadmap};
    village.round_people = {founded.facilitator, valmerac.first, valmerac.second, founded.kerlohan.first,
                            founded.adviser};
    village.writers = {valmerac.first,          valmerac.second,     founded.kerlohan.first,
                       founded.kerlohan.second, founded.facilitator, founded.adviser};
    village.themes_channel = founded.themes;
    village.themes = {founded.theme, founded.other_theme};
    village.territories = {valmerac.id, founded.kerlohan.id};
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
