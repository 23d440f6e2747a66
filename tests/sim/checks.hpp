// The invariants that are held against a client's state and against the files. Each throws Violation.
#pragma once

#include <map>
#include <string>

#include "tests/sim/client.hpp"
#include "tests/sim/server.hpp"

namespace ramure::sim {

// What the client holds, brought up to the head by the events that it has not been told yet, is what a fresh snapshot,
// fresh histories and fresh private rows show: all fields of all that it may read, and nothing else.
void check_view(Server& server, const Client& client);

// Nothing that the client may read is left to tell it.
void check_is_told(Server& server, const Client& client);

// What the client knows of the rounds it is in is what they show it, and it knows nothing of others.
void check_rounds(Server& server, const Client& client);

// The texts that the client has open are the server's, and nothing of what it wrote there is left to be sent.
void check_texts(Server& server, const Client& client);

// Every answer that was given is on disk.
void check_promises(Server& server, const std::map<std::string, Promise>& promises);

// The tables are what the journal replays to.
void check_replay(const Server& server);

}  // namespace ramure::sim
