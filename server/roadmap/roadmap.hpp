// A roadmap as the rules see it, its text apart: folded from its events. A value: copied, compared.
//
//   Roadmap roadmap;
//   for (const v1::Event& event : events_of_it) apply(roadmap, event);
//   if (const auto since = reads_since(roadmap, person)) …  // he reads it: from there on
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "ramure/v1/roadmap.pb.h"
#include "server/clock.hpp"
#include "server/roadmap/access.hpp"

namespace ramure::roadmap {

// From which event and which version of the text on somebody reads it. The pair: from the beginning.
struct Since {
  std::uint64_t seq = 0;
  std::uint64_t text_version = 0;
};

struct Roadmap {
  v1::RoadmapView view;  // all of it, whoever may see it; passages are those of the versions that they name
  std::optional<Since> support, community;  // shared with them without a break since then
  std::map<std::uint64_t, Since> pens;
  std::map<std::uint64_t, TimestampMs> told_at;  // by author: when « mis à jour par … » was told last
  std::uint64_t removed_at = 0;  // event by which words last went from the history of the text; 0: none did

  std::uint64_t id() const { return view.id(); }
};

// What an event of this roadmap changes. It asks nothing and refuses nothing: what was decided is so.
void apply(Roadmap& roadmap, const v1::Event& event);

// A member of the community, as seen from one territory.
struct Person {
  std::uint64_t member_id = 0;
  v1::Role role = v1::ROLE_UNSPECIFIED;  // unspecified: he has left
  bool is_of_pair = false;
  bool advises_pair = false;
};

Asker asker_of(const Roadmap& roadmap, const Person& person);
bool may(const Roadmap& roadmap, const Person& person, Act act);
v1::RoadmapRights rights_of(const Roadmap& roadmap, const Person& person);

// Nothing: he does not read it. Of several reasons the one that reaches back furthest.
std::optional<Since> reads_since(const Roadmap& roadmap, const Person& person);

v1::RoadmapAction* find_action(v1::RoadmapView& view, std::uint64_t id);
const v1::RoadmapComment* find_comment(const v1::RoadmapView& view, std::uint64_t id);
const v1::RoadmapSuggestion* find_suggestion(const v1::RoadmapView& view, std::uint64_t id);
bool has_action(const v1::RoadmapView& view, std::uint64_t id);
bool has_pen(const Roadmap& roadmap, std::uint64_t member_id);

// The last version that was frozen; nullptr: none yet.
const v1::RoadmapVersion* last_frozen(const v1::RoadmapView& view);

// Passages on which something hangs still: not erased, not withdrawn, not answered as a suggestion.
struct Hanging {
  std::uint64_t id = 0;
  v1::RoadmapPassage passage;
};
std::vector<Hanging> hanging_on_text(const v1::RoadmapView& view);

}  // namespace ramure::roadmap
