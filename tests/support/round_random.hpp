// A round played at random, from a seed: commands that fit and commands that do not, by people of the round and
// strangers, with time passing. And the people of good will who bring any round to its end.
#pragma once

#include <random>
#include <vector>

#include "tests/support/round_play.hpp"

namespace ramure::test {

// Who may come into a random round. Whatever the numbers are: in a community they are its members.
struct Cast {
  std::uint64_t facilitator = 1, client = 10;
  std::vector<std::uint64_t> consultants{20, 21, 22, 23, 24, 25, 26};  // some of them, from the first on
  std::uint64_t guest = 30;                                            // stands by as deputy
  std::vector<std::uint64_t> newcomers{40, 41, 42, 43};
  std::vector<std::uint64_t> observers{300, 301};
  std::vector<std::uint64_t> strangers{900, 901, 902};
};

class RandomRound {
 public:
  explicit RandomRound(std::uint64_t seed, Cast cast = {}, const RoundDoor& door = {});

  // Of a round that goes on elsewhere; for any_command().
  RandomRound(std::uint64_t seed, Cast cast, codev::Round elsewhere, TimestampMs now);
  // What this person might send now: mostly something that fits.
  v1::RoundCommand any_command(std::uint64_t author);

  // One command, or some time. What was decided lies in play.events.
  void act();
  // Everybody does what the method asks, until the round is over. False: it could not be brought to an end.
  bool bring_to_end();

  RoundPlay play;
  std::string stuck;  // why it could not be brought to an end
  std::size_t accepted = 0;
  std::size_t refused = 0;

 private:
  std::uint64_t below(std::uint64_t end) { return engine_() % end; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  std::uint64_t anybody();
  std::uint64_t member();
  std::uint64_t any_contribution();
  std::string any_step();
  std::string fitting_step();
  std::string any_kind(std::uint64_t author);
  v1::Contribution any_contribution_of(const std::string& kind);
  void fill_words(v1::RoundCommand& command, std::uint64_t author);
  void fill_course(v1::RoundCommand& command);
  void fill_people(v1::RoundCommand& command);
  void fill_hidden(v1::RoundCommand& command);
  void count(const codev::Decided& decided) { ++(decided ? accepted : refused); }
  static RoundPlay planned(std::mt19937_64& engine, const Cast& cast, const RoundDoor& door);

  void show_good_will();
  bool find_client();
  bool agree();
  bool step_on();
  void come_back();
  bool end_for_want_of_people();

  Cast cast_;
  std::mt19937_64 engine_;
};

}  // namespace ramure::test
