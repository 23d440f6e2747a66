// Removing files to which nothing refers any more, and nothing else. Internal to storage/.
//
// A file is referred to by a waiting upload (drafts.db) or by a message (community.db). The two cannot be read at one
// moment, so the order keeps the promise: drafts.db is locked for writing first, then community.db is read. An upload
// is placed, noted and forgotten under that lock only, and forgotten after its message is committed: whatever is
// referred to when the lock is taken is seen in one of the two.
#pragma once

#include <span>
#include <string>

#include "storage/attachment_files.hpp"
#include "storage/connection.hpp"

namespace ramure::storage {

// `community` must not be inside a transaction: what is read must be what is committed now. Returns how many went.
// Throws Kind::busy when drafts.db stays locked.
std::size_t remove_unreferenced(Connection& community, Connection& drafts, const AttachmentFiles& files,
                                std::span<const std::string> hashes);

}  // namespace ramure::storage
