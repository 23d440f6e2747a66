// Who may do what where: the table of the domain guide (section 5.1), as data, and the only place that answers it.
//
//   if (!may(membership.role(), channel.kind, Act::post)) …        // a hat worn in a place, never an organisation
//
// Reading is decided by memberships: whoever has one reads the channel from `reads_from_seq` on, whoever has none does
// not learn that it exists. This table says which memberships there can be, which follow from a person's role by
// themselves, and what their holders may do besides reading. No clock, no storage, no socket: pure functions over
// constants.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ramure/v1/model.pb.h"
#include "storage/view.hpp"

namespace ramure::identity {

// From less to more: each includes those before it, aggregates apart.
enum class Access : std::uint8_t {
  none,        // not even that it exists
  aggregates,  // « A »: counts with a threshold (another feature); here the same as none
  read,        // « R »: also one's private state: read cursors, following
  write,       // « W »: posts, reacts, marks « à retenir », summarises; edits and erases one's own
  host,        // and keeps the place in order: pins, retitles, re-themes, resolves, archives
  moderate,    // and holds the frame: messages de cadre, status of obstacles, erasing the words of others
};

// How one comes to have a membership.
enum class Entry : std::uint8_t {
  never,
  by_role,        // everybody with the role
  by_territory,   // the pair of the channel's territory
  by_person,      // the one person whose channel it is
  by_charge,      // the adviser of the territory: follows from the hat in its PAIR_FOLLOW_UP
  by_grant,       // named at the founding of the community, or from the server's own command line
  by_invitation,  // of the pair
  by_choice,      // being one of the 2 to 4 people of a conversation
  by_round,       // being in a round of co-development, or at its desk
  by_roadmap,     // of the pair whose roadmap it is, or by an act of that pair (server/roadmap/access.hpp)
};

struct Cell {
  Access access = Access::none;
  Entry entry = Entry::never;
  // The same role may also come as a guest of the pair, with these rights.
  Access as_guest = Access::none;
};

// The table. Roles and kinds that it does not know have no access.
Cell cell(v1::Role role, v1::ChannelKind kind);

// Where the whole community reads. What is said elsewhere is not told outside of it: in mails, or on pages that are
// handed on. A kind that is not known here is none.
bool is_open_place(v1::ChannelKind kind);

enum class Act : std::uint8_t {
  read,
  post,         // also: react, mark « à retenir », summarise, save a draft
  open_thread,  // a discussion, question or testimony
  declare,      // an obstacle
  keep_order,   // pin, archive; retitle, re-theme and resolve the threads of others
  moderate,     // messages de cadre, erase the words of others, set the status of obstacles of others
  invite,       // into a territory's channel, and end that
};

// What the wearer of a hat may do in a place. `as_guest`: he is there on the pair's invitation.
bool may(v1::Role hat, v1::ChannelKind kind, Act act, bool as_guest = false);

// Whether somebody who is in the place was invited there by the pair (and may leave, or be shown out).
bool is_guest(const storage::MemberState& member, const storage::ChannelState& channel);

// Whether a catalyst belongs to the pair of this territory (0: nobody does).
bool is_of_pair(const storage::MemberState& member, std::uint64_t territory_id);

// What Membership.can_write says to clients.
bool can_write(v1::Role hat, const storage::MemberState& member, const storage::ChannelState& channel);

// Being let in shows the whole past of the places of the community, and nothing from before the entry elsewhere:
// a successor does not read the predecessor's confidences.
bool shows_whole_past(v1::ChannelKind kind);

// --- Memberships ------------------------------------------------------------------------------------------------

struct Place {
  std::uint64_t channel_id = 0;
  v1::Role hat = v1::ROLE_UNSPECIFIED;
  v1::ChannelKind kind = v1::CHANNEL_KIND_UNSPECIFIED;
};

// The hat that this person wears in this channel because of role, territory or name alone; nothing otherwise.
// People who left have no place anywhere.
std::optional<v1::Role> hat_that_follows(const storage::MemberState& member, const storage::ChannelState& channel);

// The same for all channels, in their order.
std::vector<Place> memberships_that_follow(const storage::MemberState& member,
                                           std::span<const storage::ChannelState> channels);

// The hat kept in a channel by somebody who had `hat` there as `before`, and is now `after`. Nothing: it ends.
std::optional<v1::Role> hat_kept(const storage::MemberState& before, const storage::MemberState& after, v1::Role hat,
                                 const storage::ChannelState& channel);

// Whether somebody with this role may wear `hat` somewhere: one's own role, and a facilitator may also advise.
bool may_wear(v1::Role role, v1::Role hat);

// --- People -----------------------------------------------------------------------------------------------------

// An admin adds anybody, a facilitator adds catalysts.
bool may_add_member(v1::Role actor, v1::Role added);

// Adds territories and themes, and changes every word of them but their keys: an admin.
bool may_shape_directory(v1::Role actor);

// Changes the words of a theme: also a facilitator. What a territory says of itself is its pair's as well (is_of_pair).
bool may_edit_theme(v1::Role actor);

// Says where a territory stands in the course: a facilitator or an admin.
bool may_set_territory_state(v1::Role actor);

// Changes roles and ends memberships: an admin, never his own (the caller checks that).
bool may_manage_members(v1::Role actor);

}  // namespace ramure::identity
