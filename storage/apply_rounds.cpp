// Rounds of co-development: which events a round consists of, and which rows hold whose words. What they mean is for
// the rules alone (server/codev/), which fold a round from them.
#include <algorithm>
#include <vector>

#include "storage/apply.hpp"
#include "storage/erase.hpp"

namespace ramure::storage {

namespace {

using Body = v1::RoundEvent;

void note_text(Connection& db, const v1::Event& event, std::uint64_t thing_id) {
  db.run("INSERT INTO round_texts (thing_id, seq, round_id) VALUES (?, ?, ?)", thing_id, event.seq(),
         event.round().round_id());
}

void insert_round(Connection& db, const v1::Event& event, const v1::RoundPlanned& planned) {
  const std::uint64_t id = event.seq();
  CHECK(event.round().round_id() == id && event.channel_id() == id, "a round is a channel, named by its event");
  db.run("INSERT INTO channels (id, kind, territory_id, person_id, key) VALUES (?, ?, 0, 0, '')", id,
         v1::CHANNEL_KIND_ROUND);
  db.run("INSERT INTO rounds (id, status, facilitator_id) VALUES (?, ?, ?)", id, v1::ROUND_STATUS_PLANNED,
         planned.plan().facilitator_id());
}

void set_status(Connection& db, std::uint64_t round_id, v1::RoundStatus status) {
  change_one(db, "UPDATE rounds SET status = ? WHERE id = ?", status, round_id);
}

// Clears the words of one thing in every row that holds them, and notes the work that remains.
void erase_thing(Connection& db, const v1::Event& event, std::uint64_t thing_id) {
  std::vector<std::uint64_t> seqs;
  for (auto rows = db.query("SELECT seq FROM round_texts WHERE thing_id = ?", thing_id); rows.step();) {
    seqs.push_back(rows.id(0));
  }
  for (const std::uint64_t seq : seqs) erase_words_of(db, seq, thing_id);
  db.run("INSERT INTO pending_scrubs (thing_id, noted_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING", thing_id,
         event.at_ms());
}

void erase_round(Connection& db, const v1::Event& event, const google::protobuf::RepeatedField<std::uint64_t>& kept) {
  std::vector<std::uint64_t> things;
  auto rows = db.query("SELECT DISTINCT thing_id FROM round_texts WHERE round_id = ?", event.round().round_id());
  while (rows.step()) {
    const std::uint64_t id = rows.id(0);
    if (std::ranges::find(kept, id) == kept.end()) things.push_back(id);
  }
  for (const std::uint64_t id : things) erase_thing(db, event, id);
}

void note_shown(Connection& db, const v1::Event& event, const v1::ContributionsShown& shown) {
  for (const v1::Contribution& said : shown.contributions()) note_text(db, event, said.id());
}

}  // namespace

void apply(Connection& db, const v1::Event& event, const v1::RoundEvent& body) {
  const std::uint64_t id = body.round_id();
  if (body.has_round_planned()) insert_round(db, event, body.round_planned());
  db.run("INSERT INTO round_events (round_id, seq) VALUES (?, ?)", id, event.seq());
  switch (body.body_case()) {
    case Body::kRoundPlanned:
    case Body::kRoundReplanned: return note_text(db, event, id);
    case Body::kStepOpened: set_status(db, id, v1::ROUND_STATUS_RUNNING); return note_text(db, event, id);
    case Body::kRoundFinished: return set_status(db, id, v1::ROUND_STATUS_FINISHED);
    case Body::kRoundLapsed: return set_status(db, id, v1::ROUND_STATUS_LAPSED);
    case Body::kRoundCancelled: set_status(db, id, v1::ROUND_STATUS_CANCELLED); return erase_round(db, event, {});
    case Body::kWordsErased: return erase_round(db, event, body.words_erased().kept_ids());
    case Body::kFacilitationTaken:
      return change_one(db, "UPDATE rounds SET facilitator_id = ? WHERE id = ?",
                        body.facilitation_taken().to_member_id(), id);
    case Body::kContributionMade: return note_text(db, event, event.seq());
    case Body::kContributionsShown: return note_shown(db, event, body.contributions_shown());
    case Body::kContributionErased: return erase_thing(db, event, body.contribution_erased().contribution_id());
    default: return;
  }
}

}  // namespace ramure::storage
