// Erasing words from the journal: the envelope stays, every field marked (erasable) in the protocol goes, for ever.
// `clear_erasable` serves live/ too: its ring holds the same words.
#pragma once

#include <cstdint>

#include <google/protobuf/message.h>

namespace ramure::storage {

class Connection;

// Clears every erasable field of the message and of the messages in it. False: there was nothing to clear.
bool clear_erasable(google::protobuf::Message& message);

// Rewrites one journal row without its words, inside the caller's transaction. False: it held none.
bool erase_journal_row(Connection& connection, std::uint64_t seq);

}  // namespace ramure::storage
