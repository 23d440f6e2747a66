#include "storage/compose.hpp"

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

}  // namespace ramure::storage
