// Private state: rows of one member, last writer wins, under one sequence of revisions per member that runs across
// community.db and drafts.db. Internal to storage/, a part of Store.
#pragma once

#include <cstdint>

#include "ramure/v1/private.pb.h"
#include "storage/connection.hpp"
#include "storage/drafts.hpp"

namespace ramure::storage {

// Within a batch. Returns the new revision. A read cursor that moves overrides the marks of moved messages.
std::uint64_t write_private_row(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                const v1::PrivateRow& row);

// The cursor of somebody under which read messages came by a move; other marks than those it makes needless stay.
std::uint64_t write_carried_cursor(Connection& community, Drafts& drafts, std::uint64_t member_id,
                                   const v1::ReadCursor& cursor);

// Steps of one's own for bulk work (fresh_start.cpp): `count` new revisions, of which the last is returned, and a read
// cursor under one of them. Marks of moved messages are the caller's.
std::uint64_t take_revisions(Connection& community, Drafts& drafts, std::uint64_t member_id, std::uint64_t count);
void write_read_cursor(Connection& community, std::uint64_t member_id, const v1::ReadCursor& cursor,
                       std::uint64_t revision);

}  // namespace ramure::storage
