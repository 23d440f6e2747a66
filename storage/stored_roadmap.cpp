#include "storage/stored_roadmap.hpp"

#include "ramure/v1/model.pb.h"
#include "storage/connection.hpp"
#include "storage/query_roadmaps.hpp"

namespace ramure::storage {

std::vector<v1::Event> StoredRoadmap::events(std::uint64_t after_seq) const {
  std::vector<v1::Event> events;
  auto rows = connection_.query(
      "SELECT j.payload FROM roadmap_events e JOIN journal j ON j.seq = e.seq WHERE e.roadmap_id = ? AND e.seq > ? "
      "ORDER BY e.seq",
      id_, after_seq);
  while (rows.step()) {
    const std::string_view payload = rows.blob(0);
    v1::Event& event = events.emplace_back();
    CHECK(event.ParseFromArray(payload.data(), static_cast<int>(payload.size())), "what we stored is an event");
  }
  return events;
}

std::uint64_t StoredRoadmap::text_version() const {
  auto row = connection_.query("SELECT max(version) FROM text_changes WHERE roadmap_id = ?", id_);
  return row.step() && !row.is_null(0) ? row.id(0) : 0;
}

std::string StoredRoadmap::text_snapshot(std::uint64_t version) const {
  auto row = connection_.query(
      "SELECT snapshot FROM text_snapshots WHERE roadmap_id = ? AND version <= ? ORDER BY version DESC LIMIT 1", id_,
      version);
  return row.step() ? std::string(row.blob(0)) : std::string();
}

std::vector<std::string> StoredRoadmap::text_entries(std::uint64_t after, std::uint64_t through) const {
  std::vector<std::string> entries;
  auto rows = connection_.query(
      "SELECT entry FROM text_changes WHERE roadmap_id = ? AND version > ? AND version <= ? ORDER BY version", id_,
      after, through);
  while (rows.step()) entries.emplace_back(rows.blob(0));
  return entries;
}

bool StoredRoadmap::is_advised_by(std::uint64_t member_id, std::uint64_t territory_id) const {
  return connection_
      .query(
          "SELECT 1 FROM memberships m JOIN channels c ON c.id = m.channel_id WHERE m.member_id = ? AND m.role = ? AND "
          "c.kind = ? AND c.territory_id = ?",
          member_id, v1::ROLE_ADVISER, v1::CHANNEL_KIND_PAIR_FOLLOW_UP, territory_id)
      .step();
}

bool StoredRoadmap::shows_thread(std::uint64_t member_id, std::uint64_t thread_id) const {
  auto thread = connection_.query("SELECT channel_id FROM threads WHERE id = ?", thread_id);
  return thread.step() && load_readable(connection_, member_id).find(thread.id(0)) != nullptr;
}

std::uint64_t StoredRoadmap::head_seq() const { return load_head_seq(connection_); }

std::int64_t StoredRoadmap::at_of_event(std::uint64_t seq) const {
  auto event = connection_.query("SELECT at_ms FROM journal WHERE seq <= ? ORDER BY seq DESC LIMIT 1", seq);
  return event.step() ? event.integer(0) : 0;
}

// --- Queries -----------------------------------------------------------------------------------------------------

bool query_roadmap(Asking& asking, std::uint64_t roadmap_id, const LookAtRoadmap& look) {
  if (asking.readable().find(roadmap_id) == nullptr) return false;
  if (!asking.db().query("SELECT 1 FROM roadmaps WHERE id = ?", roadmap_id).step()) return false;
  StoredRoadmap stored(asking.db(), roadmap_id);
  look(stored);
  return true;
}

std::vector<std::uint64_t> query_roadmaps(Asking& asking, std::size_t limit) {
  std::vector<std::uint64_t> ids;
  auto rows = asking.db().query(
      "SELECT r.id FROM memberships m JOIN roadmaps r ON r.id = m.channel_id WHERE m.member_id = ? "
      "ORDER BY r.territory_id, r.id LIMIT ?",
      asking.member_id(), limit);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

std::vector<std::string> load_text_page(Connection& db, std::uint64_t roadmap_id, std::uint64_t after_version,
                                        std::size_t bytes_max) {
  std::vector<std::string> entries;
  std::size_t bytes = 0;
  auto rows = db.query("SELECT entry FROM text_changes WHERE roadmap_id = ? AND version > ? ORDER BY version",
                       roadmap_id, after_version);
  while (bytes < bytes_max && rows.step()) {
    entries.emplace_back(rows.blob(0));
    bytes += entries.back().size();
  }
  return entries;
}

}  // namespace ramure::storage
