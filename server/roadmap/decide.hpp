// The rules of a roadmap: a command becomes events and changes of the text, or a refusal. Pure.
//
//   auto decided = decide(roadmap, text, person, command, moment);
//   if (!decided) answer(decided.error());          // data["cause"]: rights, archived, frozen, shared …
//   else announce decided->events, store decided->entries
//
// Whoever does not read the roadmap is answered NOT_FOUND, as if there were none.
#pragma once

#include <expected>
#include <vector>

#include "ramure/v1/refusals.pb.h"
#include "ramure/v1/roadmap_commands.pb.h"
#include "server/roadmap/removal.hpp"
#include "server/roadmap/roadmap.hpp"
#include "server/roadmap/stored_text.hpp"

namespace ramure::roadmap {

struct Moment {
  TimestampMs now = 0;
  std::uint64_t next_seq = 0;
};

struct Told {
  v1::RoadmapEvent event;
  std::uint64_t birth_seq = 0;  // of an older thing whose words it carries; 0: its own
};

struct Placed {
  std::uint64_t id = 0;
  Passage passage;  // in the text before `entries`
};

struct Decision {
  std::vector<Told> events;    // in order; the first has seq moment.next_seq
  std::vector<Entry> entries;  // of the text
  std::vector<Placed> placed;  // what hangs on it from now on
  std::vector<std::uint64_t> taken_off;
  std::shared_ptr<const Removal> removal = nullptr;  // rows of the text's history to be written anew
};
using Decided = std::expected<Decision, v1::Refusal>;

// The text, as the writer has it: the log in memory, and what lies behind it.
struct Text {
  const TextLog& log;
  const StoredText& stored;
  std::shared_ptr<const Removal> prepared = nullptr;  // for RemovePassage, where it was walked through beforehand
};

Decided decide(const Roadmap& roadmap, const Text& text, const Person& person, const v1::RoadmapCommand& command,
               const Moment& moment);

// CreateRoadmap, with the form that its key names, for the territory of whose pair the person is. moment.next_seq is
// the roadmap's id.
Decided create(const v1::RoadmapTemplate& form, const Person& person, std::uint64_t territory_id,
               const v1::CreateRoadmap& command, const Moment& moment);

// PushText: what is taken of it, and « mis à jour par … » when that was not told within the last minute.
struct Pushed {
  Decision decision;
  v1::TextTaken answer;
};
std::expected<Pushed, v1::Refusal> push(const Roadmap& roadmap, const Text& text, const Person& person,
                                        const v1::TextPush& wire, const Moment& moment);

}  // namespace ramure::roadmap
