#include "storage/compose.hpp"

#include "protocol/limits.hpp"

namespace ramure::storage {

v1::Event load_event(Connection& db, std::uint64_t seq) {
  auto row = db.query("SELECT payload FROM journal WHERE seq = ?", seq);
  v1::Event event;
  const std::string what = "journal row " + std::to_string(seq);
  if (!row.step()) throw StorageError(StorageError::Kind::corrupt, what + " is missing");
  const std::string_view payload = row.blob(0);
  if (!event.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) {
    throw StorageError(StorageError::Kind::corrupt, what + " does not parse");
  }
  return event;
}

v1::Community load_community(Connection& db) {
  v1::Community community;
  if (load_head_seq(db) == 0) return community;
  const v1::Event event = load_event(db, 1);
  community.set_slug(event.community_founded().slug());
  community.set_name(event.community_founded().name());
  community.set_time_zone(event.community_founded().time_zone());
  return community;
}

v1::Member compose_member(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT role, territory_id, status FROM members WHERE id = ?", id);
  if (!row.step()) return {};
  v1::Member member = load_event(db, id).member_joined().member();
  member.set_id(id);
  member.set_role(row.as<v1::Role>(0));
  member.set_territory_id(row.id(1));
  member.set_status(row.as<v1::MemberStatus>(2));
  return member;
}

v1::Channel compose_channel(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT kind, territory_id, person_id, key FROM channels WHERE id = ?", id);
  if (!row.step()) return {};
  const v1::Event event = load_event(db, id);
  v1::Channel channel = event.channel_opened().channel();
  channel.set_id(id);
  channel.set_kind(row.as<v1::ChannelKind>(0));
  channel.set_territory_id(row.id(1));
  channel.set_person_id(row.id(2));
  channel.set_key(std::string(row.text(3)));
  if (channel.opened_at_ms() == 0) channel.set_opened_at_ms(event.at_ms());
  return channel;
}

}  // namespace ramure::storage
