// What a client is told, written down for clients in other languages: a member's view at some moment of a simulated
// world, what was told since then, and the view at its end. A client that takes in the first two holds the third:
// "stale state + events = fresh snapshot", which the web client's tests replay (client-web/src/state/vectors.test.ts).
//
//   sim_tests --vectors FILE [--seeds COUNT] [--first N]
//
// The file is JSON; protocol messages in it are binary, in base64:
//
//   [{"name": "seed 3, member 12",
//     "start": {"welcome": ServerFrame, "asked": [[Query, Reply], …]},   a first start, and histories opened then
//     "frames": [ServerFrame, …],                                        all that was told since
//     "answers": [[Query, Reply], …],                                    to whatever the client may want to ask, at the
//     end "end": {"welcome": ServerFrame, "asked": [[Query, Reply], …]}}, …]
#pragma once

#include <cstdint>
#include <filesystem>

namespace ramure::sim {

// Worlds first … first + count - 1, a few members of each. Throws when a world breaks its promises, or the file cannot
// be written.
void write_vectors(const std::filesystem::path& file, std::uint64_t first, std::uint64_t count);

}  // namespace ramure::sim
