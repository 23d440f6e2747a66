#include "server/community/access.hpp"

namespace ramure::community {

namespace {

AccessedChannel enter(const Asked& asked, const storage::ChannelState& channel, const storage::Readable::Place& place) {
  return {channel, place.role, identity::is_guest(asked.me, channel), place.reads_from_seq};
}

}  // namespace

std::expected<AccessedChannel, v1::Refusal> access_channel(Asked& asked, std::uint64_t id, std::string_view field) {
  const storage::Readable::Place* place = asked.readable().find(id);
  if (place == nullptr) return refuse::not_found(field);
  const auto channel = asked.view.channel(id);
  if (!channel) return refuse::not_found(field);
  return enter(asked, *channel, *place);
}

std::expected<AccessedThread, v1::Refusal> access_thread(Asked& asked, std::uint64_t id, std::string_view field) {
  const auto thread = asked.view.thread(id);
  if (!thread) return refuse::not_found(field);
  auto channel = access_channel(asked, thread->channel_id, field);
  if (!channel) return pass_on(channel);
  return AccessedThread{*channel, *thread, thread->author_id == asked.me.id,
                        identity::is_of_pair(asked.me, thread->territory_id)};
}

std::expected<AccessedMessage, v1::Refusal> access_message(Asked& asked, std::uint64_t id, std::string_view field) {
  const auto message = asked.view.message(id);
  if (!message) return refuse::not_found(field);
  auto thread = access_thread(asked, message->thread_id, field);
  if (!thread) return pass_on(thread);
  if (message->id < thread->reads_from_seq) return refuse::not_found(field);
  return AccessedMessage{*thread, *message, message->author_id == asked.me.id};
}

std::expected<AccessedGathering, v1::Refusal> access_gathering(Asked& asked, std::uint64_t id, std::string_view field) {
  const auto gathering = asked.view.gathering(id);
  if (!gathering) return refuse::not_found(field);
  auto channel = access_channel(asked, gathering->channel_id, field);
  if (!channel) return pass_on(channel);
  if (gathering->id < channel->reads_from_seq) return refuse::not_found(field);
  return AccessedGathering{*channel, *gathering};
}

std::expected<AccessedChannel, v1::Refusal> access_channel_of_kind(Asked& asked, v1::ChannelKind kind,
                                                                   std::uint64_t territory_id, std::string_view field) {
  for (const storage::Readable::Place& place : asked.readable().places()) {
    const auto channel = asked.view.channel(place.channel_id);
    if (channel && channel->kind == kind && (territory_id == 0 || channel->territory_id == territory_id)) {
      return enter(asked, *channel, place);
    }
  }
  return refuse::not_found(field);
}

Checked check_may(const AccessedChannel& place, Act act, std::string_view field) {
  if (place.may(act)) return {};
  return refuse::forbidden(field, "your role does not allow this here");
}

Checked check_open(const AccessedThread& place, std::string_view field) {
  if (place.thread.merged_into_id != 0) return refuse::merged(field, place.thread.merged_into_id);
  if (place.thread.archived) return refuse::archived(field);
  return {};
}

Checked check_shows_words(const AccessedThread& place, std::string_view field) {
  if (place.shows_words()) return {};
  return refuse::forbidden(field, "the thread is older than your arrival here");
}

std::uint64_t actor_shown(const Asked& asked, const AccessedThread& place) {
  return place.thread.author_hidden && (place.is_author || place.is_of_pair) ? 0 : asked.me.id;
}

}  // namespace ramure::community
