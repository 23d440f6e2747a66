#include <algorithm>
#include <set>

#include "protocol/check.hpp"
#include "protocol/limits.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"
#include "storage/query_directory.hpp"
#include "storage/thread_order.hpp"

namespace ramure::storage {

namespace {

v1::Membership own_membership(const Readable& readable, const Readable::Place& place) {
  v1::Membership membership;
  membership.set_channel_id(place.channel_id);
  membership.set_member_id(readable.member_id());
  membership.set_role(place.role);
  membership.set_reads_from_seq(place.reads_from_seq);
  membership.set_since_seq(place.since_seq);
  return membership;
}

// Adds the latest threads while the answer stays below `bytes_max`; returns whether there are others.
template <typename Answer>
bool add_latest_threads(Asking& asking, std::span<const Readable::Place> places, std::size_t bytes_max,
                        Answer& answer) {
  v1::ListThreads everything;
  everything.set_archived(v1::ListThreads::ARCHIVED_ALSO);
  const auto positions = list_threads(asking, places, everything, before_all, limits::snapshot_threads_max + 1);
  std::size_t bytes = answer.ByteSizeLong() + 2;  // 2: more_threads
  for (const ThreadPosition& position : positions) {
    if (answer.threads_size() == static_cast<int>(limits::snapshot_threads_max)) return true;
    const auto line = asking.access_thread(position.thread_id);
    CHECK(line, "a listed thread is readable");
    v1::Thread thread = compose_thread(asking, *line);
    bytes += bytes_in_frame(thread);
    if (bytes > bytes_max) return true;
    answer.add_threads()->Swap(&thread);
  }
  return false;
}

// « Le mot de l'animation », for those who read the plenary.
void add_word(Asking& asking, v1::Snapshot& answer) {
  for (const v1::Channel& channel : answer.channels()) {
    if (channel.kind() != v1::CHANNEL_KIND_PLENARY) continue;
    v1::Word word = load_word(asking.db());
    if (word.version() != 0) answer.mutable_word()->Swap(&word);
  }
}

// Whose names a client needs to show these threads.
std::set<std::uint64_t> people_of(const v1::Snapshot& answer) {
  std::set<std::uint64_t> ids{answer.word().author_id()};
  for (const v1::Thread& thread : answer.threads()) {
    ids.insert({thread.author_id(), thread.summary().author_id()});
    ids.insert(thread.participant_ids().begin(), thread.participant_ids().end());
  }
  ids.erase(0);
  return ids;
}

// How large the answer may become: the door adds Membership.can_write, and there are the two flags.
std::size_t room_in(const v1::Snapshot& answer) {
  const std::size_t reserved = 4 + 3 * static_cast<std::size_t>(answer.memberships_size());
  return limits::snapshot_bytes_max - std::min(limits::snapshot_bytes_max, reserved);
}

// The directory takes half of the room at most, and threads the rest. One that is larger goes without what people wrote
// about themselves; then the threads come first, so that it is known whose names are needed.
void add_directory_and_threads(Asking& asking, v1::Snapshot& answer) {
  const auto places = asking.readable().places();
  const std::size_t room = room_in(answer);
  const std::size_t used = std::min(room, answer.ByteSizeLong());
  if (used < room / 2 && add_whole_directory(asking.db(), room / 2 - used, answer)) {
    answer.set_more_threads(add_latest_threads(asking, places, room, answer));
    return;
  }
  answer.set_more_threads(add_latest_threads(asking, places, used + (room - used) / 2, answer));
  *answer.add_members() = compose_member(asking.db(), asking.member_id());
  std::set<std::uint64_t> first_ids = people_of(answer);
  first_ids.erase(asking.member_id());
  add_short_directory(asking.db(), room - std::min(room, answer.ByteSizeLong()), first_ids, answer);
}

}  // namespace

bool query_snapshot(Asking& asking, v1::Snapshot& answer) {
  const Readable& readable = asking.readable();
  const v1::Member me = compose_member(asking.db(), asking.member_id());
  if (me.id() == 0 || me.status() == v1::MEMBER_STATUS_LEFT) return false;
  *answer.mutable_community() = load_community(asking.db());
  for (const Readable::Place& place : readable.places()) {
    *answer.add_channels() = compose_channel(asking.db(), place.channel_id);
    *answer.add_memberships() = own_membership(readable, place);
  }
  add_word(asking, answer);
  if (readable.find(directory_id) != nullptr) {
    add_directory_and_threads(asking, answer);
    return true;
  }
  *answer.add_members() = me;
  answer.set_more_threads(add_latest_threads(asking, readable.places(), room_in(answer), answer));
  return true;
}

bool query_channel(Asking& asking, const v1::GetChannel& query, v1::ChannelAnswer& answer) {
  const Readable::Place* place = asking.readable().find(query.channel_id());
  if (place == nullptr) return false;
  *answer.mutable_channel() = compose_channel(asking.db(), place->channel_id);
  *answer.mutable_membership() = own_membership(asking.readable(), *place);
  answer.set_more_threads(add_latest_threads(asking, {place, 1}, limits::snapshot_bytes_max, answer));
  return true;
}

bool query_readers(Asking& asking, const v1::ListReaders& query, v1::ReaderList& answer) {
  if (asking.readable().find(query.channel_id()) == nullptr) return false;
  auto rows = asking.db().query(
      "SELECT ms.member_id, ms.role, ms.reads_from_seq, ms.since_seq FROM memberships ms JOIN members m ON m.id = "
      "ms.member_id "
      "WHERE ms.channel_id = ? AND m.status <> ? ORDER BY ms.member_id",
      query.channel_id(), v1::MEMBER_STATUS_LEFT);
  while (rows.step()) {
    v1::Membership& membership = *answer.add_memberships();
    membership.set_channel_id(query.channel_id());
    membership.set_member_id(rows.id(0));
    membership.set_role(rows.as<v1::Role>(1));
    membership.set_reads_from_seq(rows.id(2));
    membership.set_since_seq(rows.id(3));
  }
  return true;
}

}  // namespace ramure::storage
