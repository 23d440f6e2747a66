#include "storage/compose.hpp"
#include "storage/queries.hpp"

namespace ramure::storage {

namespace {

constexpr std::uint64_t directory_id = 1;

}  // namespace

std::optional<MessageInThread> query_message_in_thread(Asking& asking, std::uint64_t id) {
  const auto message = asking.access_message(id);
  if (message) {
    return MessageInThread{id, compose_message(asking, message->message, message->thread),
                           load_title(asking.db(), message->thread.title_seq)};
  }
  // A thread stands for its first message.
  const auto thread = asking.access_thread(id);
  if (!thread || thread->title_only()) return std::nullopt;
  auto first = asking.db().query(
      "SELECT " RAMURE_MESSAGE_COLUMNS " FROM messages INDEXED BY messages_by_thread WHERE thread_id = ? ORDER BY id LIMIT 1", id);
  if (!first.step()) return std::nullopt;
  return MessageInThread{id, compose_message(asking, message_line(first), *thread), load_title(asking.db(), thread->title_seq)};
}

Names query_names(Asking& asking) {
  Names names;
  for (const Readable::Place& place : asking.readable().places()) {
    const v1::Channel channel = compose_channel(asking.db(), place.channel_id);
    names.channels.push_back({channel.id(), channel.title(), channel.key()});
  }
  if (asking.readable().find(directory_id) == nullptr) return names;
  for (auto rows = asking.db().query("SELECT id, key FROM members ORDER BY id"); rows.step();) {
    names.members.push_back({rows.id(0), load_event(asking.db(), rows.id(0)).member_joined().member().name(), std::string(rows.text(1))});
  }
  for (auto rows = asking.db().query("SELECT id, key FROM territories ORDER BY id"); rows.step();) {
    names.territories.push_back(
        {rows.id(0), load_event(asking.db(), rows.id(0)).territory_added().territory().name(), std::string(rows.text(1))});
  }
  for (auto rows = asking.db().query("SELECT id, key FROM themes ORDER BY position, id"); rows.step();) {
    const v1::Event event = load_event(asking.db(), rows.id(0));
    const v1::Theme& theme = event.theme_added().theme();
    names.themes.push_back({rows.id(0), theme.title() + " " + theme.short_title(), std::string(rows.text(1))});
  }
  return names;
}

}  // namespace ramure::storage
