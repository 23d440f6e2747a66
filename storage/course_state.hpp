// The things of the course as the tables hold them, without their words: what decisions and lists need.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ramure/v1/course.pb.h"
#include "ramure/v1/course_queries.pb.h"
#include "ramure/v1/model.pb.h"

namespace ramure::storage {

struct GatheringState {
  std::uint64_t id = 0, channel_id = 0;
  v1::GatheringKind kind = v1::GATHERING_KIND_UNSPECIFIED;
  std::int64_t starts_at_ms = 0, ends_at_ms = 0;
  bool cancelled = false;
  std::uint32_t version = 0;
  std::uint64_t wording_seq = 0;  // the event that holds the words in force
};

struct EvaluationState {
  v1::Evaluation evaluation;    // with its words
  std::uint64_t answer_id = 0;  // under which words of his were passed on; 0: none were
};

struct WorkshopState {
  std::uint64_t id = 0, gathering_id = 0, channel_id = 0;
  std::int64_t closes_at_ms = 0;
  bool closed = false;  // by hand; the clock closes it too
};

struct SentenceState {
  std::uint64_t id = 0, workshop_id = 0, theme_id = 0;
  bool withdrawn = false;
};

// What one answer to an evaluation says in numbers, for averages. A later one of the same member takes its place.
struct Rating {
  std::uint64_t territory_id = 0;
  std::uint32_t useful = 0, learnt_from_peers = 0, was_heard = 0;
  std::uint64_t member_id = 0;
};

// A gathering as one reader is shown it in a list.
struct GatheringSeen {
  GatheringState state;
  v1::Gathering gathering;  // whole
  v1::ChannelKind channel_kind = v1::CHANNEL_KIND_UNSPECIFIED;
  v1::Role hat = v1::ROLE_UNSPECIFIED;  // of the asker, in its channel
  v1::Participation mine = v1::PARTICIPATION_UNSPECIFIED;
  std::uint32_t coming = 0;  // people who have not left the community
  bool has_evaluated = false;
};

// And when he looks at it alone. Who of this may be told to whom is for the rules to say.
struct GatheringLook {
  GatheringSeen seen;
  std::vector<v1::Participant> participants;  // who have not left the community, in the order of the last answers
  v1::Evaluation my_evaluation;
  std::vector<Rating> ratings;              // all that were ever given, in their order
  std::vector<v1::EvaluationPassed> words;  // empty unless the asker reads the backstage
  std::vector<v1::Workshop> workshops;      // without their sentences
};

// A workshop for whoever stands before its door with a code.
struct WorkshopAtDoor {
  std::string community;  // its name
  v1::Workshop workshop;  // without its sentences
};

}  // namespace ramure::storage
