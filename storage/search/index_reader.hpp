// Searching: a read-only connection to search.db. One thread at a time; open several.
//
//   SearchReader reader(folder / "search.db");
//   SearchRequest request{.match = match_of(query), .conditions = …, .limit = 20};
//   SearchPage page = reader.search(request, readable);
//
// What the asker may not read never leaves SQLite: `readable` is asked inside the query, before the limit counts.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ramure/v1/model.pb.h"
#include "storage/readable.hpp"
#include "storage/search/index.hpp"
#include "storage/search/match.hpp"

namespace ramure::storage {

// What operators ask, names resolved to ids (resolve.hpp). An empty list asks nothing; several ids mean one of them; 0
// finds nothing, not even what has no author or theme.
struct SearchConditions {
  std::vector<std::uint64_t> channel_ids{}, thread_ids{}, author_ids{};
  std::optional<std::int64_t> from_ms{}, before_ms{};  // included, excluded
  // About the thread:
  std::vector<std::uint64_t> theme_ids{}, territory_ids{};
  std::vector<v1::ThreadKind> kinds{};
  // One of these obstacle statuses, or one of the flags: statut:levé statut:archivé means either.
  std::vector<v1::ObstacleStatus> statuses{};
  bool resolved = false, unresolved = false, archived = false;

  bool about_thread() const {
    return !theme_ids.empty() || !territory_ids.empty() || !kinds.empty() || !statuses.empty() || resolved ||
           unresolved || archived;
  }
};

struct SearchRequest {
  Match match;  // empty: everything that meets the conditions
  SearchConditions conditions;
  std::uint32_t limit = 20;
  std::uint64_t before_id = 0;  // only what is older than this; 0: from the newest on
  std::int64_t budget_ms = 1'000;
};

struct SearchHit {
  SearchDocument document;
  bool is_thread = false;  // found in the thread's own words: document.id is the thread's
  std::string title{};     // of a thread
  std::vector<Range> title_highlights{};
  Field field = Field::body;        // where `text` stands: body, or for a thread its card, summary or outcome
  std::string text{};               // the whole of it, as written
  std::vector<Range> highlights{};  // in text
  Snippet snippet{};                // of text
};

struct SearchPage {
  std::vector<SearchHit> hits;  // newest first
  bool more = false;            // there are others, or may be: go on with before_id = continue_before_id
  std::uint64_t continue_before_id = 0;
  std::uint64_t through_seq = 0;  // the index knows the journal up to here
};

// What `ramured check` compares with the tables.
struct IndexedDocument {
  SearchDocument document;
  std::string fields[field_count];
};

class SearchReader {
 public:
  // The file must exist: SearchIndex::open makes it.
  explicit SearchReader(const std::filesystem::path& file);
  ~SearchReader();

  // Looks back shelf by shelf; when the budget is spent it stops between two shelves and says `more`.
  SearchPage search(const SearchRequest& request, const Readable& readable);

  // Threads of obstacles that say something alike, best first: see similar.hpp.
  std::vector<std::uint64_t> similar_obstacles(std::string_view sentence, const Readable& readable, std::size_t limit);

  std::uint64_t through_seq();

  // In the order of ids, those after `after_id`, unfiltered.
  std::vector<IndexedDocument> documents(std::uint64_t after_id, std::size_t limit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ramure::storage
