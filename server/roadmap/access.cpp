#include "server/roadmap/access.hpp"

#include <algorithm>

namespace ramure::roadmap {

namespace {

// The highest act of somebody for whom the pair did nothing in particular; each includes those before it.
enum class Reach : std::uint8_t { nothing, read, suggest, write, settle };

Reach reach_in_community(v1::Role role) {
  switch (role) {
    case v1::ROLE_CATALYST:
    case v1::ROLE_FACILITATOR:
    case v1::ROLE_ADVISER: return Reach::suggest;
    case v1::ROLE_EVALUATOR:
    case v1::ROLE_STEERING:
    case v1::ROLE_FORMER_MEMBER: return Reach::read;
    default: return Reach::nothing;  // aggregates are another feature; an admin sees no content
  }
}

Reach reach_of_role(const Asker& asker, v1::RoadmapSharing sharing) {
  switch (sharing) {
    case v1::ROADMAP_SHARING_SUPPORT:
      return asker.role == v1::ROLE_FACILITATOR || asker.advises_pair ? Reach::suggest : Reach::nothing;
    case v1::ROADMAP_SHARING_COMMUNITY: return reach_in_community(asker.role);
    default: return Reach::nothing;
  }
}

Reach reach_of(const Asker& asker, v1::RoadmapSharing sharing) {
  if (asker.is_of_pair) return Reach::settle;
  const bool writes_along = asker.is_invited_pen && can_be_pen(asker.role);
  return std::max(writes_along ? Reach::write : Reach::nothing, reach_of_role(asker, sharing));
}

Reach needed_for(Act act) {
  switch (act) {
    case Act::read: return Reach::read;
    case Act::comment:
    case Act::suggest: return Reach::suggest;
    case Act::write: return Reach::write;
    case Act::settle: return Reach::settle;
  }
  return Reach::settle;
}

}  // namespace

bool may(const Asker& asker, v1::RoadmapSharing sharing, Act act) {
  return reach_of(asker, sharing) >= needed_for(act);
}

bool is_reached_by(const Asker& asker, v1::RoadmapSharing sharing) {
  return reach_of_role(asker, sharing) >= Reach::read;
}

bool can_be_pen(v1::Role role) {
  return role == v1::ROLE_CATALYST || role == v1::ROLE_FACILITATOR || role == v1::ROLE_ADVISER;
}

}  // namespace ramure::roadmap
