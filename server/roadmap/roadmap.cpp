#include "server/roadmap/roadmap.hpp"

#include <algorithm>

namespace ramure::roadmap {

namespace {

template <class Things>
auto find_by_id(Things& things, std::uint64_t id) -> decltype(&things[0]) {
  const auto found = std::ranges::find_if(things, [id](const auto& thing) { return thing.id() == id; });
  return found == things.end() ? nullptr : &*found;
}

void take_earlier(std::optional<Since>& since, const Since& other) {
  if (!since || other.seq < since->seq) since = other;
}

}  // namespace

Asker asker_of(const Roadmap& roadmap, const Person& person) {
  return {.role = person.role,
          .is_of_pair = person.is_of_pair,
          .advises_pair = person.advises_pair,
          .is_invited_pen = has_pen(roadmap, person.member_id)};
}

bool may(const Roadmap& roadmap, const Person& person, Act act) {
  return may(asker_of(roadmap, person), roadmap.view.sharing(), act);
}

v1::RoadmapRights rights_of(const Roadmap& roadmap, const Person& person) {
  v1::RoadmapRights rights;
  if (roadmap.view.status() == v1::ROADMAP_STATUS_ARCHIVED) {
    rights.set_settle(may(roadmap, person, Act::settle));
    return rights;
  }
  rights.set_comment(may(roadmap, person, Act::comment));
  rights.set_write(may(roadmap, person, Act::write));
  rights.set_settle(may(roadmap, person, Act::settle));
  return rights;
}

std::optional<Since> reads_since(const Roadmap& roadmap, const Person& person) {
  const Asker asker = asker_of(roadmap, person);
  if (!may(asker, roadmap.view.sharing(), Act::read)) return std::nullopt;
  if (asker.is_of_pair) return Since{};
  std::optional<Since> since;
  if (asker.is_invited_pen && can_be_pen(asker.role)) since = roadmap.pens.at(person.member_id);
  if (roadmap.support && is_reached_by(asker, v1::ROADMAP_SHARING_SUPPORT)) take_earlier(since, *roadmap.support);
  if (roadmap.community && is_reached_by(asker, v1::ROADMAP_SHARING_COMMUNITY)) {
    take_earlier(since, *roadmap.community);
  }
  return since;
}

v1::RoadmapAction* find_action(v1::RoadmapView& view, std::uint64_t id) {
  return find_by_id(*view.mutable_actions(), id);
}

const v1::RoadmapComment* find_comment(const v1::RoadmapView& view, std::uint64_t id) {
  return find_by_id(view.comments(), id);
}

const v1::RoadmapSuggestion* find_suggestion(const v1::RoadmapView& view, std::uint64_t id) {
  return find_by_id(view.suggestions(), id);
}

bool has_action(const v1::RoadmapView& view, std::uint64_t id) { return find_by_id(view.actions(), id) != nullptr; }

bool has_pen(const Roadmap& roadmap, std::uint64_t member_id) { return roadmap.pens.contains(member_id); }

const v1::RoadmapVersion* last_frozen(const v1::RoadmapView& view) {
  const v1::RoadmapVersion* last = nullptr;
  for (const v1::RoadmapVersion& version : view.versions()) {
    if (version.stage() != v1::ROADMAP_STAGE_UNSPECIFIED) last = &version;
  }
  return last;
}

std::vector<Hanging> hanging_on_text(const v1::RoadmapView& view) {
  std::vector<Hanging> hanging;
  for (const v1::RoadmapComment& comment : view.comments()) {
    if (comment.anchor().has_passage() && !comment.erased()) {
      hanging.push_back({comment.id(), comment.anchor().passage()});
    }
  }
  for (const v1::RoadmapSuggestion& suggestion : view.suggestions()) {
    if (suggestion.state() == v1::ROADMAP_SUGGESTION_STATE_OPEN) {
      hanging.push_back({suggestion.id(), suggestion.passage()});
    }
  }
  std::ranges::sort(hanging, {}, &Hanging::id);
  return hanging;
}

}  // namespace ramure::roadmap
