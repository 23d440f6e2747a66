// Rules that several families share. Internal to this room.
#pragma once

#include "server/codev/asked.hpp"

namespace ramure::codev {

Checked check_facilitator(const Asked& asked, std::string_view field);
Checked check_running(const Asked& asked, std::string_view field);  // a step is open, nothing is suspended
Checked check_opening(const Asked& asked);                          // the sender saw the opening that is in force

// Whether the step may be opened next, locks aside: the next one, or one behind optional steps alone.
bool is_reachable(const Round& round, std::uint32_t position);
bool may_be_jumped_over(const Round& round, std::uint32_t position);

// The floor after its holder has spoken or passed: the next of the tour, else the first who asked.
v1::Floor floor_after(const v1::Floor& floor);

// Shows all that is hidden until revealed and ends the hiding, if there is any.
void do_reveal(const Round& round, Pen& pen);
bool hides_anything(const Round& round);

void do_open_step(const Round& round, std::uint32_t position, std::string_view reason, TimestampMs now, Pen& pen);

// The word of everybody about an observer, once the last has answered; `pen` writes what follows from it. `leaving` is
// asked no more.
void do_conclude_observers(const Round& round, std::uint64_t leaving, Pen& pen);
void do_conclude_observer(const Round& round, const v1::ObserverProposal& proposal, std::uint64_t leaving, Pen& pen);

}  // namespace ramure::codev
