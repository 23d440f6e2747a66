#include "storage/scrub.hpp"

#include "storage/asking.hpp"
#include "storage/compose.hpp"
#include "storage/connection.hpp"
#include "storage/drafts.hpp"
#include "storage/erase.hpp"
#include "storage/erasure_ledger.hpp"
#include "storage/evaluation_words.hpp"
#include "storage/file_removal.hpp"
#include "storage/text_history.hpp"

namespace ramure::storage {

namespace {

constexpr std::int64_t lock_wait_ms = 200;

std::vector<std::uint64_t> rows_with_words_of(Connection& db, std::uint64_t thing_id) {
  std::vector<std::uint64_t> seqs;
  auto rows = db.query(
      "SELECT seq FROM message_versions WHERE message_id = ?1 UNION SELECT seq FROM round_texts WHERE thing_id = ?1 "
      "UNION SELECT seq FROM roadmap_words WHERE thing_id = ?1 UNION SELECT id FROM workshop_sentences WHERE id = ?1 "
      "UNION SELECT id FROM quotes WHERE message_id = ?1 UNION SELECT author_seq FROM quotes WHERE message_id = ?1 AND "
      "author_seq <> 0 ORDER BY 1",
      thing_id);
  while (rows.step()) seqs.push_back(rows.id(0));
  if (seqs.empty() && is_of_evaluation(db, thing_id)) seqs.push_back(thing_id);
  return seqs;
}

// Which files the message carried stands in its journal row, also when its words are gone.
void add_file_hashes(const std::string& payload, std::vector<std::string>& hashes) {
  v1::Event event;
  CHECK(event.ParseFromString(payload), "what we stored is an event");
  for (const v1::Attachment& file : event.message_posted().attachments()) hashes.push_back(file.sha256());
}

bool is_removal(Connection& db, std::uint64_t thing_id) {
  return load_event(db, thing_id).roadmap().has_passage_removed();
}

bool holds_words(Connection& db, const ScrubbedEvent& scrubbed) {
  v1::Event event = load_event(db, scrubbed.seq);
  return clear_words_of(event, scrubbed.thing_id);
}

}  // namespace

struct Scrubber::State {
  explicit State(const std::filesystem::path& folder)
      : community(folder / "community.db", {.busy_timeout_ms = lock_wait_ms}),
        drafts(folder / "drafts.db", {.database = "drafts", .busy_timeout_ms = lock_wait_ms}),
        ledger(folder / "erasures.tsv"),
        files(folder) {}

  Connection community;
  Connection drafts;
  ErasureLedger ledger;
  AttachmentFiles files;
  bool has_renewed = false;  // snapshots of texts, in this round of work

  void load(ScrubWork& work);
  void clear_what_is_left(const ScrubWork& work);
  void renew_snapshots();
};

Scrubber::Scrubber(std::unique_ptr<State> state) : state_(std::move(state)) {}
Scrubber::~Scrubber() = default;

std::unique_ptr<Scrubber> Scrubber::open(const std::filesystem::path& folder) {
  return std::unique_ptr<Scrubber>(new Scrubber(std::make_unique<State>(folder)));
}

void Scrubber::State::load(ScrubWork& work) {
  Transaction transaction(community, Transaction::Kind::read);
  work = {};
  work.through_seq = load_head_seq(community);
  std::int64_t noted_at_ms = 0;
  {
    auto pending =
        community.query("SELECT thing_id, noted_at_ms FROM pending_scrubs ORDER BY thing_id LIMIT ?", scrub_things_max);
    while (pending.step()) {
      work.thing_ids.push_back(pending.id(0));
      noted_at_ms = std::max(noted_at_ms, pending.integer(1));
      if (pending.id(0) == notes_thing_id) work.notes_noted_at_ms = pending.integer(1);
    }
  }
  if (work.thing_ids.empty()) return;
  auto epoch = community.query("SELECT value FROM meta WHERE name = 'epoch'");
  CHECK(epoch.step(), "a journal has an epoch");
  std::vector<std::uint64_t> things = work.thing_ids;
  std::erase(things, notes_thing_id);
  ledger.note_erased(std::string(epoch.blob(0)), things, noted_at_ms);
  for (const std::uint64_t thing_id : things) {
    work.has_removals |= is_removal(community, thing_id);
    for (const std::uint64_t seq : rows_with_words_of(community, thing_id)) {
      auto row = community.query("SELECT payload FROM journal WHERE seq = ?", seq);
      CHECK(row.step(), "the journal has no gap");
      work.events.push_back({seq, thing_id, std::string(row.blob(0))});
      add_file_hashes(work.events.back().payload, work.file_hashes);
    }
  }
}

// The redaction has done this in its own transaction; a store written by an older release, or by hand, may not have.
void Scrubber::State::clear_what_is_left(const ScrubWork& work) {
  Transaction transaction(community, Transaction::Kind::write);
  for (const ScrubbedEvent& event : work.events) erase_words_of(community, event.seq, event.thing_id);
  transaction.commit();
}

// Once for each round of work: finish() may be called again and again.
void Scrubber::State::renew_snapshots() {
  Transaction transaction(community, Transaction::Kind::write);
  renew_text_snapshots(community);
  transaction.commit();
  has_renewed = true;
}

ScrubWork Scrubber::begin() {
  ScrubWork work;
  state_->load(work);
  state_->has_renewed = false;
  bool words_left = false;
  for (const ScrubbedEvent& event : work.events) words_left = words_left || holds_words(state_->community, event);
  if (words_left) {
    state_->clear_what_is_left(work);
    state_->load(work);
  }
  remove_unreferenced(state_->community, state_->drafts, state_->files, work.file_hashes);
  return work;
}

bool Scrubber::finish(const ScrubWork& work) {
  if (work.thing_ids.empty()) return true;
  try {
    if (work.notes_noted_at_ms && !are_notes_carried_out(state_->community, state_->drafts)) return false;
    // Drafts are rewritten in place: only a vacuum is sure to leave nothing in free pages.
    state_->drafts.run("VACUUM");
    if (!state_->drafts.checkpoint(true)) return false;
    if (work.has_removals && !state_->has_renewed) state_->renew_snapshots();
    state_->community.checkpoint(false);  // most of the work, without holding up the writer
    if (!state_->community.checkpoint(true)) return false;
    Transaction transaction(state_->community, Transaction::Kind::write);
    for (const std::uint64_t id : work.thing_ids) {
      state_->community.run("DELETE FROM pending_scrubs WHERE thing_id = ?1 AND (thing_id <> ?2 OR noted_at_ms = ?3)",
                            id, notes_thing_id, work.notes_noted_at_ms.value_or(0));
    }
    transaction.commit();
    return true;
  } catch (const StorageError& error) {
    if (error.kind == StorageError::Kind::busy) return false;
    throw;
  }
}

}  // namespace ramure::storage
