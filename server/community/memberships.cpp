#include "server/community/memberships.hpp"

#include <algorithm>

#include "server/community/course.hpp"
#include "server/community/roadmaps.hpp"
#include "server/community/rounds.hpp"

namespace ramure::community {

namespace {

using identity::is_of_pair;
using storage::ChannelState;
using storage::MemberState;

void announce_entry(Announcer& announce, const MemberState& member, v1::Role hat, const ChannelState& channel,
                    std::optional<std::uint64_t> reads_from_seq) {
  v1::ReaderEntered& entered = *announce.to_channel(channel.id).mutable_reader_entered();
  entered.set_member_id(member.id);
  entered.set_role(hat);
  v1::Event& event = announce.to_member(member.id);
  v1::Membership& membership = *event.mutable_membership_granted()->mutable_membership();
  membership.set_channel_id(channel.id);
  membership.set_member_id(member.id);
  membership.set_role(hat);
  membership.set_reads_from_seq(reads_from_seq.value_or(event.seq()));
  membership.set_since_seq(event.seq());
  membership.set_can_write(identity::can_write(hat, member, channel));
}

bool is_among(std::uint64_t member_id, const std::vector<MemberState>& members) {
  return std::ranges::find(members, member_id, &MemberState::id) != members.end();
}

// The advisers of a territory: whoever wears that hat in the follow-up of its pair.
std::vector<MemberState> advisers_of(Asked& asked, std::uint64_t territory_id) {
  std::vector<MemberState> advisers;
  for (const ChannelState& channel : asked.view.channels_of_territory(territory_id)) {
    if (channel.kind != v1::CHANNEL_KIND_PAIR_FOLLOW_UP) continue;
    for (const v1::Membership& membership : asked.view.memberships_of_channel(channel.id)) {
      if (membership.role() != v1::ROLE_ADVISER) continue;
      if (const auto member = asked.view.member(membership.member_id())) advisers.push_back(*member);
    }
  }
  return advisers;
}

// The personal follow-up goes with the adviser of the territory that the person belongs to now.
void settle_advisers(Announcer& announce, Asked& asked, const ChannelState& personal, std::uint64_t territory_id) {
  const std::vector<MemberState> wanted = advisers_of(asked, territory_id);
  std::vector<std::uint64_t> present;
  for (const v1::Membership& membership : asked.view.memberships_of_channel(personal.id)) {
    if (membership.role() != v1::ROLE_ADVISER) continue;
    if (is_among(membership.member_id(), wanted)) {
      present.push_back(membership.member_id());
    } else {
      do_end(announce, membership.member_id(), personal.id);
    }
  }
  for (const MemberState& adviser : wanted) {
    if (std::ranges::find(present, adviser.id) == present.end())
      do_grant(announce, adviser, v1::ROLE_ADVISER, personal);
  }
}

void settle_personal_follow_up(Announcer& announce, Asked& asked, const MemberState& before, const MemberState& after,
                               std::string_view key) {
  if (after.role != v1::ROLE_CATALYST || after.status != v1::MEMBER_STATUS_ACTIVE) return;
  constexpr auto kind = v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP;
  auto personal = asked.view.channel_of_person(kind, after.id);
  const bool is_new = !personal;
  if (is_new) {
    const std::string channel_key = key.empty() ? std::string() : "c-suivi-" + std::string(key);
    personal = do_open_channel(announce, asked, {.person_id = after.id, .kind = kind}, "Suivi", channel_key);
    do_grant(announce, after, v1::ROLE_CATALYST, *personal);
  }
  if (is_new || !is_of_pair(before, after.territory_id))
    settle_advisers(announce, asked, *personal, after.territory_id);
}

// A hat whose right to write changes (a guest who becomes one of the pair) is told anew as well.
bool is_same(const MemberState& before, v1::Role hat_before, const MemberState& after, v1::Role hat_after,
             const ChannelState& channel) {
  return hat_before == hat_after &&
         identity::can_write(hat_before, before, channel) == identity::can_write(hat_after, after, channel);
}

void settle_existing(Announcer& announce, Asked& asked, const MemberState& before, const MemberState& after,
                     const std::vector<v1::Membership>& memberships) {
  for (const v1::Membership& membership : memberships) {
    const auto channel = asked.view.channel(membership.channel_id());
    if (!channel || channel->kind == v1::CHANNEL_KIND_ROADMAP) continue;  // do_settle_roadmaps knows
    const auto kept = identity::hat_kept(before, after, membership.role(), *channel);
    if (!kept && channel->kind == v1::CHANNEL_KIND_ROUND_DESK) continue;  // goes with the round's own channel
    if (!kept && channel->kind == v1::CHANNEL_KIND_ROUND) {
      do_leave_round(announce, asked, after.id, channel->id);
    } else if (!kept) {
      do_end(announce, after.id, channel->id);
    } else if (!is_same(before, membership.role(), after, *kept, *channel)) {
      do_change_hat(announce, after, *kept, *channel, membership.reads_from_seq());
    }
  }
}

}  // namespace

void do_grant(Announcer& announce, const MemberState& member, v1::Role hat, const ChannelState& channel) {
  const bool whole_past = identity::shows_whole_past(channel.kind);
  announce_entry(announce, member, hat, channel, whole_past ? std::optional<std::uint64_t>(0) : std::nullopt);
}

void do_change_hat(Announcer& announce, const MemberState& member, v1::Role hat, const ChannelState& channel,
                   std::uint64_t reads_from_seq) {
  announce_entry(announce, member, hat, channel, reads_from_seq);
}

void do_end(Announcer& announce, std::uint64_t member_id, std::uint64_t channel_id) {
  announce.to_channel(channel_id).mutable_reader_left()->set_member_id(member_id);
  announce.to_member(member_id).mutable_membership_ended()->set_channel_id(channel_id);
  // Bookmarks of what one no longer reads would show nothing, and count.
  for (const std::uint64_t message_id : announce.view().private_state(member_id).bookmarks_in_channel(channel_id)) {
    v1::Bookmark& bookmark = *announce.row_of(member_id).mutable_bookmark();
    bookmark.set_message_id(message_id);
    bookmark.set_at_ms(announce.now());
  }
}

void do_forget_wishes(Announcer& announce, std::uint64_t member_id) {
  storage::PrivateView kept = announce.view().private_state(member_id);
  if (kept.has_settings()) announce.row_of(member_id).mutable_settings();
  if (kept.fresh_start().at_ms != 0) announce.row_of(member_id).mutable_fresh_start();
  do_forget_notebook(announce, member_id);
}

ChannelState do_open_channel(Announcer& announce, const Asked& asked, ChannelState channel, std::string_view title,
                             std::string_view key) {
  channel.id = announce.next_seq();
  v1::Channel& opened = *announce.to_channel(channel.id).mutable_channel_opened()->mutable_channel();
  opened.set_id(channel.id);
  opened.set_kind(channel.kind);
  opened.set_title(std::string(title));
  opened.set_territory_id(channel.territory_id);
  opened.set_person_id(channel.person_id);
  opened.set_opened_at_ms(asked.now);
  opened.set_key(std::string(key));
  return channel;
}

void do_settle(Announcer& announce, Asked& asked, const MemberState& before, const MemberState& after,
               std::string_view key) {
  const bool is_new = before.role == v1::ROLE_UNSPECIFIED;
  const auto memberships = is_new ? std::vector<v1::Membership>() : asked.view.memberships_of_member(after.id);
  settle_existing(announce, asked, before, after, memberships);
  const std::vector<ChannelState> channels = asked.view.channels();
  for (const identity::Place& place : identity::memberships_that_follow(after, channels)) {
    const auto has_it = std::ranges::find(memberships, place.channel_id, &v1::Membership::channel_id);
    if (has_it != memberships.end()) continue;
    do_grant(announce, after, place.hat, *asked.view.channel(place.channel_id));
  }
  settle_personal_follow_up(announce, asked, before, after, key);
  do_settle_roadmaps(announce, asked, after);
}

bool do_take_charge(Announcer& announce, Asked& asked, const MemberState& adviser, const ChannelState& channel) {
  const auto grant_once = [&](const ChannelState& place) {
    if (!asked.view.membership(adviser.id, place.id)) do_grant(announce, adviser, v1::ROLE_ADVISER, place);
  };
  grant_once(channel);
  if (channel.kind == v1::CHANNEL_KIND_PAIR_FOLLOW_UP) {
    for (const ChannelState& place : asked.view.channels_of_territory(channel.territory_id)) {
      if (place.kind == v1::CHANNEL_KIND_PAIR_OBSTACLES) grant_once(place);
    }
    for (const MemberState& member : asked.view.members()) {
      if (!is_of_pair(member, channel.territory_id)) continue;
      const auto personal = asked.view.channel_of_person(v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP, member.id);
      if (personal) grant_once(*personal);
    }
    do_settle_roadmaps(announce, asked, adviser, channel.territory_id);
  }
  return !announce.is_empty();
}

}  // namespace ramure::community
