// Who may do what with a roadmap: the rows « Feuille de route » of the domain guide (5.1) as data. Everything that
// shows, searches, exports or changes one asks here. Pure.
#pragma once

#include <cstdint>

#include "ramure/v1/model.pb.h"

namespace ramure::roadmap {

// Beyond the pair it is always shared by an act of the pair, never by default.
enum class Sharing : std::uint8_t {
  pair,       // « brouillon »: the two of the territory
  support,    // also their adviser, and the facilitators
  community,  // also everybody who reads what is shared
};

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
  v1::Role role = v1::ROLE_UNSPECIFIED;  // the hat worn in the community
  bool is_of_pair = false;
  bool advises_pair = false;
  bool is_invited_pen = false;  // by the pair, until it ends that
};

bool may(const Asker& asker, Sharing sharing, Act act);

}  // namespace ramure::roadmap
