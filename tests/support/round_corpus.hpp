// The two rounds of the demo corpus, as commands of their members. The ids of its people become numbers: p15 is 115,
// f01 is 201, o02 is 302.
#pragma once

#include <string>
#include <vector>

#include "tests/support/round_play.hpp"

namespace ramure::test {

struct CorpusContribution {
  std::string id;  // "k001"
  std::string step;
  std::uint64_t author_id = 0;
  TimestampMs at_ms = 0;
  v1::Contribution contribution;
  std::string reply_to;  // "k029"
  TimestampMs hidden_until_ms = 0;
  std::uint64_t for_author_id = 0;  // of a preference: whose subject
};

struct CorpusStep {
  std::string key;
  TimestampMs opened_at_ms = 0;
  std::vector<CorpusContribution> contributions;
};

struct CorpusRound {
  std::string id;
  bool is_written = false;
  std::uint64_t client_id = 0;
  std::uint64_t facilitator_id = 0;
  std::vector<std::uint64_t> observer_ids;
  std::vector<std::uint64_t> speaking_order;
  v1::PlanRound plan;
  std::vector<CorpusStep> steps;
};

std::vector<CorpusRound> corpus_rounds();

}  // namespace ramure::test
