// The roadmaps of a corpus, as roadmaps.json and the Markdown files beside it tell them: how each was begun, and what
// its people did to it, act by act.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/roadmap_commands.pb.h"
#include "server/ops/corpus_time.hpp"

namespace ramure::ops {

inline constexpr std::size_t corpus_document_lines_max = 1'000;

// A structured action as a document writes it, in a table or in a list.
struct DocumentAction {
  std::string reference;  // "A1"
  std::string title, owner, partners, means, indicator, axis;
  std::optional<std::chrono::local_days> due_on;
  v1::RoadmapActionStatus status = v1::ROADMAP_ACTION_STATUS_TO_START;
};

// A Markdown file: the text of a roadmap at some time, without the lines between --- at its head.
struct CorpusDocument {
  std::string name;  // "monts-aubresle-v1.md"
  std::string markdown;
  std::vector<DocumentAction> actions;  // that it names, in order
};

enum class RoadmapDeed : std::uint8_t {
  write,        // the parts of the text under `chosen` become those of `document`; none chosen: all of it
  replace,      // `words` become `by`
  add_actions,  // those of `document` whose references are `chosen`
  set_action,   // a field of `subject`, an action's reference
  comment,      // `id`, on `words`, on an action (`subject`), or on the whole
  answer,       // the comment `subject`
  suggest,      // `id`: `by` instead of `words`
  settle,       // the suggestion `subject` is taken or declined
  other,        // all is said in `said`
};

struct CorpusRoadmapAct {
  RoadmapDeed deed = RoadmapDeed::other;
  std::string id, author_id;
  CorpusTime at;
  std::size_t document = 0;  // index in Corpus::documents
  std::vector<std::string> chosen;
  std::string words, by, subject;
  std::string obstacle_thread_id;              // for set_action: where the field names a thread
  std::optional<std::chrono::local_days> day;  // for set_action: where the field is a day
  v1::RoadmapActionStatus status_at_first =
      v1::ROADMAP_ACTION_STATUS_UNSPECIFIED;  // of added ones; unspecified: theirs
  v1::RoadmapCommand said;                    // what is no reference, no day and no place in the text
  std::string where;
};

struct CorpusRoadmap {
  std::string id, title, template_key, author_id;
  CorpusTime begun_at;
  std::vector<CorpusRoadmapAct> acts;  // in order of time
  std::string where;
};

}  // namespace ramure::ops
