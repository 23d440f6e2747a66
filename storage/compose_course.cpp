// Gatherings and workshops, with the words that are in force.
#include "storage/compose.hpp"

namespace ramure::storage {

GatheringState gathering_state(const Statement& row) {
  return {.id = row.id(0),
          .channel_id = row.id(1),
          .kind = row.as<v1::GatheringKind>(2),
          .starts_at_ms = row.integer(3),
          .ends_at_ms = row.integer(4),
          .cancelled = row.boolean(5),
          .version = row.as<std::uint32_t>(6),
          .wording_seq = row.id(7)};
}

std::optional<GatheringState> load_gathering(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT " RAMURE_GATHERING_COLUMNS " FROM gatherings WHERE id = ?", id);
  if (!row.step()) return std::nullopt;
  return gathering_state(row);
}

v1::Gathering compose_gathering(Connection& db, const GatheringState& state) {
  const v1::CourseEvent event = load_event(db, state.wording_seq).course();
  return event.has_gathering_planned() ? event.gathering_planned().gathering() : event.gathering_edited().gathering();
}

std::vector<Rating> load_ratings(Connection& db, std::uint64_t gathering_id) {
  std::vector<Rating> ratings;
  auto rows = db.query(
      "SELECT territory_id, useful, learnt_from_peers, was_heard, member_id FROM evaluation_ratings WHERE gathering_id "
      "= ? ORDER BY seq",
      gathering_id);
  while (rows.step()) {
    ratings.push_back({.territory_id = rows.id(0),
                       .useful = rows.as<std::uint32_t>(1),
                       .learnt_from_peers = rows.as<std::uint32_t>(2),
                       .was_heard = rows.as<std::uint32_t>(3),
                       .member_id = rows.id(4)});
  }
  return ratings;
}

std::optional<WorkshopState> load_workshop(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT gathering_id, channel_id, closes_at_ms, closed FROM workshops WHERE id = ?", id);
  if (!row.step()) return std::nullopt;
  return WorkshopState{.id = id,
                       .gathering_id = row.id(0),
                       .channel_id = row.id(1),
                       .closes_at_ms = row.integer(2),
                       .closed = row.boolean(3)};
}

v1::Workshop compose_workshop(Connection& db, const WorkshopState& state) {
  v1::Workshop workshop = load_event(db, state.id).course().workshop_opened().workshop();
  workshop.set_closed(state.closed);
  return workshop;
}

}  // namespace ramure::storage
