// Erased is erased, in memory too: the journal loses the words of a redacted message in the transaction that redacts
// it, and the ring loses them before anybody hears of it. A connection that is behind then is sent the event without
// its words, from the ring as from the journal.
#pragma once

#include <cstdint>
#include <optional>

#include "server/live/batch.hpp"
#include "server/live/chunk.hpp"
#include "server/live/feed.hpp"

namespace ramure::live {

// The same chunk without the words of this message, or nullptr when it holds none.
ChunkPointer without_words_of(const Chunk& chunk, std::uint64_t message_id);
ChunkPointer without_words_of(const Chunk& chunk, const RoundErasure& erasure);
ChunkPointer without_words_of(const Chunk& chunk, const RoadmapErasure& erasure);
ChunkPointer without_sentence(const Chunk& chunk, std::uint64_t sentence_id);  // of a workshop
ChunkPointer without_words_at(const Chunk& chunk, std::uint64_t seq);          // of this event

// What the committed event erased besides: nullopt where it erased nothing in a round.
std::optional<RoundErasure> round_erasure_of(const v1::Event& event);

// Appends what a batch announces to the announcer's feed and erases in it what the batch redacted: also in the batch's
// own chunks, and for the hubs in `replaced_chunks`.
void take_into_feed(Feed& feed, Announcement& announcement);

}  // namespace ramure::live
