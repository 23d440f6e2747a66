// Resources that were published, words that may be quoted, dossiers of the committees.
#include "storage/apply.hpp"

namespace ramure::storage {

namespace {

void apply(Connection& db, const v1::Event&, const v1::ResourcePublished& body) {
  change_one(db, "UPDATE threads SET published_from_id = ? WHERE id = ?", body.proposal_id(), body.thread_id());
}

// Told twice: the first is the question itself, the second lets its author know.
void apply(Connection& db, const v1::Event& event, const v1::QuoteAsked& body) {
  if (body.quote_id() != 0) {
    change_one(db, "UPDATE quotes SET author_seq = ? WHERE id = ?", event.seq(), body.quote_id());
    return;
  }
  db.run(
      "INSERT INTO quotes (id, author_seq, message_id, author_id, asked_at_ms, answered_at_ms, allowed) "
      "VALUES (?, 0, ?, ?, ?, 0, 0)",
      event.seq(), body.message_id(), body.author_id(), event.at_ms());
}

void apply(Connection& db, const v1::Event& event, const v1::QuoteAnswered& body) {
  change_one(db, "UPDATE quotes SET answered_at_ms = ?, allowed = ? WHERE id = ?", event.at_ms(), body.allowed(),
             body.quote_id());
}

void apply(Connection& db, const v1::Event& event, const v1::DossierPublished&) {
  db.run("INSERT INTO dossiers (id, channel_id) VALUES (?, ?)", event.seq(), event.channel_id());
}

}  // namespace

bool apply_commons(Connection& db, const v1::Event& event, const v1::CourseEvent& body) {
  using Body = v1::CourseEvent;
  switch (body.body_case()) {
    case Body::kResourcePublished: apply(db, event, body.resource_published()); return true;
    case Body::kQuoteAsked: apply(db, event, body.quote_asked()); return true;
    case Body::kQuoteAnswered: apply(db, event, body.quote_answered()); return true;
    case Body::kDossierPublished: apply(db, event, body.dossier_published()); return true;
    default: return false;
  }
}

}  // namespace ramure::storage
