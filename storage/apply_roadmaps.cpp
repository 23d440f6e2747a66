// Roadmaps: which events one consists of, and which rows hold whose words. What they mean is for the rules alone
// (server/roadmap/), which fold a roadmap from them. Its text is not written here: see Store::append_text.
#include <vector>

#include "storage/apply.hpp"
#include "storage/erase.hpp"

namespace ramure::storage {

namespace {

using Body = v1::RoadmapEvent;

void note_words(Connection& db, const v1::Event& event, std::uint64_t thing_id) {
  db.run("INSERT INTO roadmap_words (thing_id, seq, roadmap_id) VALUES (?, ?, ?)", thing_id, event.seq(),
         event.roadmap().roadmap_id());
}

void insert_roadmap(Connection& db, const v1::Event& event, const v1::RoadmapCreated& created) {
  const std::uint64_t id = event.seq();
  CHECK(event.roadmap().roadmap_id() == id && event.channel_id() == id, "a roadmap is a channel, named by its event");
  db.run("INSERT INTO channels (id, kind, territory_id, person_id, key) VALUES (?, ?, ?, 0, '')", id,
         v1::CHANNEL_KIND_ROADMAP, created.territory_id());
  db.run("INSERT INTO roadmaps (id, territory_id) VALUES (?, ?)", id, created.territory_id());
}

void note_scrub(Connection& db, const v1::Event& event, std::uint64_t thing_id) {
  db.run("INSERT INTO pending_scrubs (thing_id, noted_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING", thing_id,
         event.at_ms());
}

// Clears the words in every row that holds them, and notes the work that remains.
void erase_thing(Connection& db, const v1::Event& event, std::uint64_t thing_id) {
  std::vector<std::uint64_t> seqs;
  for (auto rows = db.query("SELECT seq FROM roadmap_words WHERE thing_id = ?", thing_id); rows.step();) {
    seqs.push_back(rows.id(0));
  }
  for (const std::uint64_t seq : seqs) erase_words_of(db, seq, thing_id);
  note_scrub(db, event, thing_id);
}

}  // namespace

void apply(Connection& db, const v1::Event& event, const v1::RoadmapEvent& body) {
  if (body.has_roadmap_created()) insert_roadmap(db, event, body.roadmap_created());
  db.run("INSERT INTO roadmap_events (roadmap_id, seq) VALUES (?, ?)", body.roadmap_id(), event.seq());
  switch (body.body_case()) {
    case Body::kCommented:
    case Body::kTextSuggested: return note_words(db, event, event.seq());
    case Body::kCommentAnswered: return note_words(db, event, body.comment_answered().comment_id());
    case Body::kWordsErased: return erase_thing(db, event, body.words_erased().id());
    case Body::kPassageRemoved: return note_scrub(db, event, event.seq());  // its rows: Store::rewrite_text
    default: return;
  }
}

}  // namespace ramure::storage
