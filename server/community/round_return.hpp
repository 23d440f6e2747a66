// What a thread learns of the round that came from it: that it is being treated, once its author has said yes; and the
// text that the client approved and chose to share. Nothing else ever leaves a round.
#pragma once

#include "server/codev/round.hpp"
#include "server/community/asked.hpp"

namespace ramure::community {

// What decides whether something leaves a round: compared, before a command and after it, it tells what leaves by it.
struct RoundOutcome {
  std::uint64_t client_id = 0;
  bool may_leave = false;
  v1::ShareLevel share_level = v1::SHARE_LEVEL_UNSPECIFIED;
  std::uint64_t minutes_id = 0;        // the contribution that holds them
  std::uint64_t target_thread_id = 0;  // 0: nowhere

  static RoundOutcome of(const codev::Round& round);
};

// Whether the client may write where he wants the approved text to go.
Checked check_return(Asked& asked, const RoundOutcome& before, const codev::Round& after);

void do_return(Announcer& announce, Asked& asked, const RoundOutcome& before, const codev::Round& after);

}  // namespace ramure::community
