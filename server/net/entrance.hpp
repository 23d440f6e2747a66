// From an identity into a community: which member one is there, with the community open. Sockets and HTTP requests come
// in by this one way.
#pragma once

#include <expected>
#include <functional>
#include <string>

#include "server/identity/accounts.hpp"
#include "server/live/registry.hpp"

namespace ramure::net {

struct Entrance {
  live::Registry::Lease community;
  std::uint64_t member_id = 0;
};
using Entered = std::move_only_function<void(std::expected<Entrance, v1::Refusal>)>;

// The membership that a slug means. It may be empty when the account has only one community. A community that does not
// exist and one in which the account is no member are refused in the same words.
std::expected<identity::MemberOf, v1::Refusal> find_membership(const identity::Identity& identity,
                                                               const std::string& slug);

// The same, and the community is open then. `done` runs on the loop, perhaps before this returns.
void enter(live::Registry& registry, const identity::Identity& identity, const std::string& slug, live::Loop& loop,
           Entered done);

}  // namespace ramure::net
