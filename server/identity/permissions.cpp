#include "server/identity/permissions.hpp"

#include <array>

namespace ramure::identity {

namespace {

constexpr Cell no{};
constexpr Cell aggregates{Access::aggregates, Entry::never};
constexpr Cell reads{Access::read, Entry::by_role};
constexpr Cell writes{Access::write, Entry::by_role};
constexpr Cell hosts{Access::host, Entry::by_role};
constexpr Cell moderates{Access::moderate, Entry::by_role};
constexpr Cell pair{Access::host, Entry::by_territory};
constexpr Cell pair_or_guest{Access::host, Entry::by_territory, Access::write};
constexpr Cell guest{Access::none, Entry::by_invitation, Access::write};
constexpr Cell oneself{Access::host, Entry::by_person};
constexpr Cell adviser{Access::host, Entry::by_grant};       // named for a territory …
constexpr Cell its_adviser{Access::host, Entry::by_charge};  // … and so for its people
constexpr Cell helps{Access::write, Entry::by_charge};
constexpr Cell one_of_them{Access::host, Entry::by_choice};
constexpr Cell in_roadmap{Access::read, Entry::by_roadmap};  // who writes and comments there: server/roadmap/
constexpr Cell in_round{Access::read, Entry::by_round};      // its rules say who may speak (server/codev/)

constexpr int roles = v1::Role_ARRAYSIZE;
constexpr int kinds = v1::ChannelKind_ARRAYSIZE;

// Columns as in v1::Role. « À deux », follow-ups and obstacles of a pair are closed to facilitators; an admin manages
// accounts and sees no content; former members keep reading what the community keeps.
// clang-format off
constexpr std::array<std::array<Cell, roles>, kinds> table{{
    // –   catalyst       facilitator  adviser      evaluator steering  orient. technical admin former
    {{no, no,            no,          no,          no,       no,         no, no, no,    no}},     // unspecified
    {{no, reads,         reads,       reads,       reads,    reads,      no, no, reads, reads}},  // directory
    {{no, writes,        moderates,   writes,      reads,    reads,      no, no, no,    reads}},  // plenary
    {{no, writes,        moderates,   writes,      reads,    aggregates, aggregates, no, no, reads}},  // themes
    {{no, pair_or_guest, guest,       guest,       no,       no,         no, no, no,    no}},     // territory
    {{no, pair,          no,          no,          no,       no,         no, no, no,    no}},     // pair
    {{no, pair,          no,          helps,       no,       no,         no, no, no,    no}},     // pair obstacles
    {{no, pair,          no,          adviser,     no,       no,         no, no, no,    no}},     // pair follow-up
    {{no, oneself,       no,          its_adviser, no,       no,         no, no, no,    no}},     // personal follow-up
    {{no, one_of_them,   one_of_them, one_of_them, no,       no,         no, no, no,    no}},     // conversation
    {{no, no,            hosts,       no,          no,       no,         no, no, no,    no}},     // backstage
    {{no, in_round,      in_round,    in_round,    in_round, no,         no, no, no,    no}},     // round
    {{no, in_round,      in_round,    in_round,    no,       no,         no, no, no,    no}},     // desk of a round
    {{no, in_roadmap,    in_roadmap,  in_roadmap,  in_roadmap, in_roadmap, no, no, no,  in_roadmap}},  // roadmap
    {{no, writes,        moderates,   writes,      reads,    reads,      reads, reads, no,    reads}},  // resources
    {{no, writes,        moderates,   writes,      no,       no,         no, no, no,    no}},     // proposals for them
    {{no, no,            moderates,   no,          no,       writes,     no, no, no,    no}},     // steering committee
    {{no, no,            moderates,   no,          no,       no,         writes, no, no, no}},    // orientation committee
    {{no, no,            moderates,   no,          no,       no,         no, writes, no, no}},    // technical committee
}};
// clang-format on
static_assert(roles == 10 && kinds == 19, "a new role or kind of channel needs its column or row");

Access access_of(v1::Role hat, v1::ChannelKind kind, bool as_guest) {
  const Cell found = cell(hat, kind);
  return as_guest ? found.as_guest : found.access;
}

}  // namespace

Cell cell(v1::Role role, v1::ChannelKind kind) {
  if (!v1::Role_IsValid(role) || !v1::ChannelKind_IsValid(kind)) return no;
  return table[kind][role];
}

bool may(v1::Role hat, v1::ChannelKind kind, Act act, bool as_guest) {
  const Access access = access_of(hat, kind, as_guest);
  switch (act) {
    case Act::read: return access >= Access::read;
    case Act::post: return access >= Access::write;
    case Act::open_thread:
      if (kind == v1::CHANNEL_KIND_RESOURCES) return access >= Access::moderate;  // others propose
      return access >= Access::write && kind != v1::CHANNEL_KIND_PAIR_OBSTACLES;
    case Act::declare:
      if (kind == v1::CHANNEL_KIND_THEMES) return access >= Access::write;
      return kind == v1::CHANNEL_KIND_PAIR_OBSTACLES && access >= Access::host;
    case Act::keep_order: return access >= Access::host;
    case Act::moderate: return access >= Access::moderate;
    case Act::invite: return kind == v1::CHANNEL_KIND_TERRITORY && access >= Access::host;
  }
  return false;
}

bool is_open_place(v1::ChannelKind kind) {
  return kind == v1::CHANNEL_KIND_PLENARY || kind == v1::CHANNEL_KIND_THEMES || kind == v1::CHANNEL_KIND_RESOURCES;
}

bool is_of_pair(const storage::MemberState& member, std::uint64_t territory_id) {
  return territory_id != 0 && member.territory_id == territory_id && member.role == v1::ROLE_CATALYST &&
         member.status == v1::MEMBER_STATUS_ACTIVE;
}

bool is_guest(const storage::MemberState& member, const storage::ChannelState& channel) {
  return channel.kind == v1::CHANNEL_KIND_TERRITORY && !is_of_pair(member, channel.territory_id);
}

bool can_write(v1::Role hat, const storage::MemberState& member, const storage::ChannelState& channel) {
  return may(hat, channel.kind, Act::post, is_guest(member, channel));
}

bool shows_whole_past(v1::ChannelKind kind) {
  switch (kind) {
    case v1::CHANNEL_KIND_DIRECTORY:
    case v1::CHANNEL_KIND_PLENARY:
    case v1::CHANNEL_KIND_THEMES:
    case v1::CHANNEL_KIND_BACKSTAGE:
    case v1::CHANNEL_KIND_RESOURCES:
    case v1::CHANNEL_KIND_RESOURCE_PROPOSALS:
    case v1::CHANNEL_KIND_STEERING:
    case v1::CHANNEL_KIND_ORIENTATION:
    case v1::CHANNEL_KIND_TECHNICAL: return true;
    default: return false;
  }
}

std::optional<v1::Role> hat_that_follows(const storage::MemberState& member, const storage::ChannelState& channel) {
  if (member.status == v1::MEMBER_STATUS_LEFT) return std::nullopt;
  switch (cell(member.role, channel.kind).entry) {
    case Entry::by_role: return member.role;
    case Entry::by_territory:
      if (is_of_pair(member, channel.territory_id)) return member.role;
      return std::nullopt;
    case Entry::by_person:
      if (channel.person_id == member.id) return member.role;
      return std::nullopt;
    default: return std::nullopt;
  }
}

std::vector<Place> memberships_that_follow(const storage::MemberState& member,
                                           std::span<const storage::ChannelState> channels) {
  std::vector<Place> places;
  for (const storage::ChannelState& channel : channels) {
    if (const auto hat = hat_that_follows(member, channel)) places.push_back({channel.id, *hat, channel.kind});
  }
  return places;
}

std::optional<v1::Role> hat_kept(const storage::MemberState& before, const storage::MemberState& after, v1::Role hat,
                                 const storage::ChannelState& channel) {
  if (const auto follows = hat_that_follows(after, channel)) return follows;
  if (after.status != v1::MEMBER_STATUS_ACTIVE) return std::nullopt;
  const Entry came = cell(hat, channel.kind).entry;
  if (came == Entry::by_charge || came == Entry::by_grant) {
    return may_wear(after.role, hat) ? std::optional(hat) : std::nullopt;
  }
  const bool is_asked_in = came == Entry::by_choice || came == Entry::by_round;
  if (is_asked_in && cell(after.role, channel.kind).entry == came) return after.role;
  const bool was_guest = is_guest(before, channel);
  if (was_guest && cell(after.role, channel.kind).as_guest != Access::none) return after.role;
  return std::nullopt;
}

bool may_wear(v1::Role role, v1::Role hat) {
  return role == hat || (role == v1::ROLE_FACILITATOR && hat == v1::ROLE_ADVISER);
}

bool may_add_member(v1::Role actor, v1::Role added) {
  return actor == v1::ROLE_ADMIN || (actor == v1::ROLE_FACILITATOR && added == v1::ROLE_CATALYST);
}

bool may_shape_directory(v1::Role actor) { return actor == v1::ROLE_ADMIN; }

bool may_edit_theme(v1::Role actor) { return may_shape_directory(actor) || actor == v1::ROLE_FACILITATOR; }

bool may_set_territory_state(v1::Role actor) { return may_shape_directory(actor) || actor == v1::ROLE_FACILITATOR; }

bool may_manage_members(v1::Role actor) { return actor == v1::ROLE_ADMIN; }

}  // namespace ramure::identity
