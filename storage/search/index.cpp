#include "storage/search/index.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "storage/search/shelves.hpp"
#include "storage/search/tokenizer.hpp"

namespace ramure::storage {

namespace {

// A row of a shelf's table: where it was written, then its words in the order of Field.
using Columns = std::array<std::string, word_columns_count>;
static_assert(word_columns_count == field_count + 1);

// The copying of one shelf to its other side, under way.
struct Copying {
  std::int64_t shelf = 0;
  std::uint64_t through_id = 0;  // documents up to here stand in both tables
  bool dirty_again = false;      // something that was copied already was erased meanwhile
};

void put_words(Connection& db, const std::string& table, std::uint64_t id, const Columns& columns) {
  auto row = db.prepare_text("INSERT OR REPLACE INTO " + table + " (rowid, " + word_columns +
                             ") VALUES (?1, ?2, nullif(?3, ''), nullif(?4, ''), nullif(?5, ''), nullif(?6, ''), "
                             "nullif(?7, ''))");
  row.bind(id, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
  row.run();
}

std::optional<Columns> words_of(Connection& db, const std::string& table, std::uint64_t id) {
  auto row = db.prepare_text(std::string("SELECT ") + word_columns + " FROM " + table + " WHERE rowid = ?1");
  row.bind(id);
  if (!row.step()) return std::nullopt;
  Columns columns;
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = row.text(static_cast<int>(i));
  return columns;
}

// The marked tokens of a document: "\x01. @3 &21 #100".
std::string place_of(Connection& db, std::uint64_t id) {
  auto row = db.query("SELECT channel_id, author_id, thread_id FROM documents WHERE id = ?", id);
  CHECK(row.step(), "the document was added before its words");
  std::string place(1, marked_text);
  place += all_documents;
  int column = 0;
  for (const char mark : {channel_mark, author_mark, thread_mark}) {
    place.append(1, ' ').append(1, mark).append(std::to_string(row.id(column++)));
  }
  return place;
}

void put_thread(Connection& db, const ThreadFacts& facts) {
  db.run(
      "INSERT OR IGNORE INTO threads (id, kind, theme_id, territory_id, status, resolved, archived) VALUES (?, 0, 0, "
      "0, 0, 0, 0)",
      facts.id);
  if (facts.kind) db.run("UPDATE threads SET kind = ?2 WHERE id = ?1", facts.id, *facts.kind);
  if (facts.theme_id) db.run("UPDATE threads SET theme_id = ?2 WHERE id = ?1", facts.id, *facts.theme_id);
  if (facts.territory_id) db.run("UPDATE threads SET territory_id = ?2 WHERE id = ?1", facts.id, *facts.territory_id);
  if (facts.status) db.run("UPDATE threads SET status = ?2 WHERE id = ?1", facts.id, *facts.status);
  if (facts.resolved) db.run("UPDATE threads SET resolved = ?2 WHERE id = ?1", facts.id, *facts.resolved);
  if (facts.archived) db.run("UPDATE threads SET archived = ?2 WHERE id = ?1", facts.id, *facts.archived);
}

bool document_exists(Connection& db, std::uint64_t id) {
  return db.query("SELECT 1 FROM documents WHERE id = ?", id).step();
}

}  // namespace

struct SearchIndex::State {
  explicit State(const std::filesystem::path& file)
      : db(file, {.database = "search", .create = true, .busy_timeout_ms = 200, .cache_kib = 16'384}) {
    register_tokenizer(db.handle());
    db.run_script("PRAGMA synchronous = NORMAL");  // in WAL mode: whole after a power cut, but perhaps older
  }

  // False when the file is of another epoch or tokenizer.
  bool load(std::string_view epoch);
  void begin_file(std::string_view epoch);
  void forget_unfinished_copies();
  void reload() { shelves = load_shelves(db); }

  void add_document(const SearchDocument& document);
  void open_shelf(std::uint64_t first_id, std::int64_t first_at_ms);
  void write_changes(const SearchBatch& batch, const std::set<std::uint64_t>& erased);
  void write_words(std::uint64_t id, const Columns& columns);
  void erase(std::uint64_t id);

  bool begin_copying();
  void copy_slice();
  void swap_sides(Shelf& shelf);

  Connection db;
  std::vector<Shelf> shelves;  // as in the database
  std::uint64_t through_seq = 0;
  std::optional<Copying> copying;
  bool wal_may_hold_erased = true;  // a crash may have left it so
};

bool SearchIndex::State::load(std::string_view epoch) {
  auto row = db.query("SELECT epoch, tokenizer_version, through_seq FROM state WHERE id = 1");
  if (!row.step() || row.text(0) != epoch || row.integer(1) != tokenizer_version) return false;
  through_seq = row.id(2);
  reload();
  return true;
}

void SearchIndex::State::begin_file(std::string_view epoch) {
  db.run("INSERT INTO state (id, epoch, tokenizer_version, through_seq) VALUES (1, ?, ?, 0)", epoch, tokenizer_version);
}

void SearchIndex::State::forget_unfinished_copies() {
  for (const Shelf& shelf : shelves) {
    if (shelf.dirty) drop_words_table(db, words_table(shelf, true));
  }
}

// ---- Applying ----

void SearchIndex::State::open_shelf(std::uint64_t first_id, std::int64_t first_at_ms) {
  if (!shelves.empty() && !shelves.back().dirty) {
    // Nothing is appended to the last shelf any more: one segment is quicker to search than several.
    const std::string table = words_table(shelves.back());
    db.run_script("INSERT INTO " + table + " (" + table + ") VALUES ('optimize')");
  }
  const Shelf shelf{shelves.empty() ? 1 : shelves.back().number + 1, first_id, first_at_ms, 0, 0, false};
  create_words_table(db, words_table(shelf));
  db.run("INSERT INTO shelves (number, first_id, first_at_ms, side, documents, dirty) VALUES (?, ?, ?, 0, 0, 0)",
         shelf.number, first_id, first_at_ms);
  shelves.push_back(shelf);
}

void SearchIndex::State::add_document(const SearchDocument& document) {
  db.run(
      "INSERT OR REPLACE INTO documents (id, thread_id, channel_id, birth_seq, author_id, at_ms) VALUES (?, ?, ?, ?, "
      "?, ?)",
      document.id, document.thread_id, document.channel_id, document.birth_seq, document.author_id, document.at_ms);
  if (shelves.empty()) open_shelf(0, 0);
  if (shelves.back().documents >= shelf_documents_max && document.id > shelves.back().first_id) {
    open_shelf(document.id, document.at_ms);
  }
  Shelf& shelf = *shelf_of(shelves, document.id);
  ++shelf.documents;
  db.run("UPDATE shelves SET documents = ?2 WHERE number = ?1", shelf.number, shelf.documents);
  db.run(
      "INSERT INTO shelf_channels (shelf, channel_id, documents) VALUES (?1, ?2, 1) "
      "ON CONFLICT DO UPDATE SET documents = documents + 1",
      shelf.number, document.channel_id);
}

void SearchIndex::State::write_words(std::uint64_t id, const Columns& columns) {
  const Shelf& shelf = *shelf_of(shelves, id);
  put_words(db, words_table(shelf), id, columns);
  if (copying && copying->shelf == shelf.number && id <= copying->through_id) {
    put_words(db, words_table(shelf, true), id, columns);
  }
}

// New wordings and new threads. A document with several of them is written once.
void SearchIndex::State::write_changes(const SearchBatch& batch, const std::set<std::uint64_t>& erased) {
  std::map<std::uint64_t, Columns> changed;
  const auto change = [&](std::uint64_t id) -> Columns* {
    if (erased.contains(id)) return nullptr;
    if (const auto known = changed.find(id); known != changed.end()) return &known->second;
    if (!document_exists(db, id)) return nullptr;
    return &changed.emplace(id, words_of(db, words_table(*shelf_of(shelves, id)), id).value_or(Columns{}))
                .first->second;
  };
  for (const Wording& wording : batch.wordings) {
    if (Columns* columns = change(wording.document_id)) {
      (*columns)[static_cast<std::size_t>(wording.field) + 1] = wording.text;
    }
  }
  for (const Move& move : batch.moves) {
    db.run("UPDATE documents SET thread_id = ? WHERE id = ?", move.thread_id, move.message_id);
    change(move.message_id);
  }
  for (auto& [id, columns] : changed) {
    columns[0] = place_of(db, id);
    write_words(id, columns);
  }
}

// From now on the document is not found; its words go with the next copying of the shelf.
void SearchIndex::State::erase(std::uint64_t id) {
  if (!document_exists(db, id)) return;
  db.run("DELETE FROM documents WHERE id = ?", id);
  db.run("DELETE FROM threads WHERE id = ?", id);
  Shelf& shelf = *shelf_of(shelves, id);
  shelf.dirty = true;
  db.run("UPDATE shelves SET dirty = 1 WHERE number = ?", shelf.number);
  if (copying && copying->shelf == shelf.number && id <= copying->through_id) copying->dirty_again = true;
}

void SearchIndex::apply(const SearchBatch& batch) {
  State& state = *state_;
  const auto shelves_before = state.shelves;
  const auto copying_before = state.copying;
  try {
    Transaction transaction(state.db, Transaction::Kind::write);
    const std::set<std::uint64_t> erased(batch.erased_ids.begin(), batch.erased_ids.end());
    for (const SearchDocument& document : batch.documents) {
      if (!erased.contains(document.id) && !document_exists(state.db, document.id)) state.add_document(document);
    }
    state.write_changes(batch, erased);
    for (const ThreadFacts& facts : batch.threads) put_thread(state.db, facts);
    for (const std::uint64_t id : batch.erased_ids) state.erase(id);
    state.db.run("UPDATE state SET through_seq = ? WHERE id = 1", batch.through_seq);
    transaction.commit();
  } catch (...) {
    state.shelves = shelves_before;
    state.copying = copying_before;
    throw;
  }
  state.through_seq = batch.through_seq;
}

// ---- Scrubbing ----

bool SearchIndex::State::begin_copying() {
  const auto dirty = std::ranges::find(shelves, true, &Shelf::dirty);
  if (dirty == shelves.end()) return false;
  drop_words_table(db, words_table(*dirty, true));
  create_words_table(db, words_table(*dirty, true));
  copying = Copying{dirty->number, 0, false};
  return true;
}

void SearchIndex::State::copy_slice() {
  Shelf& shelf = *std::ranges::find(shelves, copying->shelf, &Shelf::number);
  const std::string from = words_table(shelf), to = words_table(shelf, true);
  std::uint64_t copied = 0;
  auto rows = db.prepare_text(std::string("SELECT rowid, ") + word_columns + " FROM " + from +
                              " WHERE rowid > ?1 ORDER BY rowid LIMIT ?2");
  rows.bind(copying->through_id, scrub_slice_documents);
  while (rows.step()) {
    ++copied;
    copying->through_id = rows.id(0);
    if (!document_exists(db, copying->through_id)) continue;
    Columns columns;
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = rows.text(static_cast<int>(i) + 1);
    put_words(db, to, copying->through_id, columns);
  }
  rows.reset();
  if (copied < scrub_slice_documents) swap_sides(shelf);
}

// A dropped table's pages are freed, and a freed page is overwritten as a whole.
void SearchIndex::State::swap_sides(Shelf& shelf) {
  drop_words_table(db, words_table(shelf));
  shelf.side = 1 - shelf.side;
  shelf.dirty = copying->dirty_again;
  db.run("UPDATE shelves SET side = ?2, dirty = ?3 WHERE number = ?1", shelf.number, shelf.side, shelf.dirty);
  copying.reset();
  wal_may_hold_erased = true;
}

SearchIndex::Scrub SearchIndex::scrub_step() {
  State& state = *state_;
  const auto shelves_before = state.shelves;
  const auto copying_before = state.copying;
  try {
    Transaction transaction(state.db, Transaction::Kind::write);
    if (state.copying || state.begin_copying()) {
      state.copy_slice();
      transaction.commit();
      return Scrub::working;
    }
  } catch (...) {
    state.shelves = shelves_before;
    state.copying = copying_before;
    throw;
  }
  if (!state.wal_may_hold_erased) return Scrub::clean;
  if (!state.db.checkpoint(true)) return Scrub::waiting_for_reader;
  state.wal_may_hold_erased = false;
  return Scrub::clean;
}

// ---- Opening ----

SearchIndex::SearchIndex(std::unique_ptr<State> state) : state_(std::move(state)) {}
SearchIndex::~SearchIndex() = default;

std::uint64_t SearchIndex::through_seq() const { return state_->through_seq; }

void SearchIndex::discard(const std::filesystem::path& file) {
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(file.string() + suffix);
}

std::unique_ptr<SearchIndex> SearchIndex::open(const std::filesystem::path& file, std::string_view epoch) {
  try {
    auto state = std::make_unique<State>(file);
    if (state->load(epoch)) {
      state->forget_unfinished_copies();
      return std::unique_ptr<SearchIndex>(new SearchIndex(std::move(state)));
    }
  } catch (const StorageError& error) {
    using enum StorageError::Kind;
    if (error.kind != corrupt && error.kind != newer_version && error.kind != other) throw;
  }
  discard(file);
  auto state = std::make_unique<State>(file);
  state->begin_file(epoch);
  return std::unique_ptr<SearchIndex>(new SearchIndex(std::move(state)));
}

}  // namespace ramure::storage
