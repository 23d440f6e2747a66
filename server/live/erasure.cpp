#include "server/live/erasure.hpp"

#include <algorithm>
#include <utility>

#include "server/community/round_book.hpp"
#include "storage/erase.hpp"

namespace ramure::live {

namespace {

bool holds_words_of(const v1::Event& event, std::uint64_t message_id) {
  return (event.has_message_posted() && event.seq() == message_id) ||
         (event.has_message_edited() && event.message_edited().message_id() == message_id) ||
         event.course().quote_asked().message_id() == message_id;
}

// `is_candidate` looks at the outline of an event, `clear` into the event itself; it says whether it took words away.
template <class IsCandidate, class Clear>
ChunkPointer cleared(const Chunk& chunk, IsCandidate is_candidate, Clear clear) {
  ChunkPointer result;
  for (std::size_t i = 0; i < chunk.events().size(); ++i) {
    if (!is_candidate(chunk.events()[i])) continue;
    v1::Event event;
    const std::string_view payload = chunk.payload(i);
    if (!event.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) continue;
    if (!clear(event)) continue;
    result = (result ? *result : chunk).with_payload(event.seq(), event.SerializeAsString());
  }
  return result;
}

bool is_kept(const RoundErasure& erasure, std::uint64_t id) {
  return std::ranges::find(erasure.kept, id) != erasure.kept.end();
}

bool clear_contributions_shown(v1::Event& event, const RoundErasure& erasure) {
  bool is_cleared = false;
  for (const v1::Contribution& said : event.round().contributions_shown().contributions()) {
    const bool goes =
        erasure.contribution_id == 0 ? !is_kept(erasure, said.id()) : said.id() == erasure.contribution_id;
    if (goes) is_cleared |= storage::clear_words_of(event, said.id());
  }
  return is_cleared;
}

bool clear_in_round(v1::Event& event, const RoundErasure& erasure) {
  if (event.round().round_id() != erasure.round_id) return false;
  if (event.round().has_contributions_shown()) return clear_contributions_shown(event, erasure);
  const bool goes = erasure.contribution_id == 0
                        ? !event.round().has_contribution_made() || !is_kept(erasure, event.seq())
                        : event.round().has_contribution_made() && event.seq() == erasure.contribution_id;
  return goes && storage::clear_erasable(event);
}

bool clear_in_roadmap(v1::Event& event, const RoadmapErasure& erasure) {
  const v1::RoadmapEvent& body = event.roadmap();
  const bool is_thing = event.seq() == erasure.thing_id && (body.has_commented() || body.has_text_suggested());
  const bool is_answer = body.comment_answered().comment_id() == erasure.thing_id;
  return (is_thing || is_answer) && storage::clear_erasable(event);
}

// Takes the erased words out of the batch's own chunks and of the feed's, which the hubs are told of. `without` gives a
// chunk without them, or nullptr where there are none.
template <class Without>
void clear_in_feed(Feed& feed, Announcement& announcement, Without without) {
  for (ChunkPointer& chunk : announcement.chunks) {
    if (ChunkPointer clean = without(*chunk)) chunk = std::move(clean);
  }
  for (std::size_t i = 0; i < feed.chunks().size(); ++i) {
    ChunkPointer clean = without(*feed.chunks()[i]);
    if (clean == nullptr) continue;
    feed.swap_in(clean);
    std::erase_if(announcement.replaced_chunks,
                  [&](const auto& other) { return other->after_seq() == clean->after_seq(); });
    announcement.replaced_chunks.push_back(std::move(clean));
  }
}

template <class Erased>
void erase_in_feed(Feed& feed, Announcement& announcement, const Erased& erased) {
  clear_in_feed(feed, announcement, [&](const Chunk& chunk) { return without_words_of(chunk, erased); });
}

}  // namespace

ChunkPointer without_words_of(const Chunk& chunk, std::uint64_t message_id) {
  // An event about a message is born with it.
  return cleared(
      chunk, [&](const FeedEvent& event) { return event.birth_seq == message_id; },
      [&](v1::Event& event) { return holds_words_of(event, message_id) && storage::clear_erasable(event); });
}

ChunkPointer without_words_of(const Chunk& chunk, const RoundErasure& erasure) {
  const std::uint64_t round_id = erasure.round_id;
  return cleared(
      chunk,
      [&](const FeedEvent& event) {
        return event.channel_id == 0 || event.channel_id == round_id ||
               event.channel_id == community::desk_of(round_id);
      },
      [&](v1::Event& event) { return clear_in_round(event, erasure); });
}

ChunkPointer without_words_of(const Chunk& chunk, const RoadmapErasure& erasure) {
  return cleared(
      chunk, [&](const FeedEvent& event) { return event.channel_id == erasure.roadmap_id; },
      [&](v1::Event& event) { return clear_in_roadmap(event, erasure); });
}

ChunkPointer without_sentence(const Chunk& chunk, std::uint64_t sentence_id) {
  return cleared(
      chunk, [&](const FeedEvent& event) { return event.birth_seq == sentence_id; },
      [](v1::Event& event) { return event.course().has_sentence_added() && storage::clear_erasable(event); });
}

ChunkPointer without_words_at(const Chunk& chunk, std::uint64_t seq) {
  return cleared(
      chunk, [&](const FeedEvent& event) { return event.seq == seq; },
      [](v1::Event& event) { return storage::clear_erasable(event); });
}

std::optional<RoundErasure> round_erasure_of(const v1::Event& event) {
  const v1::RoundEvent& round = event.round();
  if (round.has_contribution_erased()) {
    return RoundErasure{round.round_id(), round.contribution_erased().contribution_id()};
  }
  if (round.has_round_cancelled()) return RoundErasure{round.round_id()};
  if (!round.has_words_erased()) return std::nullopt;
  const auto& kept = round.words_erased().kept_ids();
  return RoundErasure{round.round_id(), 0, {kept.begin(), kept.end()}};
}

void take_into_feed(Feed& feed, Announcement& announcement) {
  for (const std::uint64_t message_id : announcement.erased_message_ids) {
    erase_in_feed(feed, announcement, message_id);
  }
  for (const RoundErasure& erasure : announcement.erased_in_rounds) erase_in_feed(feed, announcement, erasure);
  for (const RoadmapErasure& erasure : announcement.erased_in_roadmaps) erase_in_feed(feed, announcement, erasure);
  for (const std::uint64_t id : announcement.erased_sentence_ids) {
    clear_in_feed(feed, announcement, [id](const Chunk& chunk) { return without_sentence(chunk, id); });
  }
  for (const std::uint64_t seq : announcement.erased_seqs) {
    clear_in_feed(feed, announcement, [seq](const Chunk& chunk) { return without_words_at(chunk, seq); });
  }
  for (const ChunkPointer& chunk : announcement.chunks) feed.append(chunk);
}

}  // namespace ramure::live
