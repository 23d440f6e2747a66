// Who and where: the directory, and what one reads oneself.
#include "client-cli/state/reduce.hpp"

namespace ramure::cli {

namespace {

// The member's row, ready for a change that this event brings; nullptr when there is none or it holds it already.
v1::Member* changing_member(Picture& picture, std::uint64_t id, const v1::Event& event) {
  const auto found = picture.members.find(id);
  if (found == picture.members.end() || event.seq() <= found->second.as_of_seq) return nullptr;
  found->second.as_of_seq = event.seq();
  return &found->second.thing;
}

void enter(Picture& picture, const v1::Event& event) {
  const v1::Membership& membership = event.membership_granted().membership();
  ChannelRow& row = picture.channels[membership.channel_id()];
  if (event.seq() <= row.as_of_seq) return;
  drop_channel_contents(picture, membership.channel_id(), event.seq());
  row = {.channel = {}, .membership = membership, .as_of_seq = event.seq(), .is_loaded = false};
  picture.wants.channels.insert(membership.channel_id());
  if (membership.channel_id() == directory_id) picture.wants.snapshot = true;
}

void leave(Picture& picture, const v1::Event& event) {
  const std::uint64_t channel_id = event.membership_ended().channel_id();
  const auto found = picture.channels.find(channel_id);
  if (found != picture.channels.end() && event.seq() <= found->second.as_of_seq) return;
  drop_channel_contents(picture, channel_id, event.seq());
  if (found != picture.channels.end()) picture.channels.erase(found);
  if (picture.word.channel_id == channel_id) picture.word = {.word = {}, .channel_id = 0, .as_of_seq = event.seq()};
  picture.wants.channels.erase(channel_id);
  if (channel_id == directory_id) picture.wants.snapshot = true;
}

}  // namespace

void drop_channel_contents(Picture& picture, std::uint64_t channel_id, std::uint64_t up_to_seq) {
  std::erase_if(picture.threads, [&](const auto& entry) {
    return entry.second.thing.channel_id() == channel_id && entry.second.as_of_seq < up_to_seq;
  });
  std::erase_if(picture.histories, [&](const auto& entry) {
    return entry.second.channel_id == channel_id && entry.second.as_of_seq < up_to_seq;
  });
}

void reduce_people(Picture& picture, const v1::Event& event) {
  const bool is_new = event.seq() > picture.directory_as_of_seq;
  if (event.has_member_joined() && is_new) {
    auto& row = picture.members[event.seq()];
    if (event.seq() <= row.as_of_seq) return;
    row = {.thing = event.member_joined().member(), .as_of_seq = event.seq()};
    row.thing.set_id(event.seq());
  } else if (event.has_member_role_changed()) {
    const v1::MemberRoleChanged& changed = event.member_role_changed();
    if (v1::Member* member = changing_member(picture, changed.member_id(), event)) {
      member->set_role(changed.role());
      member->set_territory_id(changed.territory_id());
    }
  } else if (event.has_member_status_changed()) {
    const v1::MemberStatusChanged& changed = event.member_status_changed();
    if (v1::Member* member = changing_member(picture, changed.member_id(), event)) member->set_status(changed.status());
  } else if (event.has_theme_added() && is_new) {
    auto& row = picture.themes[event.seq()];
    if (event.seq() <= row.as_of_seq) return;
    row = {.thing = event.theme_added().theme(), .as_of_seq = event.seq()};
    row.thing.set_id(event.seq());
  } else if (event.has_territory_added() && is_new) {
    auto& row = picture.territories[event.seq()];
    if (event.seq() <= row.as_of_seq) return;
    row = {.thing = event.territory_added().territory(), .as_of_seq = event.seq()};
    row.thing.set_id(event.seq());
  }
}

void reduce_places(Picture& picture, const v1::Event& event) {
  if (event.has_membership_granted()) enter(picture, event);
  if (event.has_membership_ended()) leave(picture, event);
}

}  // namespace ramure::cli
