// Founding a community, and giving it themes, territories and advisers: from the server's own command line; themes and
// territories also by an admin.
#include <algorithm>
#include <array>
#include <optional>

#include "protocol/limits.hpp"
#include "protocol/titles.hpp"
#include "server/community/directory_words.hpp"
#include "server/community/families.hpp"
#include "server/community/memberships.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

using storage::ChannelState;

// What a channel is called, in the words of the interface. The territory's name follows where there is one; the name
// of a person never does: clients put it there from person_id.
struct ChannelNaming {
  v1::ChannelKind kind;
  std::string_view title, key;
};
constexpr std::array places_of_community{
    ChannelNaming{v1::CHANNEL_KIND_PLENARY, "Plénière", "c-pleniere"},
    ChannelNaming{v1::CHANNEL_KIND_THEMES, "Thématiques", "c-themes"},
    ChannelNaming{v1::CHANNEL_KIND_BACKSTAGE, "Coulisses", "c-coulisses"},
};
constexpr std::array places_of_territory{
    ChannelNaming{v1::CHANNEL_KIND_TERRITORY, "Canal", "c-terr-"},
    ChannelNaming{v1::CHANNEL_KIND_PAIR, "À deux", "c-deux-"},
    ChannelNaming{v1::CHANNEL_KIND_PAIR_OBSTACLES, "Freins du binôme", "c-freins-"},
    ChannelNaming{v1::CHANNEL_KIND_PAIR_FOLLOW_UP, "Suivi individuel", "c-suivi-"},
};

// Themes and territories: also an admin's, from the network.
Checked check_may_add(const Asked& asked, std::string_view field) {
  if (asked.is_founder || identity::may_shape_directory(asked.me.role)) return {};
  return refuse::forbidden(field, "only an admin may do this");
}

Checked check_theme_added(Asked& asked, const v1::Theme& theme) {
  constexpr auto key = "add_theme.theme.key";
  if (auto checked = check_required_key(key, theme.key()); !checked) return checked;
  if (asked.view.theme_key_taken(theme.key())) return refuse::invalid(key, "another theme has this key");
  return check_theme_words("add_theme.theme", theme);
}

Checked check_territory_added(Asked& asked, const v1::Territory& territory) {
  constexpr auto key = "add_territory.territory.key";
  if (auto checked = check_required_key(key, territory.key()); !checked) return checked;
  if (asked.view.territory_key_taken(territory.key())) return refuse::invalid(key, "another territory has this key");
  auto identity = check_territory_identity(asked, "add_territory.territory", territory);
  if (!identity) return identity;
  return check_territory_texts("add_territory.territory", territory);
}

bool is_of_territory(v1::ChannelKind kind) {
  return std::ranges::find(places_of_territory, kind, &ChannelNaming::kind) != places_of_territory.end();
}

// A place that the community should have and does not: the founding opens all but those of people yet to come.
Checked check_new_channel(Asked& asked, const v1::OpenChannel& command) {
  constexpr auto field = "open_channel.kind";
  const bool for_person = command.kind() == v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP;
  const bool for_community =
      std::ranges::find(places_of_community, command.kind(), &ChannelNaming::kind) != places_of_community.end();
  if (!for_person && !for_community && !is_of_territory(command.kind())) {
    return refuse::invalid(field, "channels of this kind are not opened this way");
  }
  if (is_of_territory(command.kind()) != (command.territory_id() != 0)) {
    return refuse::invalid("open_channel.territory_id", "a territory's channel names its territory, others none");
  }
  if (for_person != (command.person_id() != 0)) {
    return refuse::invalid("open_channel.person_id", "a person's channel names its person, others none");
  }
  if (command.territory_id() != 0 && !asked.view.territory_exists(command.territory_id())) {
    return refuse::not_found("open_channel.territory_id");
  }
  if (for_person && !asked.view.member(command.person_id())) return refuse::not_found("open_channel.person_id");
  for (const ChannelState& channel : asked.view.channels()) {
    const bool is_this = channel.kind == command.kind() && channel.territory_id == command.territory_id() &&
                         channel.person_id == command.person_id();
    if (is_this) return refuse::already_done(field);
  }
  if (auto checked = check_key("open_channel.key", command.key()); !checked) return checked;
  return check_line("open_channel.title", command.title(), 1, limits::title_bytes_max);
}

// Hats that nobody has by himself: advisers, and guests of a pair. Others only where they follow from the role.
bool may_be_granted(const storage::MemberState& member, v1::Role hat, const ChannelState& channel) {
  if (!identity::may_wear(member.role, hat)) return false;
  const identity::Cell cell = identity::cell(hat, channel.kind);
  if (cell.entry == identity::Entry::by_charge || cell.entry == identity::Entry::by_grant) return true;
  if (cell.as_guest != identity::Access::none && identity::is_guest(member, channel)) return hat == member.role;
  return identity::hat_that_follows(member, channel) == std::optional(hat);
}

}  // namespace

Decided found_community(Asked& asked, const v1::FoundCommunity& command) {
  if (asked.view.founded()) return refuse::already_done("found_community");
  auto slug = check_required_key("found_community.slug", command.slug());
  if (!slug) return pass_on(slug);
  auto name = check_line("found_community.name", command.name(), 1, limits::name_bytes_max);
  if (!name) return pass_on(name);
  auto zone = check_time_zone(asked, "found_community.time_zone", command.time_zone());
  if (!zone) return pass_on(zone);

  Announcer announce(asked);
  v1::CommunityFounded& founded = *announce.to_channel(directory_id).mutable_community_founded();
  founded.set_slug(command.slug());
  founded.set_name(command.name());
  founded.set_time_zone(command.time_zone());
  for (const ChannelNaming& place : places_of_community) {
    do_open_channel(announce, asked, {.kind = place.kind}, place.title, place.key);
  }
  return announce.decision();
}

Decided add_theme(Asked& asked, const v1::AddTheme& command) {
  if (auto checked = check_may_add(asked, "add_theme"); !checked) return pass_on(checked);
  if (auto checked = check_theme_added(asked, command.theme()); !checked) return pass_on(checked);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(directory_id);
  *event.mutable_theme_added()->mutable_theme() = command.theme();
  event.mutable_theme_added()->mutable_theme()->set_id(event.seq());
  event.DiscardUnknownFields();
  return announce.decision();
}

Decided add_territory(Asked& asked, const v1::AddTerritory& command) {
  const v1::Territory& territory = command.territory();
  if (auto checked = check_may_add(asked, "add_territory"); !checked) return pass_on(checked);
  if (auto checked = check_territory_added(asked, territory); !checked) return pass_on(checked);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(directory_id);
  const std::uint64_t territory_id = event.seq();
  *event.mutable_territory_added()->mutable_territory() = territory;
  event.mutable_territory_added()->mutable_territory()->set_id(territory_id);
  event.mutable_territory_added()->mutable_territory()->clear_state();  // has a command of its own
  event.mutable_territory_added()->mutable_territory()->clear_state_since_ms();
  event.DiscardUnknownFields();
  for (const ChannelNaming& place : places_of_territory) {
    do_open_channel(announce, asked, {.territory_id = territory_id, .kind = place.kind},
                    std::string(place.title) + std::string(territory_separator) + territory.name(),
                    std::string(place.key) + territory.key());
  }
  return announce.decision();
}

Decided open_channel(Asked& asked, const v1::OpenChannel& command) {
  if (auto checked = check_new_channel(asked, command); !checked) return pass_on(checked);

  Announcer announce(asked);
  const ChannelState channel = do_open_channel(
      announce, asked,
      {.territory_id = command.territory_id(), .person_id = command.person_id(), .kind = command.kind()},
      command.title(), command.key());
  for (const storage::MemberState& member : asked.view.members()) {
    if (const auto hat = identity::hat_that_follows(member, channel)) do_grant(announce, member, *hat, channel);
  }
  return announce.decision();
}

Decided grant_membership(Asked& asked, const v1::GrantMembership& command) {
  const auto channel = asked.view.channel(command.channel_id());
  if (!channel) return refuse::not_found("grant_membership.channel_id");
  const auto member = asked.view.member(command.member_id());
  if (!member || member->status != v1::MEMBER_STATUS_ACTIVE) return refuse::not_found("grant_membership.member_id");
  if (!may_be_granted(*member, command.role(), *channel)) {
    return refuse::invalid("grant_membership.role", "this member cannot wear this hat here");
  }

  Announcer announce(asked);
  if (command.role() == v1::ROLE_ADVISER) {
    if (!do_take_charge(announce, asked, *member, *channel)) return refuse::already_done("grant_membership");
  } else {
    if (asked.view.membership(member->id, channel->id)) return refuse::already_done("grant_membership");
    do_grant(announce, *member, command.role(), *channel);
  }
  return announce.decision();
}

}  // namespace ramure::community
