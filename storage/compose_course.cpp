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
