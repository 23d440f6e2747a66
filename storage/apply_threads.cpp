// Threads: their opening, what is said of them as a whole, and who is behind one that does not say.
#include "storage/apply.hpp"

namespace ramure::storage {

void note_thread_text(Connection& db, const v1::Event& event, std::uint64_t thread_id) {
  db.run("INSERT INTO thread_texts (thread_id, seq) VALUES (?, ?)", thread_id, event.seq());
}

void apply(Connection& db, const v1::Event& event, const v1::ThreadOpened& body) {
  const std::uint64_t id = event.seq();
  db.run(
      "INSERT INTO threads (id, channel_id, kind, theme_id, territory_id, author_id, author_hidden, opened_at_ms, "
      "title_seq, card_seq, scope, status, outcome_seq, summary_seq, summary_version, resolved, archived, "
      "last_message_id, last_activity_at_ms, published_from_id) "
      "VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?, 0)",
      id, event.channel_id(), body.kind(), body.theme_id(), body.territory_id(), event.actor_id(), event.at_ms(), id,
      body.has_obstacle() ? id : 0, body.obstacle().scope(), body.obstacle().status(), event.at_ms());
  note_thread_text(db, event, id);
}

void apply(Connection& db, const v1::Event& event, const v1::ThreadRetitled& body) {
  change_one(db, "UPDATE threads SET title_seq = ? WHERE id = ?", event.seq(), body.thread_id());
  note_thread_text(db, event, body.thread_id());
}

void apply(Connection& db, const v1::Event&, const v1::ThreadRethemed& body) {
  change_one(db, "UPDATE threads SET theme_id = ? WHERE id = ?", body.theme_id(), body.thread_id());
}

void apply(Connection& db, const v1::Event&, const v1::ThreadResolved& body) {
  change_one(db, "UPDATE threads SET resolved = ? WHERE id = ?", body.resolved(), body.thread_id());
}

void apply(Connection& db, const v1::Event&, const v1::ThreadArchived& body) {
  change_one(db, "UPDATE threads SET archived = ? WHERE id = ?", body.archived(), body.thread_id());
}

void apply(Connection& db, const v1::Event& event, const v1::SummaryEdited& body) {
  const std::uint32_t version = body.summary().version();
  change_one(db, "UPDATE threads SET summary_seq = ?, summary_version = ? WHERE id = ?", event.seq(), version,
             body.thread_id());
  db.run("INSERT INTO summary_versions (thread_id, version, seq) VALUES (?, ?, ?)", body.thread_id(), version,
         event.seq());
  note_thread_text(db, event, body.thread_id());
}

// A public event with actor 0 left author_id at 0: that is what "hidden" means, and it stays so.
void apply(Connection& db, const v1::Event&, const v1::AuthorshipNoted& body) {
  if (body.message_id() == 0) {
    change_one(db,
               "UPDATE threads SET author_hidden = author_hidden OR author_id = 0, author_id = ?1, "
               "territory_id = ?2, published_from_id = ?3 WHERE id = ?4",
               body.author_id(), body.territory_id(), body.published_from_id(), body.thread_id());
    return;
  }
  change_one(db, "UPDATE messages SET author_hidden = author_hidden OR author_id = 0, author_id = ?1 WHERE id = ?2",
             body.author_id(), body.message_id());
  db.run("INSERT INTO participants (thread_id, member_id, first_message_id) VALUES (?, ?, 0) ON CONFLICT DO NOTHING",
         body.thread_id(), body.author_id());
}

}  // namespace ramure::storage
