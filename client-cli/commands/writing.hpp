// What the commands that change something share.
#pragma once

#include "client-cli/session/session.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

// A session; without a network one that can still keep a command for later.
Result<std::unique_ptr<Session>> open_for_writing(const Options& options);

// Sends the command and says `done` (or, with --json, prints what the server accepted).
Result<void> send_and_tell(Session& session, const v1::Command& command, Words done);

// The same; words that were refused are shown, and stay in the outbox until they are forgotten.
Result<void> send_keeping_words(Session& session, v1::Command command, Words done);

}  // namespace ramure::cli
