// Rounds of co-development, folded from their events and remembered, so that a command to a long round costs no more
// than one to a short one. A round that is not here is folded anew: forgetting costs time, never truth.
//
//   auto round = book.open(id, view.committed_seq(), [&](std::uint64_t after) { return view.round_events(id, after);
//   }); if (round == nullptr) …  // there is none
//
// What is remembered ends at the last commit; what the batch has added since is folded on top of a copy. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "server/codev/round.hpp"

namespace ramure::codev {
class Templates;
}

namespace ramure::community {

inline constexpr std::size_t remembered_rounds_max = 64;

class RoundBook {
 public:
  using RoundPointer = std::shared_ptr<const codev::Round>;
  using Load = std::function<std::vector<v1::Event>(std::uint64_t after_seq)>;  // the round's events, in order

  RoundPointer open(std::uint64_t round_id, std::uint64_t committed_seq, const Load& load);

 private:
  struct Remembered {
    RoundPointer round;
    std::uint64_t through_seq = 0;
  };
  std::mutex mutex_;  // protects the next
  std::unordered_map<std::uint64_t, Remembered> rounds_;
};

// What the rules of one community need besides its tables. Both may be null: then rounds are planned from the shipped
// templates, and every round is folded anew.
struct RoundRules {
  const codev::Templates* templates = nullptr;
  RoundBook* book = nullptr;

  RoundBook::RoundPointer open(std::uint64_t round_id, std::uint64_t committed_seq, const RoundBook::Load& load) const;
  const codev::Templates& known_templates() const;
};

// An event of a round as the engine sees it, and as the journal keeps it: the envelope says seq, time, actor and
// audience, and the body does not say them again. The desk of a round is the channel after its own.
v1::RoundEvent from_journal(const v1::Event& event);
v1::Event to_journal(v1::RoundEvent event);
constexpr std::uint64_t desk_of(std::uint64_t round_id) { return round_id + 1; }

}  // namespace ramure::community
