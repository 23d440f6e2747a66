// One event as one line (or a few) for people who watch.
#pragma once

#include <optional>
#include <string>

#include "client-cli/output/terminal.hpp"
#include "client-cli/session/session.hpp"

namespace ramure::cli {

// The thread that the event is about, or 0; where messages are moved, the one that they leave.
std::uint64_t thread_of(const v1::Event& event);
// Whether it is about this thread, also as the one that messages come to.
bool is_about(const v1::Event& event, std::uint64_t thread_id);

// nullopt for events that say nothing to a person. May ask the server for the names of a channel that one just entered.
std::optional<std::string> line_of(Session& session, const Terminal& terminal, const v1::Event& event);

}  // namespace ramure::cli
