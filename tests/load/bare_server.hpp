// The limits: servers that only broadcast. No storage, no rights, no protocol: what a client sends is what everybody in
// the same room gets, byte for byte (the clients of the benchmark send ready-made ServerFrames).
//
// `plain`     one WebSocket message per chat message and connection, as the usual example does it.
// `gathering` what a connection is behind goes out as one message; every group of messages that arrived together is
//             first committed to SQLite, fsynced, one row each.
#pragma once

#include <filesystem>

namespace ramure::load {

enum class BareKind { plain, gathering };

// Serves on 127.0.0.1, writes the port to `announce`, never returns. The room of a connection is the path it asks for.
[[noreturn]] void run_bare_server(BareKind kind, const std::filesystem::path& folder, int announce);

}  // namespace ramure::load
