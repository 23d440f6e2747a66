#include "storage/drafts.hpp"

#include <algorithm>

namespace ramure::storage {

Drafts::Drafts(Connection& community, const std::filesystem::path& file, bool create, bool durable)
    : community_(community), file_(file, {.database = "drafts", .create = create, .durable = durable}) {
  {
    Statement newest = community_.query("SELECT coalesce(max(id), 0) FROM drafts_to_clear");
    newest.step();
    noted_ = newest.integer(0);
  }
  load_keys();
  carry_out_notes();
  drop_orphans();
}

// Entries that the community's file has never heard of, or knows to be gone.
void Drafts::drop_orphans() {
  std::vector<std::pair<std::uint64_t, std::string>> orphans;
  for (Statement rows = file_.query("SELECT member_id, entry_key FROM notebook"); rows.step();) {
    Statement known = community_.query("SELECT 1 FROM notebook WHERE member_id = ? AND entry_key = ? AND gone = 0",
                                       rows.id(0), Blob{rows.blob(1)});
    if (!known.step()) orphans.emplace_back(rows.id(0), rows.blob(1));
  }
  if (orphans.empty()) return;
  note_for_scrubber(0);
  Transaction transaction(file_, Transaction::Kind::write);
  for (const auto& [member_id, key] : orphans) {
    file_.run("DELETE FROM notebook WHERE member_id = ? AND entry_key = ?", member_id, Blob{key});
  }
  transaction.commit();
}

// Each note has a moment of its own, so that the scrubber takes away no later one than it has worked for.
void Drafts::note_for_scrubber(std::int64_t at_ms) {
  community_.run(
      "INSERT INTO pending_scrubs (thing_id, noted_at_ms) VALUES (?, ?) ON CONFLICT (thing_id) DO UPDATE SET "
      "noted_at_ms = max(noted_at_ms + 1, excluded.noted_at_ms)",
      notes_thing_id, at_ms);
}

void Drafts::load_keys() {
  Statement rows = file_.query("SELECT member_id, thread_id, channel_id FROM drafts WHERE text <> ''");
  while (rows.step()) with_text_.insert({rows.id(0), rows.id(1), rows.id(2)});
}

// Notes are numbered on from the last; those of an undone command never existed.
std::int64_t Drafts::newest_note() const {
  return noted_ + std::ranges::count_if(waiting_, [](const Waiting& one) { return !one.has_words(); });
}

void Drafts::write(std::uint64_t member_id, const v1::Draft& draft, std::uint64_t revision) {
  if (draft.text().empty()) {
    community_.run(
        "INSERT INTO drafts_to_clear (id, member_id, thread_id, channel_id, saved_at_ms, revision) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        newest_note() + 1, member_id, draft.thread_id(), draft.channel_id(), draft.saved_at_ms(), revision);
  }
  waiting_.push_back({member_id, revision, draft});
}

void Drafts::write(std::uint64_t member_id, const v1::NotebookEntry& entry, std::uint64_t revision) {
  if (entry.text().empty()) {
    community_.run(
        "INSERT INTO drafts_to_clear (id, member_id, thread_id, channel_id, saved_at_ms, revision, entry_key) "
        "VALUES (?, ?, 0, 0, ?, ?, ?)",
        newest_note() + 1, member_id, entry.edited_at_ms(), revision, Blob{entry.entry_key()});
    note_for_scrubber(entry.edited_at_ms());
  }
  waiting_.push_back({member_id, revision, {}, entry});
}

bool Drafts::holds_any_of(std::uint64_t member_id) {
  if (std::ranges::find(waiting_, member_id, &Waiting::member_id) != waiting_.end()) return true;
  return file_
      .query("SELECT 1 FROM drafts WHERE member_id = ?1 UNION ALL SELECT 1 FROM notebook WHERE member_id = ?1",
             member_id)
      .step();
}

// The note names no place: it is of all that he has.
void Drafts::forget_member(std::uint64_t member_id, std::int64_t at_ms, std::uint64_t revision) {
  community_.run(
      "INSERT INTO drafts_to_clear (id, member_id, thread_id, channel_id, saved_at_ms, revision) VALUES (?, ?, 0, 0, "
      "?, "
      "?)",
      newest_note() + 1, member_id, at_ms, revision);
  note_for_scrubber(at_ms);
  waiting_.push_back({member_id, revision, {}});
}

bool Drafts::has_text(std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t channel_id) const {
  const Key key{member_id, thread_id, channel_id};
  const auto latest = std::find_if(waiting_.rbegin(), waiting_.rend(), [&](const Waiting& one) {
    return one.is_of_all() ? one.member_id == member_id : !one.is_entry() && key_of(one) == key;
  });
  return latest != waiting_.rend() ? latest->has_words() : with_text_.contains(key);
}

std::uint64_t Drafts::last_revision(std::uint64_t member_id) {
  Statement row = file_.query(
      "SELECT max(coalesce((SELECT max(revision) FROM drafts WHERE member_id = ?1), 0), "
      "coalesce((SELECT max(revision) FROM notebook WHERE member_id = ?1), 0))",
      member_id);
  row.step();
  return row.id(0);
}

void Drafts::upsert(const Waiting& waiting) {
  if (waiting.is_entry()) return upsert_entry(waiting);
  if (waiting.is_of_all()) return delete_all(waiting);
  file_.run(
      "INSERT INTO drafts (member_id, thread_id, channel_id, text, saved_at_ms, revision) "
      "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (member_id, thread_id, channel_id) DO UPDATE SET "
      "text = excluded.text, saved_at_ms = excluded.saved_at_ms, revision = excluded.revision "
      "WHERE excluded.revision > revision",
      waiting.member_id, waiting.draft.thread_id(), waiting.draft.channel_id(), waiting.draft.text(),
      waiting.draft.saved_at_ms(), waiting.revision);
  if (file_.changes() == 0) return;  // older than what is there
  if (waiting.has_words()) with_text_.insert(key_of(waiting));
  else with_text_.erase(key_of(waiting));
}

// An entry that is gone leaves no row: what there was is known to the community's file.
void Drafts::upsert_entry(const Waiting& waiting) {
  const v1::NotebookEntry& entry = waiting.entry;
  if (!waiting.has_words()) {
    file_.run("DELETE FROM notebook WHERE member_id = ? AND entry_key = ? AND revision < ?", waiting.member_id,
              Blob{entry.entry_key()}, waiting.revision);
    return;
  }
  file_.run(
      "INSERT INTO notebook (member_id, entry_key, text, revision) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (member_id, entry_key) DO UPDATE SET text = excluded.text, revision = excluded.revision "
      "WHERE excluded.revision > revision",
      waiting.member_id, Blob{entry.entry_key()}, entry.text(), waiting.revision);
}

void Drafts::delete_all(const Waiting& waiting) {
  file_.run("DELETE FROM notebook WHERE member_id = ? AND revision < ?", waiting.member_id, waiting.revision);
  file_.run("DELETE FROM drafts WHERE member_id = ? AND revision < ?", waiting.member_id, waiting.revision);
  std::erase_if(with_text_, [&](const Key& key) { return key.member_id == waiting.member_id; });
}

void Drafts::before_commit() {
  if (carried_out_ > taken_away_) community_.run("DELETE FROM drafts_to_clear WHERE id <= ?", carried_out_);
  if (std::ranges::none_of(waiting_, &Waiting::has_words)) return;
  Transaction transaction(file_, Transaction::Kind::write);
  for (const Waiting& one : waiting_) {
    if (one.has_words()) upsert(one);
  }
  transaction.commit();
}

void Drafts::after_commit() {
  taken_away_ = carried_out_;
  noted_ = newest_note();
  waiting_.clear();
  try {
    carry_out_notes();
  } catch (const StorageError& error) {
    if (error.kind == StorageError::Kind::uncertain) throw;
  }
}

void Drafts::carry_out_notes() {
  if (noted_ == carried_out_) return;
  Transaction transaction(file_, Transaction::Kind::write);
  Statement notes = community_.query(
      "SELECT member_id, thread_id, channel_id, saved_at_ms, revision, entry_key FROM drafts_to_clear WHERE id > ? "
      "ORDER BY id",
      carried_out_);
  while (notes.step()) {
    Waiting cleared{.member_id = notes.id(0), .revision = notes.id(4), .draft = {}};
    cleared.draft.set_thread_id(notes.id(1));
    cleared.draft.set_channel_id(notes.id(2));
    cleared.draft.set_saved_at_ms(notes.integer(3));
    cleared.entry.set_entry_key(std::string(notes.blob(5)));
    upsert(cleared);
  }
  transaction.commit();
  carried_out_ = noted_;
}

bool are_notes_carried_out(Connection& community, Connection& drafts) {
  Statement notes = community.query(
      "SELECT member_id, entry_key, revision FROM drafts_to_clear WHERE entry_key <> x'' OR (thread_id = 0 AND "
      "channel_id = 0)");
  while (notes.step()) {
    Statement left = drafts.query(
        "SELECT 1 FROM notebook WHERE member_id = ?1 AND (entry_key = ?2 OR ?2 = x'') AND revision < ?3 UNION ALL "
        "SELECT 1 FROM drafts WHERE member_id = ?1 AND ?2 = x'' AND revision < ?3",
        notes.id(0), Blob{notes.blob(1)}, notes.id(2));
    if (left.step()) return false;
  }
  return true;
}

}  // namespace ramure::storage
