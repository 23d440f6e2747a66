// Makes a person a member on the server's own behalf, for whoever accepts an invitation, and waits until it is on disk.
#pragma once

#include <string>

#include "server/identity/accounts.hpp"
#include "server/live/loop.hpp"
#include "server/live/registry.hpp"

namespace ramure {

// The member's id. Not on an I/O thread: it blocks; the outcome comes by way of `loop`, which must be turning.
identity::Outcome<std::uint64_t> admit_member(live::Registry& registry, live::Loop& loop, const std::string& community,
                                              const v1::Command& add_member);

}  // namespace ramure
