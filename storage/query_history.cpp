#include <algorithm>
#include <set>

#include "protocol/limits.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

enum class Direction { older, newer };

// Messages of the thread on one side of `from_id` (exclusive), nearest first, as many as fit; `more`: others follow.
std::vector<v1::Message> load_side(Asking& asking, const ThreadLine& thread, Direction direction, std::uint64_t from_id,
                                   std::size_t limit, bool& more) {
  std::vector<v1::Message> found;
  std::size_t bytes = 0;
  auto rows =
      direction == Direction::older
          ? asking.db().query("SELECT " RAMURE_MESSAGE_COLUMNS
                              " FROM messages INDEXED BY messages_by_thread WHERE thread_id = ? AND id < ? AND id >= ? "
                              "ORDER BY id DESC LIMIT ?",
                              thread.id, from_id, thread.reads_from_seq, limit + 1)
          : asking.db().query("SELECT " RAMURE_MESSAGE_COLUMNS
                              " FROM messages INDEXED BY messages_by_thread WHERE thread_id = ? AND id > ? AND id >= ? "
                              "ORDER BY id LIMIT ?",
                              thread.id, from_id, thread.reads_from_seq, limit + 1);
  more = false;
  while (rows.step()) {
    if (found.size() == limit || bytes > limits::history_page_bytes_soft_max) {
      more = true;
      break;
    }
    found.push_back(compose_message(asking, message_line(rows), thread));
    bytes += found.back().ByteSizeLong();
  }
  return found;
}

// The first event that did not happen before a moment; one beyond the head when there is none. Times never go back
// along the journal, so that 20 looks are enough for a million rows. Messages keep their ids when they are moved.
std::uint64_t first_seq_from(Asking& asking, std::int64_t at_ms) {
  std::uint64_t first = 1, behind = asking.head_seq() + 1;
  while (first < behind) {
    const std::uint64_t middle = first + (behind - first) / 2;
    auto row = asking.db().query("SELECT at_ms FROM journal WHERE seq = ?", middle);
    if (row.step() && row.integer(0) < at_ms) {
      first = middle + 1;
    } else {
      behind = middle;
    }
  }
  return first;
}

// Whether something in the thread is from before the asker's entry: also in one that is younger, by moving.
bool hides_older(Asking& asking, const ThreadLine& thread) {
  if (thread.title_only()) return true;
  return asking.db()
      .query("SELECT 1 FROM messages WHERE thread_id = ? AND id < ? LIMIT 1", thread.id, thread.reads_from_seq)
      .step();
}

bool any_side(Asking& asking, const ThreadLine& thread, Direction direction, std::uint64_t from_id) {
  auto row = direction == Direction::older
                 ? asking.db().query("SELECT 1 FROM messages WHERE thread_id = ? AND id < ? AND id >= ? LIMIT 1",
                                     thread.id, from_id, thread.reads_from_seq)
                 : asking.db().query("SELECT 1 FROM messages WHERE thread_id = ? AND id > ? AND id >= ? LIMIT 1",
                                     thread.id, from_id, thread.reads_from_seq);
  return row.step();
}

void prepend(std::vector<v1::Message> nearest_first, v1::History& answer) {
  for (auto& message : nearest_first) answer.add_messages()->Swap(&message);
  std::reverse(answer.mutable_messages()->pointer_begin(), answer.mutable_messages()->pointer_end());
}

void append(std::vector<v1::Message> messages, v1::History& answer) {
  for (auto& message : messages) answer.add_messages()->Swap(&message);
}

// What the page's messages quote or answer, as far as the asker may read it and the page has room.
void add_quoted(Asking& asking, v1::History& answer) {
  std::set<std::uint64_t> on_page, wanted;
  for (const auto& message : answer.messages()) on_page.insert(message.id());
  for (const auto& message : answer.messages()) {
    if (message.reply_to_id() != 0) wanted.insert(message.reply_to_id());
    for (const auto& quote : message.quotes()) wanted.insert(quote.message_id());
  }
  std::size_t bytes = 0;
  for (const std::uint64_t id : wanted) {
    if (on_page.contains(id)) continue;
    const auto accessed = asking.access_message(id);
    if (!accessed) continue;
    v1::Message quoted = compose_message(asking, accessed->message, accessed->thread);
    bytes += quoted.ByteSizeLong();
    if (bytes > limits::history_page_bytes_soft_max) return;
    answer.add_quoted()->Swap(&quoted);
  }
}

}  // namespace

bool query_history(Asking& asking, const v1::GetHistory& query, v1::History& answer) {
  const auto thread = asking.access_thread(query.thread_id());
  if (!thread) return false;
  const std::size_t limit =
      std::min(query.limit() == 0 ? limits::history_page_default : query.limit(), limits::history_page_max);
  bool more_before = false;
  bool more_after = false;
  if (query.around_id() != 0 || query.at_ms() != 0) {
    // The newer half begins with the message itself.
    const std::uint64_t around_id = query.around_id() != 0 ? query.around_id() : first_seq_from(asking, query.at_ms());
    const std::size_t newer = (limit + 1) / 2;
    prepend(load_side(asking, *thread, Direction::older, around_id, limit - newer, more_before), answer);
    append(load_side(asking, *thread, Direction::newer, around_id - 1, newer, more_after), answer);
  } else if (query.after_id() != 0) {
    append(load_side(asking, *thread, Direction::newer, query.after_id(), limit, more_after), answer);
    more_before = any_side(asking, *thread, Direction::older, query.after_id() + 1);
  } else {
    const std::uint64_t before_id = query.before_id() != 0 ? query.before_id() : limits::id_max + 1;
    prepend(load_side(asking, *thread, Direction::older, before_id, limit, more_before), answer);
    more_after = any_side(asking, *thread, Direction::newer, before_id - 1);
  }
  answer.set_more_before(more_before);
  answer.set_more_after(more_after);
  answer.set_older_hidden(hides_older(asking, *thread));
  add_quoted(asking, answer);
  return true;
}

bool query_messages(Asking& asking, const v1::GetMessages& query, v1::MessageList& answer) {
  for (const std::uint64_t id : query.message_ids()) {
    const auto accessed = asking.access_message(id);
    if (!accessed) continue;
    v1::MessageAnswer& one = *answer.add_messages();
    *one.mutable_message() = compose_message(asking, accessed->message, accessed->thread);
    one.set_thread_title(load_title(asking.db(), accessed->thread.title_seq));
  }
  return true;
}

bool query_message(Asking& asking, const v1::GetMessage& query, v1::MessageAnswer& answer) {
  const auto accessed = asking.access_message(query.message_id());
  if (!accessed) return false;
  const MessageLine& line = accessed->message;
  *answer.mutable_message() = compose_message(asking, line, accessed->thread);
  answer.set_thread_title(load_title(asking.db(), accessed->thread.title_seq));
  if (line.redacted) return true;
  auto rows = asking.db().query(
      "SELECT version, seq FROM message_versions WHERE message_id = ? AND version < ? ORDER BY version DESC", line.id,
      line.version);
  std::size_t bytes = 0;
  while (rows.step() && bytes <= limits::history_page_bytes_soft_max) {
    v1::Event event = load_event(asking.db(), rows.id(1));
    v1::Version& version = *answer.add_versions();
    version.set_version(static_cast<std::uint32_t>(rows.integer(0)));
    version.set_text(event.has_message_posted() ? event.message_posted().body() : event.message_edited().body());
    version.set_author_id(answer.message().author_id());
    version.set_at_ms(event.at_ms());
    bytes += version.text().size();
  }
  std::reverse(answer.mutable_versions()->pointer_begin(), answer.mutable_versions()->pointer_end());
  return true;
}

}  // namespace ramure::storage
