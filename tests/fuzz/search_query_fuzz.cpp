// Any text in the search field: understood or refused with a reason, and what is asked of FTS5 is always well-formed:
// nothing that was typed can break out of its quotes. What the index finds is highlighted.
#include <cstdlib>

#include "protocol/check.hpp"
#include "storage/connection.hpp"
#include "storage/search/match.hpp"
#include "storage/search/query.hpp"
#include "storage/search/tokenizer.hpp"

using namespace ramure;

namespace {

constexpr std::chrono::sys_days today = std::chrono::year(2018) / 9 / 13;

// An index of one document, in memory.
class Index {
 public:
  Index() : db_(":memory:", {.database = "drafts", .create = true, .durable = false}) {
    storage::register_tokenizer(db_.handle());
    db_.run_script("CREATE VIRTUAL TABLE words USING fts5 (place, body, tokenize = 'ramure_french')");
  }

  bool finds(const std::string& match, std::string_view body) {
    const storage::Transaction undone(db_, storage::Transaction::Kind::write);
    const std::string place = std::string(1, storage::marked_text) + std::string(storage::all_documents);
    db_.run("INSERT INTO words (rowid, place, body) VALUES (1, ?, ?)", std::string_view(place), body);
    return db_.query("SELECT 1 FROM words WHERE words MATCH ?", std::string_view(match)).step();
  }

 private:
  storage::Connection db_;
};

void check_refusal(const v1::Refusal& refusal) {
  CHECK(refusal.field() == "search.text" && !refusal.message().empty(), "a refusal says what is wrong where");
}

void check_ranges(const std::vector<storage::Range>& ranges, std::size_t bytes) {
  std::uint32_t last = 0;
  for (const storage::Range& range : ranges) {
    CHECK(range.begin >= last && range.begin < range.end && range.end <= bytes, "highlights are sorted and inside");
    last = range.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static Index index;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto query = storage::parse_query(text, today);
  if (!query) {
    check_refusal(query.error());
    return 0;
  }
  const storage::Match match = storage::match_of(*query);
  const std::string asked = storage::match_text(match);
  const auto ranges = storage::highlights(match, text);
  check_ranges(ranges, text.size());
  const storage::Snippet part = storage::snippet(text, ranges);
  check_ranges(part.highlights, part.text.size());
  CHECK(text.find(part.text) != std::string_view::npos, "a snippet is a part of the text");
  CHECK(asked.find('\0') == std::string::npos, "no NUL reaches FTS5");
  if (asked.empty()) return 0;
  const bool found = index.finds(asked, text);
  CHECK(!found || !ranges.empty() || match.required.empty(), "what was found is highlighted");
  return 0;
}
