// A roadmap of a corpus as what its people do, in the order of time: begin it, write it in the small steps in which
// texts are written, comment, answer, share, freeze. Pure.
//
//   for (const RoadmapDone& act : acts_of(corpus, roadmap, shift, now_ms)) send(act.author_id, act.command(ids))
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "server/ops/corpus.hpp"

namespace ramure::ops {

// The number of a thing: "person:p15", "thread:fil04", and what earlier acts made, by their names.
using NumberOf = std::function<std::uint64_t(const std::string& name)>;

struct RoadmapStep {
  TimestampMs at_ms = 0;
  std::string author_id;  // a person of the corpus
  std::string name;       // unique; what it makes is known by it: its first event's seq
  std::string where;      // in the files, should it be refused
  std::function<v1::Command(const NumberOf&)> command;
};

// Days and hours are moved by `shift`; of a fictional corpus what would lie beyond `now_ms` is told before it. A fault:
// the text has not the words that an act names, or too many lines.
std::expected<std::vector<RoadmapStep>, CorpusFault> steps_of(const Corpus& corpus, const CorpusRoadmap& roadmap,
                                                              std::chrono::weeks shift, TimestampMs now_ms);

}  // namespace ramure::ops
