#include "storage/query_rounds.hpp"

#include "ramure/v1/round.pb.h"
#include "storage/compose.hpp"
#include "storage/erase.hpp"

namespace ramure::storage {

std::vector<v1::Event> load_round_events(Connection& db, std::uint64_t round_id, std::uint64_t after_seq) {
  std::vector<v1::Event> events;
  auto rows = db.query(
      "SELECT j.payload FROM round_events e JOIN journal j ON j.seq = e.seq WHERE e.round_id = ? AND e.seq > ? "
      "ORDER BY e.seq",
      round_id, after_seq);
  while (rows.step()) {
    const std::string_view payload = rows.blob(0);
    v1::Event& event = events.emplace_back();
    CHECK(event.ParseFromArray(payload.data(), static_cast<int>(payload.size())), "what we stored is an event");
  }
  return events;
}

std::vector<v1::Event> events_with_words_of(Connection& db, std::uint64_t thing_id) {
  std::vector<v1::Event> events;
  auto rows = db.query(
      "SELECT seq FROM round_texts WHERE thing_id = ?1 UNION SELECT seq FROM roadmap_words WHERE thing_id = ?1 "
      "UNION SELECT id FROM workshop_sentences WHERE id = ?1 ORDER BY 1",
      thing_id);
  while (rows.step()) {
    const v1::Event event = load_event(db, rows.id(0));
    v1::Event without = event;
    if (clear_words_of(without, thing_id)) events.push_back(event);
  }
  return events;
}

bool query_round(Asking& asking, std::uint64_t round_id, std::uint64_t after_seq, std::vector<v1::Event>& events) {
  if (asking.readable().find(round_id) == nullptr) return false;
  if (!asking.db().query("SELECT 1 FROM rounds WHERE id = ?", round_id).step()) return false;
  events = load_round_events(asking.db(), round_id, after_seq);
  return true;
}

std::vector<std::uint64_t> query_rounds(Asking& asking, bool ended_too, std::size_t limit) {
  std::vector<std::uint64_t> ids;
  auto rows = asking.db().query(
      "SELECT r.id FROM memberships m JOIN rounds r ON r.id = m.channel_id WHERE m.member_id = ? AND "
      "(? OR r.status <= ?) ORDER BY r.id DESC LIMIT ?",
      asking.member_id(), ended_too, v1::ROUND_STATUS_RUNNING, limit);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

}  // namespace ramure::storage
