#include <chrono>

#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

constexpr std::chrono::milliseconds index_wait{700};  // the indexer may gather for 500 ms

// A thread's own words are shown with its first message. When that one was found too (as a rule the next newer hit:
// its id is one above the thread's), the two are one hit. An emptied thread has no first message.
bool join_title(std::vector<FoundInSearch>& found, FoundInSearch& thread) {
  if (!thread.hit.is_thread || thread.message.id() == 0 || found.empty() ||
      found.back().message.id() != thread.message.id())
    return false;
  SearchHit& hit = found.back().hit;
  hit.is_thread = true;
  hit.title = std::move(thread.hit.title);
  hit.title_highlights = std::move(thread.hit.title_highlights);
  return true;
}

// The first one that may be read. A thread that was emptied by moving is still found by its own words: its place is
// taken by a message without id and body.
v1::Message first_of(Asking& asking, const ThreadLine& thread) {
  auto row = asking.db().query(
      "SELECT " RAMURE_MESSAGE_COLUMNS
      " FROM messages INDEXED BY messages_by_thread WHERE thread_id = ? AND id >= ? ORDER BY id LIMIT 1",
      thread.id, thread.reads_from_seq);
  if (row.step()) return compose_message(asking, message_line(row), thread);
  v1::Message none;
  none.set_thread_id(thread.id);
  none.set_channel_id(thread.channel_id);
  none.set_author_id(asking.shown_author(thread.author_id, thread.author_hidden));
  none.set_posted_at_ms(thread.opened_at_ms);
  return none;
}

}  // namespace

std::optional<FoundInSearch> query_found(Asking& asking, SearchHit hit) {
  FoundInSearch found;
  if (hit.is_thread) {
    const auto thread = asking.access_thread(hit.document.id);
    if (!thread || thread->title_only()) return std::nullopt;
    found.message = first_of(asking, *thread);
    found.thread_title = load_title(asking.db(), thread->title_seq);
  } else {
    const auto accessed = asking.access_message(hit.document.id);
    if (!accessed || accessed->message.redacted) return std::nullopt;  // the index does not know it yet
    found.message = compose_message(asking, accessed->message, accessed->thread);
    found.thread_title = load_title(asking.db(), accessed->thread.title_seq);
  }
  found.hit = std::move(hit);
  return found;
}

bool Reader::search(std::uint64_t member_id, const SearchRequest& request, FoundPage& page, std::uint64_t& as_of_seq) {
  SearchReader& index = search_reader();
  // Whoever has just posted something finds it: the index gets a moment to reach the head that the asker may have seen.
  const std::uint64_t head = head_seq();
  if (search_progress() != nullptr && index.through_seq() < head) search_progress()->wait_for(head, index_wait);
  Asking asking(connection(), member_id);
  as_of_seq = asking.head_seq();
  SearchPage found = index.search(request, asking.readable());
  page = {};
  page.more = found.more;
  page.continue_before_id = found.continue_before_id;
  for (SearchHit& hit : found.hits) {
    auto one = query_found(asking, std::move(hit));
    if (one && !join_title(page.found, *one)) page.found.push_back(std::move(*one));
  }
  return true;
}

}  // namespace ramure::storage
