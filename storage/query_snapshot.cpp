#include <google/protobuf/io/coded_stream.h>

#include "protocol/check.hpp"
#include "protocol/limits.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"
#include "storage/thread_order.hpp"

namespace ramure::storage {

namespace {

constexpr std::uint64_t directory_id = 1;

v1::Membership own_membership(const Readable& readable, const Readable::Place& place) {
  v1::Membership membership;
  membership.set_channel_id(place.channel_id);
  membership.set_member_id(readable.member_id());
  membership.set_role(place.role);
  membership.set_reads_from_seq(place.reads_from_seq);
  membership.set_since_seq(place.since_seq);
  return membership;
}

// What a repeated message field of the answer costs on the wire.
std::size_t bytes_in_frame(const google::protobuf::Message& message) {
  const std::size_t bytes = message.ByteSizeLong();
  return 1 + google::protobuf::io::CodedOutputStream::VarintSize32(static_cast<std::uint32_t>(bytes)) + bytes;
}

// Adds the latest threads while they fit; returns whether there are others.
template <typename Answer>
bool add_latest_threads(Asking& asking, std::span<const Readable::Place> places, Answer& answer) {
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
    if (bytes > limits::snapshot_bytes_max) return true;
    answer.add_threads()->Swap(&thread);
  }
  return false;
}

void add_directory(Connection& db, v1::Snapshot& answer) {
  auto members = db.query("SELECT id FROM members ORDER BY id");
  while (members.step()) *answer.add_members() = compose_member(db, members.id(0));
  auto territories = db.query("SELECT id FROM territories ORDER BY id");
  while (territories.step()) {
    *answer.add_territories() = load_event(db, territories.id(0)).territory_added().territory();
    answer.mutable_territories(answer.territories_size() - 1)->set_id(territories.id(0));
  }
  auto themes = db.query("SELECT id FROM themes ORDER BY position, id");
  while (themes.step()) {
    *answer.add_themes() = load_event(db, themes.id(0)).theme_added().theme();
    answer.mutable_themes(answer.themes_size() - 1)->set_id(themes.id(0));
  }
}

// A directory so large that no thread would fit beside it goes without what people wrote about themselves.
void shorten_members(v1::Snapshot& answer) {
  if (answer.ByteSizeLong() <= limits::snapshot_bytes_max / 2) return;
  for (auto& member : *answer.mutable_members()) member.clear_bio();
  if (answer.ByteSizeLong() <= limits::snapshot_bytes_max / 2) return;
  for (auto& member : *answer.mutable_members()) {
    member.clear_organisation();
    member.clear_function();
  }
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
  if (readable.find(directory_id) != nullptr) {
    add_directory(asking.db(), answer);
  } else {
    *answer.add_members() = me;
  }
  shorten_members(answer);
  answer.set_more_threads(add_latest_threads(asking, readable.places(), answer));
  return true;
}

bool query_channel(Asking& asking, const v1::GetChannel& query, v1::ChannelAnswer& answer) {
  const Readable::Place* place = asking.readable().find(query.channel_id());
  if (place == nullptr) return false;
  *answer.mutable_channel() = compose_channel(asking.db(), place->channel_id);
  *answer.mutable_membership() = own_membership(asking.readable(), *place);
  answer.set_more_threads(add_latest_threads(asking, {place, 1}, answer));
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
