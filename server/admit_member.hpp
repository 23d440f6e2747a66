// Makes a person a member on the server's own behalf, for whoever accepts an invitation or is invited by address, ends
// the membership of whoever was invited and never came; and waits until it is on disk.
#pragma once

#include <string>

#include "server/identity/accounts.hpp"
#include "server/live/loop.hpp"
#include "server/live/registry.hpp"

namespace ramure {

// The member's id. Not on an I/O thread: it blocks; the outcome comes by way of `loop`, which must be turning.
identity::Outcome<std::uint64_t> admit_member(live::Registry& registry, live::Loop& loop, const std::string& community,
                                              const v1::Command& add_member);
// In the same way.
identity::Outcome<identity::Done> dismiss_member(live::Registry& registry, live::Loop& loop,
                                                 const std::string& community, const v1::Command& end_membership);

}  // namespace ramure
