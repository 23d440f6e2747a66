// What a thread learns of the round that came from it: that it is being treated, once its author has said yes; and the
// text that the client approved and chose to share. Nothing else ever leaves a round.
#pragma once

#include "server/codev/round.hpp"
#include "server/community/asked.hpp"

namespace ramure::community {

// Whether the client may write where he wants the approved text to go.
Checked check_return(Asked& asked, const codev::Round& before, const codev::Round& after);

void do_return(Announcer& announce, Asked& asked, const codev::Round& before, const codev::Round& after);

}  // namespace ramure::community
