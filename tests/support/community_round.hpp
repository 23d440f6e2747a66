// A community for a round that is played at random (round_random.hpp): its people, and the door through which the
// round's commands are decided as all commands are.
//
//   CommunityRound played;
//   RandomRound random(seed, played.cast(), played.door());
//   played.note(random.play.round);
#pragma once

#include <random>

#include "tests/support/round_random.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

class CommunityRound {
 public:
  CommunityRound();

  const Cast& cast() const { return cast_; }
  RoundDoor door();
  RuledCommunity& community() { return community_; }
  std::vector<std::uint64_t> everybody() const;  // of the cast

  void note(const codev::Round& round) { id_ = round.state.id(); }
  std::uint64_t id() const { return id_; }

  // Somebody of the round, drawn, and not the one who holds its frame, is a member of the community no more; the play
  // takes in what follows for the round.
  void leave_the_community(std::mt19937_64& engine, RoundPlay& play);

 private:
  RuledCommunity community_;
  Cast cast_;
  std::uint64_t id_ = 0;
};

}  // namespace ramure::test
