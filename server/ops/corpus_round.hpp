// A round of co-development as the files of a corpus tell it. Every id is the file's own ("tour1", "k029", "p15").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/round.pb.h"
#include "server/ops/corpus_time.hpp"

namespace ramure::ops {

// « Groupe A »: what a round calls the people who meet in it.
struct CorpusGroup {
  std::string id, label;
};

struct CorpusContribution {
  std::string id, author_id;
  CorpusTime at;
  v1::Contribution said;  // all that is no reference and no day
  // Contributions of the same round that it refers to; empty: to none.
  std::string reply_to_id, subject_id, action_id;
  std::string designated_id;     // a person
  std::string target_thread_id;  // where what is shared goes
  std::optional<std::chrono::local_days> due_on;
  std::optional<CorpusTime> hidden_until;  // a question that waits until then
  std::string where;
};

struct CorpusRoundStep {
  std::string key;
  CorpusTime opened_at;
  std::vector<CorpusContribution> contributions;  // in order of time
  std::string where;
};

struct CorpusRound {
  std::string id, title, group;  // the group's label
  std::string template_key;
  v1::RoundMode mode = v1::ROUND_MODE_UNSPECIFIED;
  std::string facilitator_id, scribe_id, timekeeper_id, former_client_id, source_thread_id;  // empty: none
  std::string client_id;                // whose subject it was; empty: not chosen yet
  std::vector<std::string> member_ids;  // the peers, client first
  std::vector<std::string> observer_ids, speaking_order_ids;
  CorpusTime starts_at;
  std::optional<CorpusTime> planned_at;             // nullopt: a week before it starts
  std::chrono::days retention{0}, lapses_after{0};  // 0: as in any round
  std::vector<CorpusRoundStep> steps;               // none: it lies ahead
  std::string where;
};

}  // namespace ramure::ops
