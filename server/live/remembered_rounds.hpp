// The rounds of one community that are remembered, as of the last commit they were asked at. A round that is not here
// is folded anew from its events: forgetting costs time, never truth. Any thread.
#pragma once

#include <mutex>
#include <unordered_map>

#include "server/community/round_book.hpp"

namespace ramure::live {

inline constexpr std::size_t remembered_rounds_max = 16;  // each has some 100 KB; at most what codev's limits allow

class RememberedRounds final : public community::RoundBook {
 public:
  community::RoundPointer open(std::uint64_t round_id, std::uint64_t committed_seq,
                               const community::LoadRound& load) override;

 private:
  struct Remembered {
    community::RoundPointer round;
    std::uint64_t through_seq = 0;
  };
  Remembered find(std::uint64_t round_id, std::uint64_t committed_seq);
  void keep(std::uint64_t round_id, const Remembered& remembered);

  std::mutex mutex_;  // protects the next
  std::unordered_map<std::uint64_t, Remembered> rounds_;
};

}  // namespace ramure::live
