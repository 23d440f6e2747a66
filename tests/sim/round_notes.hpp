// What a client that follows the protocol knows of the rounds it is in: asks for a round once, takes what is said from
// the events, and forgets the round when it leaves it. Held against a fresh view at the end.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ramure/v1/frames.pb.h"

namespace ramure::sim {

class RoundNotes {
 public:
  struct Round {
    std::map<std::uint64_t, std::string> words;  // by contribution
    std::uint64_t as_of_seq = 0;
    bool is_known = false;                // its view has come
    std::vector<v1::Event> untaken = {};  // came before the view did
  };

  void take(const v1::ServerFrame& frame);
  std::uint64_t wanted() const { return wanted_.empty() ? 0 : *wanted_.begin(); }  // a round to be asked for; 0: none
  void answer(const v1::GetRound& query, const v1::Reply& reply);

  const std::map<std::uint64_t, Round>& rounds() const { return rounds_; }

 private:
  void take(const v1::Event& event);
  void begin(std::uint64_t round_id);
  static void tell(Round& round, const v1::Event& event);

  std::map<std::uint64_t, Round> rounds_;
  std::set<std::uint64_t> wanted_;
};

}  // namespace ramure::sim
