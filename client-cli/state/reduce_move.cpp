// Messages that go from one thread to another. The event names them and brings none of their words: who took part, what
// came last and how a stretch of history reads now is asked for anew, of both threads.
#include "client-cli/state/reduce.hpp"

namespace ramure::cli {

namespace {

void ask_for_thread(Picture& picture, const v1::Event& event, std::uint64_t thread_id) {
  const auto row = picture.threads.find(thread_id);
  if (row != picture.threads.end() && event.seq() <= row->second.as_of_seq) return;
  picture.wants.threads.insert(thread_id);
}

void ask_for_history(Picture& picture, const v1::Event& event, std::uint64_t thread_id) {
  const auto history = picture.histories.find(thread_id);
  if (history == picture.histories.end() || event.seq() <= history->second.as_of_seq) return;
  picture.histories.erase(history);
  picture.wants.histories.insert(thread_id);
}

}  // namespace

void reduce_move(Picture& picture, const v1::Event& event) {
  if (!event.has_messages_moved()) return;
  const auto channel = picture.channels.find(event.channel_id());
  if (channel == picture.channels.end() || !channel->second.is_loaded) return;
  if (event.seq() <= channel->second.as_of_seq) return;
  for (const std::uint64_t id : {event.messages_moved().from_thread_id(), event.messages_moved().to_thread_id()}) {
    ask_for_thread(picture, event, id);
    ask_for_history(picture, event, id);
  }
}

}  // namespace ramure::cli
