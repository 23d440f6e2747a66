// Obstacles: a thread with a card, and the statuses that it goes through.
#include "storage/apply.hpp"

namespace ramure::storage {

void apply(Connection& db, const v1::Event& event, const v1::ObstacleEdited& body) {
  change_one(db, "UPDATE threads SET card_seq = ? WHERE id = ? AND card_seq <> 0", event.seq(), body.thread_id());
  note_thread_text(db, event, body.thread_id());
}

void apply(Connection& db, const v1::Event& event, const v1::ObstacleStatusChanged& body) {
  using namespace v1;
  const bool tells_outcome = body.to() == OBSTACLE_STATUS_LIFTED || body.to() == OBSTACLE_STATUS_BYPASSED;
  const bool keeps_outcome = body.to() == OBSTACLE_STATUS_ARCHIVED;
  change_one(db,
             "UPDATE threads SET status = ?1, outcome_seq = CASE WHEN ?2 THEN outcome_seq ELSE ?3 END "
             "WHERE id = ?4 AND card_seq <> 0",
             body.to(), keeps_outcome, tells_outcome ? event.seq() : 0, body.thread_id());
  db.run("INSERT INTO obstacle_moves (seq, thread_id, from_status, to_status, at_ms) VALUES (?, ?, ?, ?, ?)",
         event.seq(), body.thread_id(), body.from(), body.to(), event.at_ms());
  note_thread_text(db, event, body.thread_id());
}

}  // namespace ramure::storage
