#include "storage/store.hpp"

#include <sodium.h>

#include <utility>

#include "storage/apply.hpp"
#include "storage/connection.hpp"
#include "storage/disk.hpp"
#include "storage/drafts.hpp"
#include "storage/evaluation_words.hpp"
#include "storage/fresh_start_rows.hpp"
#include "storage/moved_reads.hpp"
#include "storage/private_rows.hpp"
#include "storage/text_history.hpp"
#include "storage/used_uploads.hpp"

namespace ramure::storage {

namespace {

constexpr std::size_t content_hash_bytes = 16;
constexpr std::int64_t writer_cache_kib = 16 * 1024;

ConnectionOptions community_options(const StoreOptions& options) {
  return {.database = "community", .create = options.create, .durable = options.durable, .cache_kib = writer_cache_kib};
}

std::filesystem::path ready_folder(const std::filesystem::path& folder, const StoreOptions& options) {
  if (!options.create) return folder;
  make_private_folder(folder);
  return folder;
}

std::string meta(Connection& db, std::string_view name) {
  Statement row = db.query("SELECT value FROM meta WHERE name = ?", name);
  return row.step() ? std::string(row.blob(0)) : std::string();
}

void found_files(Connection& db, const StoreOptions& options) {
  if (!meta(db, "epoch").empty()) return;
  CHECK(options.new_epoch.size() == 32, "a new journal is given an epoch of 32 hex digits");
  CHECK(options.new_hash_key.size() == crypto_generichash_KEYBYTES, "a new journal is given a hash key of 32 bytes");
  Transaction transaction(db, Transaction::Kind::write);
  db.run("INSERT INTO meta (name, value) VALUES ('epoch', ?), ('hash_key', ?), ('is_backup', ?)",
         Blob{options.new_epoch}, Blob{options.new_hash_key}, Blob{"0"});
  transaction.commit();
}

}  // namespace

struct Store::State {
  // What a batch, or a command in it, goes back to.
  struct Position {
    std::uint64_t next_seq = 1;
    std::int64_t last_event_ms = 0;
  };

  State(const std::filesystem::path& folder, const StoreOptions& options)
      : db(ready_folder(folder, options) / "community.db", community_options(options)) {
    if (options.create) found_files(db, options);
    epoch = meta(db, "epoch");
    hash_key = meta(db, "hash_key");
    if (epoch.empty() || hash_key.size() != crypto_generichash_KEYBYTES) {
      throw StorageError(StorageError::Kind::corrupt, db.file().string() + " holds no community");
    }
    drafts.emplace(db, folder / "drafts.db", options.create, options.durable);
    uploads.emplace(db, drafts->file());
    view.emplace(db, &*uploads);
    reload();
  }

  void reload() {
    now = {};
    {
      Statement last = db.query("SELECT seq, at_ms FROM journal ORDER BY seq DESC LIMIT 1");
      if (last.step()) now = {.next_seq = last.id(0) + 1, .last_event_ms = last.integer(1)};
    }
    committed = now;
    foreign_changes = data_version();
    view->forget();
  }

  // Moves when another connection has written: the scrubber, or an administrator's hand.
  std::int64_t data_version() {
    Statement row = db.query("PRAGMA data_version");
    row.step();
    return row.integer(0);
  }

  // Called before the first write of a command, and before every later one.
  void before_write() {
    CHECK(in_command, "what is written belongs to a command");
    if (!has_written && undo == Undo::command) db.savepoint();
    has_written = true;
  }

  void carry(const v1::MessagesMoved& moved) {
    for (CarriedCursor& one : carry_reads(db, moved)) {
      CarriedRow& row = carried.emplace_back(CarriedRow{one.member_id, {}});
      row.row.set_revision(write_carried_cursor(db, *drafts, one.member_id, one.cursor));
      *row.row.mutable_read_cursor() = std::move(one.cursor);
    }
  }

  void return_to(const Position& position, std::size_t drafts_mark) {
    now = position;
    drafts->return_to(drafts_mark);
    if (places_changed) view->forget();
  }

  Connection db;
  std::optional<Drafts> drafts;
  std::optional<UsedUploads> uploads;
  std::optional<View> view;
  std::string epoch;
  std::string hash_key;
  Position committed;
  Position now;
  Position before_command;
  std::size_t drafts_before_command = 0;
  Undo undo = Undo::command;
  bool in_command = false;
  bool has_written = false;     // in this command
  bool places_changed = false;  // in this batch: what view caches must not outlive an undo
  std::int64_t foreign_changes = 0;
  std::vector<CarriedRow> carried;         // by the last append
  std::vector<std::uint64_t> erased_seqs;  // by the last append
  std::string payload;
  mutable std::string to_hash;
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

std::unique_ptr<Store> Store::open(const std::filesystem::path& folder, const StoreOptions& options) {
  CHECK(sodium_init() >= 0, "libsodium starts");
  return std::unique_ptr<Store>(new Store(std::make_unique<State>(folder, options)));
}

const std::string& Store::epoch() const { return state_->epoch; }
std::uint64_t Store::head_seq() const { return state_->committed.next_seq - 1; }
std::uint64_t Store::next_seq() const { return state_->now.next_seq; }
std::int64_t Store::last_event_ms() const { return state_->now.last_event_ms; }
View& Store::view() { return *state_->view; }

void Store::begin(Undo undo) {
  state_->undo = undo;
  state_->db.begin_write();
  if (state_->data_version() != state_->foreign_changes) state_->reload();
  state_->view->note_committed(head_seq());
}

void Store::begin_command() {
  CHECK(!state_->in_command, "the command before this one was ended or undone");
  state_->before_command = state_->now;
  state_->drafts_before_command = state_->drafts->mark();
  state_->in_command = true;
  state_->has_written = false;
}

void Store::end_command() {
  CHECK(state_->in_command, "a command was begun");
  if (state_->has_written && state_->undo == Undo::command) state_->db.release_savepoint();
  state_->in_command = false;
}

void Store::undo_command() {
  CHECK(state_->in_command, "a command was begun");
  if (state_->has_written) {
    if (state_->undo == Undo::batch) {
      throw StorageError(StorageError::Kind::other, "a command failed half-way: its batch must run again, one by one");
    }
    state_->db.undo_savepoint();
  }
  state_->return_to(state_->before_command, state_->drafts_before_command);
  state_->in_command = false;
}

void Store::commit() {
  CHECK(!state_->in_command, "a batch is committed between commands");
  state_->drafts->before_commit();
  state_->uploads->before_commit();
  state_->db.commit();
  state_->committed = state_->now;
  state_->places_changed = false;
  state_->drafts->after_commit();
  state_->uploads->after_commit();
}

void Store::abandon() {
  state_->db.rollback();
  state_->in_command = false;
  state_->return_to(state_->committed, 0);
  state_->places_changed = false;
}

std::string Store::content_hash(const v1::Command& command) const {
  command.SerializeToString(&state_->to_hash);  // deterministic: no maps in commands
  std::string hash(content_hash_bytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(state_->to_hash.data()), state_->to_hash.size(),
                     reinterpret_cast<const unsigned char*>(state_->hash_key.data()), state_->hash_key.size());
  return hash;
}

std::optional<KeptAnswer> Store::kept_answer(std::uint64_t member_id, std::string_view command_key,
                                             std::string_view hash) {
  Statement row = state_->db.query(
      "SELECT first_seq, last_seq, private_revision, content_hash FROM command_keys WHERE member_id = ? AND "
      "command_key = ?",
      member_id, Blob{command_key});
  if (!row.step()) return std::nullopt;
  return KeptAnswer{.first_seq = row.id(0),
                    .last_seq = row.id(1),
                    .private_revision = row.id(2),
                    .same_content = row.blob(3) == hash};
}

void Store::keep_answer(std::uint64_t member_id, std::string_view command_key, std::string_view hash,
                        const KeptAnswer& answer) {
  state_->before_write();
  state_->db.run(
      "INSERT INTO command_keys (member_id, command_key, content_hash, first_seq, last_seq, "
      "private_revision) VALUES (?, ?, ?, ?, ?, ?)",
      member_id, Blob{command_key}, Blob{hash}, answer.first_seq, answer.last_seq, answer.private_revision);
}

const std::string& Store::append(const v1::Event& event) {
  CHECK(event.seq() == state_->now.next_seq, "the journal has no gap");
  CHECK(event.at_ms() >= state_->now.last_event_ms, "time does not run back");
  CHECK(event.channel_id() != 0 || event.member_id() != 0, "every event has an audience");
  CHECK(event.birth_seq() != 0 && event.birth_seq() <= event.seq(), "what an event carries was born by then");
  state_->before_write();
  event.SerializeToString(&state_->payload);  // deterministic: no maps in events
  insert_journal_row(state_->db, event, state_->payload);
  state_->erased_seqs = evaluations_ended_by(state_->db, event);
  apply(state_->db, event);
  const v1::MemberStatusChanged& changed = event.member_status_changed();
  if (changed.status() == v1::MEMBER_STATUS_LEFT && state_->drafts->holds_any_of(changed.member_id())) {
    const std::uint64_t revision = take_revisions(state_->db, *state_->drafts, changed.member_id(), 1);
    state_->drafts->forget_member(changed.member_id(), event.at_ms(), revision);
  }
  state_->carried.clear();
  if (event.has_messages_moved()) state_->carry(event.messages_moved());
  if (changes_people_or_places(event)) {
    state_->view->forget();
    state_->places_changed = true;
  }
  state_->now = {.next_seq = event.seq() + 1, .last_event_ms = event.at_ms()};
  return state_->payload;
}

std::vector<std::uint64_t> Store::take_erased_seqs() { return std::exchange(state_->erased_seqs, {}); }

std::vector<CarriedRow> Store::take_carried_rows() { return std::exchange(state_->carried, {}); }

void Store::keep_dossier_basis(std::uint64_t dossier_id, std::string_view basis) {
  state_->before_write();
  state_->db.run("INSERT INTO dossier_bases (dossier_id, basis) VALUES (?, ?)", dossier_id, Blob{basis});
}

void Store::note_round_look(std::uint64_t round_id, std::int64_t at_ms) {
  state_->before_write();
  if (at_ms == 0) {
    state_->db.run("DELETE FROM round_looks WHERE round_id = ?", round_id);
    return;
  }
  state_->db.run(
      "INSERT INTO round_looks (round_id, at_ms) VALUES (?, ?) ON CONFLICT (round_id) DO UPDATE SET at_ms = "
      "excluded.at_ms WHERE at_ms <> excluded.at_ms",
      round_id, at_ms);
}

std::int64_t Store::next_round_look_ms() {
  auto row = state_->db.query("SELECT min(at_ms) FROM round_looks");
  return row.step() ? row.integer(0) : 0;
}

void Store::forget_marks(std::uint64_t member_id, const MovedMarks& marks) {
  state_->before_write();
  storage::forget_marks(state_->db, member_id, marks);
}

std::uint64_t Store::write_private(std::uint64_t member_id, const v1::PrivateRow& row) {
  state_->before_write();
  return write_private_row(state_->db, *state_->drafts, member_id, row);
}

std::uint64_t Store::start_afresh(std::uint64_t member_id, const FreshStart& fresh) {
  state_->before_write();
  return write_fresh_start(state_->db, *state_->drafts, member_id, fresh);
}

std::uint64_t Store::undo_fresh_start(std::uint64_t member_id, std::span<const CursorMove> ways_back) {
  state_->before_write();
  return storage::undo_fresh_start(state_->db, *state_->drafts, member_id, ways_back);
}

std::uint64_t Store::clear_draft(std::uint64_t member_id, std::uint64_t thread_id, std::int64_t at_ms) {
  if (!state_->drafts->has_text(member_id, thread_id, 0)) return 0;
  v1::PrivateRow gone;
  gone.mutable_draft()->set_thread_id(thread_id);
  gone.mutable_draft()->set_saved_at_ms(at_ms);
  return write_private(member_id, gone);
}

void Store::append_text(std::uint64_t roadmap_id, std::uint64_t version, std::string_view entry) {
  state_->before_write();
  state_->db.run("INSERT INTO text_changes (roadmap_id, version, entry) VALUES (?, ?, ?)", roadmap_id, version,
                 Blob{entry});
}

void Store::write_text_snapshot(std::uint64_t roadmap_id, std::uint64_t version, std::string_view snapshot) {
  state_->before_write();
  state_->db.run("INSERT INTO text_snapshots (roadmap_id, version, snapshot) VALUES (?, ?, ?)", roadmap_id, version,
                 Blob{snapshot});
}

void Store::drop_text_snapshot(std::uint64_t roadmap_id, std::uint64_t version) {
  state_->before_write();
  state_->db.run("DELETE FROM text_snapshots WHERE roadmap_id = ? AND version = ?", roadmap_id, version);
}

void Store::rewrite_text(std::uint64_t roadmap_id, std::span<const TextRow> entries,
                         std::span<const TextRow> snapshots) {
  state_->before_write();
  storage::rewrite_text(state_->db, roadmap_id, entries, snapshots);
}

void Store::use_upload(std::string_view upload_id) {
  state_->before_write();
  state_->uploads->note_used(upload_id);
}

bool Store::checkpoint(bool truncate) {
  const bool community_done = state_->db.checkpoint(truncate);
  return state_->drafts->checkpoint(truncate) && community_done;
}

void Store::limit_pages_for_test(std::uint32_t pages) {
  // SQLite takes 0 for "as it is".
  state_->db.run_script("PRAGMA max_page_count = " + std::to_string(pages == 0 ? 4294967294U : pages));
}

}  // namespace ramure::storage
