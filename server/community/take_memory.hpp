// « Votre parcours »: what one member lived of the course, and his pair with him, for a page that is kept when it ends.
// Everything is asked as he could ask it himself, now: what he may not read any more, or what was erased, is not in it.
//
//   CourseMemory memory = take_memory(reader, rounds, member_id, now);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/queries.pb.h"
#include "server/clock.hpp"
#include "server/community/round_book.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

struct CourseMemory {
  struct Lived {
    v1::Gathering gathering;  // over, not cancelled, and he had not said that he would stay away
    std::string keeps;        // « Ce que je garde », of his evaluation
  };
  struct Round {
    std::string title;       // of a client of this pair: another's names his difficulty, and the page is handed on
    std::int64_t at_ms = 0;  // when it was to begin
    std::string client;      // empty: not of this pair
    std::vector<v1::PlanAction> actions = {};  // of a client of this pair
  };

  std::string community, zone;
  std::string name, territory;           // his; the territory is empty for whoever has none
  std::vector<std::string> pair;         // the others of his pair
  std::vector<Lived> gatherings;         // by their start
  std::vector<v1::Thread> obstacles;     // of his territory, the oldest first
  std::vector<Round> rounds;             // those that he was in, also those that are followed up still, by their date
  std::vector<v1::RoadmapRow> roadmaps;  // of his territory, but those put away
  std::vector<v1::NotebookEntry> notebook;  // his own, in the order in which they were begun
};

// Nothing: there is no such member, or he has left.
std::optional<CourseMemory> take_memory(storage::Reader& reader, const RoundRules& rounds, std::uint64_t member_id,
                                        TimestampMs now);

}  // namespace ramure::community
