// The simulation's own account of roadmaps: their events, and the log of each text as it lies in the table. Like
// journal_log.hpp, of which it is a part, read from the database and from nowhere else.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "server/roadmap/roadmap.hpp"
#include "server/roadmap/text_log.hpp"
#include "storage/reader.hpp"

namespace ramure::sim {

class RoadmapLog {
 public:
  void take_in(const v1::Event& event);  // of a roadmap
  void follow(storage::Reader& reader);  // the texts, after the journal
  void go_back(std::uint64_t head_seq);  // after a restore; follow() takes the texts in anew

  std::vector<std::uint64_t> ids() const;
  roadmap::Roadmap roadmap(std::uint64_t id, std::uint64_t through_seq) const;

  // A change of a text as it was stored; empty: there is none of this version.
  const std::string& change(std::uint64_t id, std::uint64_t version) const;
  // The text as its log replays to it.
  const roadmap::TextLog& text(std::uint64_t id) const;
  std::uint64_t changes() const { return changes_seen_; }  // of all texts, also those that a restore took back

 private:
  struct Logged {
    std::vector<v1::Event> events;
    std::vector<std::string> changes;  // that made the versions 1, 2, 3 …
    roadmap::TextLog text;
  };
  const Logged& logged(std::uint64_t id) const;

  std::map<std::uint64_t, Logged> roadmaps_;
  std::uint64_t changes_seen_ = 0;
};

}  // namespace ramure::sim
