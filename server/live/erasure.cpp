#include "server/live/erasure.hpp"

#include <algorithm>
#include <utility>

#include "storage/erase.hpp"

namespace ramure::live {

namespace {

bool holds_words_of(const v1::Event& event, std::uint64_t message_id) {
  return (event.has_message_posted() && event.seq() == message_id) ||
         (event.has_message_edited() && event.message_edited().message_id() == message_id);
}

}  // namespace

ChunkPointer without_words_of(const Chunk& chunk, std::uint64_t message_id) {
  ChunkPointer result;
  for (std::size_t i = 0; i < chunk.events().size(); ++i) {
    if (chunk.events()[i].birth_seq != message_id) continue;  // an event about a message is born with it
    v1::Event event;
    const std::string_view payload = chunk.payload(i);
    if (!event.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) continue;
    if (!holds_words_of(event, message_id) || !storage::clear_erasable(event)) continue;
    result = (result ? *result : chunk).with_payload(event.seq(), event.SerializeAsString());
  }
  return result;
}

void take_into_feed(Feed& feed, Announcement& announcement) {
  for (const std::uint64_t message_id : announcement.erased_message_ids) {
    for (ChunkPointer& chunk : announcement.chunks) {
      if (ChunkPointer clean = without_words_of(*chunk, message_id)) chunk = std::move(clean);
    }
    for (std::size_t i = 0; i < feed.chunks().size(); ++i) {
      ChunkPointer clean = without_words_of(*feed.chunks()[i], message_id);
      if (clean == nullptr) continue;
      feed.swap_in(clean);
      std::erase_if(announcement.replaced_chunks,
                    [&](const auto& other) { return other->after_seq() == clean->after_seq(); });
      announcement.replaced_chunks.push_back(std::move(clean));
    }
  }
  for (const ChunkPointer& chunk : announcement.chunks) feed.append(chunk);
}

}  // namespace ramure::live
