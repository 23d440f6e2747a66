// Who may do what with a roadmap: the rows « Feuille de route » of the domain guide (5.1) as data. Everything that
// shows, searches, exports or changes one asks here. Pure.
#pragma once

#include <cstdint>

#include "ramure/v1/model.pb.h"
#include "ramure/v1/roadmap.pb.h"

namespace ramure::roadmap {

enum class Act : std::uint8_t {
  read,
  comment,
  suggest,  // a change that the pair takes or declines
  write,    // text and actions
  settle,   // shares, freezes, names versions, answers comments, takes suggestions, invites pens, removes from the
            // history
};

// The person, as seen from one roadmap.
struct Asker {
  v1::Role role = v1::ROLE_UNSPECIFIED;  // the hat worn in the community; unspecified for whoever has left it
  bool is_of_pair = false;
  bool advises_pair = false;
  bool is_invited_pen = false;  // by the pair, until it ends that
};

// Beyond the pair it is always shared by an act of the pair, never by default.
bool may(const Asker& asker, v1::RoadmapSharing sharing, Act act);

// Whether a roadmap that is shared so far, and no further, is read by this person for that reason alone.
bool is_reached_by(const Asker& asker, v1::RoadmapSharing sharing);

// Whether somebody with this role can be invited to write along.
bool can_be_pen(v1::Role role);

}  // namespace ramure::roadmap
