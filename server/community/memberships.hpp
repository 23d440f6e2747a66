// Letting people into channels and out again, so that everybody concerned is told: the channel's readers by one event,
// the person alone by another (« Qui lit ici ? » is never a secret of the place, and always one outside of it).
#pragma once

#include "server/community/asked.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::community {

// Reads from now on, or the whole past in the places of the community.
void do_grant(Announcer& announce, const storage::MemberState& member, v1::Role hat,
              const storage::ChannelState& channel);

// Another hat in the same place; what one reads stays the same.
void do_change_hat(Announcer& announce, const storage::MemberState& member, v1::Role hat,
                   const storage::ChannelState& channel, std::uint64_t reads_from_seq);

// Takes the member's bookmarks in that place with it.
void do_end(Announcer& announce, std::uint64_t member_id, std::uint64_t channel_id);

// Somebody leaves for good: settings and a fresh start go with him. What he accepted stays, as evidence.
void do_forget_wishes(Announcer& announce, std::uint64_t member_id);

// A new channel: its id is the seq of the event. `key` may be empty.
storage::ChannelState do_open_channel(Announcer& announce, const Asked& asked, storage::ChannelState channel,
                                      std::string_view title, std::string_view key);

// Makes the memberships of a member what they should be after a change: ends those that do not outlive it, grants those
// that follow from it, and opens the personal follow-up of a catalyst who has none. `before` has role
// ROLE_UNSPECIFIED for somebody who has just joined. `key`: of the member, for the key of that channel.
void do_settle(Announcer& announce, Asked& asked, const storage::MemberState& before, const storage::MemberState& after,
               std::string_view key);

// Grants the hat of adviser in one channel, and, in a pair's follow-up, the charge of the whole territory: the
// obstacles of the pair and the personal follow-up of each of its catalysts. False when all that was granted before.
bool do_take_charge(Announcer& announce, Asked& asked, const storage::MemberState& adviser,
                    const storage::ChannelState& channel);

}  // namespace ramure::community
