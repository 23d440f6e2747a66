// Moving messages to another thread, splitting a thread off, merging one into another and undoing that. By those who
// keep order in the place, and within one channel: an event's audience never changes, so what was said there stays
// there. Messages keep their ids, authors and marks; who is hidden stays hidden; an erased one moves as the shell that
// is left of it.
#include <algorithm>

#include "protocol/limits.hpp"
#include "server/community/access.hpp"
#include "server/community/choice.hpp"
#include "server/community/content.hpp"
#include "server/community/families.hpp"
#include "server/community/text.hpp"

namespace ramure::community {

namespace {

using RepeatedIds = google::protobuf::RepeatedField<std::uint64_t>;

// Messages that may leave their thread, in order.
struct Leaving {
  AccessedThread from;
  Ids ids;
  storage::MessageState first;
};

Checked check_count(const RepeatedIds& ids, std::string_view field) {
  if (ids.empty()) return refuse::invalid(field, "name at least one message");
  if (static_cast<std::size_t>(ids.size()) > limits::moved_messages_max) {
    return refuse::too_large(field, limits::moved_messages_max, "messages");
  }
  return {};
}

std::expected<Leaving, v1::Refusal> access_leaving(Asked& asked, const RepeatedIds& message_ids,
                                                   std::string_view field) {
  if (auto checked = check_count(message_ids, field); !checked) return pass_on(checked);
  Leaving leaving;
  leaving.ids.assign(message_ids.begin(), message_ids.end());
  std::ranges::sort(leaving.ids);
  if (std::ranges::adjacent_find(leaving.ids) != leaving.ids.end()) {
    return refuse::invalid(field, "a message is named twice");
  }
  for (const std::uint64_t id : leaving.ids) {
    auto place = access_message(asked, id, field);
    if (!place) return pass_on(place);
    const bool is_first = id == leaving.ids.front();
    if (is_first) leaving.first = place->message;
    if (is_first) leaving.from = *place;
    if (place->thread.id != leaving.from.thread.id) return refuse::invalid(field, "all must be of one thread");
    if (place->message.kind == v1::MESSAGE_KIND_OBSTACLE) {
      return refuse::invalid(field, "the first message of an obstacle stays with it");
    }
    if (is_of_choice(place->message.kind)) return refuse::invalid(field, "the steps of a choice stay with it");
  }
  if (auto checked = check_may(leaving.from, Act::keep_order, field); !checked) return pass_on(checked);
  if (auto checked = check_open(leaving.from, field); !checked) return pass_on(checked);
  return leaving;
}

// Another thread of the same place, which can be written to.
std::expected<AccessedThread, v1::Refusal> access_receiving(Asked& asked, const AccessedThread& from, std::uint64_t id,
                                                            std::string_view field) {
  auto to = access_thread(asked, id, field);
  if (!to) return pass_on(to);
  if (to->channel.id != from.channel.id) return refuse::invalid(field, "it is a thread of another place");
  if (to->thread.id == from.thread.id) return refuse::already_done(field);
  if (auto checked = check_open(*to, field); !checked) return pass_on(checked);
  return *to;
}

void do_move(Announcer& announce, std::uint64_t channel_id, std::uint64_t from_id, std::uint64_t to_id,
             const Ids& ids) {
  v1::MessagesMoved& moved = *announce.to_channel(channel_id).mutable_messages_moved();
  moved.set_from_thread_id(from_id);
  moved.set_to_thread_id(to_id);
  moved.mutable_message_ids()->Add(ids.begin(), ids.end());
}

void do_lead_on(Announcer& announce, std::uint64_t channel_id, std::uint64_t thread_id, std::uint64_t into_id) {
  v1::ThreadMerged& merged = *announce.to_channel(channel_id).mutable_thread_merged();
  merged.set_thread_id(thread_id);
  merged.set_into_id(into_id);
}

v1::ThreadKind kind_of_split(const Leaving& leaving) {
  if (holds_resources(leaving.from.channel.kind)) return v1::THREAD_KIND_RESOURCE;
  const bool is_question = leaving.first.kind == v1::MESSAGE_KIND_QUESTION;
  return is_question ? v1::THREAD_KIND_QUESTION : v1::THREAD_KIND_DISCUSSION;
}

// As if the author of the first message had opened the thread: it is the one who brought the matter up. Where entrants
// do not read the past, they would learn from it who wrote before them.
std::uint64_t territory_of_split(Asked& asked, const Leaving& leaving) {
  const storage::ChannelState& channel = leaving.from.channel;
  if (channel.territory_id != 0 || !identity::shows_whole_past(channel.kind)) {
    return territory_of_new_thread(asked, channel);
  }
  if (leaving.first.author_hidden) return 0;
  const auto author = asked.view.member(leaving.first.author_id);
  return author ? author->territory_id : 0;
}

}  // namespace

Decided move_messages(Asked& asked, const v1::MoveMessages& command) {
  auto leaving = access_leaving(asked, command.message_ids(), "move_messages.message_ids");
  if (!leaving) return pass_on(leaving);
  auto to = access_receiving(asked, leaving->from, command.to_thread_id(), "move_messages.to_thread_id");
  if (!to) return pass_on(to);

  Announcer announce(asked);
  do_move(announce, to->channel.id, leaving->from.thread.id, to->thread.id, leaving->ids);
  return announce.decision();
}

Decided split_thread(Asked& asked, const v1::SplitThread& command) {
  constexpr auto field = "split_thread.message_ids";
  auto leaving = access_leaving(asked, command.message_ids(), field);
  if (!leaving) return pass_on(leaving);
  const AccessedThread& from = leaving->from;
  if (auto checked = check_may(from, Act::open_thread, field); !checked) return pass_on(checked);
  if (auto checked = check_title("split_thread.title", command.title()); !checked) return pass_on(checked);
  const bool keeps_theme = command.theme_id() == 0 && from.channel.kind == v1::CHANNEL_KIND_THEMES;
  const std::uint64_t theme_id = keeps_theme ? from.thread.theme_id : command.theme_id();
  auto checked = check_theme(asked, "split_thread.theme_id", from.channel, theme_id);
  if (!checked) return pass_on(checked);

  Announcer announce(asked);
  v1::Event& event = announce.to_channel(from.channel.id);
  const std::uint64_t thread_id = event.seq();
  v1::ThreadOpened& opened = *event.mutable_thread_opened();
  opened.set_kind(kind_of_split(*leaving));
  opened.set_title(command.title());
  opened.set_theme_id(theme_id);
  opened.set_territory_id(territory_of_split(asked, *leaving));
  do_move(announce, from.channel.id, from.thread.id, thread_id, leaving->ids);
  return announce.decision();
}

Decided merge_thread(Asked& asked, const v1::MergeThread& command) {
  constexpr auto field = "merge_thread.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::keep_order, field); !checked) return pass_on(checked);
  if (place->thread.kind == v1::THREAD_KIND_OBSTACLE) {
    return refuse::invalid(field, "an obstacle is not merged into another thread");
  }
  if (place->thread.kind == v1::THREAD_KIND_CHOICE) {
    return refuse::invalid(field, "the choice of a subject is not merged into another thread");
  }
  if (auto checked = check_open(*place, field); !checked) return pass_on(checked);
  if (auto checked = check_shows_words(*place, field); !checked) return pass_on(checked);
  auto into = access_receiving(asked, *place, command.into_id(), "merge_thread.into_id");
  if (!into) return pass_on(into);
  const Ids ids = asked.view.thread_message_ids(place->thread.id, limits::merged_messages_max + 1);
  if (ids.size() > limits::merged_messages_max) {
    return refuse::too_large(field, limits::merged_messages_max, "messages");
  }

  Announcer announce(asked);
  if (!ids.empty()) do_move(announce, place->channel.id, place->thread.id, into->thread.id, ids);
  do_lead_on(announce, place->channel.id, place->thread.id, into->thread.id);
  return announce.decision();
}

// What was moved away from there since stays where it is, and so does what was written there since.
Decided undo_merge(Asked& asked, const v1::UndoMerge& command) {
  constexpr auto field = "undo_merge.thread_id";
  auto place = access_thread(asked, command.thread_id(), field);
  if (!place) return pass_on(place);
  if (auto checked = check_may(*place, Act::keep_order, field); !checked) return pass_on(checked);
  const std::uint64_t into_id = place->thread.merged_into_id;
  if (into_id == 0) return refuse::already_done(field);
  if (asked.now - place->thread.merged_at_ms > limits::undo_merge_ms) {
    return refuse::forbidden(field, "a merge can be undone within 24 hours");
  }
  auto into = access_thread(asked, into_id, field);
  if (!into) return pass_on(into);
  if (auto checked = check_open(*into, field); !checked) return pass_on(checked);
  const Ids ids = asked.view.still_merged_ids(place->thread.id);

  Announcer announce(asked);
  if (!ids.empty()) do_move(announce, place->channel.id, into_id, place->thread.id, ids);
  do_lead_on(announce, place->channel.id, place->thread.id, 0);
  return announce.decision();
}

}  // namespace ramure::community
