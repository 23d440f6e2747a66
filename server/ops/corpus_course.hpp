// The course of a corpus, as course.json tells it: its gatherings, and what its people did around them, act by act.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/course_commands.pb.h"
#include "server/ops/corpus_place.hpp"
#include "server/ops/corpus_time.hpp"

namespace ramure::ops {

// « S1 », as community.json describes the sessions of the programme: what a gathering of course.json takes over.
struct CorpusSession {
  std::string id;       // "S1"
  v1::Gathering shown;  // kind, number, title, place, programme
};

struct CorpusGathering {
  std::string id, author_id;
  CorpusTime planned_at, starts_at, ends_at;
  CorpusPlace place;
  v1::Gathering shown;  // without channel and times
  std::vector<std::string> document_messages =
      {};  // of each document the message that has it, "message:m012"; empty: it has a link
  std::string where;
};

// Somebody's command, with what it is about by the names of ImportRun ("gathering:S1", "quote:q1").
struct CorpusCourseAct {
  std::string author_id;
  CorpusTime at;
  v1::CourseCommand said;  // without ids and times
  std::string makes;       // the name of what it makes; empty: nothing that is named later
  std::string about;       // gathering, workshop, sentence, thread, message or quote; may be empty
  std::string theme_id;    // empty: none
  std::vector<std::string> quotes;
  CorpusPlace place;                    // of a dossier
  std::optional<CorpusTime> closes_at;  // of a workshop
  std::string where;
};

struct CorpusCourse {
  std::vector<CorpusGathering> gatherings;
  std::vector<CorpusCourseAct> acts;  // in order of time
};

}  // namespace ramure::ops
