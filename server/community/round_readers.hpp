// Who reads a round: its people its channel, facilitator and deputy its desk. Settled after every command from what the
// engine says of the round, so that the one permission test judges rounds as it judges every other place.
#pragma once

#include "server/codev/decide.hpp"
#include "server/community/asked.hpp"

namespace ramure::community {

// Whether somebody of this role can be in a round at all.
bool can_be_in_round(const storage::MemberState& member);

// `round` is as `events` have left it.
void do_settle_readers(Announcer& announce, Asked& asked, const codev::Round& round, const codev::Events& events);

// An observer enters and leaves by answers that are never attributed. So whom the round's own event does not name as
// its author, the memberships that follow from it do not name either, by actor or by key.
void do_hide_author(Decision& decision, const codev::Events& events);

}  // namespace ramure::community
