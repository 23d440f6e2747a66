// Conversations, and guests in a territory's channel.
#include <algorithm>

#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/content.hpp"
#include "server/community/families.hpp"
#include "server/community/memberships.hpp"

namespace ramure::community {

namespace {

bool may_converse(v1::Role role) {
  return identity::cell(role, v1::CHANNEL_KIND_CONVERSATION).entry == identity::Entry::by_choice;
}

Checked check_participant(Asked& asked, std::uint64_t id) {
  constexpr auto field = "open_conversation.member_ids";
  if (id == asked.me.id) return refuse::invalid(field, "name the others only");
  const auto member = asked.view.member(id);
  if (!member) return refuse::not_found(field);
  if (member->status == v1::MEMBER_STATUS_ACTIVE && may_converse(member->role)) return {};
  return refuse::forbidden(field, "this person takes no part in conversations");
}

Checked check_conversation(Asked& asked, const v1::OpenConversation& command) {
  constexpr auto field = "open_conversation.member_ids";
  if (!may_converse(asked.me.role)) return refuse::forbidden(field, "your role takes no part in conversations");
  const auto count = static_cast<std::size_t>(command.member_ids_size()) + 1;
  if (count > limits::conversation_members_max) {
    return refuse::too_large(field, limits::conversation_members_max, "people");
  }
  if (count < limits::conversation_members_min) return refuse::invalid(field, "name at least one other person");
  for (const std::uint64_t id : command.member_ids()) {
    if (std::ranges::count(command.member_ids(), id) > 1) return refuse::invalid(field, "a person is named twice");
    if (auto checked = check_participant(asked, id); !checked) return checked;
  }
  return {};
}

// Somebody who had to leave a conversation (another role, for a time) comes back when it is opened again.
void do_let_in(Announcer& announce, Asked& asked, const storage::ChannelState& channel, const Ids& people) {
  for (const std::uint64_t id : people) {
    const auto member = *asked.view.member(id);
    if (!asked.view.membership(id, channel.id)) do_grant(announce, member, member.role, channel);
  }
}

// A territory's channel in which the asker may invite.
std::expected<AccessedChannel, v1::Refusal> access_as_host(Asked& asked, std::uint64_t channel_id,
                                                           std::string_view field) {
  auto place = access_channel(asked, channel_id, field);
  if (!place) return place;
  if (auto checked = check_may(*place, Act::invite, field); !checked) return pass_on(checked);
  return place;
}

Decided end_visit(Asked& asked, std::uint64_t member_id, std::uint64_t channel_id) {
  Announcer announce(asked);
  do_end(announce, member_id, channel_id);
  return announce.decision();
}

}  // namespace

Decided open_conversation(Asked& asked, const v1::OpenConversation& command) {
  if (auto checked = check_conversation(asked, command); !checked) return pass_on(checked);
  Ids people(command.member_ids().begin(), command.member_ids().end());
  people.push_back(asked.me.id);
  std::ranges::sort(people);

  Announcer announce(asked);
  const auto existing = asked.view.conversation(people);
  if (existing) {
    do_let_in(announce, asked, *asked.view.channel(*existing), people);
  } else {
    const storage::ChannelState channel =
        do_open_channel(announce, asked, {.kind = v1::CHANNEL_KIND_CONVERSATION}, {}, {});
    for (const std::uint64_t id : people) {
      const auto member = *asked.view.member(id);
      do_grant(announce, member, member.role, channel);
    }
  }
  Decision decision = announce.decision();
  if (existing) decision.existing_seq = *existing;
  return decision;
}

Decided invite_to_channel(Asked& asked, const v1::InviteToChannel& command) {
  auto place = access_as_host(asked, command.channel_id(), "invite_to_channel.channel_id");
  if (!place) return pass_on(place);
  constexpr auto field = "invite_to_channel.member_id";
  const auto guest = asked.view.member(command.member_id());
  if (!guest) return refuse::not_found(field);
  if (asked.view.membership(guest->id, command.channel_id())) return refuse::already_done(field);
  const bool may_come = guest->status == v1::MEMBER_STATUS_ACTIVE &&
                        identity::cell(guest->role, place->channel.kind).as_guest != identity::Access::none;
  if (!may_come) return refuse::forbidden(field, "this person cannot be invited here");

  Announcer announce(asked);
  do_grant(announce, *guest, guest->role, place->channel);
  return announce.decision();
}

Decided leave_channel(Asked& asked, const v1::LeaveChannel& command) {
  constexpr auto field = "leave_channel.channel_id";
  auto place = access_channel(asked, command.channel_id(), field);
  if (!place) return pass_on(place);
  if (!place->as_guest) return refuse::forbidden(field, "only guests of a territory's channel can leave it");
  return end_visit(asked, asked.me.id, command.channel_id());
}

Decided remove_from_channel(Asked& asked, const v1::RemoveFromChannel& command) {
  auto place = access_as_host(asked, command.channel_id(), "remove_from_channel.channel_id");
  if (!place) return pass_on(place);
  constexpr auto field = "remove_from_channel.member_id";
  const auto guest = asked.view.member(command.member_id());
  if (!guest || !asked.view.membership(guest->id, command.channel_id())) return refuse::not_found(field);
  if (!identity::is_guest(*guest, place->channel)) return refuse::forbidden(field, "the pair itself stays");
  return end_visit(asked, guest->id, command.channel_id());
}

}  // namespace ramure::community
