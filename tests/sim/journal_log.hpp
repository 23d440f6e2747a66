// The simulation's own account of the journal, read from the database and from nowhere else: what was announced, who
// could read what at which moment, and by which key it was done. The oracle for everything that is delivered.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "server/codev/round.hpp"
#include "server/live/chunk.hpp"
#include "storage/reader.hpp"
#include "tests/sim/roadmap_log.hpp"

namespace ramure::sim {

class JournalLog {
 public:
  // Takes in what was committed since the last time. Throws Violation: a gap, or a key that acted twice.
  void follow(storage::Reader& reader);

  // After a restore: what came later never happened.
  void go_back(std::uint64_t head_seq);

  std::uint64_t head_seq() const { return events_.size(); }
  std::uint64_t moves() const { return moves_seen_; }  // of messages, also those that a restore took back

  // What the member read when the head was `seq`.
  storage::Readable readable(std::uint64_t member_id, std::uint64_t seq) const;

  // The seqs in (after_seq, through_seq] that this reader must be given.
  std::vector<std::uint64_t> readable_seqs(const storage::Readable& readable, std::uint64_t after_seq,
                                           std::uint64_t through_seq) const;

  // The events that this key brought: first and last seq; {0, 0} for none.
  std::pair<std::uint64_t, std::uint64_t> range_of_key(const std::string& command_key) const;

  const std::vector<std::uint64_t>& threads() const { return threads_; }
  const std::vector<std::uint64_t>& messages() const { return messages_; }
  const std::vector<std::uint64_t>& channels() const { return channels_; }
  const std::vector<std::uint64_t>& members() const { return members_; }
  const std::vector<std::uint64_t>& gatherings() const { return gatherings_; }
  const std::vector<std::uint64_t>& workshops() const { return workshops_; }
  const std::vector<std::uint64_t>& sentences() const { return sentences_; }  // of workshops: events without a key
  // A round as it was when the head was `through_seq`, and which there are.
  codev::Round round(std::uint64_t id, std::uint64_t through_seq) const;
  std::vector<std::uint64_t> rounds() const;
  const RoadmapLog& roadmaps() const { return roadmaps_; }
  std::uint64_t thread_of_message(std::uint64_t message_id) const;  // now
  // When the words of a message, of a contribution to a round, of a comment on a roadmap, or of a sentence of a
  // workshop were erased; 0: they were not.
  std::uint64_t redacted_at(std::uint64_t id) const;

 private:
  struct Logged {
    std::uint64_t channel_id, member_id, birth_seq, thread_id;
    std::string command_key;
  };
  void take_in(const storage::JournalRow& row);
  void take_in_round(const v1::Event& event);
  void take_in_course(const v1::Event& event);
  void note_key(const std::string& key, std::uint64_t seq);

  std::vector<Logged> events_;  // of seq 1, 2, 3 …
  std::vector<live::ReadingChange> changes_;
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> keys_;
  std::map<std::uint64_t, std::uint64_t> redacted_;
  std::map<std::uint64_t, std::map<std::uint64_t, std::uint64_t>> moves_;  // message → seq → the thread that it came to
  std::uint64_t moves_seen_ = 0;
  std::map<std::uint64_t, std::vector<v1::RoundEvent>> rounds_;
  RoadmapLog roadmaps_;
  std::vector<std::uint64_t> threads_, messages_, channels_, members_;
  std::vector<std::uint64_t> gatherings_, workshops_, sentences_;
};

}  // namespace ramure::sim
