// A round as the rules need it: folded from its events, which the journal holds.
//
//   auto round = rules.open(id, view.committed_seq(), [&](std::uint64_t after) { return view.round_events(id, after);
//   }); if (round == nullptr) …  // there is none
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "ramure/v1/course_queries.pb.h"
#include "ramure/v1/events.pb.h"
#include "server/codev/round.hpp"
#include "server/community/roadmap_book.hpp"

namespace ramure::codev {
class Templates;
}

namespace ramure::community {

using RoundPointer = std::shared_ptr<const codev::Round>;
using LoadRound = std::function<std::vector<v1::Event>(std::uint64_t after_seq)>;  // the round's events, in order

// A round that its only owner may change: who decides applies what he decided to it. `through_seq`: of its last event.
struct RoundInHand {
  codev::Round round;
  std::uint64_t through_seq = 0;
};

// Rounds that are remembered, so that a command to a long round costs no more than one to a short one (live/). `open`:
// for those who read, as of what their view has seen committed. `take` and `put_back`: for the writer, with what its
// transaction has brought so far; whoever does not put a round back lets it be forgotten, and a transaction that is
// undone forgets all.
class RoundBook {
 public:
  virtual ~RoundBook() = default;
  virtual RoundPointer open(std::uint64_t round_id, std::uint64_t committed_seq, const LoadRound& load) = 0;
  virtual RoundInHand take(std::uint64_t round_id, const LoadRound& load) = 0;
  virtual void put_back(std::uint64_t round_id, RoundInHand in_hand) = 0;
};

// What the rules of one community need besides its tables. Both pointers may be null: then rounds are planned from the
// shipped templates, and every round is folded anew; without `not_yet_come` nobody is waited for.
struct RoundRules {
  const codev::Templates* templates = nullptr;
  RoundBook* book = nullptr;
  RoadmapRules roadmaps = {};
  // Members who were invited before that moment and have not come, by the moment of their invitation: accounts know.
  std::function<std::vector<v1::NotYetCome>(TimestampMs invited_before_ms)> not_yet_come = {};

  RoundPointer open(std::uint64_t round_id, std::uint64_t committed_seq, const LoadRound& load) const;
  RoundInHand take(std::uint64_t round_id, const LoadRound& load) const;  // `through_seq` 0: there is no such round
  void put_back(std::uint64_t round_id, RoundInHand in_hand) const;
  const codev::Templates& known_templates() const;
};

// Applies events of a round, in order; from_journal() is how the engine sees one, to_journal() how the journal keeps
// it: the envelope says seq, time, actor and audience, and the body does not say them again. The desk of a round is the
// channel after its own.
void fold(codev::Round& round, std::span<const v1::Event> events);
void fold(RoundInHand& in_hand, const LoadRound& load);  // what came after `through_seq`
v1::RoundEvent from_journal(const v1::Event& event);
v1::Event to_journal(v1::RoundEvent event);
constexpr std::uint64_t desk_of(std::uint64_t round_id) { return round_id + 1; }

}  // namespace ramure::community
