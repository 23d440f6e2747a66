#include <algorithm>
#include <set>

#include "storage/asking.hpp"
#include "storage/backup.hpp"
#include "storage/connection.hpp"
#include "storage/erasure_ledger.hpp"
#include "storage/evaluation_words.hpp"
#include "storage/query_rounds.hpp"
#include "storage/store.hpp"

namespace ramure::storage {

namespace {

struct Found {
  bool is_backup = false;
  std::string epoch;
  std::uint64_t head_seq = 0;
};

Found look(const std::filesystem::path& folder) {
  Connection db(folder / "community.db", {});
  Found found;
  auto rows = db.query("SELECT name, value FROM meta");
  while (rows.step()) {
    if (rows.text(0) == "epoch") found.epoch = rows.blob(1);
    if (rows.text(0) == "is_backup") found.is_backup = rows.blob(1) == "1";
  }
  found.head_seq = load_head_seq(db);
  return found;
}

v1::Event redaction(Store& store, std::uint64_t message_id, std::uint64_t thread_id, std::uint64_t channel_id,
                    std::int64_t now_ms) {
  v1::Event event;
  event.set_seq(store.next_seq());
  event.set_at_ms(std::max(now_ms, store.last_event_ms()));
  event.set_channel_id(channel_id);
  event.set_birth_seq(message_id);
  event.mutable_message_redacted()->set_message_id(message_id);
  event.mutable_message_redacted()->set_thread_id(thread_id);
  return event;
}

v1::Event in_round(Store& store, std::uint64_t round_id, std::int64_t now_ms) {
  v1::Event event;
  event.set_seq(store.next_seq());
  event.set_at_ms(std::max(now_ms, store.last_event_ms()));
  event.set_birth_seq(event.seq());
  event.mutable_round()->set_round_id(round_id);
  return event;
}

void append_alone(Store& store, const v1::Event& event) {
  store.begin_command();
  store.append(event);
  store.end_command();
}

using Audience = std::pair<std::uint64_t, std::uint64_t>;  // the channel, or the one member

// To those who were told of it, and to nobody else: that somebody had noted something for himself is his alone.
void erase_contribution(Store& store, Connection& db, std::uint64_t round_id, std::uint64_t id, std::int64_t now_ms) {
  std::set<Audience> told;
  for (const v1::Event& event : events_with_words_of(db, id)) {
    told.emplace(event.channel_id(), event.member_id());
  }
  const Audience everybody{round_id, 0};
  if (told.contains(everybody)) told = {everybody};
  for (const auto& [channel_id, member_id] : told) {
    v1::Event event = in_round(store, round_id, now_ms);
    if (channel_id != 0) {
      event.set_channel_id(channel_id);
    } else {
      event.set_member_id(member_id);
    }
    event.mutable_round()->mutable_contribution_erased()->set_contribution_id(id);
    append_alone(store, event);
  }
}

void erase_round(Store& store, Connection& db, std::uint64_t round_id, const std::set<std::uint64_t>& erased,
                 std::int64_t now_ms) {
  v1::Event event = in_round(store, round_id, now_ms);
  event.set_channel_id(round_id);
  v1::WordsErased& body = *event.mutable_round()->mutable_words_erased();
  bool holds_words = false;
  for (const std::uint64_t id : store.view().words_of_round(round_id)) {
    if (!erased.contains(id)) body.add_kept_ids(id);
    else holds_words |= !events_with_words_of(db, id).empty();
  }
  if (holds_words) append_alone(store, event);
}

// Of a round whose words went as a whole, all that the ledger names goes at once; else the one contribution.
void erase_in_round(Store& store, Connection& db, std::uint64_t round_id, const std::set<std::uint64_t>& erased,
                    std::uint64_t id, std::int64_t now_ms) {
  if (!erased.contains(round_id)) return erase_contribution(store, db, round_id, id, now_ms);
  if (id == round_id) erase_round(store, db, round_id, erased, now_ms);
}

void erase_in_roadmap(Store& store, Connection& db, std::uint64_t roadmap_id, std::uint64_t id, std::int64_t now_ms) {
  if (events_with_words_of(db, id).empty()) return;
  v1::Event event;
  event.set_seq(store.next_seq());
  event.set_at_ms(std::max(now_ms, store.last_event_ms()));
  event.set_channel_id(roadmap_id);
  event.set_birth_seq(event.seq());
  event.mutable_roadmap()->set_roadmap_id(roadmap_id);
  event.mutable_roadmap()->mutable_words_erased()->set_id(id);
  append_alone(store, event);
}

void erase_sentence(Store& store, Connection& db, const SentenceState& sentence, std::int64_t now_ms) {
  if (events_with_words_of(db, sentence.id).empty()) return;
  v1::Event event;
  event.set_seq(store.next_seq());
  event.set_at_ms(std::max(now_ms, store.last_event_ms()));
  event.set_channel_id(store.view().workshop(sentence.workshop_id)->channel_id);
  event.set_birth_seq(sentence.id);
  v1::SentenceSorted& sorted = *event.mutable_course()->mutable_sentence_sorted();
  sorted.set_sentence_id(sentence.id);
  sorted.set_theme_id(sentence.theme_id);
  sorted.set_withdrawn(true);
  append_alone(store, event);
}

// No event says so: they were replaced, or their author left, after the backup was made.
void erase_evaluations_again(Connection& db, const std::vector<std::uint64_t>& seqs, std::int64_t now_ms) {
  std::vector<std::uint64_t> evaluations;
  for (const std::uint64_t seq : seqs) {
    if (is_of_evaluation(db, seq)) evaluations.push_back(seq);
  }
  Transaction transaction(db, Transaction::Kind::write);
  erase_evaluations(db, evaluations, now_ms);
  transaction.commit();
}

void erase_again(const std::filesystem::path& folder, const std::vector<std::uint64_t>& message_ids,
                 std::int64_t now_ms) {
  const auto store = Store::open(folder, {});
  Connection before(folder / "community.db", {});  // reads what is there now, while the store writes
  store->begin();
  const std::set<std::uint64_t> erased(message_ids.begin(), message_ids.end());
  for (const std::uint64_t id : message_ids) {
    if (const std::uint64_t round_id = store->view().round_of_words(id); round_id != 0) {
      erase_in_round(*store, before, round_id, erased, id, now_ms);
      continue;
    }
    if (const std::uint64_t roadmap_id = store->view().roadmap_of_words(id); roadmap_id != 0) {
      erase_in_roadmap(*store, before, roadmap_id, id, now_ms);
      continue;
    }
    if (const auto sentence = store->view().sentence(id)) {
      erase_sentence(*store, before, *sentence, now_ms);
      continue;
    }
    const auto message = store->view().message(id);
    if (!message || message->redacted) continue;
    const auto thread = store->view().thread(message->thread_id);
    append_alone(*store, redaction(*store, id, message->thread_id, thread->channel_id, now_ms));
  }
  store->commit();
  erase_evaluations_again(before, message_ids, now_ms);
}

}  // namespace

bool adopt_backup(const std::filesystem::path& folder, const std::string& new_epoch, std::int64_t now_ms) {
  const Found found = look(folder);
  if (!found.is_backup) return false;
  ErasureLedger ledger(folder / "erasures.tsv");
  // Also what an interrupted call has erased: those are events of the lost journal's epoch until the epoch is drawn.
  erase_again(folder, ledger.erased_in(found.epoch, found.head_seq), now_ms);
  ledger.note_branch(new_epoch, found.epoch, found.head_seq);
  Connection db(folder / "community.db", {});
  Transaction transaction(db, Transaction::Kind::write);
  db.run("UPDATE meta SET value = ? WHERE name = 'epoch'", Blob{new_epoch});
  db.run("UPDATE meta SET value = ? WHERE name = 'is_backup'", Blob{"0"});
  transaction.commit();
  return true;
}

}  // namespace ramure::storage
