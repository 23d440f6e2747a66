// What inviting one person and inviting many have in common. Internal to this room.
#pragma once

#include "ramure/v1/commands.pb.h"
#include "server/identity/accounts.hpp"
#include "storage/accounts.hpp"

namespace ramure::identity {

// Whoever may not even invite a catalyst invites nobody.
bool may_invite(v1::Role role);

v1::AddMember person_of(const storage::InvitationRow& row);

std::unexpected<v1::Refusal> may_not_invite(const char* field);
std::unexpected<v1::Refusal> no_such_invitation();

// The rule speaks of its own command; whoever invites has filled in another form.
std::unexpected<v1::Refusal> about_the_form(v1::Refusal refusal);

}  // namespace ramure::identity
