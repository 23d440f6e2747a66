// The rows of « Repartir d'aujourd'hui »: read cursors by the thousand in one stroke, and the way back. Within a batch.
// Internal to storage/, a part of Store.
//
// Marks of moved messages (moved_reads.hpp) go with the cursors: everything is read, and the way back brings them
// again.
#pragma once

#include <cstdint>
#include <span>

#include "storage/connection.hpp"
#include "storage/drafts.hpp"
#include "storage/fresh_start.hpp"

namespace ramure::storage {

// Moves the cursors and keeps what is needed to undo it, in the place of what was kept before. Each cursor gets a
// revision of its own; returns that of the FreshStart row, which comes after them. (The last visit is a row that the
// caller writes.) 7 µs a thread.
std::uint64_t write_fresh_start(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                const FreshStart& fresh);

// Moves these cursors (from where they are to where they were), and there is no fresh start any more.
std::uint64_t undo_fresh_start(Connection& community, Drafts& drafts, std::uint64_t member_id,
                               std::span<const CursorMove> ways_back);

// There is none any more, and no way back: the row says so under this revision.
void drop_fresh_start(Connection& community, std::uint64_t member_id, std::uint64_t revision);

// Whoever comes by after the week needs no way back any more.
void drop_expired_fresh_start(Connection& community, std::uint64_t member_id, std::int64_t now_ms);

}  // namespace ramure::storage
