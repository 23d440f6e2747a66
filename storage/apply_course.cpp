// The course: gatherings, who comes, evaluations, workshops; and where a territory stands.
#include "storage/apply.hpp"
#include "storage/erase.hpp"
#include "storage/evaluation_words.hpp"

namespace ramure::storage {

namespace {

using Body = v1::CourseEvent;

void plan(Connection& db, const v1::Event& event, const v1::Gathering& gathering) {
  db.run(
      "INSERT INTO gatherings (id, channel_id, kind, starts_at_ms, ends_at_ms, cancelled, version, wording_seq) VALUES "
      "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?1)",
      event.seq(), event.channel_id(), gathering.kind(), gathering.starts_at_ms(), gathering.ends_at_ms(),
      gathering.cancelled(), gathering.version());
}

void edit(Connection& db, const v1::Event& event, const v1::Gathering& gathering) {
  change_one(db,
             "UPDATE gatherings SET starts_at_ms = ?, ends_at_ms = ?, cancelled = ?, version = ?, wording_seq = ? "
             "WHERE id = ?",
             gathering.starts_at_ms(), gathering.ends_at_ms(), gathering.cancelled(), gathering.version(), event.seq(),
             gathering.id());
}

void answer(Connection& db, const v1::Event& event, const v1::GatheringAnswered& body) {
  db.run(
      "INSERT INTO gathering_answers (gathering_id, member_id, participation, seq) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (gathering_id, member_id) DO UPDATE SET participation = excluded.participation, seq = excluded.seq",
      body.gathering_id(), body.member_id(), body.participation(), event.seq());
}

// Told to the one member whose evaluation it is. His territory is the one of that moment.
void evaluate(Connection& db, const v1::Event& event, const v1::GatheringEvaluated& body) {
  const v1::Evaluation& ratings = body.evaluation();
  erase_evaluations(db, evaluations_ended_by(db, event), event.at_ms());
  db.run(
      "INSERT INTO evaluations (gathering_id, member_id, territory_id, useful, learnt_from_peers, was_heard, seq, "
      "answer_id) SELECT ?1, m.id, m.territory_id, ?3, ?4, ?5, ?6, 0 FROM members m WHERE m.id = ?2 "
      "ON CONFLICT (gathering_id, member_id) DO UPDATE SET territory_id = excluded.territory_id, useful = "
      "excluded.useful, learnt_from_peers = excluded.learnt_from_peers, was_heard = excluded.was_heard, seq = "
      "excluded.seq",
      body.gathering_id(), event.member_id(), ratings.useful(), ratings.learnt_from_peers(), ratings.was_heard(),
      event.seq());
  db.run(
      "INSERT INTO evaluation_ratings (seq, gathering_id, member_id, territory_id, useful, learnt_from_peers, "
      "was_heard) SELECT seq, gathering_id, member_id, territory_id, useful, learnt_from_peers, was_heard FROM "
      "evaluations WHERE gathering_id = ? AND member_id = ?",
      body.gathering_id(), event.member_id());
}

// Whose words they are stands in no event: the evaluation right before it is the one that they come from.
void pass_on(Connection& db, const v1::Event& event, const v1::EvaluationPassedOn& body) {
  if (body.answer_id() != 0) {
    erase_evaluations(db, evaluations_ended_by(db, event), event.at_ms());
    change_one(db, "UPDATE evaluation_words SET seq = ? WHERE answer_id = ?", event.seq(), body.answer_id());
    return;
  }
  db.run("INSERT INTO evaluation_words (answer_id, gathering_id, seq) VALUES (?1, ?2, ?1)", event.seq(),
         body.gathering_id());
  change_one(db, "UPDATE evaluations SET answer_id = ? WHERE gathering_id = ? AND seq = ?", event.seq(),
             body.gathering_id(), event.seq() - 1);
}

void open_workshop(Connection& db, const v1::Event& event, const v1::Workshop& workshop) {
  db.run("INSERT INTO workshops (id, gathering_id, channel_id, closes_at_ms, closed) VALUES (?, ?, ?, ?, 0)",
         event.seq(), workshop.gathering_id(), event.channel_id(), workshop.closes_at_ms());
}

void add_sentence(Connection& db, const v1::Event& event, const v1::SentenceAdded& body) {
  db.run("INSERT INTO workshop_sentences (id, workshop_id, theme_id, withdrawn) VALUES (?, ?, 0, 0)", event.seq(),
         body.workshop_id());
}

// What is withdrawn loses its words for good.
void sort_sentence(Connection& db, const v1::Event& event, const v1::SentenceSorted& body) {
  change_one(db, "UPDATE workshop_sentences SET theme_id = ?, withdrawn = ? WHERE id = ?", body.theme_id(),
             body.withdrawn(), body.sentence_id());
  if (!body.withdrawn()) return;
  erase_journal_row(db, body.sentence_id());
  db.run("INSERT INTO pending_scrubs (thing_id, noted_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING", body.sentence_id(),
         event.at_ms());
}

}  // namespace

void apply(Connection& db, const v1::Event& event, const v1::CourseEvent& body) {
  switch (body.body_case()) {
    case Body::kGatheringPlanned: return plan(db, event, body.gathering_planned().gathering());
    case Body::kGatheringEdited: return edit(db, event, body.gathering_edited().gathering());
    case Body::kGatheringAnswered: return answer(db, event, body.gathering_answered());
    case Body::kGatheringEvaluated: return evaluate(db, event, body.gathering_evaluated());
    case Body::kEvaluationPassedOn: return pass_on(db, event, body.evaluation_passed_on());
    case Body::kWorkshopOpened: return open_workshop(db, event, body.workshop_opened().workshop());
    case Body::kSentenceAdded: return add_sentence(db, event, body.sentence_added());
    case Body::kSentenceSorted: return sort_sentence(db, event, body.sentence_sorted());
    case Body::kWorkshopClosed:
      return change_one(db, "UPDATE workshops SET closed = 1 WHERE id = ?", body.workshop_closed().workshop_id());
    default: break;
  }
  CHECK(apply_commons(db, event, body), "an event of the course has a body that this release knows");
}

void apply(Connection& db, const v1::Event& event, const v1::TerritoryStateSet& body) {
  change_one(db, "UPDATE territories SET state = ?, state_since_ms = ? WHERE id = ?", body.state(), event.at_ms(),
             body.territory_id());
}

}  // namespace ramure::storage
