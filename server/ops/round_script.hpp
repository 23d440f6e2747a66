// A round of a corpus as what its people do, in the order of time: plan it, let an observer in, open its steps, speak.
// Pure; used to import a community, and to play the same rounds through the engine alone.
//
//   for (const RoundAct& act : acts_of(round, shift)) send(act.author_id, act.command(ids))
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ramure/v1/round_commands.pb.h"
#include "server/ops/corpus_round.hpp"

namespace ramure::ops {

// The number of a thing that the corpus names: "person:p15", "thread:fil04", and what earlier acts made: "round:tour1",
// "contribution:k029".
using RoundIds = std::function<std::uint64_t(const std::string& name)>;

struct RoundAct {
  TimestampMs at_ms = 0;
  std::string author_id;  // a person of the corpus
  std::string name;   // unique; "round:…" and "contribution:…" are the names of what it makes, its first event's seq
  std::string where;  // in the files, should it be refused
  std::function<v1::RoundCommand(const RoundIds&)> command;
};

// The acts refer to `round`, which outlives them. The first one plans it. Days and hours are moved by `shift`.
std::vector<RoundAct> acts_of(const CorpusRound& round, std::chrono::weeks shift);

// Its words, with what they refer to; `version` is left to whoever knows the request in force.
v1::Contribution contribution_of(const CorpusContribution& told, std::chrono::weeks shift, const RoundIds& ids);

}  // namespace ramure::ops
