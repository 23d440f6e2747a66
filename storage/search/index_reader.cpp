#include "storage/search/index_reader.hpp"

#include <chrono>

#include "storage/search/asker.hpp"
#include "storage/search/shelves.hpp"
#include "storage/search/similar.hpp"
#include "storage/search/tokenizer.hpp"

namespace ramure::storage {

namespace {

constexpr const char* document_columns = "d.id, d.thread_id, d.channel_id, d.birth_seq, d.author_id, d.at_ms";

SearchDocument document_of(const Statement& row) {
  return {row.id(0), row.id(1), row.id(2), row.id(3), row.id(4), row.integer(5)};
}

// ` AND ("@3" OR "@7")`
std::string one_of_tokens(char mark, const std::vector<std::uint64_t>& ids) {
  std::string text;
  for (const std::uint64_t id : ids) text += (text.empty() ? " AND (\"" : " OR \"") + (mark + std::to_string(id)) + '"';
  return text.empty() ? text : text + ')';
}

int column_of(Field field) { return static_cast<int>(field) + 1; }  // of word_columns

// With more ids than this it is cheaper to look at each candidate.
constexpr std::size_t tokens_max = 64;

}  // namespace

struct SearchReader::State {
  explicit State(const std::filesystem::path& file)
      : db(file, {.database = "search", .read_only = true, .cache_kib = 8'192}) {
    register_tokenizer(db.handle());
    asker.register_functions(db);
  }

  std::uint64_t through_seq() {
    auto row = db.query("SELECT through_seq FROM state WHERE id = 1");
    return row.step() ? row.id(0) : 0;
  }

  void load_wanted_threads();
  std::string base_match(const SearchRequest& request) const;
  std::optional<std::string> channel_match(const Shelf& shelf, std::uint64_t last_id);
  void search_shelves(const SearchRequest& request, SearchPage& page, std::vector<SearchDocument>& found);
  void search_shelf(const Shelf& shelf, const std::string& match, const SearchRequest& request,
                    std::vector<SearchDocument>& found);
  void read_words(SearchHit& hit, const Match& match);

  Connection db;
  Asker asker;
  std::vector<Shelf> shelves;
};

void SearchReader::State::load_wanted_threads() {
  std::vector<std::uint64_t> wanted;
  auto rows = db.query(
      "SELECT id FROM threads WHERE wants_thread(theme_id, territory_id, kind, status, resolved, archived) ORDER BY "
      "id");
  while (rows.step()) wanted.push_back(rows.id(0));
  asker.wanted_threads = std::move(wanted);
}

// What every shelf is asked: the words, and what few ids narrow down.
std::string SearchReader::State::base_match(const SearchRequest& request) const {
  std::string match = match_text(request.match);
  match = match.empty() ? '"' + std::string(all_documents) + '"' : '(' + match + ')';
  const auto narrow = [&](char mark, const std::vector<std::uint64_t>& ids) {
    if (ids.size() <= tokens_max) match += one_of_tokens(mark, ids);
  };
  narrow(author_mark, request.conditions.author_ids);
  narrow(thread_mark, request.conditions.thread_ids);
  if (asker.wanted_threads) narrow(thread_mark, *asker.wanted_threads);
  return match;
}

// How the asker's channels narrow down this shelf: nullopt when nothing in it is readable, nothing when most is. So a
// search costs what its asker may find, however much was said elsewhere.
std::optional<std::string> SearchReader::State::channel_match(const Shelf& shelf, std::uint64_t last_id) {
  std::vector<std::uint64_t> readable;
  std::uint64_t documents = 0, readable_documents = 0;
  auto rows = db.query("SELECT channel_id, documents FROM shelf_channels WHERE shelf = ?", shelf.number);
  while (rows.step()) {
    documents += rows.id(1);
    if (!asker.wants_channel(rows.id(0), last_id)) continue;
    readable.push_back(rows.id(0));
    readable_documents += rows.id(1);
  }
  if (readable.empty()) return std::nullopt;
  const bool most = readable_documents * 2 > documents;
  return most || readable.size() > tokens_max ? std::string() : one_of_tokens(channel_mark, readable);
}

void SearchReader::State::search_shelf(const Shelf& shelf, const std::string& match, const SearchRequest& request,
                                       std::vector<SearchDocument>& found) {
  const std::string table = words_table(shelf);
  // CROSS JOIN fixes the order: candidates come from the index, newest first, and nothing is sorted.
  auto rows = db.prepare_text(std::string("SELECT ") + document_columns + " FROM " + table +
                              " AS w CROSS JOIN documents AS d ON d.id = w.rowid WHERE w." + table +
                              " MATCH ?1 AND w.rowid < ?2 AND "
                              "wants_document(d.thread_id, d.channel_id, d.birth_seq, d.author_id, d.at_ms) "
                              "ORDER BY w.rowid DESC");
  rows.bind(match, request.before_id == 0 ? INT64_MAX : request.before_id);
  while (found.size() <= request.limit && rows.step()) found.push_back(document_of(rows));
}

void SearchReader::State::search_shelves(const SearchRequest& request, SearchPage& page,
                                         std::vector<SearchDocument>& found) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(request.budget_ms);
  const std::string match = base_match(request);
  std::uint64_t behind_id = INT64_MAX;  // where the shelf before this one began
  std::int64_t behind_at_ms = INT64_MAX;
  for (auto shelf = shelves.rbegin(); shelf != shelves.rend() && found.size() <= request.limit; ++shelf) {
    if (request.conditions.from_ms && behind_at_ms < *request.conditions.from_ms) break;
    const bool too_new = (request.before_id != 0 && shelf->first_id >= request.before_id) ||
                         (request.conditions.before_ms && shelf->first_at_ms >= *request.conditions.before_ms);
    if (!too_new) {
      if (std::chrono::steady_clock::now() >= end) {
        page.more = true;
        page.continue_before_id = behind_id;
        return;
      }
      const auto channels = channel_match(*shelf, behind_id - 1);
      if (channels) search_shelf(*shelf, match + *channels, request, found);
    }
    behind_id = shelf->first_id;
    behind_at_ms = shelf->first_at_ms;
  }
}

void SearchReader::State::read_words(SearchHit& hit, const Match& match) {
  const Shelf* shelf = shelf_of(shelves, hit.document.id);
  CHECK(shelf != nullptr, "every document stands on a shelf");
  auto row =
      db.prepare_text(std::string("SELECT ") + word_columns + " FROM " + words_table(*shelf) + " WHERE rowid = ?1");
  row.bind(hit.document.id);
  if (!row.step()) return;
  hit.is_thread = hit.document.id == hit.document.thread_id;
  hit.title = row.text(column_of(Field::title));
  hit.title_highlights = highlights(match, hit.title);
  // Of a thread's words, those that were found; its card otherwise.
  for (const Field field : {Field::body, Field::card, Field::summary, Field::outcome}) {
    const std::string_view text = row.text(column_of(field));
    auto ranges = highlights(match, text);
    if (text.empty() || (!hit.text.empty() && ranges.empty())) continue;
    if (!hit.highlights.empty()) break;
    hit.field = field;
    hit.text = text;
    hit.highlights = std::move(ranges);
  }
  hit.snippet = snippet(hit.text, hit.highlights);
}

SearchReader::SearchReader(const std::filesystem::path& file) : state_(std::make_unique<State>(file)) {}
SearchReader::~SearchReader() = default;

std::uint64_t SearchReader::through_seq() { return state_->through_seq(); }

SearchPage SearchReader::search(const SearchRequest& request, const Readable& readable) {
  State& state = *state_;
  Transaction transaction(state.db, Transaction::Kind::read);
  SearchPage page;
  page.through_seq = state.through_seq();
  state.shelves = load_shelves(state.db);
  state.asker.ask(readable, request.conditions);
  if (request.conditions.about_thread()) state.load_wanted_threads();
  std::vector<SearchDocument> found;
  if (!state.asker.wants_nothing()) state.search_shelves(request, page, found);
  if (found.size() > request.limit) {
    found.resize(request.limit);
    page.more = true;
    page.continue_before_id = found.empty() ? request.before_id : found.back().id;
  }
  for (const SearchDocument& document : found) {
    page.hits.push_back({.document = document});
    state.read_words(page.hits.back(), request.match);
  }
  transaction.commit();
  return page;
}

std::vector<std::uint64_t> SearchReader::similar_obstacles(std::string_view sentence, const Readable& readable,
                                                           std::size_t limit) {
  Transaction transaction(state_->db, Transaction::Kind::read);
  return find_similar(state_->db, load_shelves(state_->db), readable, sentence, limit);
}

std::vector<IndexedDocument> SearchReader::documents(std::uint64_t after_id, std::size_t limit) {
  State& state = *state_;
  Transaction transaction(state.db, Transaction::Kind::read);
  state.shelves = load_shelves(state.db);
  std::vector<IndexedDocument> found;
  auto rows = state.db.query(
      "SELECT d.id, d.thread_id, d.channel_id, d.birth_seq, d.author_id, d.at_ms FROM documents AS d "
      "WHERE d.id > ?1 ORDER BY d.id LIMIT ?2",
      after_id, limit);
  while (rows.step()) {
    IndexedDocument& document = found.emplace_back(IndexedDocument{document_of(rows), {}});
    const Shelf* shelf = shelf_of(state.shelves, document.document.id);
    if (shelf == nullptr) continue;
    auto words = state.db.prepare_text(std::string("SELECT ") + word_columns + " FROM " + words_table(*shelf) +
                                       " WHERE rowid = ?1");
    words.bind(document.document.id);
    if (!words.step()) continue;
    for (std::size_t i = 0; i < field_count; ++i) document.fields[i] = words.text(static_cast<int>(i) + 1);
  }
  return found;
}

}  // namespace ramure::storage
