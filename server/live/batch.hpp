// What goes through the writer, and what comes out of it.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "ramure/v1/frames.pb.h"
#include "ramure/v1/refusals.pb.h"
#include "server/community/decide.hpp"
#include "server/live/chunk.hpp"

namespace ramure::live {

struct PendingCommand {
  community::Actor actor;
  v1::Command command;
  bool keeps_draft = false;  // said elsewhere than where drafts are written: by mail
};

struct CommandOutcome {
  std::expected<v1::Accepted, v1::Refusal> result;
  std::uint64_t as_of_seq = 0;
};

// One row of private state of one member, as it was committed. Encoded as a field of ServerFrame (private_rows), so
// that it too is only copied.
struct PrivateChange {
  std::uint64_t member_id = 0;
  std::uint64_t revision = 0;
  std::shared_ptr<const std::string> bytes;
};

// Words that a batch took out of a round: those of one contribution, or (0) of all but `kept`.
struct RoundErasure {
  std::uint64_t round_id = 0;
  std::uint64_t contribution_id = 0;
  std::vector<std::uint64_t> kept = {};
};

// Words that a batch took out of a roadmap: a comment or suggestion.
struct RoadmapErasure {
  std::uint64_t roadmap_id = 0;
  std::uint64_t thing_id = 0;
};

// A text whose history lost words, in changes up to this version: what is held of those is read anew.
struct TextRewriting {
  std::uint64_t roadmap_id = 0;
  std::uint64_t version = 0;
};

// One change of a text, as it was committed. Encoded as a field of ServerFrame (text_changes).
struct TextChange {
  std::uint64_t roadmap_id = 0;
  std::uint64_t version = 0;
  std::shared_ptr<const std::string> bytes;
};

// What a committed batch announces. Immutable, shared by all threads.
struct Announcement {
  std::vector<ChunkPointer> chunks;            // none when the batch was private state only
  std::vector<PrivateChange> private_changes;  // in order of commit
  std::vector<std::uint64_t> erased_message_ids;
  std::vector<ChunkPointer> replaced_chunks;  // older ones that held words of these: without them (see erasure.hpp)
  std::vector<RoundErasure> erased_in_rounds = {};
  std::vector<RoadmapErasure> erased_in_roadmaps = {};
  std::vector<std::uint64_t> erased_sentence_ids = {};  // of workshops
  std::vector<std::uint64_t> erased_seqs = {};          // events of evaluations
  bool erases_notes = false;                            // of notebooks: in files only
  std::vector<TextRewriting> rewritten_texts = {};
  std::vector<TextChange> text_changes = {};  // of each text in order of version; none up to a rewriting

  bool erases() const {
    return !erased_message_ids.empty() || !erased_in_rounds.empty() || !erased_in_roadmaps.empty() ||
           !erased_sentence_ids.empty() || !erased_seqs.empty() || erases_notes || !rewritten_texts.empty();
  }

  bool is_empty() const { return chunks.empty() && private_changes.empty() && text_changes.empty(); }
};

struct BatchOutcome {
  std::vector<CommandOutcome> outcomes;  // one per command, in their order
  Announcement announcement;
  std::vector<community::RoundLook> round_looks;  // when clocks of rounds are due from now on
  std::vector<std::uint64_t> rounds_held_anew;    // planned, or handed over
};

// Where an answer goes: to a connection or an HTTP request, on the loop where it lives.
class ReplySink {
 public:
  virtual ~ReplySink() = default;
  // On the sink's loop, after commit, right before the hub there hears of the same batch: a frame composed afterwards
  // holds both. Must only note the reply (and schedule a write); must not call the hub.
  virtual void on_outcome(std::uint64_t request_id, CommandOutcome outcome) = 0;
};

class Loop;

struct ReplyTarget {
  std::shared_ptr<ReplySink> sink;  // may be null: nobody waits for the answer
  Loop* loop = nullptr;
  std::uint64_t request_id = 0;
};

}  // namespace ramure::live
