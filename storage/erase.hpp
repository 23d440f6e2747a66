// Erasing words from the journal: the envelope stays, every field marked (erasable) in the protocol goes, for ever.
// `clear_erasable` serves live/ too: its ring holds the same words.
#pragma once

#include <cstdint>

#include <google/protobuf/message.h>

#include "ramure/v1/events.pb.h"

namespace ramure::storage {

class Connection;

// Clears every erasable field of the message and of the messages in it. False: there was nothing to clear.
bool clear_erasable(google::protobuf::Message& message);

// The same for the words of one thing (a message, a thread, a contribution to a round, a round): an event that shows
// several contributions keeps those of the others.
bool clear_words_of(v1::Event& event, std::uint64_t thing_id);

// Each rewrites one journal row without its words, inside the caller's transaction. False: it held none.
bool erase_journal_row(Connection& connection, std::uint64_t seq);
bool erase_words_of(Connection& connection, std::uint64_t seq, std::uint64_t thing_id);

}  // namespace ramure::storage
