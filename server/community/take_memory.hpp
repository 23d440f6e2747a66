// « Votre parcours »: what one member lived of the course, and his pair with him, for a page that is kept when it ends.
// Everything is asked as he could ask it himself, now: what he may not read any more, or what was erased, is not in it.
//
// What is said in private places is for him alone: a copy that is handed on has none of it.
//
//   const auto memory = take_memory(reader, rounds, member_id, MemoryCopy::own, now);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ramure/v1/queries.pb.h"
#include "server/clock.hpp"
#include "server/community/round_book.hpp"
#include "storage/reader.hpp"

namespace ramure::community {

enum class MemoryCopy : std::uint8_t {
  own,
  handed_on,  // gatherings, obstacles and roadmaps of open places; of rounds that they were held; nothing else
};

struct CourseMemory {
  struct Lived {
    v1::Gathering gathering;  // over, not cancelled, and he had not said that he would stay away
    std::string keeps;        // « Ce que je garde », of his evaluation, which carries no name
  };
  struct Round {
    std::int64_t at_ms = 0;  // when it was to begin
    bool is_of_pair = false;
    // Of a client of this pair: another's title names his difficulty.
    std::string title = {}, client = {};
    std::vector<v1::PlanAction> actions = {};
  };

  MemoryCopy copy = MemoryCopy::own;

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
                                        MemoryCopy copy, TimestampMs now);

}  // namespace ramure::community
