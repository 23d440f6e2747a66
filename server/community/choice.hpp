// « Choix d'un sujet »: the subject of a session is chosen in a thread of the plenary. Anybody who writes there
// proposes; a facilitator says what the facilitators would take (the settlement); whoever objects does it in words, in
// answer to the last settlement; a facilitator says what is taken. Nobody votes, and nothing is counted.
#pragma once

#include "server/community/access.hpp"

namespace ramure::community {

// The kinds of messages that belong to a choice and stay with it.
bool is_of_choice(v1::MessageKind kind);

// For a message of one of these kinds.
Checked check_choice(Asked& asked, const v1::PostMessage& command, const AccessedThread& place);

}  // namespace ramure::community
