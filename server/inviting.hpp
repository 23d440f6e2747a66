// What accounts ask of a community before somebody is invited into it, and its answer from the tables as they are.
//
// All wait for the community's writer thread, between batches: for the accounts' own threads, never for an I/O thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "server/identity/accounts.hpp"
#include "server/live/registry.hpp"

namespace ramure {

// Whether the inviter may make this person a member, and whether it could be done now: the refusal is the one that the
// command would get. Nothing is done.
identity::Outcome<identity::Done> check_new_member(live::Registry& registry, const std::string& community,
                                                   std::uint64_t inviter_id, const v1::AddMember& person);

// The roles of these members; ROLE_UNSPECIFIED for who is no active member.
identity::Outcome<std::vector<v1::Role>> roles_of_members(live::Registry& registry, const std::string& community,
                                                          std::span<const std::uint64_t> member_ids);

}  // namespace ramure
