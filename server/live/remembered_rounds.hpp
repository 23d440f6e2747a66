// The rounds of one community that are remembered. A round that is not here is folded anew from its events: forgetting
// costs time, never truth. open() from any thread; the rest is the writer's.
#pragma once

#include <memory>
#include <mutex>
#include <unordered_map>

#include "server/community/round_book.hpp"

namespace ramure::live {

inline constexpr std::size_t remembered_rounds_max = 16;  // each has some 100 KB; at most what codev's limits allow

class RememberedRounds final : public community::RoundBook {
 public:
  community::RoundPointer open(std::uint64_t round_id, std::uint64_t committed_seq,
                               const community::LoadRound& load) override;
  community::RoundInHand take(std::uint64_t round_id, const community::LoadRound& load) override;
  void put_back(std::uint64_t round_id, community::RoundInHand in_hand) override;
  void forget();  // what was remembered may have been undone

 private:
  struct Remembered {
    std::shared_ptr<codev::Round> round;  // changed only by take(), when nobody else has it
    std::uint64_t through_seq = 0;        // committed or, for the writer alone, not yet
  };
  Remembered find(std::uint64_t round_id, std::uint64_t committed_seq);
  void keep(std::uint64_t round_id, Remembered remembered);

  std::mutex mutex_;  // protects the next
  std::unordered_map<std::uint64_t, Remembered> rounds_;
};

}  // namespace ramure::live
