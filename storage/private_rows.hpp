// Private state: rows of one member, last writer wins, under one sequence of revisions per member that runs across
// community.db and drafts.db. Internal to storage/, a part of Store.
#pragma once

#include <cstdint>
#include <span>

#include "ramure/v1/model.pb.h"
#include "storage/connection.hpp"
#include "storage/drafts.hpp"
#include "storage/fresh_start.hpp"

namespace ramure::storage {

// Within a batch. Returns the new revision. A read cursor that moves overrides the marks of moved messages.
std::uint64_t write_private_row(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                const v1::PrivateRow& row);

// The cursor of somebody under which read messages came by a move; other marks than those it makes needless stay.
std::uint64_t write_carried_cursor(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                   const v1::ReadCursor& cursor);

// Many read cursors in one stroke, each under a revision of its own; returns the last of them. 5 µs each.
std::uint64_t write_cursor_moves(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                 std::span<const CursorMove> moves);

// Moves the cursors and keeps what is needed to undo it. Returns the revision of the FreshStart row. (The last visit is
// a row of its own, which the caller writes.)
std::uint64_t write_fresh_start(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                const FreshStart& fresh);

}  // namespace ramure::storage
